"""A file of 1 GiB to an emulator in a process of its own, against a bare httpx that PUTs the same parts."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import Row, paired, run_python

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from multiprocessing.connection import Connection

SIZE = 1 << 30
MOST_ROUNDS = 3

_START = """
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
from asc_sdk import ApiKey, AppStoreConnect

def peak():
    return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))) * 1024

url, pem, key_id, issuer_id, shots, path = sys.argv[1:]
asc = AppStoreConnect(ApiKey(key_id, pem, issuer_id=issuer_id), base_url=url)
asc.apps.list(limit=1)
idle = peak()
"""
OURS = f"""{_START}
began = time.perf_counter()
made = asc.app_screenshots.upload(path, app_screenshot_set=shots, wait=False)
print(time.perf_counter() - began, peak() - idle)
asc.app_screenshots.delete(made.id)
"""
BARE = f"""{_START}
import os

made = asc.app_screenshots.create(file_name="big.bin", file_size=os.path.getsize(path), app_screenshot_set=shots)
file = os.open(path, os.O_RDONLY)
client = httpx.Client(timeout=60)

def put(part):
    headers = {{header.name: header.value for header in part.request_headers}}
    client.put(part.url, content=os.pread(file, part.length, part.offset), headers=headers).raise_for_status()

began = time.perf_counter()
with ThreadPoolExecutor(4) as pool:
    list(pool.map(put, made.upload_operations))
print(time.perf_counter() - began, peak() - idle)
asc.app_screenshots.delete(made.id)
"""


def rows(rounds: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, _emulator() as arguments:
        path = Path(folder, "big.bin")
        with path.open("wb") as file:
            os.truncate(file.fileno(), SIZE)
        peaks: list[float] = []

        def seconds(code: str) -> float:
            spent, peak = run_python(code, *arguments, str(path)).output.split()
            if code is OURS:
                peaks.append(float(peak) / 1e6)
            return float(spent)

        measured = paired(lambda: seconds(OURS), lambda: seconds(BARE), min(rounds, MOST_ROUNDS))
    # 0.7 of the rate is 1 / 0.7 of the time.
    yield measured.row("1 GiB uploaded with its MD5, wall time", 1.43, "bare httpx, the same parts", scale=1, unit="s")
    spread = f"{min(peaks):.0f} to {max(peaks):.0f}"
    yield Row("1 GiB uploaded, peak memory over the idle client", max(peaks), spread, "/proc, VmHWM", 100, "MB")


def _serve(ready: Connection) -> None:
    from asc_sdk.emulator import Emulator

    with Emulator(private_key=KEY) as emulator:
        shots = next(iter(emulator.app.service.store.of_type("appScreenshotSets")))
        ready.send((emulator.url, KEY, emulator.key.key_id, str(emulator.key.issuer_id), shots))
        ready.recv()


@contextmanager
def _emulator() -> Generator[tuple[str, ...]]:
    """What a client of an emulator in another process needs to know."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("end")
        process.join()
