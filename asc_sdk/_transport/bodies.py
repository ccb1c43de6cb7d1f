"""Collects the body of an answer, in memory or in a temporary file, and undoes `Content-Encoding: gzip`."""

from __future__ import annotations

from io import BufferedRandom, BytesIO
from typing import TYPE_CHECKING, Any

from .messages import Answer, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from .messages import Request

_IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a report that are kept in memory before they go to a temporary file."""


class BrokenBodyError(Exception):
    """The body's gzip cannot be read, or ends too early."""


class Gunzip:
    """Undoes gzip of any number of members; HTTP libraries stop after the first one without a word."""

    __slots__ = ("_member", "_plain", "_started")

    def __init__(self) -> None:
        self._member: Any = None  # zlib's decompressor of the member being read
        self._started = False
        self._plain = False  # labelled as gzip, but it is not

    def feed(self, data: bytes) -> bytes:
        """Give what these bytes decompress to."""
        import zlib

        if self._plain:
            return data
        parts: list[bytes] = []
        while data:
            if self._member is None:
                if not self._started and data[:1] != b"\x1f":
                    self._plain = True
                    return data
                if self._started:
                    data = data.lstrip(b"\0")  # padding between and after members is allowed
                    if not data:
                        break
                self._member = zlib.decompressobj(31)
                self._started = True
            try:
                parts.append(self._member.decompress(data))
            except zlib.error:
                self._member = None
                raise BrokenBodyError("the gzip of the body is damaged") from None
            if not self._member.eof:
                break
            data = self._member.unused_data
            self._member = None
        return b"".join(parts)

    def finish(self) -> None:
        """Say that no more bytes come."""
        if self._member is not None:
            raise BrokenBodyError("the gzip of the body ends too early")


class _TemporaryFile(BufferedRandom):
    """Closes itself without a warning: nobody has to close the report of a script."""

    def __del__(self) -> None:
        self.close()


def _on_disk(memory: BytesIO) -> BinaryIO:
    from tempfile import TemporaryFile

    made: Any = TemporaryFile(buffering=0)  # noqa: SIM115 - it outlives this function
    file = _TemporaryFile(getattr(made, "file", made))  # wrapped once more on Windows
    file.write(memory.getbuffer())
    return file


class Sink:
    """Where the bytes of one answer go.

    Args:
        request: what was asked; `stream` decides between memory and a file.
        status: the answer's.
        headers: the answer's, with lower-case names.
        decode: undo `Content-Encoding: gzip` here; False where the HTTP library does.
    """

    __slots__ = ("_chunks", "_file", "_gunzip", "_headers", "_status")

    def __init__(self, request: Request, status: int, headers: Mapping[str, str], *, decode: bool) -> None:
        self._status = status
        self._headers = headers
        self._gunzip = Gunzip() if decode else None
        self._chunks: list[bytes] = []
        self._file: BinaryIO | None = None
        if request.stream and 200 <= status < 300:
            self._file = BytesIO()

    def write(self, chunk: bytes) -> None:
        """Take the next bytes."""
        data = self._gunzip.feed(chunk) if self._gunzip is not None else chunk
        if self._file is None:
            self._chunks.append(data)
            return
        self._file.write(data)
        if isinstance(self._file, BytesIO) and self._file.tell() > _IN_MEMORY:
            self._file = _on_disk(self._file)

    def answer(self) -> Answer:
        """Give the whole answer."""
        if self._gunzip is not None:
            self._gunzip.finish()
        if self._file is not None:
            self._file.seek(0)
        return Answer(self._status, self._headers, b"".join(self._chunks), self._file)

    def cut(self, fault: Fault) -> Answer:
        """Give what there is of an answer whose body broke off."""
        self.close()
        return Answer(self._status, self._headers, b"".join(self._chunks), cut=fault)

    def close(self) -> None:
        """Throw the temporary file away."""
        if self._file is not None:
            self._file.close()
            self._file = None
