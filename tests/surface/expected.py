"""What an answer must come to in Python: classes, fields and relationships, by the document's schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from dateutil.parser import isoparse

from asc_sdk import RelationshipNotLoadedError, Resource, ResourceIdentifier
from asc_sdk._jsonapi.nested import NestedObject
from tests.surface.answers import Answers, Shape
from tests.surface.apple import Apple, Schema, is_list, type_of
from tests.surface.arguments import snake


class Expected:
    """Compares what was decoded with the JSON that it came from.

    Args:
        apple: The document.
        shape: What the answer holds.
        sent: The answer.
    """

    def __init__(self, apple: Apple, answers: Answers, shape: Shape, sent: dict[str, Any]) -> None:
        self._apple = apple
        self._answers = answers
        self._shape = shape
        # A primary resource stands before an included one of the same type and id.
        self._names = {type_of(apple.schemas[name]): name for name in (*shape.included, shape.primary)}
        data = sent["data"]
        held: list[Any] = [*(data if is_list(data) else [data]), *sent.get("included", [])]
        self._held = {(item["type"], item["id"]) for item in held}

    def differences(self, resource: Any, item: dict[str, Any]) -> Iterator[str]:
        """Where a resource is not what its item says."""
        name = self._names[item["type"]]
        where = f"{name} {item['id']}"
        if type(resource).__name__ != name or not isinstance(resource, Resource):
            yield f"{where} is a {type(resource).__name__}"
            return
        if (resource.resource_type, resource.id) != (item["type"], item["id"]):
            yield f"{where} is {resource.resource_type} {resource.id}"
        if resource.to_dict() != item:
            yield f"{where}: to_dict() gives {resource.to_dict()}, not {item}"
        if resource.extra:
            yield f"{where}: extra has {resource.extra}"
        properties = self._apple.schemas[name]["properties"]
        attributes: dict[str, Any] = item.get("attributes") or {}
        for wire, schema in properties.get("attributes", {}).get("properties", {}).items():
            found = getattr(resource, snake(wire))
            yield from value_differences(self._apple, f"{where}.{wire}", found, attributes.get(wire), schema)
        relationships: dict[str, Any] = item.get("relationships") or {}
        for wire, schema in properties.get("relationships", {}).get("properties", {}).items():
            yield from self._relationship(resource, where, wire, schema, relationships.get(wire))

    def _relationship(self, resource: Any, where: str, wire: str, schema: Schema, sent: Any) -> Iterator[str]:
        name = snake(wire)
        where = f"{where}.{wire}"
        if sent is not None:
            said = resource.relationships[name]
            if said.links != (sent.get("links") or {}):
                yield f"{where}: links are {said.links}"
            identifiers = _identifiers(sent)
            if said.identifiers != identifiers:
                yield f"{where}: identifiers are {said.identifiers}, not {identifiers}"
        elif name in resource.relationships:
            yield f"{where} is there, though the answer does not hold it"
        try:
            found = getattr(resource, name)
        except RelationshipNotLoadedError as error:
            if sent is not None and "data" in sent and self._all_held(sent):
                yield f"{where} is in the answer, and yet: {error}"
            return
        if sent is None or "data" not in sent or not self._all_held(sent):
            yield f"{where} is not in the answer, and yet: {found!r}"
            return
        many = "items" in schema["properties"]["data"]
        if many is not isinstance(found, list):
            yield f"{where} is {found!r}"
            return
        related: list[Any] = found if many else [] if found is None else [found]
        have = [(one.resource_type, one.id, type(one).__name__) for one in related]
        want = [(one.type, one.id, self._names[one.type]) for one in _identifiers(sent) or ()]
        if have != want:
            yield f"{where} is {have}, not {want}"

    def _all_held(self, sent: Mapping[str, Any]) -> bool:
        return all((one.type, one.id) in self._held for one in _identifiers(sent) or ())


def _identifiers(sent: Mapping[str, Any]) -> tuple[ResourceIdentifier, ...] | None:
    if "data" not in sent:
        return None
    data = sent["data"]
    items: list[Any] = data if is_list(data) else [] if data is None else [data]
    return tuple(ResourceIdentifier(item["type"], item["id"]) for item in items)


def value_differences(apple: Apple, where: str, found: Any, sent: Any, schema: Schema) -> Iterator[str]:
    """Where a value in Python is not what JSON says, by the schema's own format."""
    schema = apple.resolve(schema)
    if sent is None:
        if found is not None:
            yield f"{where}: null came, and is {found!r}"
        return
    match schema:
        case {"format": "date-time"}:
            if not isinstance(found, datetime) or found.tzinfo is None or found != isoparse(sent):
                yield f"{where}: {sent} is {found!r}"
        case {"format": "date"}:
            if type(found) is not date or found.isoformat() != sent:
                yield f"{where}: {sent} is {found!r}"
        case {"type": "array", "items": items}:
            if not is_list(found) or len(found) != len(sent):
                yield f"{where}: {sent} is {found!r}"
                return
            for index, pair in enumerate(zip(found, sent, strict=True)):
                yield from value_differences(apple, f"{where}[{index}]", *pair, items)
        case {"type": "object", "properties": properties}:
            if not isinstance(found, NestedObject) or found.to_dict() != sent or found.extra:
                yield f"{where}: {sent} is {found!r}"
                return
            for wire, inner in properties.items():
                value = getattr(found, snake(wire))
                yield from value_differences(apple, f"{where}.{wire}", value, sent.get(wire), inner)
        case _:
            if type(found) is not type(sent) or found != sent:
                yield f"{where}: {sent!r} is {found!r}"
