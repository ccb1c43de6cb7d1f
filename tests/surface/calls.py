"""Calls a method by its name, of either client."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Self

from asc_sdk import ApiKey, AppStoreConnect, AsyncAppStoreConnect, Retry


class Caller(Protocol):
    """Either client."""

    is_async: bool

    def call(self, client: str, method: str, positional: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """What the method gives, awaited where it has to be."""
        ...


class SyncCaller:
    """AppStoreConnect."""

    is_async = False

    def __init__(self, key: ApiKey, url: str) -> None:
        self._asc = AppStoreConnect(key, base_url=url, retry=Retry.none())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._asc.close()

    def call(self, client: str, method: str, positional: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """What the method gives."""
        return getattr(getattr(self._asc, client), method)(*positional, **keywords)


class AsyncCaller:
    """AsyncAppStoreConnect, on a loop of its own."""

    is_async = True

    def __init__(self, key: ApiKey, url: str, runner: asyncio.Runner) -> None:
        self._runner = runner
        self._asc = AsyncAppStoreConnect(key, base_url=url, retry=Retry.none())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._asc.close())

    def call(self, client: str, method: str, positional: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """What awaiting the method gives."""

        async def awaited() -> Any:
            return await getattr(getattr(self._asc, client), method)(*positional, **keywords)

        return self._runner.run(awaited())
