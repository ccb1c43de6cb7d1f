"""The base classes of the client's attributes: each is given a connection, never the client."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..paging import AsyncPageCall, Page

if TYPE_CHECKING:
    from .._transport.drivers import AsyncConnection, Connection
    from ..paging import Contents
    from .operation import Call

T = TypeVar("T")


class Endpoint:
    """The operations of one attribute, such as `asc.apps`."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _run(self, call: Call[T]) -> T:
        return call.read(self._connection.send(call.request))

    def _pages(self, call: Call[Contents[T]]) -> Page[T]:
        return Page(self._connection, self._connection.send(call.request), call.read)


class AsyncEndpoint:
    """The operations of one attribute, such as `asc.apps`, async."""

    __slots__ = ("_connection",)

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def _run(self, call: Call[T]) -> T:
        return call.read(await self._connection.send(call.request))

    def _pages(self, call: Call[Contents[T]]) -> AsyncPageCall[T]:
        return AsyncPageCall(self._connection, call.request, call.read)
