"""What holds locks is told in a forked child."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from asc_sdk import _forks

SCRIPT = """
import os, sys, threading
sys.path[:0] = {path!r}
from asc_sdk import ApiKey, AppStoreConnect
from tests.unit._transport.fault_server import FaultServer

with FaultServer() as server, AppStoreConnect(ApiKey("ABC123DEFG", {pem!r}), base_url=server.url) as asc:
    asc.request("GET", "/v1/parent")
    held = threading.Event()
    done = threading.Event()
    connection = asc.__connection__
    locks = [connection._clients._lock, connection._around.tokens._lock, connection._around.budget._lock]

    def hold():  # another thread holds every lock at the moment of the fork
        for lock in locks:
            lock.acquire()
        held.set()
        done.wait()

    threading.Thread(target=hold, daemon=True).start()
    held.wait()
    child = os.fork()
    if child == 0:
        try:
            connection._around.tokens._current = None
            asc.request("GET", "/v1/child")
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
    _, status = os.waitpid(child, 0)
    done.set()
    for lock in locks:
        lock.release()
    asc.request("GET", "/v1/parent")
    print(os.waitstatus_to_exitcode(status), [seen.path for seen in server.seen])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing forks there")
def test_a_client_works_in_a_forked_child_and_in_its_parent(private_key: str) -> None:
    script = SCRIPT.format(path=[path for path in sys.path if path], pem=private_key)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "0 ['/v1/parent', '/v1/child', '/v1/parent']", done.stderr


def test_what_is_gone_is_not_told() -> None:
    class Thing:
        told = 0

        def renew_after_fork(self) -> None:
            Thing.told += 1

    thing = Thing()
    _forks.watch(thing)
    _forks._renew_all()  # pyright: ignore[reportPrivateUsage] - what the fork calls
    assert Thing.told == 1
    del thing
    gc.collect()
    _forks._renew_all()  # pyright: ignore[reportPrivateUsage] - likewise
    assert Thing.told == 1
