"""The server's thread."""

from __future__ import annotations

import socket
import sys
import threading

import httpx
import pytest

from asc_sdk.emulator import Emulator


def test_it_starts_and_stops_and_starts_again() -> None:
    emulator = Emulator(None)
    emulator.add("apps", "1")
    before = threading.active_count()
    for _ in range(2):
        with emulator:
            url = emulator.url
            headers = {"authorization": f"Bearer {emulator.key.token()}"}
            assert httpx.get(f"{url}/v1/apps/1", headers=headers).status_code == 200
        with pytest.raises(httpx.ConnectError):
            httpx.get(url)
    assert threading.active_count() == before


def test_two_have_ports_of_their_own() -> None:
    with Emulator(None) as one, Emulator(None) as other:
        assert one.url != other.url


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        emulator = Emulator(None, port=taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"):
            emulator.start()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "asc_sdk.emulator.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(ImportError, match=r"pip install 'asc_sdk\[emulator\]'"):
        Emulator(None).start()


def test_many_at_once() -> None:
    with Emulator(None) as emulator:
        headers = {"authorization": f"Bearer {emulator.key.token()}", "content-type": "application/json"}
        statuses: list[int] = []

        def work(number: int) -> None:
            with httpx.Client(base_url=emulator.url, headers=headers) as client:
                attributes = {"name": "x", "identifier": f"com.example.n{number}", "platform": "IOS"}
                made = client.post("/v1/bundleIds", json={"data": {"type": "bundleIds", "attributes": attributes}})
                statuses.append(made.status_code)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses == [201] * 8
        assert len(emulator.requests) == 8
