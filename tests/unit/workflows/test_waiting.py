"""`wait`: looks, pauses, and comes to an end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from asc_sdk import APIConnectionError, APITimeoutError, NotFoundError
from asc_sdk._endpoint.steps import Pause
from asc_sdk.models import Build
from asc_sdk.workflows.waiting import Look, Patience, looks
from tests.clients import Client
from tests.unit._transport.flows import FakeClock


def build(state: str) -> dict[str, Any]:
    return {"data": {"type": "builds", "id": "1", "attributes": {"version": "7", "processingState": state}}}


def wait(client: Client, **terms: Any) -> Build:
    given: dict[str, Any] = {"timeout": 5, "every": 0.001, **terms}
    return client.run(
        lambda asc: asc.wait(lambda: asc.builds.get("1"), lambda build: build.processing_state != "PROCESSING", **given)
    )


def test_what_is_so_already_is_given_at_once(client: Client) -> None:
    client.answer(build("VALID"))
    assert wait(client, every=3600).processing_state == "VALID"
    assert len(client.requests) == 1


def test_it_looks_until_it_is_so(client: Client) -> None:
    for state in ("PROCESSING", "PROCESSING", "VALID"):
        client.answer(build(state))
    seen: list[Build] = []
    assert wait(client, on_progress=seen.append, every=timedelta(milliseconds=1)).processing_state == "VALID"
    assert [item.processing_state for item in seen] == ["PROCESSING", "PROCESSING", "VALID"]


def test_it_ends_and_shows_how_it_was(client: Client) -> None:
    client.answer(build("PROCESSING"))
    with pytest.raises(APITimeoutError, match=r"after 0 s it is not as wanted; the last look gave Build\(.*PROCESSING"):
        wait(client, timeout=0)
    assert len(client.requests) == 1


def test_it_looks_once_more_at_the_end() -> None:
    clock = FakeClock()
    steps = looks(Patience[str](lambda state: state == "VALID", 10, 3600, None), clock)
    assert isinstance(next(steps), Look)
    pause = steps.send("PROCESSING")
    assert isinstance(pause, Pause)
    assert pause.seconds == 10
    clock.now += pause.seconds
    assert isinstance(steps.send(None), Look)
    with pytest.raises(StopIteration, match="VALID"):
        steps.send("VALID")


def test_faults_of_line_and_server_are_waited_out(client: Client) -> None:
    client.wire.answer(httpx.ConnectError("refused"))
    client.answer(status=503)
    client.answer({"errors": []}, status=429, headers={"retry-after": "0"})
    client.answer(build("VALID"))
    assert wait(client).processing_state == "VALID"
    assert len(client.requests) == 4


def test_a_fault_at_the_end_is_raised(client: Client) -> None:
    client.wire.answer(httpx.ConnectError("refused"))
    with pytest.raises(APIConnectionError, match="refused"):
        wait(client, timeout=0)


def test_what_apple_refuses_is_raised_at_once(client: Client) -> None:
    client.answer({"errors": [{"status": "404", "code": "NOT_FOUND"}]}, status=404)
    with pytest.raises(NotFoundError):
        wait(client)


@pytest.mark.parametrize(
    ("terms", "kind", "said"),
    [
        ({"timeout": -1}, ValueError, "timeout takes seconds of at least 0, not -1"),
        ({"timeout": float("nan")}, ValueError, "timeout takes seconds of at least 0"),
        ({"every": "5"}, TypeError, "every takes seconds or a timedelta, not '5'"),
        ({"every": True}, TypeError, "every takes seconds or a timedelta, not True"),
    ],
)
def test_times_that_are_none(client: Client, terms: dict[str, Any], kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        wait(client, **terms)
    assert client.requests == []


def test_until_is_a_function(client: Client) -> None:
    state: Any = "VALID"
    with pytest.raises(TypeError, match="until takes a function"):
        client.run(lambda asc: asc.wait(lambda: asc.builds.get("1"), state))


def test_plain_values_and_awaitables_are_told_apart(client: Client) -> None:
    class Later:
        def __await__(self) -> Any:
            yield

    is_async = type(client).__name__.startswith("Async")
    given: Any = 1 if is_async else Later()
    with pytest.raises(TypeError, match="get must give an awaitable" if is_async else "get gave an awaitable"):
        client.run(lambda asc: asc.wait(lambda: given, bool))
