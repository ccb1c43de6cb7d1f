"""The connection under test, four times: sync and async, on a client of httpx and of httpx2."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

import pytest

from asc_sdk._transport import drivers
from asc_sdk._transport.drivers import AsyncConnection, Connection
from asc_sdk._transport.messages import Request, Response
from tests.unit._transport.flows import FakeTokens

T = TypeVar("T")

KINDS = ["sync-own", "async-own", "sync-httpx", "async-httpx", "sync-httpx2", "async-httpx2"]
"""`own` is the client that the SDK makes itself; the others are handed in."""


class Wire:
    """One kind of connection: made once, used by `send`, closed with its HTTP client."""

    def __init__(self, kind: str) -> None:
        self.asynchronous = kind.startswith("async")
        self.family = kind.partition("-")[2]
        if self.family == "httpx2" and find_spec("httpx2") is None:
            pytest.skip("httpx2 is not installed")
        self.tokens = FakeTokens()
        self.slept: list[float] = []
        self._runner = asyncio.Runner() if self.asynchronous else None
        self._opened: list[tuple[Any, Any]] = []

    def connect(self, base_url: str, *, http: dict[str, Any] | None = None, **options: Any) -> Any:
        """Make a connection.

        Args:
            base_url: the server's.
            http: arguments of the HTTP client that is handed in.
            options: of the connection.
        """
        client: Any = None
        if self.family != "own":
            module: Any = import_module(self.family)
            made = module.AsyncClient if self.asynchronous else module.Client
            client = made(trust_env=False, **(http or {}))
        kind = AsyncConnection if self.asynchronous else Connection
        connection: Any = kind(self.tokens, base_url=base_url, http_client=client, trust_env=False, **options)
        self._opened.append((connection, client))
        return connection

    def send(self, connection: Any, request: Request) -> Response:
        result = connection.send(request)
        return self.run(result) if self.asynchronous else result

    def run(self, result: Coroutine[Any, Any, T]) -> T:
        assert self._runner is not None
        return self._runner.run(result)

    def patch_sleep(self, patch: pytest.MonkeyPatch) -> None:
        """Sleep in no time, and keep how long it would have been."""

        async def async_sleep(seconds: float) -> None:
            self.slept.append(seconds)

        patch.setattr(drivers, "_sleep", self.slept.append)
        patch.setattr(drivers, "_async_sleep", async_sleep)

    def close(self) -> None:
        for connection, client in self._opened:
            if self.asynchronous:
                self.run(connection.close())
                if client is not None:
                    self.run(client.aclose())
            else:
                connection.close()
                if client is not None:
                    client.close()
        if self._runner is not None:
            self._runner.close()
