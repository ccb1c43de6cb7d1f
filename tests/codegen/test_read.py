"""The models carry all that the generator reads, also what stands beside a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegen.errors import CodegenError, NoRuleError
from codegen.fetch import load
from codegen.read import Reference, SchemaModel, read
from tests.codegen.tiny import tiny

if TYPE_CHECKING:
    from pathlib import Path


def test_a_document_becomes_models() -> None:
    api = read(tiny())
    assert [path.get_untrusted_value() for path in api.paths] == ["/v1/apps"]
    assert api.info.version.get_untrusted_value() == "4.4.1"


def test_what_stands_beside_a_reference_survives() -> None:
    ref = {"$ref": "#/components/schemas/App"}
    properties = {"a": {"nullable": True, **ref}, "b": {"deprecated": True, **ref}}
    api = read(tiny(X={"type": "object", "properties": properties}))
    assert api.components
    assert api.components.schemas
    schema = next(model for name, model in api.components.schemas.items() if name == "X")
    assert isinstance(schema, SchemaModel)
    assert schema.properties
    siblings = [model.model_extra for model in schema.properties.values() if isinstance(model, Reference)]
    assert siblings == [{"nullable": True}, {"deprecated": True}]


def test_the_document_handed_in_stays_as_it_is() -> None:
    document = tiny(X={"type": "string", "nullable": True}, Y={"oneOf": [{"type": "string"}], "nullable": True})
    before = repr(document)
    read(document)
    assert repr(document) == before


def test_what_is_outside_of_the_grammar_is_refused() -> None:
    with pytest.raises(NoRuleError, match=r"components\.schemas\.X: missing a rule for allOf"):
        read(tiny(X={"allOf": []}))


def test_what_the_models_dislike_is_one_line_with_its_place() -> None:
    document = tiny()
    document["paths"]["/v1/apps"]["get"]["tags"] = [1]
    with pytest.raises(CodegenError, match=r"^paths\./v1/apps\.get\.tags.*: Input should be ") as caught:
        read(document)
    assert "\n" not in str(caught.value)


def test_apples_document_is_within_the_grammar_and_keeps_the_siblings_of_its_references(apple_document: Path) -> None:
    document = load(apple_document).document
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, Reference):
            found.extend(value.model_extra or {})
        elif isinstance(value, SchemaModel):
            for inner in (value.properties or {}).values():
                walk(inner)
            for inner in (value.items, value.additionalProperties, *value.oneOf):
                walk(inner)

    api = read(document)
    assert api.components
    for schema in (api.components.schemas or {}).values():
        walk(schema)
    assert set(found) == {"nullable", "deprecated"}
