"""Answers that the document allows: from its response schemas, whole documents of JSON:API that hang together."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.surface.apple import Answer, Apple, Schema, name_of, type_of
from tests.surface.samples import Samples

REPORT = "SKU\tUnits\nA\t1\n"
LEVELS = ("full", "least", "nulls")


class Shape(NamedTuple):
    """What an answer of JSON:API holds: the schema of its data, and the names of the schemas in `included`."""

    data: Schema
    many: bool
    primary: str
    included: tuple[str, ...]


class Answers:
    """Makes answers.

    Args:
        apple: The document.
    """

    def __init__(self, apple: Apple) -> None:
        self._apple = apple
        self._samples = Samples(apple)

    def body(self, answer: Answer, level: str) -> bytes:
        """The bytes of an answer: with every member, with the least, with nulls."""
        if answer.media_type == "application/a-gzip":
            return gzip.compress(REPORT.encode())
        if answer.media_type == "text/csv":
            return REPORT.replace("\t", ",").encode()
        if not answer.media_type:
            return b""
        return json.dumps(self.document(answer, level)).encode()

    def document(self, answer: Answer, level: str) -> dict[str, Any]:
        """The JSON of an answer."""
        assert answer.schema is not None
        shape = self.shape(answer.schema)
        if shape is None or not shape.primary:
            made: dict[str, Any] = self._plain(answer.schema, level)
            return made
        return self._resources(answer.schema, shape, level)

    def shape(self, schema: Schema) -> Shape | None:
        """How a schema holds resources; None for JSON that is no JSON:API.

        Identifiers and metrics have no primary schema.
        """
        properties = self._apple.resolve(schema).get("properties", {})
        if "data" not in properties:
            return None
        data = properties["data"]
        item = data.get("items", data)
        included = properties["included"]["items"] if "included" in properties else None
        primary = name_of(item) if "$ref" in item else ""
        return Shape(
            item, "items" in data, primary, tuple(self._apple.alternatives(included).values()) if included else ()
        )

    def _plain(self, schema: Schema, level: str) -> Any:
        if level == "full":
            return self._samples.full(schema)
        made = self._samples.least(schema)
        if level == "nulls":
            for name in self._apple.resolve(schema).get("properties", {}):
                made.setdefault(name, None)
        return made

    def _resources(self, schema: Schema, shape: Shape, level: str) -> dict[str, Any]:
        document = self._plain({**self._apple.resolve(schema), "required": ["links"]}, level)
        primary = self._apple.schemas[shape.primary]
        own = ["1", "2"] if shape.many else ["1"]
        document["data"] = [self.item(primary, one, shape, level) for one in own]
        if level == "least":
            document.pop("included", None)
        elif shape.included:
            document["included"] = list(self._included(shape, level))
        if not shape.many:
            (document["data"],) = document["data"]
        else:
            document["links"].pop("next", None)
        return document

    def _included(self, shape: Shape, level: str) -> Iterator[dict[str, Any]]:
        for name in shape.included:
            schema = self._apple.schemas[name]
            for number in (1, 2):
                yield self.item(schema, f"{type_of(schema)}-{number}", shape, level)

    def item(self, schema: Schema, own: str, shape: Shape, level: str) -> dict[str, Any]:
        """One resource; its relationships lead to what the answer includes, where it can."""
        made: dict[str, Any] = {"type": type_of(schema), "id": own}
        if level == "least":
            return made
        properties = schema["properties"]
        if "attributes" in properties:
            made["attributes"] = self._attributes(properties["attributes"], level)
        relationships = properties.get("relationships", {}).get("properties", {})
        if "relationships" in properties:
            made["relationships"] = {
                name: self._relationship(relationship, shape, level) for name, relationship in relationships.items()
            }
        if "links" in properties:
            made["links"] = self._samples.full(properties["links"])
        return made

    def _attributes(self, schema: Schema, level: str) -> dict[str, Any]:
        if level == "nulls":
            return dict.fromkeys(schema["properties"])
        made: dict[str, Any] = self._samples.full(schema)
        return made

    def _relationship(self, schema: Schema, shape: Shape, level: str) -> dict[str, Any]:
        properties = schema["properties"]
        made: dict[str, Any] = {}
        if "links" in properties:
            made["links"] = self._samples.full(properties["links"])
        if "data" in properties:
            data = properties["data"]
            many = "items" in data
            kind = type_of(data.get("items", data))
            total = 0
            if level == "nulls":
                made["data"] = [] if many else None
            else:
                linked = [{"type": kind, "id": own} for own in self.targets(kind, shape)[: 2 if many else 1]]
                made["data"] = linked if many else linked[0]
                total = len(linked)
            if "meta" in properties and many:
                made["meta"] = {"paging": {"total": total, "limit": 50}}
        return made

    def targets(self, kind: str, shape: Shape) -> list[str]:
        """The ids to link to: included ones, else primary ones, else some that the answer does not hold."""
        if kind in (type_of(self._apple.schemas[name]) for name in shape.included):
            return [f"{kind}-1", f"{kind}-2"]
        if kind == type_of(self._apple.schemas[shape.primary]):
            return ["1", "2"] if shape.many else ["1"]
        return ["elsewhere-1", "elsewhere-2"]
