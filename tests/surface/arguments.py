"""The arguments of the call that must make a request: through the table of operations, in several Python forms."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from asc_sdk import Resource, ResourceIdentifier, models
from asc_sdk.api import _operations as table
from tests.surface.apple import Apple, Schema, is_list, is_object
from tests.surface.cases import LOCAL, Case


class Form(NamedTuple):
    """How values are handed in.

    Attributes:
        relationship: A resource by `id`, `identifier` or `resource`.
        nested: A nested object as its `class` or as a `mapping`.
        native: Dates as objects; else as strings.
        many: Several values as what: a list, a tuple, a generator. One value is given bare where it is true.
    """

    name: str
    relationship: str
    nested: str
    native: bool
    many: Callable[[list[Any]], Any]
    bare: bool


def _generated(values: list[Any]) -> Iterator[Any]:
    yield from values


FORMS = (
    Form("plain", "id", "mapping", False, list, True),
    Form("objects", "resource", "class", True, tuple, False),
    Form("identifiers", "identifier", "class", False, _generated, True),
)


def snake(wire: str) -> str:
    """Apple's name in Python, by the rule of the design and not by the generator's code."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", wire)
    name = re.sub(r"[\[.]+", "_", spaced).replace("]", "").lower()
    return f"{name}_" if keyword.iskeyword(name) else name


class Arguments:
    """Turns what the wire must show into arguments.

    Args:
        apple: The document.
        record: The method in the table of operations: where Apple's names become Python's.
        body: The schema of the request's body.
        form: How values are handed in.
    """

    def __init__(self, apple: Apple, record: table.Operation, body: Schema | None, form: Form) -> None:
        self._apple = apple
        self._record = record
        self._schema = apple.resolve(body) if body else {}
        self._form = form

    def of(self, case: Case) -> tuple[list[Any], dict[str, Any]]:
        """The positional and the keyword arguments of a call."""
        positional: list[Any] = [] if case.own_id is None else [case.own_id]
        keywords = self._query(case.query)
        body = self._record.body
        if body is None:
            return positional, keywords
        if body.kind != "resource":
            return [*positional, self._linkage(case.body["data"])], keywords
        included = {item["id"]: item for item in case.body.get("included", [])}
        return positional, {
            **keywords,
            **self._fields(body, case.body["data"], self._schema["properties"]["data"], included),
        }

    def _query(self, query: dict[str, list[str]]) -> dict[str, Any]:
        by_wire = {parameter.wire: parameter for parameter in self._record.parameters}
        made: dict[str, Any] = {}
        for wire, values in query.items():
            parameter = by_wire[wire]
            match parameter.kind:
                case "integer":
                    made[parameter.name] = int(values[0])
                case "boolean":
                    made[parameter.name] = values[0] == "true"
                case "text":
                    made[parameter.name] = values[0]
                case _:
                    made[parameter.name] = self._several(values)
        return made

    def _several(self, values: list[Any]) -> Any:
        return values[0] if len(values) == 1 and self._form.bare else self._form.many(values)

    def _fields(
        self, body: table.Body, data: dict[str, Any], schema: Schema, included: dict[str, Any]
    ) -> dict[str, Any]:
        made: dict[str, Any] = {}
        attributes = {attribute.wire: attribute for attribute in body.attributes}
        properties = schema["properties"]
        for wire, value in data.get("attributes", {}).items():
            attribute = attributes[wire]
            kind = properties["attributes"]["properties"][wire]
            made[attribute.name] = self._value(value, kind, attribute.type)
        relationships = {relationship.wire: relationship for relationship in body.relationships}
        for wire, value in data.get("relationships", {}).items():
            relationship = relationships[wire]
            made[relationship.name] = self._linkage(value["data"], relationship.inline, included)
        return made

    def _linkage(self, data: Any, inline: tuple[str, ...] = (), included: dict[str, Any] | None = None) -> Any:
        if is_list(data):
            return self._form.many([self._linkage(item, inline, included) for item in data])
        if data is None:
            return None
        if data["id"].startswith(LOCAL):
            assert included is not None
            return self._inline(included[data["id"]], inline, included)
        match self._form.relationship:
            case "id":
                return data["id"]
            case "identifier":
                return ResourceIdentifier(data["type"], data["id"])
            case _:
                return self._resource(data["type"], data["id"])

    def _resource(self, kind: str, own: str) -> Any:
        from asc_sdk.models._registry import RESOURCES

        name = next((name for name, info in RESOURCES.items() if info.type == kind), None)
        return Resource(kind, own) if name is None else getattr(models, name)(id=own)

    def _inline(self, item: dict[str, Any], inline: tuple[str, ...], included: dict[str, Any]) -> Any:
        (name,) = (one for one in inline if table.INLINE_CREATES[one].type == item["type"])
        fields = self._fields(table.INLINE_CREATES[name], item, self._apple.schemas[name], included)
        return getattr(models, name)(**fields)

    def _value(self, value: Any, schema: Schema, named: str) -> Any:
        """One attribute; `named` is its type in the table, which names the class of a nested object."""
        if value is None:
            return None
        resolved = self._apple.resolve(schema)
        if is_list(value):
            item = resolved["items"]
            return self._form.many([self._value(each, item, named.removeprefix("array:")) for each in value])
        if is_object(value) and "properties" in resolved:
            return self._nested(value, resolved, named.removeprefix("object:"))
        if self._form.native and resolved.get("format") == "date-time":
            return datetime.fromisoformat(str(value))
        if self._form.native and resolved.get("format") == "date":
            return date.fromisoformat(str(value))
        return value

    def _nested(self, value: dict[str, Any], schema: Schema, named: str) -> Any:
        if self._form.nested == "mapping":
            return value
        from asc_sdk.models._registry import OBJECTS

        members = {
            wire: self._value(inner, schema["properties"][wire], OBJECTS[named][wire]) for wire, inner in value.items()
        }
        return getattr(models, named)(**{snake(wire): inner for wire, inner in members.items()})
