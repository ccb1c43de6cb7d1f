"""Makes the error for an answer or a fault: its class, its fields, and a text that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import _json_bytes as json_bytes
from .._error_body import deciding, flatten, read_errors
from ..errors import APIConnectionError, APITimeoutError, class_for_status
from .advice import advise
from .messages import request_id
from .redact import excerpt, one_line

if TYPE_CHECKING:
    from ..errors import APIStatusError, ErrorDetail
    from .messages import Answer, Fault, Request

_MOST_OTHERS = 4
"""Errors besides the deciding one that the text names."""

_PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    406: "Not Acceptable",
    407: "Proxy Authentication Required",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    413: "Content Too Large",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}

UNKNOWN_FATE = "Apple may have carried this out all the same: look before you send it again"


def status_error(
    request: Request,
    answer: Answer,
    *,
    individual: bool,
    tries: int,
    retry_after: float | None,
    may_have_happened: bool,
    now: float,
    note: str = "",
) -> APIStatusError:
    """Make the error for an answer that is not a success.

    Args:
        request: what was asked.
        answer: what came.
        individual: whether the client's key is an individual one.
        tries: how often the request was sent.
        retry_after: seconds that the answer asks to wait.
        may_have_happened: whether a write's fate is unknown.
        now: the wall clock, in epoch seconds.
        note: why it was not sent again, where that needs saying.
    """
    errors = _errors(answer.body)
    page = None if errors else excerpt(answer.body, answer.header("content-type"))
    identifier = request_id(answer.headers)
    error = class_for_status(answer.status)(
        "",
        status=answer.status,
        method=request.method,
        path=request.path,
        request_id=identifier,
        errors=errors,
        retry_after=retry_after,
        excerpt=page or None,
        tries=tries,
        may_have_happened=may_have_happened,
    )
    chosen = deciding(errors)
    lines = [_first_line(request, answer, chosen, page, identifier, tries)]
    others = [other for other in flatten(errors) if other is not chosen]
    lines += [f"  also: {_describe(other)}" for other in others[:_MOST_OTHERS]]
    if len(others) > _MOST_OTHERS:
        lines.append(f"  and {len(others) - _MOST_OTHERS} more in .errors")
    todo = advise(error, individual=individual, date=answer.header("date"), now=now) or _about_redirect(answer)
    todo = "; ".join(part for part in (todo, note, UNKNOWN_FATE if may_have_happened else "") if part)
    if todo:
        lines.append(f"  what to do: {todo}")
    error.args = ("\n".join(lines),)
    return error


def _errors(body: bytes) -> list[ErrorDetail]:
    try:
        return read_errors(json_bytes.loads(body))
    except (ValueError, RecursionError):
        return []


def _first_line(
    request: Request, answer: Answer, chosen: ErrorDetail | None, page: str | None, identifier: str | None, tries: int
) -> str:
    said = _describe(chosen) if chosen is not None else _PHRASES.get(answer.status, "")
    if page:
        said = f"{said}: {page}" if said else page
    facts = [f"{request.method} {one_line(request.path, 300)}"]
    if identifier:
        facts.append(f"request id {identifier}")
    if chosen is not None and chosen.id:
        facts.append(f"error id {one_line(chosen.id, 100)}")
    if tries > 1:
        facts.append(f"{tries} tries")
    return f"{answer.status} {said} ({', '.join(facts)})".replace("  ", " ")


def _describe(error: ErrorDetail) -> str:
    """One error in a line: its code, where, and Apple's words."""
    text = one_line(error.code or "", 200)
    where = error.pointer or (f"parameter {error.parameter}" if error.parameter else None) or error.path
    if where:
        text += f" at {one_line(where, 200)}" if text else one_line(where, 200)
    words = one_line(error.detail or error.title or "", 1000)
    return f"{text}: {words}" if text and words else text or words


def _about_redirect(answer: Answer) -> str:
    if not 300 <= answer.status < 400:
        return ""
    place = one_line(answer.header("location").partition("?")[0], 200)
    return (
        f"redirected to {place or 'another place'}, which is not followed: the token is for base_url only; "
        "a proxy or a sign-in page may be in the way"
    )


def connection_error(request: Request, fault: Fault, *, tries: int, may_have_happened: bool) -> APIConnectionError:
    """Make the error for a request that got no answer.

    Args:
        request: what was asked.
        fault: what happened to the last try.
        tries: how often it was sent or tried to be.
        may_have_happened: whether a write's fate is unknown.
    """
    kind = APITimeoutError if fault.timeout else APIConnectionError
    counted = f", {tries} tries" if tries > 1 else ""
    text = f"{one_line(fault.message)} ({request.method} {one_line(request.path, 300)}{counted})"
    if may_have_happened:
        text += f"\n  what to do: {UNKNOWN_FATE}"
    return kind(text, method=request.method, path=request.path, tries=tries, may_have_happened=may_have_happened)
