"""Reads a document into openapi-python-client's schema models, and refuses what they would lose.

The models accept more than the generator has rules for, keep what they do not know in `model_extra` and turn
`"yes"` into True. So the document is walked first, against the small part of OpenAPI that Apple uses
(`grammar.py`). This is the only module that imports the models: all others take them from here.
"""

from __future__ import annotations

from typing import Any

from openapi_python_client.schema import OpenAPI, Reference, UntrustedString
from openapi_python_client.schema import Operation as OperationModel
from openapi_python_client.schema import Parameter as ParameterModel
from openapi_python_client.schema import Schema as SchemaModel
from pydantic import ValidationError

from .errors import CodegenError
from .grammar import check_document

__all__ = ["OpenAPI", "OperationModel", "ParameterModel", "Reference", "SchemaModel", "UntrustedString", "read"]


def read(document: dict[str, Any]) -> OpenAPI:
    """The document as models; afterwards every `$ref` and every discriminator's target is known to exist.

    What stands beside a `$ref` (`nullable`, `deprecated`) is in `Reference.model_extra`. A `nullable` schema has
    null among its types. `explode` is False where the document leaves it out: `model_fields_set` tells.

    Args:
        document: The parsed document, with the patches applied. It is not changed.

    Raises:
        NoRuleError: It holds a member, a method or a schema keyword outside the grammar.
        CodegenError: It is no OpenAPI 3.0, or something in it has the wrong form.
    """
    check_document(document)
    try:
        return OpenAPI.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("ref", "other"))
        raise CodegenError(f"{place}: {first['msg']}; what a document may hold is in codegen/grammar.py") from None
