"""Reads the errors in the body of Apple's answer, however they are made up, and finds the one that decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_ERRORS = 200
"""More errors than this in one answer are not read: no page of text helps, and a hostile body could hold millions."""


class ErrorDetail:
    """One of Apple's errors.

    Attributes:
        code: dotted, from general to particular: "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE".
        title: what went wrong, in general.
        detail: what went wrong, in particular; None in some answers.
        pointer: the place in the request's body, a JSON pointer.
        parameter: the query parameter.
        id: Apple's id of this error.
        status: the HTTP status as text, as Apple wrote it.
        see: a link that Apple gives, for instance to an agreement.
        associated: the errors in `meta.associatedErrors`, each with the `path` it is listed under.
        path: the resource's path that an associated error is listed under.
        raw: the error as it came.
    """

    __slots__ = ("associated", "code", "detail", "id", "parameter", "path", "pointer", "raw", "see", "status", "title")

    def __init__(
        self,
        code: str | None = None,
        title: str | None = None,
        detail: str | None = None,
        *,
        pointer: str | None = None,
        parameter: str | None = None,
        id: str | None = None,
        status: str | None = None,
        see: str | None = None,
        associated: Iterable[ErrorDetail] = (),
        path: str | None = None,
        raw: dict[str, Any] | None = None,
    ) -> None:
        self.code = code
        self.title = title
        self.detail = detail
        self.pointer = pointer
        self.parameter = parameter
        self.id = id
        self.status = status
        self.see = see
        self.associated: tuple[ErrorDetail, ...] = tuple(associated)
        self.path = path
        self.raw: dict[str, Any] = raw if raw is not None else {}

    def __repr__(self) -> str:
        shown = ((name, getattr(self, name)) for name in ("code", "title", "detail", "pointer", "parameter", "path"))
        fields = [f"{name}={value!r}" for name, value in shown if value is not None]
        if self.associated:
            fields.append(f"associated={list(self.associated)!r}")
        return f"ErrorDetail({', '.join(fields)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ErrorDetail):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ErrorDetail.__slots__)

    def __hash__(self) -> int:
        return hash((self.code, self.title, self.detail, self.pointer, self.parameter, self.path))


def read_errors(body: object) -> list[ErrorDetail]:
    """Read Apple's errors from a parsed body of any shape; what is not an error is passed over.

    Args:
        body: what `json.loads` gave.

    Returns:
        The errors in Apple's order; an empty list where the body holds none.
    """
    if not isinstance(body, dict):
        return []
    return _read_list(cast("dict[str, object]", body).get("errors"), None, [_MOST_ERRORS])


def _read_list(value: object, path: str | None, budget: list[int]) -> list[ErrorDetail]:
    found: list[ErrorDetail] = []
    items: list[object] = []
    if isinstance(value, list):
        items = cast("list[object]", value)
    elif isinstance(value, dict):  # one error that was not put into a list
        items = [cast("object", value)]
    for item in items:
        if budget[0] <= 0:
            break
        if isinstance(item, dict) and item:
            budget[0] -= 1
            found.append(_read_one(cast("dict[str, Any]", item), path, budget))
    return found


def _read_one(item: dict[str, Any], path: str | None, budget: list[int]) -> ErrorDetail:
    source = _mapping(item.get("source"))
    associated: list[ErrorDetail] = []
    # Apple maps a path to a list of errors; a bare list has been seen in mocks.
    listed: object = _mapping(item.get("meta")).get("associatedErrors")
    if isinstance(listed, dict):
        for where, errors in cast("dict[object, object]", listed).items():
            associated += _read_list(errors, str(where), budget)
    else:
        associated += _read_list(listed, None, budget)
    return ErrorDetail(
        _text(item.get("code")),
        _text(item.get("title")),
        _text(item.get("detail")),
        pointer=_text(source.get("pointer")),
        parameter=_text(source.get("parameter")),
        id=_text(item.get("id")),
        status=_text(item.get("status")),
        see=_link(_mapping(item.get("links")).get("see")),
        associated=associated,
        path=path,
        raw=item,
    )


def _mapping(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value or None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return None


def _link(value: object) -> str | None:
    # JSON:API allows a link to be an object with an href.
    return _text(value) or _text(_mapping(value).get("href"))


def flatten(errors: Iterable[ErrorDetail]) -> Iterator[ErrorDetail]:
    """Give every error and, after it, its associated errors, in Apple's order."""
    for error in errors:
        yield error
        yield from flatten(error.associated)


def deciding(errors: Iterable[ErrorDetail]) -> ErrorDetail | None:
    """Find the error that says most: an associated one before its parent, then the most particular code.

    Apple's first error is often a general one ("another resource has errors"), with the telling one second
    or associated.
    """
    best: ErrorDetail | None = None
    best_rank = (-1, -1, -1)
    for error in flatten(errors):
        holds_others = any(inner.code or inner.detail for inner in error.associated)
        parts = error.code.count(".") + 1 if error.code else 0
        rank = (0 if holds_others else 1, parts, 1 if error.detail else 0)
        if rank > best_rank:  # the first of equals stays
            best, best_rank = error, rank
    return best
