"""One operation of Apple's API: makes its request from a call's arguments and reads its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .. import _json_bytes as json_bytes
from .._jsonapi.query import write_segment
from .._transport.messages import Request
from .answers import (
    NO_CLASSES,
    NOTHING_ASKED,
    Classes,
    load_model,
    read_linkage,
    read_linkages,
    read_metrics,
    read_object,
    read_report,
    read_required_resource,
    read_resource,
    read_resources,
)
from .query import QuerySpec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .._jsonapi.absent import Query
    from .._jsonapi.body import Body, Linkage
    from .._jsonapi.relationships import ResourceIdentifier
    from .._transport.messages import Response
    from ..paging import Contents
    from ..reports import Report

T = TypeVar("T")

_NO_QUERY = QuerySpec()


class Call(Generic[T]):
    """A call that is ready to be sent: the request, and the reader of its answer."""

    __slots__ = ("read", "request")

    def __init__(self, request: Request, read: Callable[[Response], T]) -> None:
        self.request = request
        self.read = read


class Operation(Generic[T]):
    """An operation; `T` is what one call gives, or one item of the list that it gives.

    Args:
        method: The HTTP method.
        path: The path, with `{id}` where an id stands.
        classes: The classes of the answer's resources.
        accept: The media type of the answer.
        query: Its query parameters.
        body: Its body.
        item: The class of an answer that holds no resources.
    """

    __slots__ = ("accept", "body", "classes", "item", "method", "path", "query")

    def __init__(
        self,
        method: str,
        path: str,
        classes: Classes = NO_CLASSES,
        *,
        accept: str = "application/json",
        query: QuerySpec = _NO_QUERY,
        body: Body | Linkage | None = None,
        item: str = "",
    ) -> None:
        self.method = method
        self.path = path
        self.classes = classes
        self.accept = accept
        self.query = query
        self.body = body
        self.item = item

    def resource(self, own_id: str | None, /, **arguments: Any) -> Call[T]:
        """Gets one resource."""
        request, asked = self._get(own_id, arguments)
        return Call(request, lambda response: read_required_resource(response, self.classes, asked))

    def optional_resource(self, own_id: str, /, **arguments: Any) -> Call[T | None]:
        """Gets the resource that a to-one relationship leads to."""
        request, asked = self._get(own_id, arguments)
        return Call(request, lambda response: read_resource(response, self.classes, asked))

    def page(self, own_id: str | None, /, **arguments: Any) -> Call[Contents[T]]:
        """Gets the first page of a list of resources."""
        request, asked = self._get(own_id, arguments)
        return Call(request, lambda response: read_resources(response, self.classes, asked))

    def linkage(self, own_id: str, /, **arguments: Any) -> Call[ResourceIdentifier | None]:
        """Gets the identifier in a to-one relationship."""
        return Call(self._get(own_id, arguments)[0], read_linkage)

    def linkages(self, own_id: str, /, **arguments: Any) -> Call[Contents[ResourceIdentifier]]:
        """Gets the first page of the identifiers in a to-many relationship."""
        return Call(self._get(own_id, arguments)[0], read_linkages)

    def metrics(self, own_id: str | None, /, **arguments: Any) -> Call[Contents[T]]:
        """Gets the first page of data points."""
        request, asked = self._get(own_id, arguments)
        return Call(request, lambda response: read_metrics(response, self.item, self.classes, asked))

    def object(self, own_id: str | None, /, **arguments: Any) -> Call[T]:
        """Gets JSON that is no JSON:API document."""
        return Call(self._get(own_id, arguments)[0], lambda response: read_object(response, self.item))

    def report(self, own_id: str | None, /, **arguments: Any) -> Call[Report]:
        """Gets a file."""
        request, _ = self._get(own_id, arguments)
        request.stream = True
        return Call(request, read_report)

    def create(self, /, **fields: Any) -> Call[T]:
        """Creates a resource."""
        return self._returning(self._write(None, self._document(fields, None)))

    def update(self, own_id: str, /, **fields: Any) -> Call[T]:
        """Updates a resource."""
        return self._returning(self._write(own_id, self._document(fields, own_id)))

    def write(self, own_id: str | None, /, **fields: Any) -> Call[None]:
        """Creates or updates where Apple answers with nothing."""
        return Call(self._write(own_id, self._document(fields, own_id)), _nothing)

    def change(self, own_id: str, /, **linkage: Any) -> Call[None]:
        """Adds to, removes from or replaces a relationship: one argument, whose name is for errors."""
        ((name, value),) = linkage.items()
        document = cast("Linkage", self.body).document(name, value, load_model)
        return Call(self._write(own_id, document), _nothing)

    def delete(self, own_id: str, /) -> Call[None]:
        """Deletes a resource; one that is gone at a later try was deleted by an earlier one."""
        return Call(Request("DELETE", self._path(own_id), repeatable=True, gone_is_done=True), _nothing)

    def _get(self, own_id: str | None, arguments: Mapping[str, Any]) -> tuple[Request, Query]:
        query, asked = self.query.write(arguments, self.classes.primary_type)
        path = self._path(own_id)
        return Request("GET", f"{path}?{query}" if query else path, accept=self.accept), asked

    def _write(self, own_id: str | None, document: Any) -> Request:
        return Request(self.method, self._path(own_id), body=json_bytes.dumps(document))

    def _document(self, fields: Mapping[str, Any], own_id: str | None) -> dict[str, Any]:
        return cast("Body", self.body).document(fields, load_model, own_id)

    def _returning(self, request: Request) -> Call[T]:
        return Call(request, lambda response: read_required_resource(response, self.classes, NOTHING_ASKED))

    def _path(self, own_id: str | None) -> str:
        return self.path.replace("{id}", write_segment("id", own_id)) if "{id}" in self.path else self.path


def _nothing(response: Response) -> None:
    """204, or 202 for what Apple does later."""
