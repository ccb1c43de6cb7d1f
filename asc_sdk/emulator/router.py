"""Which operations a path stands for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..api._operations import OPERATIONS
from .errors import NotAcceptableError, RefusedError, forbidden, no_such_path

if TYPE_CHECKING:
    from ..api._operations import Operation

_VERBS = {
    "getCollection": "GET_COLLECTION",
    "getInstance": "GET_INSTANCE",
    "createInstance": "CREATE",
    "updateInstance": "UPDATE",
    "deleteInstance": "DELETE",
    "getToManyRelated": "GET_TO_MANY_RELATED",
    "getToOneRelated": "GET_TO_ONE_RELATED",
    "getToManyRelationship": "GET_TO_MANY_RELATIONSHIP",
    "getToOneRelationship": "GET_TO_ONE_RELATIONSHIP",
    "createToManyRelationship": "CREATE_TO_MANY_RELATIONSHIP",
    "deleteToManyRelationship": "DELETE_TO_MANY_RELATIONSHIP",
    "replaceToManyRelationship": "REPLACE_TO_MANY_RELATIONSHIP",
    "updateToOneRelationship": "UPDATE_TO_ONE_RELATIONSHIP",
    "getMetrics": "GET_METRICS",
}


class Route(NamedTuple):
    """The operations of a method and path (two where JSON and CSV can be had), and the id in the path."""

    operations: tuple[Operation, ...]
    id: str


@cache
def _table() -> dict[tuple[str, ...], dict[str, list[Operation]]]:
    """Path, with the id left out, → method → operations."""
    table: dict[tuple[str, ...], dict[str, list[Operation]]] = {}
    for item in OPERATIONS:
        table.setdefault(_shape(item.path.split("/")[1:]), {}).setdefault(item.method, []).append(item)
    return table


def _shape(segments: list[str]) -> tuple[str, ...]:
    """Every path of Apple's has its id, if any, in the third place."""
    return (*segments[:2], "{id}", *segments[3:]) if len(segments) > 2 else tuple(segments)


def find(method: str, segments: list[str]) -> Route:
    """The operations for a method and a path.

    Raises:
        RefusedError: there is no such path (404), or it does not take this method (403, as Apple answers).
    """
    methods = _table().get(_shape(segments))
    if methods is None or "" in segments:
        raise RefusedError(no_such_path("/".join(segments)))
    if method not in methods:
        allowed = ", ".join(sorted({_VERBS[item.kind] for found in methods.values() for item in found}))
        raise RefusedError(
            forbidden(f"The resource '{segments[1]}' does not allow '{method}' here. Allowed operations are: {allowed}")
        )
    return Route(tuple(methods[method]), segments[2] if len(segments) > 2 else "")


def acceptable(operations: tuple[Operation, ...], accept: str) -> Operation:
    """The operation whose media type an Accept header asks for; where it takes anything, CSV goes before JSON.

    Raises:
        NotAcceptableError: none fits.
    """
    ranges = [part.split(";")[0].strip().lower() for part in accept.split(",") if part.strip()] or ["*/*"]
    for item in sorted(operations, key=lambda one: one.media_type, reverse=True):
        main = item.media_type.split("/")[0]
        if not item.media_type or any(one in (item.media_type, f"{main}/*", "*/*") for one in ranges):
            return item
    raise NotAcceptableError
