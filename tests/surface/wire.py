"""Both clients in front of one scripted answer, without a socket: for reading many answers quickly."""

from __future__ import annotations

import asyncio
from typing import Any, Self

import httpx

from asc_sdk import ApiKey, AppStoreConnect, AsyncAppStoreConnect, Retry
from asc_sdk.api import _operations as table

ORIGIN = "https://api.appstoreconnect.apple.com"


class Wire:
    """Gives `answer` to everything and keeps the targets that were asked for."""

    def __init__(self, key: ApiKey) -> None:
        self.answers: list[tuple[int, str, bytes]] = []
        self.targets: list[str] = []
        transport = httpx.MockTransport(self._respond)
        self._http = httpx.Client(transport=transport)
        self._async_http = httpx.AsyncClient(transport=transport)
        self._runner = asyncio.Runner()
        self.sync = AppStoreConnect(key, retry=Retry.none(), http_client=self._http)
        self.async_ = AsyncAppStoreConnect(key, retry=Retry.none(), http_client=self._async_http)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.sync.close()
        self._http.close()
        self.run(self.async_.close())
        self.run(self._async_http.aclose())
        self._runner.close()

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.targets.append(request.url.raw_path.decode())
        status, media_type, body = self.answers.pop(0)
        return httpx.Response(status, headers={"content-type": media_type} if media_type else {}, content=body)

    def run(self, awaitable: Any) -> Any:
        """What awaiting it gives."""

        async def awaited() -> Any:
            return await awaitable

        return self._runner.run(awaited())

    def call(self, record: table.Operation, *answers: tuple[int, str, bytes], is_async: bool = False) -> Any:
        """What the method gives for these answers, called with whatever it requires."""
        self.answers = list(answers)
        self.targets.clear()
        positional, keywords = least_arguments(record)
        asc: Any = self.async_ if is_async else self.sync
        result = getattr(getattr(asc, record.client), record.name)(*positional, **keywords)
        return self.run(result) if is_async else result


def least_arguments(record: table.Operation) -> tuple[list[Any], dict[str, Any]]:
    """Arguments that a method cannot do without; the values do not matter here."""
    positional: list[Any] = ["1"] if "{id}" in record.path else []
    keywords: dict[str, Any] = {one.name: "x" for one in record.parameters if one.required}
    body = record.body
    if body is not None and body.kind != "resource":
        positional.append("1" if body.kind == "linkage" else ["1"])
    elif body is not None:
        keywords |= {one.name: _value(one.type) for one in body.attributes if one.required}
        keywords |= {one.name: ["1"] if one.many else "1" for one in body.relationships if one.required}
    return positional, keywords


def _value(kind: str) -> Any:
    if kind.startswith("array:"):
        return []
    return {} if kind.startswith(("object:", "map:")) else "x"
