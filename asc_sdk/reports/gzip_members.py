"""Turns Apple's bytes into plain ones: gzip of any number of members, wrapped more than once, or not at all.

In December 2018 Apple began to send the header line as one gzip member and the rows as the next. Readers that stop
after the first member (`zlib.decompressobj` on its own, and what HTTP clients do for `content-encoding: gzip`) then
see a report without rows and no error. So every byte has to be accounted for here: a member that does not end, one
whose checksum is wrong and anything but NUL padding behind the last one is an error.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from ..errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PIECE: Final = 1 << 18
"""At most this many bytes come out at once: a member may unpack to a thousand times its size."""

LAYERS: Final = 4
"""More wrappings than this is no report but an attempt to keep the reader busy."""

# The first byte of a gzip member. No text begins with this control character, so it decides alone: a file whose
# second byte was cut off or damaged must not pass for text.
_FIRST: Final = b"\x1f"
_GZIP: Final = 31  # zlib's number for "one gzip member, header and checksum included"


def plain(chunks: Iterable[bytes], *, layers: int = LAYERS) -> Iterator[bytes]:
    """The plain bytes behind `chunks`, which may be split anywhere.

    Raises:
        UnexpectedResponseError: the gzip is cut off, damaged, or has something else behind it.
    """
    pieces = (chunk for chunk in chunks if chunk)
    head = next(pieces, b"")
    if not head.startswith(_FIRST):
        return chain([head], pieces) if head else iter(())
    if not layers:
        raise UnexpectedResponseError(f"The report is wrapped in gzip more than {LAYERS} times.")
    return _unwrapped(chain([head], pieces), layers - 1)


def _unwrapped(chunks: Iterable[bytes], layers: int) -> Iterator[bytes]:
    # A generator of its own, so that nothing is unpacked before the first byte is asked for.
    yield from plain(_members(chunks), layers=layers)


def _members(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import zlib

    member = None
    padding = False  # NUL bytes may follow a member, not precede the first
    for chunk in chunks:
        rest = chunk
        while rest:
            if member is None:
                if padding:
                    rest = rest.lstrip(b"\0")
                    if not rest:
                        break
                    if not rest.startswith(_FIRST):
                        raise UnexpectedResponseError(
                            "The report is damaged: behind its gzip data comes something else."
                            " save(path, check=False) keeps the bytes as they came."
                        )
                member = zlib.decompressobj(_GZIP)
            try:
                data = member.decompress(rest, PIECE)
            except zlib.error as error:
                raise UnexpectedResponseError(
                    f"The report is damaged: {_reason(error)}. save(path, check=False) keeps the bytes as they came."
                ) from error
            if data:
                yield data
            if member.eof:
                rest, member, padding = member.unused_data, None, True
            else:
                rest = member.unconsumed_tail
    if member is not None:
        raise UnexpectedResponseError(
            "The report is cut off: its gzip data does not end. Download it again;"
            " save(path, check=False) keeps the bytes as they came."
        )


def _reason(error: Exception) -> str:
    # "Error -3 while decompressing data: incorrect data check" → "incorrect data check"
    return str(error).rpartition(": ")[2] or "its gzip data cannot be unpacked"
