"""What an operation's answer holds, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .._json_bytes import is_fast_for
from .._jsonapi.absent import Query
from .._jsonapi.included import Document
from .._jsonapi.relationships import ResourceIdentifier, read_identifier, read_total
from .._transport.messages import unexpected
from ..errors import UnexpectedResponseError
from ..paging import Contents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .._jsonapi.nested import NestedObject
    from .._jsonapi.resource import Resource
    from .._transport.messages import Response
    from ..reports import Report


class Classes:
    """The classes of one operation's answer by JSON:API type, each imported when the type first comes.

    Args:
        names: By type, the primary one first. A type that is not among them is a generic `Resource`: two schemas
            may share a type, and only the operation knows which one it means.
    """

    __slots__ = ("_loaded", "_names", "primary_type")

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._loaded: dict[str, type[Resource]] = {}
        self.primary_type = next(iter(names), "")

    def find(self, resource_type: str) -> type[Resource]:
        """The class for a JSON:API type."""
        found = self._loaded.get(resource_type)
        if found is None:
            found = self._loaded[resource_type] = self._load(resource_type)
        return found

    def _load(self, resource_type: str) -> type[Resource]:
        from .._jsonapi.resource import Resource

        name = self._names.get(resource_type)
        return Resource if name is None else load_model(name)


def load_model(name: str) -> type[Any]:
    """A model class by name."""
    from .. import models

    kind: type[Any] = getattr(models, name)
    return kind


NO_CLASSES = Classes({})
NOTHING_ASKED = Query()


def read_resource(response: Response, classes: Classes, query: Query) -> Any:
    """The resource in `data`; None where it is null, which to-one answers may say whatever the document says."""
    members = _resources(response)
    data = members.get("data")
    if data is None and "data" in members:
        return None
    return _read(response, _new_document(classes, members, query), [data])[0]


def read_required_resource(response: Response, classes: Classes, query: Query) -> Any:
    """The resource in `data`."""
    resource = read_resource(response, classes, query)
    if resource is None:
        raise _wrong(response, "a body without a resource")
    return resource


def read_resources(response: Response, classes: Classes, query: Query) -> Contents[Any]:
    """The resources of a page."""
    members = _resources(response)
    document = _new_document(classes, members, query)
    return _contents(members, _read(response, document, _list(response, members)), document)


def read_linkage(response: Response) -> ResourceIdentifier | None:
    """The identifier in `data`, or None."""
    members = _document(response)
    if "data" not in members:
        raise _wrong(response, "a body without `data`")
    return None if members["data"] is None else _identifier(response, members["data"])


def read_linkages(response: Response) -> Contents[Any]:
    """The identifiers of a page."""
    members = _document(response)
    return _contents(members, [_identifier(response, item) for item in _list(response, members)], None)


def read_metrics(response: Response, class_name: str, classes: Classes, query: Query) -> Contents[Any]:
    """The data points of a page of metrics."""
    members = _document(response)
    kind = load_model(class_name)
    items = [_nested(response, kind, item) for item in _list(response, members)]
    return _contents(members, items, _new_document(classes, members, query))


def read_object(response: Response, class_name: str) -> Any:
    """JSON that is no JSON:API document, such as Xcode's metrics; a dict where the document says no more of it."""
    return _nested(response, load_model(class_name), response.json()) if class_name else _document(response)


def read_report(response: Response) -> Report:
    """A file."""
    from ..reports import Report

    if response.file is None:
        raise _wrong(response, "no file")
    return Report(response.file, media_type=response.headers.get("content-type"))


def _document(response: Response) -> dict[str, Any]:
    document = response.json()
    if not isinstance(document, dict):
        raise _wrong(response, "JSON that is no object")
    return cast("dict[str, Any]", document)


def _resources(response: Response) -> dict[str, Any]:
    """The document, in which msgspec leaves of each resource what nobody may ever look at."""
    if is_fast_for(response.body):
        from .._jsonapi.raw import read_document

        members = read_document(response.body)
        if members is not None:
            return members
    return _document(response)


def _new_document(classes: Classes, members: dict[str, Any], query: Query) -> Document:
    return Document(classes, members.get("included"), query)


def _list(response: Response, members: dict[str, Any]) -> Sequence[Any]:
    data = members.get("data")
    if not isinstance(data, list):
        raise _wrong(response, "a body whose `data` is no list")
    return cast("Sequence[Any]", data)


def _read(response: Response, document: Document, items: Sequence[object]) -> list[Resource]:
    try:
        return document.read_all(items)
    except UnexpectedResponseError:
        pass
    raise _wrong(response, "a body whose `data` holds something that is no resource with a type and an id")


def _identifier(response: Response, item: object) -> ResourceIdentifier:
    identifier = read_identifier(item)
    if identifier is None:
        raise _wrong(response, "a body whose `data` holds something that is no resource identifier")
    return identifier


def _nested(response: Response, kind: type[NestedObject], item: object) -> NestedObject:
    if not isinstance(item, dict):
        raise _wrong(response, "JSON that is no object")
    return kind.from_dict(cast("dict[str, Any]", item))


def _contents(members: dict[str, Any], items: list[Any], document: Document | None) -> Contents[Any]:
    links = members.get("links")
    link = cast("dict[str, Any]", links).get("next") if isinstance(links, dict) else None
    return Contents(items, link, read_total(members), document.included if document else list)


def _wrong(response: Response, what: str) -> UnexpectedResponseError:
    return unexpected(response.request, response.status, response.headers, response.body, what)
