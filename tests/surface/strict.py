"""Apple's schemas (OpenAPI 3.0) as JSON Schema 2020-12, strict: what the document does not name is a violation."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.surface.apple import PREFIX, Schema

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)")
_KEYWORDS = frozenset(
    ("type", "title", "properties", "required", "items", "enum", "nullable", "deprecated", "format", "$ref", "oneOf")
) | {"discriminator", "maximum", "minimum", "additionalProperties", "description"}
_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or date.fromisoformat(value).isoformat() == value


@_FORMATS.checks("date-time", raises=ValueError)
def _is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    # Apple reads at most milliseconds, and nothing without a zone.
    return bool(_DATE_TIME.fullmatch(value)) and datetime.fromisoformat(value).tzinfo is not None


class Strict:
    """Validators for the schemas of one document.

    Args:
        schemas: `components.schemas`.
    """

    def __init__(self, schemas: dict[str, Schema]) -> None:
        pairs = [(f"urn:{name}", DRAFT202012.create_resource(convert(schema))) for name, schema in schemas.items()]
        empty: Registry[Any] = Registry()
        self._registry = empty.with_resources(pairs)
        self._validators: dict[str, Draft202012Validator] = {}

    def violations(self, schema: Schema, value: Any) -> list[str]:
        """What is wrong with a value, each with its place."""
        key = repr(schema) if "$ref" not in schema else str(schema["$ref"])
        validator = self._validators.get(key)
        if validator is None:
            validator = Draft202012Validator(convert(schema), registry=self._registry, format_checker=_FORMATS)
            self._validators[key] = validator
        errors: Any = validator.iter_errors(value)  # pyright: ignore[reportUnknownMemberType] - jsonschema's own types
        return [f"{error.json_path}: {error.message[:300]}" for error in errors]


def convert(schema: Schema) -> Schema:
    """One schema of OpenAPI 3.0 as JSON Schema.

    `nullable` becomes a type, also beside a `$ref`; an object with properties takes no others.
    """
    assert set(schema) <= _KEYWORDS, set(schema) - _KEYWORDS
    if "$ref" in schema:
        reference = {"$ref": f"urn:{schema['$ref'].removeprefix(PREFIX)}"}
        return {"anyOf": [reference, {"type": "null"}]} if schema.get("nullable") else reference
    made: Schema = {
        name: schema[name] for name in ("type", "required", "enum", "format", "maximum", "minimum") if name in schema
    }
    if "properties" in schema:
        made["properties"] = {name: convert(inner) for name, inner in schema["properties"].items()}
        made["additionalProperties"] = False
    if "additionalProperties" in schema:
        made["additionalProperties"] = convert(schema["additionalProperties"])
    if "items" in schema:
        made["items"] = convert(schema["items"])
    if "oneOf" in schema:
        made["oneOf"] = [convert(inner) for inner in schema["oneOf"]]
    if schema.get("nullable"):
        made["type"] = [made["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
    return made
