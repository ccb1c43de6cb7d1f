"""Where a resource is found from the other end of a relationship of its create."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .operation import Operation

if TYPE_CHECKING:
    from .operation import Call


class Finder:
    """An operation that gives what hangs on another resource: the versions of an app, the detail of a version.

    Args:
        path: The path of the list, or of the one resource, with `{id}` for the other end's id.
        many: Whether it gives a list.
    """

    __slots__ = ("many", "path")

    def __init__(self, path: str, *, many: bool) -> None:
        self.path = path
        self.many = many

    def call(self, create: Operation[Any], other_id: str) -> Call[Any]:
        """Looks for what `create` makes: a page's contents, or one resource or None."""
        operation: Operation[Any] = Operation("GET", self.path, create.classes)
        return operation.page(other_id) if self.many else operation.optional_resource(other_id)
