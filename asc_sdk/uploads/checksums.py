"""The MD5 of the file, reckoned while its parts are sent, and the proof that both read the same bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .parts import Part
    from .source import Source

PIECE = 256 * 1024
"""Bytes that are read at once: this times the number of parts in flight is what an upload needs of memory."""


class Digest:
    """Reads the file from its beginning to its end, beside the parts, which are read in any order."""

    def __init__(self, source: Source, parts: Sequence[Part]) -> None:
        self._source = source
        self._parts = parts
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._sums: dict[int, int] = {}

    def pieces(self) -> Iterator[Callable[[], None]]:
        """Give the work in pieces, to be done in this order."""
        for part in self._parts:
            self._sums[part.offset] = 0
            for start in range(0, part.length, PIECE * 4):
                yield lambda part=part, start=start: self._take(part, start)

    def _take(self, part: Part, start: int) -> None:
        data = self._source.read(part.offset + start, min(PIECE * 4, part.length - start))
        self._md5.update(data)
        self._sums[part.offset] = crc32(data, self._sums[part.offset])

    def result(self, sent: Mapping[int, int]) -> str:
        """Give the MD5 in hexadecimal, once everything is read and sent.

        Args:
            sent: by offset, the CRC-32 of the bytes that each part sent.

        Raises:
            UploadError: the file changed in between: the sum would be of other bytes than those that Apple has.
        """
        self._source.check()
        if dict(sent) != self._sums:
            raise self._source.changed_between()
        return self._md5.hexdigest()
