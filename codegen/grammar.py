"""The part of OpenAPI 3.0 that Apple's documents use: what is outside of it is refused, by place.

Each kind of object has the members it may have and the type of each. A member is in a table because a stage
reads it or because it may be ignored without a loss (descriptions, examples, limits that only the server judges).
Names that begin with `x-` are ignored everywhere, as the standard asks.
"""

from __future__ import annotations

import re
from typing import Any, cast

from .errors import CodegenError, NoRuleError

Members = dict[str, type | tuple[type, ...]]

SCHEMA_PREFIX = "#/components/schemas/"
METHODS = ("get", "post", "patch", "delete")

_NUMBER = (int, float)
_ANY = object

_ROOT: Members = {
    "openapi": str,
    "info": dict,
    "paths": dict,
    "components": dict,
    "servers": list,
    "security": list,
    "tags": list,
    "externalDocs": dict,
}
_INFO: Members = {
    "title": str,
    "version": str,
    "description": str,
    "termsOfService": str,
    "contact": dict,
    "license": dict,
}
_COMPONENTS: Members = {"schemas": dict, "securitySchemes": dict}
_OPERATION: Members = {
    "operationId": str,
    "tags": list,
    "summary": str,
    "description": str,
    "externalDocs": dict,
    "parameters": list,
    "requestBody": dict,
    "responses": dict,
    "deprecated": bool,
    "security": list,
}
_PARAMETER: Members = {
    "name": str,
    "in": str,
    "description": str,
    "required": bool,
    "deprecated": bool,
    "style": str,
    "explode": bool,
    "schema": dict,
    "example": _ANY,
    "examples": dict,
}
_BODY: Members = {"description": str, "content": dict, "required": bool}
_RESPONSE: Members = {"description": str, "content": dict}
_MEDIA: Members = {"schema": dict, "example": _ANY, "examples": dict}
_REFERENCE: Members = {"$ref": str, "nullable": bool, "deprecated": bool, "description": str}
_SCHEMA: Members = {
    "type": str,
    "format": str,
    "enum": list,
    "items": dict,
    "properties": dict,
    "required": list,
    "additionalProperties": (bool, dict),
    "oneOf": list,
    "discriminator": dict,
    "nullable": bool,
    "deprecated": bool,
    # Told to people, or judged by the server: nothing in the SDK depends on them.
    "title": str,
    "description": str,
    "example": _ANY,
    "default": _ANY,
    "externalDocs": dict,
    "maximum": _NUMBER,
    "minimum": _NUMBER,
    "maxLength": int,
    "minLength": int,
    "pattern": str,
    "maxItems": int,
    "minItems": int,
    "uniqueItems": bool,
}
_TYPES = frozenset({"array", "boolean", "integer", "number", "object", "string"})
_DISCRIMINATOR: Members = {"propertyName": str, "mapping": dict}

_READ = "codegen/grammar.py"
_OPERATIONS = f"{_READ} and codegen/lower/operations.py"
_QUERIES = f"{_READ} and codegen/lower/queries.py"
_REQUESTS = f"{_READ} and codegen/lower/requests.py"
_SCHEMAS = f"{_READ} and codegen/lower/resources.py"

_JSON_NAMES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}


def check_document(document: dict[str, Any]) -> None:
    """Refuses a document that is no OpenAPI 3.0, or that holds anything outside the grammar.

    Raises:
        NoRuleError: A member, method or keyword without a rule; the message names its place.
        CodegenError: A value of the wrong type, or a reference to a schema that is not there.
    """
    version = document.get("openapi")
    if not isinstance(version, str) or not re.fullmatch(r"3\.0\.\d+", version):
        found = "has no member openapi" if version is None else f"says openapi: {version!r}"
        raise CodegenError(f"the document {found}; the generator reads OpenAPI 3.0")
    _Walk(document).run()


class _Walk:
    """One walk over one document; it holds the names of the schemas, which references are checked against."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._targets: set[str] = set()

    def run(self) -> None:
        document = _members(self._document, _ROOT, "the document", _READ)
        for name in ("info", "paths"):
            if name not in document:
                raise CodegenError(f"the document has no member {name}")
        if "version" not in _members(document["info"], _INFO, "info", _READ):
            raise CodegenError("info: the document has no version")
        schemas = _members(document.get("components", {}), _COMPONENTS, "components", _READ).get("schemas", {})
        self._targets = {SCHEMA_PREFIX + name for name in schemas}
        for name, schema in schemas.items():
            self._schema(schema, f"components.schemas.{name}")
        for path, item in document["paths"].items():
            self._path(path, item)

    def _path(self, path: str, item: object) -> None:
        for name, value in _object(item, path).items():
            if name in METHODS:
                self._operation(value, f"{name.upper()} {path}")
            elif name == "parameters":
                self._parameters(value, path)
            elif name not in ("summary", "description") and not name.startswith("x-"):
                raise NoRuleError(path, f"a rule for {name}", _OPERATIONS)

    def _operation(self, value: object, place: str) -> None:
        operation = _members(value, _OPERATION, place, _OPERATIONS)
        if "responses" not in operation:
            raise _wrong(place, "the operation has no responses")
        self._parameters(operation.get("parameters", []), place)
        if "requestBody" in operation:
            where = f"{place}, request body"
            body = _members(operation["requestBody"], _BODY, where, _REQUESTS)
            self._content(body.get("content", {}), where)
        for status, answer in operation["responses"].items():
            where = f"{place}, response {status}"
            response = _members(answer, _RESPONSE, where, _OPERATIONS)
            self._content(response.get("content", {}), where)

    def _parameters(self, parameters: object, place: str) -> None:
        for number, value in enumerate(_list(parameters, f"{place}, parameters")):
            parameter = _object(value, f"{place}, parameter {number}")
            where = f"{place}, parameter {parameter.get('name', number)}"
            _members(parameter, _PARAMETER, where, _QUERIES)
            if "schema" not in parameter:
                raise _wrong(where, "the parameter has no schema")
            self._schema(parameter["schema"], where)

    def _content(self, content: dict[str, Any], place: str) -> None:
        for media_type, value in content.items():
            where = f"{place}, {media_type}"
            media = _members(value, _MEDIA, where, _OPERATIONS)
            if "schema" in media:
                self._schema(media["schema"], where)

    def _schema(self, value: object, place: str) -> None:
        schema = _object(value, place)
        if "$ref" in schema:
            _members(schema, _REFERENCE, place, _SCHEMAS)
            self._target(schema["$ref"], place)
            return
        _members(schema, _SCHEMA, place, _SCHEMAS)
        if schema.get("type", "object") not in _TYPES:
            raise NoRuleError(place, f"a rule for the type {schema['type']!r}", f"{_READ} and codegen/lower/types.py")
        if not schema.get("enum", True):
            raise NoRuleError(place, "a rule for an enum without members", f"{_READ} and codegen/lower/types.py")
        for name, inner in schema.get("properties", {}).items():
            self._schema(inner, f"{place}.properties.{name}")
        if "items" in schema:
            self._schema(schema["items"], f"{place}.items")
        additional = schema.get("additionalProperties", False)
        if additional is not True and additional is not False:
            self._schema(additional, f"{place}.additionalProperties")
        for number, branch in enumerate(schema.get("oneOf", ())):
            self._schema(branch, f"{place}.oneOf.{number}")
        if "discriminator" in schema:
            where = f"{place}.discriminator"
            discriminator = _members(schema["discriminator"], _DISCRIMINATOR, where, _SCHEMAS)
            for name, reference in discriminator.get("mapping", {}).items():
                self._target(reference, f"{where}.mapping.{name}")

    def _target(self, reference: object, place: str) -> None:
        if not isinstance(reference, str) or reference not in self._targets:
            raise _wrong(place, f"{reference!r:.80} is no schema of this document; patches are in spec/patches/")


def _wrong(place: str, what: str) -> CodegenError:
    return CodegenError(f"{place}: {what}; what a document may hold is in {_READ}")


def _object(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(place, "this is not an object")
    return cast("dict[str, Any]", value)


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise _wrong(place, "this is not a list")
    return cast("list[object]", value)


def _members(value: object, known: Members, place: str, lives: str) -> dict[str, Any]:
    """The object, unless it has a member that is not known or whose value has the wrong type."""
    members = _object(value, place)
    for name, member in members.items():
        expected = known.get(name)
        if expected is None:
            if name.startswith("x-"):
                continue
            raise NoRuleError(place, f"a rule for {name}", lives)
        # True is an int in Python, never in JSON.
        if not isinstance(member, expected) or (isinstance(member, bool) and expected in (int, _NUMBER)):
            kind = expected[-1] if isinstance(expected, tuple) else expected
            raise _wrong(place, f"{name} is not {_JSON_NAMES[kind]}")
    return members
