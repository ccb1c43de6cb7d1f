"""The ASGI application."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

import pytest

from asc_sdk.emulator import App, Emulator


async def _call(app: App, method: str, target: str, chunks: list[bytes], headers: dict[str, str]) -> list[Any]:
    path, _, query = target.partition("?")
    sent: list[Any] = []
    incoming = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    incoming.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> MutableMapping[str, Any]:
        return incoming.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await app(scope, receive, send)
    return sent


def call(
    emulator: Emulator, method: str, target: str, *chunks: bytes, signed: bool = True, **headers: str
) -> list[Any]:
    """The messages that the application sends."""
    given = {"Content-Type": "application/json", **headers}
    if signed:
        given["Authorization"] = f"Bearer {emulator.key.token()}"
    return asyncio.run(_call(emulator.app, method, target, list(chunks), given))


def headers_of(message: Any) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in message["headers"]}


def test_an_answer_has_apples_headers(emulator: Emulator) -> None:
    start, body = call(emulator, "GET", "/v1/apps")
    headers = headers_of(start)
    assert start["status"] == 200
    assert headers["content-type"] == "application/json"
    assert headers["x-rate-limit"].startswith("user-hour-lim:3500;user-hour-rem:")
    assert len(headers["x-request-id"]) == 36
    assert int(headers["content-length"]) == len(body["body"])


def test_an_answer_without_a_body(emulator: Emulator) -> None:
    emulator.add("betaGroups", "g", name="QA")
    start, body = call(emulator, "DELETE", "/v1/betaGroups/g")
    assert (start["status"], body["body"]) == (204, b"")
    assert not {"content-length", "content-type"} & headers_of(start).keys()


def test_a_body_in_pieces(emulator: Emulator) -> None:
    emulator.add("betaGroups", "g", name="QA")
    content = json.dumps({"data": {"type": "betaGroups", "id": "g", "attributes": {"name": "New"}}}).encode()
    start, _ = call(emulator, "PATCH", "/v1/betaGroups/g", content[:20], content[20:])
    assert start["status"] == 200


def test_the_log_keeps_the_last_hundred(emulator: Emulator) -> None:
    for number in range(105):
        call(emulator, "GET", f"/v1/apps/{number}")
    assert [exchange.target for exchange in emulator.requests] == [f"/v1/apps/{number}" for number in range(5, 105)]
    last = emulator.requests[-1]
    assert (last.method, last.status, last.operation) == ("GET", 404, "apps_getInstance")
    assert b"NOT_FOUND" in last.answer


def test_a_fault_that_did_not_take_effect(emulator: Emulator) -> None:
    emulator.add("betaGroups", "g", name="QA")
    emulator.faults.add(status=503)
    start, _ = call(emulator, "DELETE", "/v1/betaGroups/g")
    assert start["status"] == 503
    assert emulator.get("betaGroups", "g") is not None


def test_a_fault_that_took_effect(emulator: Emulator) -> None:
    emulator.add("betaGroups", "g", name="QA")
    emulator.faults.add(status=503, took_effect=True)
    start, _ = call(emulator, "DELETE", "/v1/betaGroups/g")
    assert start["status"] == 503
    assert emulator.get("betaGroups", "g") is None


def test_a_cut_body_is_announced_whole(emulator: Emulator) -> None:
    emulator.faults.add(cut=5)
    start, body = call(emulator, "GET", "/v1/apps")
    assert int(headers_of(start)["content-length"]) > len(body["body"]) == 5
    assert body["more_body"], "the server closes the connection when no more comes"


def test_a_fault_of_the_emulators_own_shows_where(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise LookupError("lost")

    monkeypatch.setattr(emulator.app.service.tokens, "judge", broken)
    start, body = call(emulator, "GET", "/v1/apps")
    assert start["status"] == 500
    assert "LookupError: lost" in json.loads(body["body"])["errors"][0]["detail"]


def test_without_a_token_nothing_is_told(emulator: Emulator) -> None:
    start, body = call(emulator, "GET", "/v1/no-such-path", signed=False)
    assert start["status"] == 401
    (error,) = json.loads(body["body"])["errors"]
    assert (error["code"], "id" in error) == ("NOT_AUTHORIZED", False)


def test_other_protocols_are_left_alone(emulator: Emulator) -> None:
    async def never() -> MutableMapping[str, Any]:
        raise AssertionError

    async def nothing(message: MutableMapping[str, Any]) -> None:
        raise AssertionError(message)

    assert asyncio.run(emulator.app({"type": "lifespan"}, never, nothing)) is None
