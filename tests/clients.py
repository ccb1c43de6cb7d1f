"""One test, both clients: drives AppStoreConnect and AsyncAppStoreConnect by the same calls.

A test is written once, against the sync client's types, and runs twice:

    def test_the_name_is_read(client: Client) -> None:
        client.answer({"data": {"type": "apps", "id": "1", "attributes": {"name": "Notes"}}})
        app = client.run(lambda asc: asc.apps.get("1"))
        assert app.name == "Notes"
        assert client.requests[0].url.path == "/v1/apps/1"
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import httpx

if TYPE_CHECKING:
    from asc_sdk import ApiKey, AppStoreConnect

T = TypeVar("T")
Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class Wire:
    """The far end of the line: gives the scripted answers in order and keeps what it was sent."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self._answers: deque[Answer] = deque()

    def answer(self, *answers: Answer) -> None:
        self._answers.extend(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        assert self._answers, f"the test scripted no answer for {request.method} {request.url}"
        answer = self._answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else answer(request)


class Client(ABC):
    """Either client behind three verbs: `answer` scripts the server, `run` calls, `items` walks to the end."""

    def __init__(self, key: ApiKey) -> None:
        self.wire = Wire()
        self._options: dict[str, Any] = {"key": key}
        self._opened: Any = None

    @property
    def requests(self) -> list[httpx.Request]:
        """What was sent, oldest first."""
        return self.wire.requests

    def answer(self, body: object = None, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Script the next answer: a JSON document, raw bytes, or no body for None."""
        if body is None or isinstance(body, bytes):
            self.wire.answer(httpx.Response(status, content=body, headers=headers))
        else:
            self.wire.answer(httpx.Response(status, json=body, headers=headers))

    def options(self, **options: Any) -> None:
        """Set constructor arguments, before the first call. With base_url the client talks to that server instead."""
        assert self._opened is None, "the client was made by an earlier call: set its options first"
        self._options.update(options)

    def _arguments(self, http_client: object) -> dict[str, Any]:
        from asc_sdk import Retry

        arguments = {"retry": Retry.none(), **self._options}
        if "base_url" not in arguments:
            arguments["http_client"] = http_client
        return arguments

    @abstractmethod
    def run(self, call: Callable[[AppStoreConnect], T]) -> T:
        """Make one call and give back what it returns, awaited where it has to be."""

    @abstractmethod
    def items(self, call: Callable[[AppStoreConnect], Iterable[T]]) -> list[T]:
        """Everything that the returned page, or iterator, goes through."""

    @abstractmethod
    def close(self) -> None: ...


class SyncClient(Client):
    """AppStoreConnect."""

    def run(self, call: Callable[[AppStoreConnect], T]) -> T:
        return call(self._open())

    def items(self, call: Callable[[AppStoreConnect], Iterable[T]]) -> list[T]:
        return list(call(self._open()))

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._http.close()

    def _open(self) -> AppStoreConnect:
        from asc_sdk import AppStoreConnect

        if self._opened is None:
            self._http = httpx.Client(transport=httpx.MockTransport(self.wire))
            self._opened = AppStoreConnect(**self._arguments(self._http))
        return self._opened


class AsyncClient(Client):
    """AsyncAppStoreConnect, on an event loop of its own that lives as long as the test."""

    def __init__(self, key: ApiKey) -> None:
        super().__init__(key)
        self._runner = asyncio.Runner()

    def run(self, call: Callable[[AppStoreConnect], T]) -> T:
        async def awaited() -> T:
            result: Any = call(await self._open())
            return cast("T", await result if hasattr(result, "__await__") else result)

        return self._runner.run(awaited())

    def items(self, call: Callable[[AppStoreConnect], Iterable[T]]) -> list[T]:
        async def walked() -> list[T]:
            result: Any = call(await self._open())
            return [item async for item in result]

        return self._runner.run(walked())

    def close(self) -> None:
        async def closed() -> None:
            if self._opened is not None:
                await self._opened.close()
                await self._http.aclose()

        self._runner.run(closed())
        self._runner.close()

    async def _open(self) -> AppStoreConnect:
        from asc_sdk import AsyncAppStoreConnect

        if self._opened is None:
            self._http = httpx.AsyncClient(transport=httpx.MockTransport(self.wire))
            self._opened = AsyncAppStoreConnect(**self._arguments(self._http))
        return cast("AppStoreConnect", self._opened)
