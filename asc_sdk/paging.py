"""Pages of a list: this one, and the way to the next by `links.next`, on the same host and never in a circle."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from ._jsonapi.match import matches, the_only
from ._jsonapi.walk import AsyncItems, AsyncPages, Items, Pages
from ._transport.links import Place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterator

    import pandas
    import polars

    from ._jsonapi.resource import Resource
    from ._transport.drivers import AsyncConnection, Connection
    from ._transport.links import Key
    from ._transport.messages import Request, Response

T = TypeVar("T")


class Contents(Generic[T]):
    """What one answer holds.

    Attributes:
        items: The primary items.
        included: The resources in `included`.
        next: `links.next` as it came.
        total: `meta.paging.total`.
    """

    __slots__ = ("items", "next", "read_included", "total")

    def __init__(
        self, items: list[T], next: object, total: int | None, read_included: Callable[[], list[Resource]]
    ) -> None:
        self.items = items
        self.next = next
        self.total = total
        self.read_included = read_included


class _BasePage(Generic[T]):
    """What a page knows without asking Apple again."""

    __slots__ = ("__contents__", "__following__", "__seen__")

    def __init__(
        self,
        base_url: str,
        origin: str,
        response: Response,
        read: Callable[[Response], Contents[T]],
        seen: frozenset[Key],
    ) -> None:
        self.__contents__ = read(response)
        place = Place(response.request, base_url, origin, seen)
        self.__following__ = place.next_request(self.__contents__.next)
        self.__seen__ = place.seen

    @property
    def items(self) -> list[T]:
        """The items of this page."""
        return self.__contents__.items

    @property
    def total(self) -> int | None:
        """How many items all pages have, where Apple says so."""
        return self.__contents__.total

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self.__following__ is not None

    @property
    def included(self) -> list[Resource]:
        """All resources that came along in this page's `included`."""
        return self.__contents__.read_included()

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{_cannot(self)}: take its items, or all()")

    def __repr__(self) -> str:
        of = "" if self.total is None else f" of {self.total}"
        return f"{type(self).__name__}({len(self.items)}{of} items{', more to come' if self.has_next else ''})"

    if not TYPE_CHECKING:  # an editor is to offer no private names

        def _repr_html_(self) -> str:
            from ._jsonapi.views import table, to_html

            return to_html(table(repr(self), self.items))

        def __rich__(self) -> object:
            from ._jsonapi.views import table, to_rich

            return to_rich(table(repr(self), self.items))


class Page(_BasePage[T]):
    """A page of a list. Iterating goes through its items and then on, page by page.

    Attributes are `items`, `total`, `has_next` and `included`.
    """

    __slots__ = ("__turn__",)

    def __init__(
        self,
        connection: Connection,
        response: Response,
        read: Callable[[Response], Contents[T]],
        seen: frozenset[Key] = frozenset(),
    ) -> None:
        super().__init__(connection.base_url, connection.origin, response, read, seen)
        # It holds no page: what goes through a list lets go of one before it asks for the next.
        self.__turn__ = partial(_next_page, connection, read, self.__following__, self.__seen__)

    def next_page(self) -> Page[T] | None:
        """The page after this one, or None after the last.

        Raises:
            APIStatusError: as any request.
            PaginationError: where its link leaves the host or leads back to a page that was there already.
        """
        return self.__turn__()

    def pages(self) -> Iterator[Page[T]]:
        """This page and all after it, each asked for when it is reached."""
        return Pages(lambda: self)

    def __iter__(self) -> Iterator[T]:
        return Items(self.pages())

    def all(self) -> list[T]:
        """The items of this page and all after it."""
        return [item for page in self.pages() for item in page.items]

    def to_pandas(self) -> pandas.DataFrame:
        """The items of this page and all after it, a row each.

        The id and the attributes are columns; moments are in UTC, nested objects are dicts.

        Raises:
            ImportError: pandas is not installed; nothing was sent.
        """
        from ._extras import import_pandas
        from ._jsonapi.frames import to_pandas

        import_pandas()
        return to_pandas(self.all())

    def to_polars(self) -> polars.DataFrame:
        """The items of this page and all after it, a row each.

        The id and the attributes are columns; moments are in UTC, nested objects are structs.

        Raises:
            ImportError: polars is not installed; nothing was sent.
        """
        from ._extras import import_polars
        from ._jsonapi.frames import to_polars

        import_polars()
        return to_polars(self.all())

    def first(self, **equal: Any) -> T | None:
        """The first item that has these field values, or None; without any, the first of all.

        Args:
            **equal: Fields and the values they must equal, such as `bundle_id="com.example.app"`.
        """
        return next((item for item in self if matches(item, equal)), None)

    def one(self, **equal: Any) -> T:
        """The only item of all pages that has these field values.

        Args:
            **equal: Fields and the values they must equal, such as `bundle_id="com.example.app"`.

        Raises:
            LookupError: where there is none, or more than one.
        """
        return the_only(list(islice((item for item in self if matches(item, equal)), 2)), equal)


class AsyncPage(_BasePage[T]):
    """A page of a list, async. `async for` goes through its items and then on, page by page.

    Attributes are `items`, `total`, `has_next` and `included`.
    """

    __slots__ = ("__turn__",)

    def __init__(
        self,
        connection: AsyncConnection,
        response: Response,
        read: Callable[[Response], Contents[T]],
        seen: frozenset[Key] = frozenset(),
    ) -> None:
        super().__init__(connection.base_url, connection.origin, response, read, seen)
        self.__turn__ = partial(_next_async_page, connection, read, self.__following__, self.__seen__)

    async def next_page(self) -> AsyncPage[T] | None:
        """The page after this one, or None after the last; raises as `Page.next_page`."""
        return await self.__turn__()

    def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and all after it, each asked for when it is reached."""

        async def first() -> AsyncPage[T]:
            return self

        return AsyncPages(first)

    def __aiter__(self) -> AsyncIterator[T]:
        return AsyncItems(self.pages())

    async def all(self) -> list[T]:
        """The items of this page and all after it."""
        return [item async for page in self.pages() for item in page.items]

    async def to_pandas(self) -> pandas.DataFrame:
        """The items of this page and all after it; as `Page.to_pandas`."""
        from ._jsonapi.frames import async_to_pandas

        return await async_to_pandas(self.all)

    async def to_polars(self) -> polars.DataFrame:
        """The items of this page and all after it; as `Page.to_polars`."""
        from ._jsonapi.frames import async_to_polars

        return await async_to_polars(self.all)

    async def first(self, **equal: Any) -> T | None:
        """The first item that has these field values, or None; as `Page.first`."""
        async for item in self:
            if matches(item, equal):
                return item
        return None

    async def one(self, **equal: Any) -> T:
        """The only item of all pages that has these field values; as `Page.one`."""
        found: list[T] = []
        async for item in self:
            if matches(item, equal):
                found.append(item)
                if len(found) > 1:
                    break
        return the_only(found, equal)


class AsyncPageCall(Generic[T]):
    """A list that was asked for: await it for its first page, or take its items with `async for`."""

    __slots__ = ("__connection__", "__read__", "__request__")

    def __init__(self, connection: AsyncConnection, request: Request, read: Callable[[Response], Contents[T]]) -> None:
        self.__connection__ = connection
        self.__request__ = request
        self.__read__ = read

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        return self.__first_page__().__await__()

    async def __first_page__(self) -> AsyncPage[T]:
        return AsyncPage(self.__connection__, await self.__connection__.send(self.__request__), self.__read__)

    def __aiter__(self) -> AsyncIterator[T]:
        return AsyncItems(self.pages())

    def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """All pages, each asked for when it is reached."""
        return AsyncPages(self.__first_page__)

    async def all(self) -> list[T]:
        """The items of all pages."""
        return await (await self.__first_page__()).all()

    async def to_pandas(self) -> pandas.DataFrame:
        """The items of all pages; as `Page.to_pandas`."""
        from ._jsonapi.frames import async_to_pandas

        return await async_to_pandas(self.all)

    async def to_polars(self) -> polars.DataFrame:
        """The items of all pages; as `Page.to_polars`."""
        from ._jsonapi.frames import async_to_polars

        return await async_to_polars(self.all)

    async def first(self, **equal: Any) -> T | None:
        """The first item that has these field values, or None; as `Page.first`."""
        return await (await self.__first_page__()).first(**equal)

    async def one(self, **equal: Any) -> T:
        """The only item of all pages that has these field values; as `Page.one`."""
        return await (await self.__first_page__()).one(**equal)

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{_cannot(self)}: await it, and take its items")


def _next_page(
    connection: Connection,
    read: Callable[[Response], Contents[T]],
    following: Callable[[], Request] | None,
    seen: frozenset[Key],
) -> Page[T] | None:
    return None if following is None else Page(connection, connection.send(following()), read, seen)


async def _next_async_page(
    connection: AsyncConnection,
    read: Callable[[Response], Contents[T]],
    following: Callable[[], Request] | None,
    seen: frozenset[Key],
) -> AsyncPage[T] | None:
    return None if following is None else AsyncPage(connection, await connection.send(following()), read, seen)


def _cannot(page: object) -> str:
    return f"a {type(page).__name__} cannot be pickled or copied, since it holds a connection"
