"""Hands out a file's bytes to any number of readers at once, each from the start."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK: Final = 1 << 16


class Source:
    """A seekable binary file that is read by position, so that readers do not disturb each other.

    It owns the file: rows that are still being read keep it open, and the last one to go closes it.
    """

    __slots__ = ("_file", "_lock")

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lock = Lock()

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """The file's bytes from its start, in pieces of at most `size` bytes."""
        position = 0
        while True:
            with self._lock:
                if self._file.closed:
                    raise ValueError("The report is closed: read it before close(), or inside its `with` block.")
                self._file.seek(position)
                data = self._file.read(size)
            if not data:
                return
            position += len(data)
            yield data

    @property
    def closed(self) -> bool:
        return self._file.closed

    def close(self) -> None:
        with self._lock:
            self._file.close()

    def __del__(self) -> None:
        # Nobody closes a report by hand in a script of three lines; without this, Python warns of an open file.
        file: BinaryIO | None = getattr(self, "_file", None)
        if file is not None:
            file.close()
