"""The parts of a file as Apple describes them: which bytes go where, with which headers, until when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from .._transport.foreign import host_of
from .._transport.redact import Secret
from ..errors import UploadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Part:
    """One slice of the file and where it goes. Its URL and its headers are signed: it never shows them.

    Attributes:
        number: which one it is, from 1.
        count: of how many.
        method: "PUT".
        offset: of its first byte in the file.
        length: its bytes.
        expires: epoch seconds after which the URL is refused; None where Apple does not say.
        host: where it goes, for messages.
    """

    __slots__ = ("_headers", "_url", "count", "expires", "host", "length", "method", "number", "offset")

    def __init__(
        self,
        method: str,
        url: str,
        headers: Sequence[tuple[str, str]],
        *,
        offset: int,
        length: int,
        expires: float | None = None,
        number: int = 1,
        count: int = 1,
    ) -> None:
        self.method = method
        self._url = Secret(url)
        self._headers = [(name, Secret(value)) for name, value in headers]
        self.offset = offset
        self.length = length
        self.expires = expires
        self.number = number
        self.count = count
        self.host = host_of(url)

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"part {self.number} of {self.count}"

    def url(self) -> str:
        """Give the signed URL."""
        return self._url.reveal()

    def headers(self) -> list[tuple[str, str]]:
        """Give the headers that belong to it."""
        return [(name, value.reveal()) for name, value in self._headers]

    def __repr__(self) -> str:
        return f"Part({self.number} of {self.count}, {self.length} bytes at {self.offset})"


def read_parts(resource: object, size: int) -> list[Part]:
    """Read the parts in a resource's `upload_operations`, in the file's order.

    Args:
        resource: as Apple gave it.
        size: the file's bytes.

    Returns:
        The parts; an empty list where Apple has not given them yet.

    Raises:
        UploadError: they are not what the document says, or do not make up the file.
    """
    operations = _items(getattr(resource, "upload_operations", None))
    parts = [_part(operation, number, len(operations), size) for number, operation in enumerate(operations, 1)]
    parts.sort(key=lambda part: part.offset)
    end = 0
    for part in parts:
        if part.offset != end:
            raise UploadError(
                f"Apple's upload operations leave out or repeat bytes of the file, at {min(part.offset, end)}"
            )
        end += part.length
    if parts and end != size:
        raise UploadError(f"Apple's upload operations are for {end} bytes, and the file has {size}")
    return parts


def _part(operation: Any, number: int, count: int, size: int) -> Part:
    url, method = getattr(operation, "url", None), getattr(operation, "method", None)
    offset, length = getattr(operation, "offset", None), getattr(operation, "length", None)
    if count == 1:
        offset, length = offset or 0, length or size
    if not isinstance(url, str) or not url.lower().startswith(("https://", "http://")):
        raise UploadError(f"upload operation {number} of {count} has no URL that can be used")
    if not _is_count(offset, 0) or not _is_count(length, 1):
        raise UploadError(f"upload operation {number} of {count} does not say which bytes it is for")
    headers = [
        (header.name, header.value)
        for header in _items(getattr(operation, "request_headers", None))
        if isinstance(header.name, str) and isinstance(header.value, str)
    ]
    expiration = getattr(operation, "expiration", None)
    return Part(
        method.upper() if isinstance(method, str) and method else "PUT",
        url,
        headers,
        offset=cast("int", offset),
        length=cast("int", length),
        expires=expiration.timestamp() if isinstance(expiration, datetime) else None,
        number=number,
        count=count,
    )


def _items(value: object) -> list[Any]:
    items = cast("Iterable[Any]", value) if isinstance(value, list) else ()
    return [item for item in items if hasattr(item, "to_dict")]


def _is_count(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


class Book:
    """The parts by their offset, as Apple gave them last."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = {part.offset: part for part in parts}

    def current(self, part: Part) -> Part:
        """Give the newest form of a part.

        Raises:
            UploadError: Apple has cut the file up in another way since.
        """
        found = self._parts.get(part.offset)
        if found is None or found.length != part.length:
            raise UploadError(f"Apple's upload operations have changed: {part.title} is no longer among them")
        return found

    def replace(self, parts: Sequence[Part]) -> None:
        """Take what Apple gave when it was asked again."""
        self._parts = {part.offset: part for part in parts}
