"""HTTP clients are made when first needed: one for all threads, one for each event loop."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from asc_sdk import ConfigurationError
from asc_sdk._transport.clients import Clients

ORIGIN = "http://127.0.0.1:9"


def clients(*, asynchronous: bool = False, given: Any = None) -> Clients:
    return Clients(ORIGIN, given, trust_env=False, asynchronous=asynchronous)


def test_threads_get_the_same_client() -> None:
    kept = clients()
    got: set[int] = set()
    barrier = threading.Barrier(8)

    def ask() -> None:
        barrier.wait()
        got.add(id(kept.sync_client()))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
    client = kept.take_sync()
    client.close()
    assert kept.take_sync() is None
    with pytest.raises(ConfigurationError, match="closed"):
        kept.sync_client()


def test_a_child_gets_a_new_client() -> None:
    kept = clients()
    first = kept.sync_client()
    kept.renew_after_fork()
    second = kept.sync_client()
    assert first is not second
    first.close()
    second.close()


def test_each_event_loop_has_a_client_that_ends_with_it() -> None:
    kept = clients(asynchronous=True)
    got: list[Any] = []

    async def ask() -> None:
        got.append(await kept.async_client())
        assert await kept.async_client() is got[-1]
        assert kept.queue() is kept.queue()

    asyncio.run(ask())
    asyncio.run(ask())
    assert got[0] is not got[1]
    assert all(client.is_closed for client in got)


def test_the_client_of_a_loop_that_was_just_closed_is_forgotten() -> None:
    kept = clients(asynchronous=True)
    loop = asyncio.new_event_loop()
    first = loop.run_until_complete(kept.async_client())
    loop.close()

    async def ask() -> Any:
        return await kept.async_client()

    assert asyncio.run(ask()) is not first
    assert len(kept._made) == 0  # pyright: ignore[reportPrivateUsage] - nothing else tells
