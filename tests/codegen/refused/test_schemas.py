"""Schemas of values without a rule: each refused by its place, with nothing written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.codegen.conftest import Refusal
from tests.codegen.documents import DATE_TIME, STRING, array, enum, obj, ref, resource, said, things, to_one

A = "components.schemas.Thing.attributes.a"
GRAMMAR_A = "components.schemas.Thing.properties.attributes.properties.a"
TYPES = "lower/types.py"
RESOURCES = "lower/resources.py"


def attribute(schema: dict[str, Any], **schemas: dict[str, Any]) -> dict[str, Any]:
    """A document in which `Thing` has the attribute `a`."""
    return things({"a": schema}, **schemas)


@pytest.mark.parametrize("keyword", ["allOf", "anyOf"])
def test_all_of_and_any_of(keyword: str, refusal: Refusal) -> None:
    lives = "grammar.py and codegen/lower/resources.py"
    assert refusal(attribute({keyword: [STRING]})) == said(GRAMMAR_A, f"a rule for {keyword}", lives)


def test_one_of_in_a_value(refusal: Refusal) -> None:
    document = attribute({"oneOf": [STRING, {"type": "integer"}]})
    assert refusal(document) == said(A, "a rule for oneOf in a value", TYPES)


def test_one_of_beside_a_type(refusal: Refusal) -> None:
    document = attribute({**obj({"x": STRING}), "oneOf": [{"required": ["x"]}]})
    assert refusal(document) == said(A, "a rule for oneOf in a value", TYPES)


def test_one_of_in_a_schema_with_a_name(refusal: Refusal) -> None:
    document = attribute(ref("Either"), Either={"oneOf": [ref("One"), ref("One")]}, One=obj({"x": STRING}))
    assert refusal(document) == said("components.schemas.Either", "a rule for oneOf in a value", TYPES)


@pytest.mark.parametrize("kind", ["string", "integer", "number", "boolean"])
def test_an_unknown_format(kind: str, refusal: Refusal) -> None:
    document = attribute({"type": kind, "format": "colour"})
    assert refusal(document) == said(A, f"a rule for the format 'colour' of {kind}", TYPES)


def test_an_unknown_type(refusal: Refusal) -> None:
    lives = "grammar.py and codegen/lower/types.py"
    assert refusal(attribute({"type": "file"})) == said(GRAMMAR_A, "a rule for the type 'file'", lives)


def test_an_array_of_nobody_knows_what(refusal: Refusal) -> None:
    assert refusal(attribute({"type": "array"})) == said(A, "a rule for the type 'array'", TYPES)


@pytest.mark.parametrize("member", [1, True, 1.5])
def test_an_enumeration_of_other_values_than_strings(member: object, refusal: Refusal) -> None:
    missing = f"a rule for the enum member {member}, which is no string"
    assert refusal(attribute({"type": "integer", "enum": [member]})) == said(A, missing, "lower/document.py")


def test_an_enumeration_without_members(refusal: Refusal) -> None:
    lives = "grammar.py and codegen/lower/types.py"
    assert refusal(attribute(enum())) == said(GRAMMAR_A, "a rule for an enum without members", lives)


def test_a_type_without_members(refusal: Refusal) -> None:
    other = resource("others")
    other["properties"]["type"] = enum()
    place = "components.schemas.Other.properties.type"
    lives = "grammar.py and codegen/lower/types.py"
    assert refusal(things(Other=other)) == said(place, "a rule for an enum without members", lives)


@pytest.mark.parametrize(("value", "kind"), [(DATE_TIME, "date-time"), (obj({"x": STRING}), "object")])
def test_a_map_of_values_that_are_decoded(value: dict[str, Any], kind: str, refusal: Refusal) -> None:
    document = attribute({"type": "object", "additionalProperties": value})
    assert refusal(document) == said(A, f"a rule for additionalProperties of {kind}", TYPES)


def test_typed_members_beside_those_with_names(refusal: Refusal) -> None:
    document = attribute({**obj({"x": STRING}), "additionalProperties": STRING})
    assert refusal(document) == said(A, "a rule for properties with typed additionalProperties beside them", TYPES)


def test_a_resource_as_a_value(refusal: Refusal) -> None:
    assert refusal(attribute(ref("Thing"))) == said(A, "a rule for the resource Thing as a value", TYPES)


def test_references_in_a_circle(refusal: Refusal) -> None:
    document = attribute(ref("A"), A=ref("B"), B=ref("A"))
    assert refusal(document) == f"{A}: the references go round in a circle: A, B"


def test_a_list_of_itself(refusal: Refusal) -> None:
    document = attribute(ref("Tree"), Tree=array(ref("Tree")))
    assert refusal(document) == said("components.schemas.Tree[]", "a rule for a value that holds itself", TYPES)


def test_a_reference_to_nothing(refusal: Refusal) -> None:
    assert refusal(attribute(ref("Nowhere"))).startswith(f"{GRAMMAR_A}: '#/components/schemas/Nowhere' is no schema")


def test_what_stands_beside_a_reference(refusal: Refusal) -> None:
    document = attribute(ref("State", maxLength=3), State=enum("A"))
    lives = "grammar.py and codegen/lower/resources.py"
    assert refusal(document) == said(GRAMMAR_A, "a rule for maxLength", lives)


def test_a_document_that_nests_too_deep(refusal: Refusal) -> None:
    value = STRING
    for _ in range(400):
        value = array(value)
    assert len(refusal(attribute(value))) > 0


def test_an_unknown_member_of_a_resource(refusal: Refusal) -> None:
    document = things()
    document["components"]["schemas"]["Thing"]["properties"]["lid"] = STRING
    place = "components.schemas.Thing"
    assert refusal(document) == said(place, "a rule for the member 'lid' of a resource", RESOURCES)


def test_attributes_without_names(refusal: Refusal) -> None:
    document = attribute(STRING)
    members = document["components"]["schemas"]["Thing"]["properties"]
    members["attributes"] = {"type": "object", "additionalProperties": STRING}
    place = "components.schemas.Thing.attributes"
    assert refusal(document) == said(place, "a rule for `attributes` whose members have no names", RESOURCES)


def relationship(schema: dict[str, Any]) -> dict[str, Any]:
    return things(None, {"r": schema})


R = "components.schemas.Thing.relationships.r"


@pytest.mark.parametrize("schema", [{"type": "object"}, STRING, obj({"href": STRING})])
def test_a_relationship_of_an_unknown_shape(schema: dict[str, Any], refusal: Refusal) -> None:
    missing = "a rule for a relationship that has no data, links or meta"
    assert refusal(relationship(schema)) == said(R, missing, RESOURCES)


def test_linkage_with_more_than_type_and_id(refusal: Refusal) -> None:
    schema = to_one("things")
    schema["properties"]["data"]["properties"]["meta"] = obj({"position": {"type": "integer"}})
    missing = "a rule for linkage that is no resource identifier"
    assert refusal(relationship(schema)) == said(f"{R}.data", missing, RESOURCES)
