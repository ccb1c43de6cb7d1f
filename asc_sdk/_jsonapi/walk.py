"""Goes through pages and their items, and can be left at any point, sync and async.

Iterators of their own in place of generators: one that is left early leaves nothing to be closed, and one that met an
error goes on where it was, at the same page, instead of passing for the end of the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator


class Walked(Protocol):
    """A page, as far as it is gone through; `__turn__`, which holds no page, gives the next, awaited or not."""

    @property
    def items(self) -> list[Any]: ...
    @property
    def __turn__(self) -> Callable[[], Any]: ...


T = TypeVar("T")
P = TypeVar("P", bound=Walked)


class Pages(Generic[P]):
    """Pages; `ask` gives the next."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[], P | None]) -> None:
        self._ask = ask

    def __iter__(self) -> Iterator[P]:
        return self

    def __next__(self) -> P:
        page = self._ask()
        if page is None:
            raise StopIteration
        self._ask = page.__turn__
        return page


class Items(Generic[T]):
    """The items of pages."""

    __slots__ = ("_items", "_pages")

    def __init__(self, pages: Iterator[Walked]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        while True:
            for item in self._items:
                return item
            self._items = iter(next(self._pages).items)


class AsyncPages(Generic[P]):
    """Pages; `ask` gives the next."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[], Awaitable[P | None]]) -> None:
        self._ask = ask

    def __aiter__(self) -> AsyncIterator[P]:
        return self

    async def __anext__(self) -> P:
        page = await self._ask()
        if page is None:
            raise StopAsyncIteration
        self._ask = page.__turn__
        return page


class AsyncItems(Generic[T]):
    """The items of pages."""

    __slots__ = ("_items", "_pages")

    def __init__(self, pages: AsyncIterator[Walked]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        while True:
            for item in self._items:
                return item
            self._items = iter((await anext(self._pages)).items)
