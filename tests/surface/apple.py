"""Apple's document as the judge reads it: straight from the JSON, patched, with nothing of the generator's model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from codegen.patch import apply, load_patches

Schema = dict[str, Any]

ROOT = Path(__file__).parents[2]
PREFIX = "#/components/schemas/"
METHODS = ("get", "post", "patch", "delete")


class Parameter(NamedTuple):
    """A query parameter; `members` is None where any value goes."""

    name: str
    kind: str
    members: tuple[str, ...] | None
    required: bool
    maximum: int | None


class Answer(NamedTuple):
    """A successful answer; no media type for one without a body."""

    status: int
    media_type: str
    schema: Schema | None


class Operation(NamedTuple):
    """What the document says of one operation."""

    id: str
    method: str
    path: str
    parameters: Mapping[str, Parameter]
    body: Schema | None
    answers: tuple[Answer, ...]
    deprecated: bool

    def answer(self, media_type: str) -> Answer:
        """The answer of a media type."""
        (found,) = (answer for answer in self.answers if answer.media_type == media_type)
        return found


class Apple:
    """The document.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        raw = json.loads(path.read_text("utf-8"))
        patched = apply(raw, load_patches(ROOT / "spec/patches"), raw["info"]["version"])
        assert not patched.problems, patched.problems
        self.version: str = raw["info"]["version"]
        self.schemas: dict[str, Schema] = patched.document["components"]["schemas"]
        self.operations = {operation.id: operation for operation in _operations(patched.document["paths"])}
        assert len(self.operations) == sum(len(set(item) & set(METHODS)) for item in raw["paths"].values())

    @cached_property
    def _by_length(self) -> dict[tuple[str, int], list[tuple[list[str], Operation]]]:
        found: dict[tuple[str, int], list[tuple[list[str], Operation]]] = {}
        for operation in self.operations.values():
            segments = operation.path.split("/")
            found.setdefault((operation.method, len(segments)), []).append((segments, operation))
        return found

    def find(self, method: str, path: str) -> tuple[Operation, str | None] | None:
        """The operation of a method and an escaped path, and what stands for `{id}`, escaped as it came."""
        segments = path.split("/")
        for template, operation in self._by_length.get((method, len(segments)), ()):
            if all(mine == "{id}" or mine == theirs for mine, theirs in zip(template, segments, strict=True)):
                own = next((theirs for mine, theirs in zip(template, segments, strict=True) if mine == "{id}"), None)
                return operation, own
        return None

    def resolve(self, schema: Schema) -> Schema:
        """The schema itself, behind a reference, with what stands beside the reference."""
        if "$ref" not in schema:
            return schema
        return {**self.schemas[name_of(schema)], **{name: value for name, value in schema.items() if name != "$ref"}}

    def alternatives(self, schema: Schema) -> dict[str, str]:
        """The schemas that a resource may have, by type: one reference, or `oneOf` several.

        Of two with one type the discriminator chooses; before Apple had one, the first counts.
        """
        found: dict[str, str] = {}
        for name in map(name_of, schema.get("oneOf", [schema])):
            found.setdefault(type_of(self.schemas[name]), name)
        chosen = schema.get("discriminator", {}).get("mapping", {})
        return {kind: name_of({"$ref": chosen[kind]}) if kind in chosen else name for kind, name in found.items()}


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether JSON has an object here."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether JSON has a list here."""
    return isinstance(value, list)


def name_of(schema: Schema) -> str:
    """The name that a reference leads to."""
    reference: str = schema["$ref"]
    assert reference.startswith(PREFIX)
    return reference.removeprefix(PREFIX)


def type_of(schema: Schema) -> str:
    """The JSON:API type of a resource or an identifier."""
    (name,) = schema["properties"]["type"]["enum"]
    return name


def _operations(paths: dict[str, Any]) -> Iterator[Operation]:
    for path, item in paths.items():
        for method in METHODS:
            if method in item:
                yield _operation(path, method, item[method], item.get("parameters", []))


def _operation(path: str, method: str, data: dict[str, Any], shared: list[dict[str, Any]]) -> Operation:
    parameters = [*shared, *data.get("parameters", [])]
    in_path = [parameter for parameter in parameters if parameter["in"] == "path"]
    assert len(in_path) == path.count("{id}") <= 1, path
    queries = [_parameter(parameter) for parameter in parameters if parameter["in"] == "query"]
    assert len(queries) + len(in_path) == len(parameters), path
    assert len({query.name for query in queries}) == len(queries), path
    body = data["requestBody"]["content"]["application/json"]["schema"] if "requestBody" in data else None
    answers = tuple(_answers(data["responses"]))
    by_name = {one.name: one for one in queries}
    deprecated = bool(data.get("deprecated"))
    return Operation(data["operationId"], method.upper(), path, by_name, body, answers, deprecated)


def _parameter(data: dict[str, Any]) -> Parameter:
    schema = data["schema"]
    kind: str = schema["type"]
    assert data["style"] == "form", data
    assert kind != "array" or data["explode"] is False, data
    of = schema["items"] if kind == "array" else schema
    assert kind in ("integer", "boolean") or of["type"] == "string", data
    members = tuple(of["enum"]) if "enum" in of else None
    return Parameter(data["name"], kind, members, bool(data.get("required")), schema.get("maximum"))


def _answers(responses: dict[str, Any]) -> Iterator[Answer]:
    for status, response in responses.items():
        if not status.startswith("2"):
            continue
        for media_type, media in response.get("content", {}).items():
            yield Answer(int(status), media_type, media["schema"])
        if not response.get("content"):
            yield Answer(int(status), "", None)
