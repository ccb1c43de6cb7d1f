"""The base classes of the client's attributes: each is given a connection, never the client.

They have no methods of their own and no private names: an editor offers Apple's operations, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..paging import AsyncPageCall, Page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from .._transport.drivers import AsyncConnection, Connection
    from ..paging import Contents
    from .ensuring import AsyncEnsurer, Ensure, Ensurer
    from .operation import Call
    from .uploading import ArchiveUpload, AsyncUploader, Upload, Uploader, UploadTerms

T = TypeVar("T")


class Endpoint:
    """The operations of one attribute, such as `asc.apps`."""

    __slots__ = ("__connection__",)

    def __init__(self, connection: Connection) -> None:
        self.__connection__ = connection


class AsyncEndpoint:
    """The operations of one attribute, such as `asc.apps`, async."""

    __slots__ = ("__connection__",)

    def __init__(self, connection: AsyncConnection) -> None:
        self.__connection__ = connection


def run(endpoint: Endpoint, call: Call[T]) -> T:
    """Sends a call and reads its answer."""
    return call.read(endpoint.__connection__.send(call.request))


def pages(endpoint: Endpoint, call: Call[Contents[T]]) -> Page[T]:
    """Sends a call for a list and reads its first page."""
    connection = endpoint.__connection__
    return Page(connection, connection.send(call.request), call.read)


async def async_run(endpoint: AsyncEndpoint, call: Call[T]) -> T:
    """Sends a call and reads its answer."""
    return call.read(await endpoint.__connection__.send(call.request))


def async_pages(endpoint: AsyncEndpoint, call: Call[Contents[T]]) -> AsyncPageCall[T]:
    """A call for a list, to be awaited or gone through."""
    return AsyncPageCall(endpoint.__connection__, call.request, call.read)


def upload(
    endpoint: Endpoint,
    what: Upload[T] | ArchiveUpload[T],
    file: str | PathLike[str],
    terms: UploadTerms,
    /,
    **fields: Any,
) -> T:
    """Uploads a file, by the service that the client has put behind the connection."""
    return cast("Uploader", endpoint.__connection__.service("uploads")).upload(what, file, terms, fields)


def resume(
    endpoint: Endpoint, what: Upload[T] | ArchiveUpload[T], id: str, file: str | PathLike[str], terms: UploadTerms, /
) -> T:
    """Takes up an upload."""
    return cast("Uploader", endpoint.__connection__.service("uploads")).resume(what, id, file, terms)


async def async_upload(
    endpoint: AsyncEndpoint,
    what: Upload[T] | ArchiveUpload[T],
    file: str | PathLike[str],
    terms: UploadTerms,
    /,
    **fields: Any,
) -> T:
    """Uploads a file, by the service that the client has put behind the connection."""
    service = cast("AsyncUploader", endpoint.__connection__.service("uploads"))
    return await service.upload(what, file, terms, fields)


async def async_resume(
    endpoint: AsyncEndpoint,
    what: Upload[T] | ArchiveUpload[T],
    id: str,
    file: str | PathLike[str],
    terms: UploadTerms,
    /,
) -> T:
    """Takes up an upload."""
    service = cast("AsyncUploader", endpoint.__connection__.service("uploads"))
    return await service.resume(what, id, file, terms)


def ensure(
    endpoint: Endpoint, what: Ensure[T], match: str | Iterable[str], /, *, update: bool = False, **fields: Any
) -> T:
    """Gives the resource that matches, or makes it, by the service that the client has put behind the connection."""
    service = cast("Ensurer", endpoint.__connection__.service("ensure"))
    return service.ensure(what, match, fields, update=update)


async def async_ensure(
    endpoint: AsyncEndpoint, what: Ensure[T], match: str | Iterable[str], /, *, update: bool = False, **fields: Any
) -> T:
    """Gives the resource that matches, or makes it, by the service that the client has put behind the connection."""
    service = cast("AsyncEnsurer", endpoint.__connection__.service("ensure"))
    return await service.ensure(what, match, fields, update=update)
