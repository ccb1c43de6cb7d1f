"""Reads a document into openapi-python-client's schema models, and refuses what they would lose.

The models accept more than the generator has rules for, keep what they do not know in `model_extra` and turn
`"yes"` into True. So the document is walked first, against the small grammar of OpenAPI that Apple uses
(`codegen/grammar.py`). This is the only module that imports the models: all others take them from here.
"""

from __future__ import annotations

import gc
from typing import Any

from openapi_python_client.schema import (
    DataType,
    MediaType,
    OpenAPI,
    Operation,
    Parameter,
    ParameterLocation,
    PathItem,
    Reference,
    RequestBody,
    Response,
    Responses,
    Schema,
    UntrustedString,
)
from pydantic import ValidationError

from codegen.errors import CodegenError
from codegen.grammar import SCHEMA_PREFIX, check_document

__all__ = [
    "DataType",
    "MediaType",
    "OpenAPI",
    "Operation",
    "Parameter",
    "ParameterLocation",
    "PathItem",
    "Reference",
    "RequestBody",
    "Response",
    "Responses",
    "Schema",
    "UntrustedString",
    "deprecated",
    "exploded",
    "nullable",
    "read",
    "target",
    "text",
    "types",
]


def read(document: dict[str, Any]) -> OpenAPI:
    """The document as models; afterwards every `$ref` and every discriminator's target is known to exist.

    Args:
        document: The parsed document, with the patches applied. It is not changed.

    Raises:
        NoRuleError: It holds a member, a method or a schema keyword outside the grammar.
        CodegenError: It is no OpenAPI 3.0, or something in it has the wrong form.
    """
    check_document(document)
    # Half of the time would go to the cycle collector, which finds nothing: all of it stays alive.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return OpenAPI.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("ref", "other"))
        raise CodegenError(f"{place}: {first['msg']}") from None
    finally:
        if collecting:
            gc.enable()


def text(value: UntrustedString | None) -> str:
    """The plain string; "" for an absent one. Escape it before it goes into code."""
    return "" if value is None else value.get_untrusted_value()


def target(reference: Reference) -> str:
    """The name of the schema that a `$ref` points at."""
    return reference.ref.get_untrusted_value().removeprefix(SCHEMA_PREFIX)


def nullable(schema: Reference | Schema) -> bool:
    """Whether null is allowed; a `$ref` has it beside itself, where OpenAPI 3.0 tells readers to ignore it."""
    if isinstance(schema, Reference):
        return bool((schema.model_extra or {}).get("nullable", False))
    return schema.nullable


def deprecated(schema: Reference | Schema) -> bool:
    """Whether it is marked deprecated, in a schema or beside a `$ref`."""
    if isinstance(schema, Reference):
        return bool((schema.model_extra or {}).get("deprecated", False))
    return bool(schema.deprecated)


def types(schema: Schema) -> tuple[DataType, ...]:
    """The types of a schema without null (the models add null to the types of a nullable one)."""
    if schema.type is None:
        return ()
    listed = schema.type if isinstance(schema.type, list) else [schema.type]
    return tuple(kind for kind in listed if kind is not DataType.NULL)


def exploded(parameter: Parameter) -> bool:
    """Whether a list is sent as repeated parameters: OpenAPI's default for `form`, where the models' is False."""
    if "explode" in parameter.model_fields_set:
        return parameter.explode
    return parameter.style is None or text(parameter.style) == "form"
