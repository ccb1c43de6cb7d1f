"""The file that is sent: opened once, read anywhere by any thread, never as a whole; it may not change meanwhile."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from ..errors import UploadError

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class Source:
    """An open file.

    Attributes:
        name: its name without the folders, which Apple is told.
        size: its bytes.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is empty, or no file.
        TypeError: this is no path.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        if not isinstance(path, (str, os.PathLike)):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
            raise TypeError(f"file takes a path, not {type(path).__name__}")
        self.path = os.fspath(path)
        self.name = os.path.basename(self.path)
        self._lock = threading.Lock()
        self._file = open(self.path, "rb", buffering=0)  # noqa: SIM115 - closed by `with`
        self._stamp = self._now()
        self.size: int = self._stamp[0]
        if not self.size:
            self.close()
            raise ValueError(f"{self.name} is empty: Apple takes files of at least one byte")

    def read(self, offset: int, length: int) -> bytes:
        """Give exactly these bytes.

        Raises:
            UploadError: the file has become shorter, or cannot be read.
        """
        data = b""
        problem = ""
        try:
            while len(data) < length:
                piece = self._read_at(offset + len(data), length - len(data))
                if not piece:
                    break
                data = data + piece if data else piece
        except OSError as error:
            # Not as it is: the HTTP library would take it for a fault of the network.
            problem = error.strerror or type(error).__name__
        if problem:
            raise UploadError(f"{self.name} cannot be read: {problem}")
        if len(data) < length:
            raise self.changed()
        return data

    def _read_at(self, offset: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), length, offset)
        with self._lock:
            self._file.seek(offset)
            return self._file.read(length)

    def check(self) -> None:
        """See that the file is what it was.

        Raises:
            UploadError: its size or the time of its last change is another.
        """
        if self._now()[:2] != self._stamp[:2]:
            raise self.changed()

    def was_touched(self) -> bool:
        """Tell whether something was done to the file that may, or may not, have changed what is in it.

        The time of a change can be set back, as tools do that copy files; the time of its entry cannot.
        """
        return self._now() != self._stamp

    def _now(self) -> tuple[int, int, int]:
        # Of the open file: one that is put in its place by renaming does not concern this upload.
        status = os.fstat(self._file.fileno())
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns

    def changed(self) -> UploadError:
        """Give the error for a file that is not what it was."""
        return UploadError(
            f"{self.name} changed while it was uploaded: what Apple got would be neither the old nor the new file"
        )

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Source({self.name!r}, {self.size} bytes)"
