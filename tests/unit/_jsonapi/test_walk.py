"""Going through pages: left early, taken up after an error, ended for good."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from asc_sdk._jsonapi.walk import AsyncItems, AsyncPages, Items, Pages


class Sheet:
    """A page of three; `faults` is how often asking for the next one fails."""

    def __init__(self, number: int = 0, faults: int = 0) -> None:
        self.number, self.faults = number, faults
        self.items: list[Any] = [] if number == 1 else [number * 10, number * 10 + 1]

    def __turn__(self) -> Sheet | None:
        if self.faults:
            self.faults -= 1
            raise ConnectionError
        return Sheet(self.number + 1) if self.number < 2 else None


class AsyncSheet(Sheet):
    async def __turn__(self) -> AsyncSheet | None:  # type: ignore[override] - async, as a page is
        await asyncio.sleep(0)
        found = super().__turn__()
        return None if found is None else AsyncSheet(found.number, found.faults)


ALL = [0, 1, 20, 21]


def test_an_empty_page_is_not_the_end() -> None:
    items = Items[int](Pages(Sheet))
    assert list(items) == ALL
    assert list(items) == []
    assert next(items, None) is None


def test_after_an_error_it_goes_on_where_it_was() -> None:
    items = Items[int](Pages(lambda: Sheet(faults=2)))
    assert [next(items), next(items)] == [0, 1]
    for _ in range(2):
        with pytest.raises(ConnectionError):
            next(items)
    assert list(items) == [20, 21]


def test_it_can_be_left_and_taken_up() -> None:
    items = Items[int](Pages(Sheet))
    for item in items:
        if item == 1:
            break
    assert list(items) == [20, 21]
    assert [page.number for page in Pages(Sheet)] == [0, 1, 2]


async def first(faults: int = 0) -> AsyncSheet:
    return AsyncSheet(faults=faults)


def test_async_it_is_the_same() -> None:
    async def walk() -> None:
        items: AsyncIterator[int] = AsyncItems(AsyncPages(first))
        assert [item async for item in items] == ALL
        assert [item async for item in items] == []
        items = AsyncItems(AsyncPages(lambda: first(faults=1)))
        assert [await anext(items), await anext(items)] == [0, 1]
        with pytest.raises(ConnectionError):
            await anext(items)
        assert [item async for item in items] == [20, 21]
        assert [page.number async for page in AsyncPages(first)] == [0, 1, 2]

    asyncio.run(walk())


def test_async_it_can_be_left_at_any_point() -> None:
    """Warnings are errors: a generator that was left open would end this test."""

    async def leave() -> AsyncIterator[int]:
        items: AsyncIterator[int] = AsyncItems(AsyncPages(first))
        async for item in items:
            if item == 0:
                break
        return items

    async def go_on(items: AsyncIterator[int]) -> list[int]:
        return [item async for item in items]

    assert asyncio.run(go_on(asyncio.run(leave()))) == [1, 20, 21]
