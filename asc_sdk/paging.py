"""Pages of a list: this one, and the way to the next by `links.next`, on the same host and never in a circle."""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from ._transport.messages import Request
from .errors import PaginationError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator

    from ._jsonapi.resource import Resource
    from ._transport.drivers import AsyncConnection, Connection
    from ._transport.messages import Response

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

    def __init__(self, items: list[T], next: object, total: int | None, read_included: Callable[[], list[Resource]]) -> None:
        self.items = items
        self.next = next
        self.total = total
        self.read_included = read_included


class _BasePage(Generic[T]):
    """What a page knows without asking Apple again."""

    __slots__ = ("_contents", "_next", "_read", "_seen")

    def __init__(
        self, base_url: str, origin: str, response: Response, read: Callable[[Response], Contents[T]], seen: frozenset[Key]
    ) -> None:
        self._read = read
        self._contents = read(response)
        request = response.request
        here = request.target if "://" in request.target[:9] else base_url + request.target
        self._seen = seen | {_key(here)}
        self._next = _next_request(self._contents.next, here, origin, request, self._seen)

    @property
    def items(self) -> list[T]:
        """The items of this page."""
        return self._contents.items

    @property
    def total(self) -> int | None:
        """How many items all pages have, where Apple says so."""
        return self._contents.total

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self._next is not None

    @property
    def included(self) -> list[Resource]:
        """All resources that came along in this page's `included`."""
        return self._contents.read_included()

    def __repr__(self) -> str:
        of = "" if self.total is None else f" of {self.total}"
        return f"{type(self).__name__}({len(self.items)}{of} items{', more to come' if self.has_next else ''})"


class Page(_BasePage[T]):
    """A page of a list. Iterating goes through its items and then on, page by page.

    Attributes are `items`, `total`, `has_next` and `included`.
    """

    __slots__ = ("_connection",)

    def __init__(
        self, connection: Connection, response: Response, read: Callable[[Response], Contents[T]], seen: frozenset[Key] = frozenset()
    ) -> None:
        self._connection = connection
        super().__init__(connection.base_url, connection.origin, response, read, seen)

    def next_page(self) -> Page[T] | None:
        """The page after this one, or None after the last.

        Raises:
            APIStatusError: as any request.
            PaginationError: where its link leaves the host or leads back to a page that was there already.
        """
        if self._next is None:
            return None
        return Page(self._connection, self._connection.send(self._next()), self._read, self._seen)

    def pages(self) -> Iterator[Page[T]]:
        """This page and all after it, each asked for when it is reached."""
        page: Page[T] | None = self
        while page is not None:
            yield page
            page = page.next_page()

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items

    def all(self) -> list[T]:
        """The items of this page and all after it."""
        return list(self)

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
        return the_only((item for item in self if matches(item, equal)), equal)


class AsyncPage(_BasePage[T]):
    """A page of a list, async. `async for` goes through its items and then on, page by page.

    Attributes are `items`, `total`, `has_next` and `included`.
    """

    __slots__ = ("_connection",)

    def __init__(
        self,
        connection: AsyncConnection,
        response: Response,
        read: Callable[[Response], Contents[T]],
        seen: frozenset[Key] = frozenset(),
    ) -> None:
        self._connection = connection
        super().__init__(connection.base_url, connection.origin, response, read, seen)

    async def next_page(self) -> AsyncPage[T] | None:
        """The page after this one, or None after the last; raises as `Page.next_page`."""
        if self._next is None:
            return None
        return AsyncPage(self._connection, await self._connection.send(self._next()), self._read, self._seen)

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """This page and all after it, each asked for when it is reached."""
        page: AsyncPage[T] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item

    async def all(self) -> list[T]:
        """The items of this page and all after it."""
        return [item async for item in self]

    async def first(self, **equal: Any) -> T | None:
        """The first item that has these field values, or None; as `Page.first`."""
        async for item in self:
            if matches(item, equal):
                return item
        return None

    async def one(self, **equal: Any) -> T:
        """The only item of all pages that has these field values; as `Page.one`."""
        return the_only([item async for item in self if matches(item, equal)], equal)


class AsyncPageCall(Generic[T]):
    """A list that was asked for: await it for its first page, or take its items with `async for`."""

    __slots__ = ("_connection", "_read", "_request")

    def __init__(self, connection: AsyncConnection, request: Request, read: Callable[[Response], Contents[T]]) -> None:
        self._connection = connection
        self._request = request
        self._read = read

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        return self._first_page().__await__()

    async def _first_page(self) -> AsyncPage[T]:
        return AsyncPage(self._connection, await self._connection.send(self._request), self._read)

    async def __aiter__(self) -> AsyncIterator[T]:
        async for item in await self._first_page():
            yield item

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """All pages, each asked for when it is reached."""
        async for page in (await self._first_page()).pages():
            yield page

    async def all(self) -> list[T]:
        """The items of all pages."""
        return await (await self._first_page()).all()

    async def first(self, **equal: Any) -> T | None:
        """The first item that has these field values, or None; as `Page.first`."""
        return await (await self._first_page()).first(**equal)

    async def one(self, **equal: Any) -> T:
        """The only item of all pages that has these field values; as `Page.one`."""
        return await (await self._first_page()).one(**equal)


Key = tuple[str, tuple[tuple[str, str], ...]]


def matches(item: object, equal: dict[str, Any]) -> bool:
    """Whether the item has all these field values.

    Raises:
        TypeError: where it has no such field.
    """
    for name, value in equal.items():
        try:
            found = getattr(item, name)
        except AttributeError:
            raise TypeError(f"{type(item).__name__} has no field {name!r}") from None
        if found != value:
            return False
    return True


def the_only(found: Iterable[T], equal: dict[str, Any]) -> T:
    """The only one of these.

    Raises:
        LookupError: where there is none, or more than one.
    """
    items = list(found)
    if len(items) == 1:
        return items[0]
    wanted = " and ".join(f"{name}={value!r}" for name, value in equal.items()) or "anything"
    if not items:
        raise LookupError(f"nothing in the list has {wanted}")
    shown = ", ".join(repr(getattr(item, "id", item)) for item in items[:5])
    raise LookupError(f"{len(items)} items of the list have {wanted}: {shown}{', …' if len(items) > 5 else ''}")


def _next_request(link: object, here: str, origin: str, request: Request, seen: frozenset[Key]) -> Callable[[], Request] | None:
    """Makes the request for the next page; what is wrong with its link is said when it is followed."""
    if link is None or link == "":
        return None
    if isinstance(link, str) and not link.strip():
        return None

    def make() -> Request:
        target = _resolve(link, here, origin)
        if _key(target) in seen:
            raise PaginationError(
                f"links.next of {request.path} leads back to a page that was there already: {_short(target)}"
            )
        return Request("GET", target, accept=request.accept)

    return make


def _resolve(link: object, here: str, origin: str) -> str:
    """The absolute URL of a link: its own bytes, on the client's own origin."""
    if not isinstance(link, str):
        raise PaginationError(f"links.next is no link: {_short(link)}")
    text = link.strip()
    if any(character <= " " or character in "\\\x7f" for character in text):
        raise PaginationError(f"links.next has characters that no URL has: {_short(text)}")
    if text.startswith("/") and not text.startswith("//"):
        target = origin + text
    elif text.startswith("?"):
        target = here.partition("?")[0] + text
    else:
        target = text if "://" in text[:9] else urljoin(here, text)
    if _origin(target) != _origin(origin):
        raise PaginationError(
            f"links.next leaves {origin}: {_short(target)}; it is not followed, so that the token goes nowhere else"
        )
    return target


def _origin(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "", url, None
    if parts.username is not None or parts.password is not None:
        return "", url, None
    scheme = parts.scheme.lower()
    return scheme, (parts.hostname or "").lower(), port or {"https": 443, "http": 80}.get(scheme)


def _key(url: str) -> Key:
    """What makes two spellings of one page the same."""
    parts = urlsplit(url)
    return normpath(unquote(parts.path)), tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"
