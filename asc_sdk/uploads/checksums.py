"""The MD5 of the file, reckoned while its parts are sent."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .source import Source

PIECE = 1024 * 1024
"""Bytes that are read at once: this times the number of parts in flight is what an upload needs of memory."""


class Digest:
    """Reads the file from its beginning to its end, beside the parts, which are read in any order."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._md5 = hashlib.md5(usedforsecurity=False)

    def pieces(self) -> Iterator[Callable[[], None]]:
        """Give the work in pieces, to be done in this order."""
        for start in range(0, self._source.size, PIECE):
            yield partial(self._take, start)

    def _take(self, start: int) -> None:
        self._md5.update(self._source.read(start, min(PIECE, self._source.size - start)))

    def result(self) -> str:
        """Give the MD5 in hexadecimal, once everything is read."""
        return self._md5.hexdigest()
