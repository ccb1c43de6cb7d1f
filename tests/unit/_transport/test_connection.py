"""Settings of a connection, checked when it is made, and views of it."""

from __future__ import annotations

import copy
import pickle
import threading
from typing import Any

import pytest

from asc_sdk import ConfigurationError, Pacing, Retry
from asc_sdk._transport.connection import SystemClock
from asc_sdk._transport.drivers import AsyncConnection, Connection
from tests.unit._transport.flows import FakeTokens

KINDS = [Connection, AsyncConnection]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"retry": 3}, "retry takes a Retry"),
        ({"pacing": 100}, "pacing takes a Pacing"),
        ({"timeout": -1}, "timeout takes"),
        ({"base_url": "http://example.com"}, "unencrypted"),
        ({"http_client": object()}, "httpx"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(kind: Any, options: dict[str, Any], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        kind(FakeTokens(), **options)


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_is_checked_too(kind: Any) -> None:
    connection = kind(FakeTokens())
    for options in ({"retry": 3}, {"pacing": 100}, {"timeout": -1}):
        with pytest.raises(ConfigurationError):
            connection.with_options(**options)
    view = connection.with_options(retry=Retry.none(), pacing=Pacing(), timeout=None)
    assert type(view) is kind
    assert (view.base_url, view.origin) == (connection.base_url, connection.origin)
    again = view.with_options(pacing=None)
    assert again.base_url == connection.base_url


@pytest.mark.parametrize("kind", KINDS)
def test_it_shows_where_it_goes_and_is_not_copied(kind: Any) -> None:
    connection = kind(FakeTokens(), base_url="https://gate.example/asc/")
    assert repr(connection) == f"{kind.__name__}('https://gate.example/asc')"
    assert (connection.base_url, connection.origin) == ("https://gate.example/asc", "https://gate.example")
    for clone in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            clone(connection)


def test_connections_of_one_key_share_its_rate_limit() -> None:
    first, second = Connection(FakeTokens()), AsyncConnection(FakeTokens())
    first._around.budget.read({"x-rate-limit": "user-hour-rem:7"}, 0.0)  # pyright: ignore[reportPrivateUsage] - in place of an answer
    assert second.rate_limit.hour.remaining == 7


def test_the_computers_clock() -> None:
    clock = SystemClock()
    assert clock.wall() > 1.7e9
    assert clock.steady() <= clock.steady()
    assert 0 <= clock.chance() < 1


def test_a_client_that_nobody_closes_closes_itself() -> None:
    import gc

    from asc_sdk._transport.messages import Request
    from tests.unit._transport.fault_server import FaultServer

    with FaultServer() as server:

        def ask() -> None:
            Connection(FakeTokens(), base_url=server.url).send(Request("GET", "/v1/apps"))

        ask()
        gc.collect()  # a socket left open would warn here
    assert threading.active_count() >= 1
