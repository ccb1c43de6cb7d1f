"""Whatever is outside of the grammar is refused, by place, with the file in which its rule would live."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.errors import CodegenError, NoRuleError
from codegen.grammar import check_document
from tests.codegen.tiny import tiny

OPERATION = "GET /v1/apps"


def operation(document: dict[str, Any]) -> dict[str, Any]:
    return document["paths"]["/v1/apps"]["get"]


def test_a_document_in_apples_style_is_within_the_grammar() -> None:
    document = tiny(Any={"description": "anything"}, Map={"type": "object", "additionalProperties": {"type": "string"}})
    document["info"]["x-platforms"] = {"app_store_connect_api": "App Store Connect API"}
    before = repr(document)
    check_document(document)
    assert repr(document) == before


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"allOf": []}, "components.schemas.X", "allOf"),
    ({"anyOf": []}, "components.schemas.X", "anyOf"),
    ({"not": {}}, "components.schemas.X", "not"),
    ({"type": "string", "const": "A"}, "components.schemas.X", "const"),
    ({"type": "string", "writeOnly": True}, "components.schemas.X", "writeOnly"),
    ({"properties": {"y": {"allOf": []}}}, "components.schemas.X.properties.y", "allOf"),
    ({"type": "array", "items": {"anyOf": []}}, "components.schemas.X.items", "anyOf"),
    ({"oneOf": [{}, {"allOf": []}]}, "components.schemas.X.oneOf.1", "allOf"),
    ({"additionalProperties": {"allOf": []}}, "components.schemas.X.additionalProperties", "allOf"),
    ({"$ref": "#/components/schemas/App", "maxLength": 3}, "components.schemas.X", "maxLength"),
    (
        {"oneOf": [], "discriminator": {"propertyName": "type", "defaultMapping": "App"}},
        "components.schemas.X.discriminator",
        "defaultMapping",
    ),
]


@pytest.mark.parametrize(("schema", "place", "keyword"), REFUSED)
def test_a_schema_keyword_without_a_rule_is_refused(schema: dict[str, Any], place: str, keyword: str) -> None:
    with pytest.raises(NoRuleError) as caught:
        check_document(tiny(X=schema))
    assert caught.value.place == place
    assert caught.value.missing == f"a rule for {keyword}"
    assert "codegen/lower/resources.py" in str(caught.value)


@pytest.mark.parametrize("method", ["put", "head", "options", "trace", "query"])
def test_a_method_without_a_rule_is_refused(method: str) -> None:
    document = tiny()
    document["paths"]["/v1/apps"][method] = operation(document)
    with pytest.raises(NoRuleError, match=f"/v1/apps: missing a rule for {method}; .*operations.py"):
        check_document(document)


@pytest.mark.parametrize("member", ["callbacks", "servers"])
def test_a_member_of_an_operation_without_a_rule_is_refused(member: str) -> None:
    document = tiny()
    operation(document)[member] = {}
    with pytest.raises(NoRuleError, match=f"GET /v1/apps: missing a rule for {member}"):
        check_document(document)


@pytest.mark.parametrize("member", ["content", "allowReserved", "allowEmptyValue", "$ref"])
def test_a_member_of_a_parameter_without_a_rule_is_refused(member: str) -> None:
    document = tiny()
    operation(document)["parameters"][0][member] = {}
    with pytest.raises(NoRuleError) as caught:
        check_document(document)
    assert caught.value.place == "GET /v1/apps, parameter fields[apps]"
    assert "codegen/lower/queries.py" in caught.value.lives


@pytest.mark.parametrize("member", ["headers", "links"])
def test_a_member_of_a_response_without_a_rule_is_refused(member: str) -> None:
    document = tiny()
    operation(document)["responses"]["200"][member] = {}
    with pytest.raises(NoRuleError, match=f"GET /v1/apps, response 200: missing a rule for {member}"):
        check_document(document)


def test_an_encoding_is_refused_in_a_request_body() -> None:
    document = tiny()
    operation(document)["requestBody"] = {"content": {"application/json": {"schema": {}, "encoding": {}}}}
    with pytest.raises(NoRuleError, match="GET /v1/apps, request body, application/json: missing a rule for encoding"):
        check_document(document)


@pytest.mark.parametrize("member", ["webhooks", "jsonSchemaDialect"])
def test_an_unknown_member_of_the_document_is_refused(member: str) -> None:
    with pytest.raises(NoRuleError, match=f"the document: missing a rule for {member}"):
        check_document({**tiny(), member: {}})


def test_components_of_another_kind_are_refused() -> None:
    document = tiny()
    document["components"]["parameters"] = {}
    with pytest.raises(NoRuleError, match="components: missing a rule for parameters"):
        check_document(document)


@pytest.mark.parametrize("version", ["3.1.0", "2.0", "3.0", "", 3.0, None])
def test_another_version_of_openapi_is_refused(version: object) -> None:
    with pytest.raises(CodegenError, match=r"the generator reads OpenAPI 3\.0"):
        check_document({**tiny(), "openapi": version})


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"type": ["string", "null"]}, "components.schemas.X: type is not a string"),
        ({"type": "string", "nullable": "yes"}, "components.schemas.X: nullable is not true or false"),
        ({"type": "string", "deprecated": 1}, "components.schemas.X: deprecated is not true or false"),
        ({"type": "integer", "maximum": "5"}, "components.schemas.X: maximum is not a number"),
        ({"type": "integer", "maximum": True}, "components.schemas.X: maximum is not a number"),
        ({"type": "string", "maxLength": True}, "components.schemas.X: maxLength is not a whole number"),
        ({"properties": {"y": []}}, "components.schemas.X.properties.y: this is not an object"),
        ({"$ref": "#/components/schemas/Y"}, "components.schemas.X: '#/components/schemas/Y' is no schema"),
        ({"$ref": "App.json"}, "components.schemas.X: 'App.json' is no schema"),
        (
            {"oneOf": [], "discriminator": {"propertyName": "type", "mapping": {"apps": "#/components/schemas/Y"}}},
            "components.schemas.X.discriminator.mapping.apps: '#/components/schemas/Y' is no schema",
        ),
        (
            {"oneOf": [], "discriminator": {"propertyName": "type", "mapping": {"apps": {}}}},
            "components.schemas.X.discriminator.mapping.apps: {} is no schema",
        ),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(schema: dict[str, Any], message: str) -> None:
    with pytest.raises(CodegenError) as caught:
        check_document(tiny(X=schema))
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("member", ["info", "paths"])
def test_a_document_without_its_main_parts_is_refused(member: str) -> None:
    document = tiny()
    del document[member]
    with pytest.raises(CodegenError, match=f"the document has no member {member}"):
        check_document(document)


def test_a_document_without_a_version_is_refused() -> None:
    document = tiny()
    del document["info"]["version"]
    with pytest.raises(CodegenError, match="no version"):
        check_document(document)


def test_an_operation_without_responses_is_refused() -> None:
    document = tiny()
    del operation(document)["responses"]
    with pytest.raises(CodegenError, match="GET /v1/apps: the operation has no responses"):
        check_document(document)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "parameters is not a list"),
        ([1], "parameter 0: this is not an object"),
        ([{"name": "x", "in": "query"}], "parameter x: the parameter has no schema"),
    ],
)
def test_parameters_of_the_wrong_form_are_refused(parameters: object, message: str) -> None:
    document = tiny()
    operation(document)["parameters"] = parameters
    with pytest.raises(CodegenError, match=message):
        check_document(document)


def test_parameters_of_a_path_are_walked_too() -> None:
    document = tiny()
    document["paths"]["/v1/apps"]["parameters"] = [{"name": "id", "in": "path", "schema": {"allOf": []}}]
    with pytest.raises(NoRuleError, match="/v1/apps, parameter id: missing a rule for allOf"):
        check_document(document)
