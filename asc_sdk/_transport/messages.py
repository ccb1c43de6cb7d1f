"""What is asked and what came back: requests, answers, faults, and the steps of a flow. Data, no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _json_bytes as json_bytes
from ..errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from .redact import Secret


class Request:
    """One call of Apple's API, without the base URL and the token.

    Args:
        method: "GET", "POST", "PATCH" or "DELETE".
        target: path and query, escaped ("/v1/apps?limit=200"), or an absolute URL of the client's origin. It goes
            out byte for byte.
        accept: the media type that the operation declares.
        body: JSON.
        repeatable: may be sent again when the fate of a try is unknown; by default only a GET may.
        gone_is_done: a 404 after a try of unknown fate means that it was carried out (`delete(id)`).
        stream: the caller wants the bytes as a file.
    """

    __slots__ = ("accept", "body", "gone_is_done", "method", "repeatable", "stream", "target")

    def __init__(
        self,
        method: str,
        target: str,
        *,
        accept: str = "application/json",
        body: bytes | None = None,
        repeatable: bool | None = None,
        gone_is_done: bool = False,
        stream: bool = False,
    ) -> None:
        self.method = method
        self.target = target
        self.accept = accept
        self.body = body
        self.repeatable = method == "GET" if repeatable is None else repeatable
        self.gone_is_done = gone_is_done
        self.stream = stream

    @property
    def path(self) -> str:
        """The path, without origin and query: what logs and errors show."""
        path = self.target.partition("?")[0].partition("#")[0]
        if "://" in path[:9]:
            path = "/" + path.partition("://")[2].partition("/")[2]
        return path

    def __repr__(self) -> str:
        return f"Request({self.method} {self.path})"


class Response:
    """A success.

    Attributes:
        status: 200 to 299.
        headers: with lower-case names.
        body: the bytes; empty where the request asked for a file.
        file: for a request with `stream`: a seekable temporary file at position 0, with the bytes as Apple sent them.
        request: what was asked.
    """

    __slots__ = ("body", "file", "headers", "request", "status")

    def __init__(
        self,
        request: Request,
        status: int,
        headers: Mapping[str, str],
        body: bytes = b"",
        file: BinaryIO | None = None,
    ) -> None:
        self.request = request
        self.status = status
        self.headers = headers
        self.body = body
        self.file = file

    def json(self) -> Any:
        """Give the body, parsed.

        Raises:
            UnexpectedResponseError: it is empty, or not JSON.
        """
        try:
            return json_bytes.loads(self.body)
        except ValueError:
            pass
        # Raised out here: the parser's error would carry the whole body along in its context.
        what = "an empty body" if not self.body.strip() else "a body that is not JSON"
        raise unexpected(self.request, self.status, self.headers, self.body, f"{what} where JSON was expected")

    def __repr__(self) -> str:
        return f"Response({self.status} to {self.request.method} {self.request.path})"


class Send:
    """A step of a flow: send the request, then send back an `Answer` or a `Fault`."""

    __slots__ = ("number", "request", "token")

    def __init__(self, request: Request, token: Secret, number: int) -> None:
        self.request = request
        self.token = token
        self.number = number
        """Which try this is, from 1."""

    def __repr__(self) -> str:
        return f"Send({self.request.method} {self.request.path}, try {self.number})"


class Sleep:
    """A step of a flow: wait, then go on."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __repr__(self) -> str:
        return f"Sleep({self.seconds:g})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sleep) and self.seconds == other.seconds

    def __hash__(self) -> int:
        return hash(self.seconds)


class Answer:
    """What a server said to one try, whatever its status."""

    __slots__ = ("body", "cut", "file", "headers", "status")

    def __init__(
        self,
        status: int,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        file: BinaryIO | None = None,
        *,
        cut: Fault | None = None,
    ) -> None:
        self.status = status
        self.headers: Mapping[str, str] = headers if headers is not None else {}
        self.body = body
        self.file = file
        self.cut = cut
        """What broke the body off; None where it is whole."""

    def header(self, name: str) -> str:
        """Give a header's value, "" where there is none."""
        return self.headers.get(name, "")

    def __repr__(self) -> str:
        return f"Answer({self.status}{', cut' if self.cut is not None else ''})"


class Fault:
    """No answer to one try.

    Args:
        message: what happened, in one line.
        sent: False where it is certain that no byte of the request left: any method may be sent again.
        timeout: whether a time limit ended it.
        hopeless: whether it would fail the same way again: a certificate that is not trusted, a proxy that refuses.
    """

    __slots__ = ("hopeless", "message", "sent", "timeout")

    def __init__(self, message: str, *, sent: bool = True, timeout: bool = False, hopeless: bool = False) -> None:
        self.message = message
        self.sent = sent
        self.timeout = timeout
        self.hopeless = hopeless

    def __repr__(self) -> str:
        return f"Fault({self.message!r}, sent={self.sent}, timeout={self.timeout}, hopeless={self.hopeless})"


def request_id(headers: Mapping[str, str]) -> str | None:
    """Find the id that Apple's support asks for."""
    from .redact import one_line

    for name in ("x-request-id", "x-apple-request-uuid", "x-apple-jingle-correlation-key"):
        value = one_line(headers.get(name, ""), 200)
        if value:
            return value
    return None


def unexpected(
    request: Request, status: int, headers: Mapping[str, str], body: bytes, what: str
) -> UnexpectedResponseError:
    """Make the error for a success that is not what the document promises."""
    from .redact import excerpt, one_line  # not needed by a script in which nothing fails

    found = excerpt(body, headers.get("content-type", ""))
    identifier = request_id(headers)
    text = f"{status} with {what} ({request.method} {request.path}"
    text += f", request id {identifier})" if identifier else ")"
    if headers.get("content-type"):
        text += f"; content type {one_line(headers['content-type'], 100)}"
    if found:
        text += f"; it begins: {found}"
    return UnexpectedResponseError(
        text,
        status=status,
        method=request.method,
        path=request.path,
        request_id=identifier,
        excerpt=found,
        may_have_happened=request.method != "GET",
    )
