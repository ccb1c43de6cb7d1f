"""One segment: fetched by its pre-signed URL, again after a fault, by a new URL when one expired, and checked."""

from __future__ import annotations

import base64
import binascii
import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any

from .._endpoint import Classes, Operation
from .._endpoint.steps import Ask, Pause, Work
from .._transport.foreign import host_of
from .._transport.redact import Secret
from .._transport.retry import retry_after, wait_before
from ..errors import APIConnectionError, APITimeoutError, UnexpectedResponseError
from ..reports.gzip_members import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .._endpoint.steps import Steps
    from .._options import Retry
    from .._transport.flow import Clock
    from .._transport.messages import Fault

_GET: Operation[Any] = Operation(
    "GET", "/v1/analyticsReportSegments/{id}", Classes({"analyticsReportSegments": "AnalyticsReportSegment"})
)
_EXPIRED = frozenset((400, 401, 403))
_PIECE = 1 << 18
_BY_LENGTH = {16: "md5", 20: "sha1", 32: "sha256"}


class Segment:
    """A segment, and where it is. It never shows its URL, which is signed.

    Attributes:
        id: of the segment.
        size: its bytes; None where Apple does not say.
        checksum: as Apple gives it.
        host: where it is, for messages.
    """

    __slots__ = ("_url", "checksum", "host", "id", "size")

    def __init__(self, resource: Any) -> None:
        url = resource.url
        if not isinstance(url, str) or not url.lower().startswith(("https://", "http://")):
            raise UnexpectedResponseError(f"the analytics segment {resource.id} has no URL that can be used")
        self.id: str = resource.id
        self._url = Secret(url)
        size = resource.size_in_bytes
        self.size: int | None = size if isinstance(size, int) else None
        self.checksum: str = resource.checksum if isinstance(resource.checksum, str) else ""
        self.host = host_of(url)

    def url(self) -> str:
        """Give the signed URL."""
        return self._url.reveal()

    def __repr__(self) -> str:
        return f"Segment({self.id!r})"


class Fetch:
    """A step: fetch a segment into a file."""

    __slots__ = ("path", "segment")

    def __init__(self, segment: Segment, path: str) -> None:
        self.segment = segment
        self.path = path


class Fetched:
    """What came of one try: a status with headers, or a fault."""

    __slots__ = ("fault", "headers", "status")

    def __init__(
        self, status: int = 0, headers: Mapping[str, str] | None = None, *, fault: Fault | None = None
    ) -> None:
        self.status = status
        self.headers: Mapping[str, str] = headers if headers is not None else {}
        self.fault = fault


def fetch(segment: Segment, path: str, retry: Retry, clock: Clock) -> Steps[str]:
    """Fetch one segment until it is there, whole.

    Returns:
        The path.

    Raises:
        APIConnectionError: no answer came, too often.
        UnexpectedResponseError: it was refused, or is not what Apple says that it is. No URL is in the text.
    """
    tries = 0
    renewed = False
    while True:
        tries += 1
        got: Fetched = yield Fetch(segment, path)
        problem, passing = "", got.fault is None or not got.fault.hopeless
        if got.fault is None and 200 <= got.status < 300:
            problem = yield Work(partial(check, segment, path))
            if not problem:
                return path
        elif got.status in _EXPIRED and not renewed:
            renewed = True
            fresh = Segment((yield Ask(_GET.resource(segment.id))))
            if fresh.url() != segment.url():
                segment = fresh
                tries -= 1
                continue
            passing = False
        elif got.fault is None:
            passing = got.status >= 500 or got.status in (408, 429)
        wait = None
        if passing and tries < retry.attempts:
            asked = retry_after(got.headers.get("retry-after", ""), clock.wall())
            wait = wait_before(retry, tries, asked, status=got.status or None, spread=clock.chance())
        if wait is None:
            raise _error(segment, got, problem, tries)
        yield Pause(wait)


def _error(segment: Segment, got: Fetched, problem: str, tries: int) -> APIConnectionError | UnexpectedResponseError:
    if got.fault is not None:
        kind = APITimeoutError if got.fault.timeout else APIConnectionError
        return kind(f"the analytics segment {segment.id} could not be fetched: {got.fault.message}", tries=tries)
    if problem:
        return UnexpectedResponseError(f"the analytics segment {segment.id} is damaged: {problem}")
    return UnexpectedResponseError(
        f"{segment.host} refused the analytics segment {segment.id}: status {got.status}", status=got.status
    )


def check(segment: Segment, path: str) -> str:
    """Say what is wrong with a file, "" where it is what Apple says.

    A checksum tells by its length what it is, in hexadecimal or base64; whether it is that of the packed or of the
    plain bytes, Apple does not say.
    """
    digest = _digest(segment.checksum)
    algorithm = _BY_LENGTH.get(len(digest))
    size, sum_ = 0, hashlib.new(algorithm or "md5", usedforsecurity=False)
    for piece in _pieces(path):
        size += len(piece)
        sum_.update(piece)
    if segment.size is not None and size != segment.size:
        return f"{size} bytes came, and it has {segment.size}"
    if algorithm is None or sum_.digest() == digest:
        return ""
    sum_ = hashlib.new(algorithm, usedforsecurity=False)
    try:
        for piece in plain(_pieces(path)):
            sum_.update(piece)
    except UnexpectedResponseError:
        return "its gzip cannot be read"
    return "" if sum_.digest() == digest else "its checksum is another"


def _digest(text: str) -> bytes:
    text = text.strip().strip('"')
    try:
        return bytes.fromhex(text)
    except ValueError:
        pass
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""


def _pieces(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while piece := file.read(_PIECE):
            yield piece
