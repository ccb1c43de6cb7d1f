"""Parameters without a rule: each refused by its place, with nothing written."""

from __future__ import annotations

from typing import Any

from tests.codegen.conftest import Refusal
from tests.codegen.documents import (
    ID,
    STRING,
    answers,
    array,
    enum,
    obj,
    operation,
    page_of,
    query,
    said,
    things,
    with_operation,
)

QUERIES = "lower/queries.py"
X = "GET /v1/things, parameter x"


def listed(**parameter: Any) -> dict[str, Any]:
    """A document whose list has the parameter `x`."""
    return things(None, None, {"name": "x", "in": "query", "schema": STRING, **parameter})


def test_a_header(refusal: Refusal) -> None:
    assert refusal(listed(**{"in": "header"})) == said(X, "a rule for a parameter in: header", QUERIES)


def test_a_cookie(refusal: Refusal) -> None:
    assert refusal(listed(**{"in": "cookie"})) == said(X, "a rule for a parameter in: cookie", QUERIES)


def test_explode_true(refusal: Refusal) -> None:
    document = listed(schema=array(STRING), style="form", explode=True)
    assert refusal(document) == said(X, "a rule for an array with explode: true", QUERIES)


def test_explode_left_out_which_means_true(refusal: Refusal) -> None:
    document = listed(schema=array(STRING))
    assert refusal(document) == said(X, "a rule for an array with explode: true", QUERIES)


def test_deep_object(refusal: Refusal) -> None:
    document = listed(schema=obj({"a": STRING}), style="deepObject")
    assert refusal(document) == said(X, "a rule for the parameter style 'deepObject'", QUERIES)


def test_pipe_delimited(refusal: Refusal) -> None:
    document = listed(schema=array(STRING), style="pipeDelimited", explode=False)
    assert refusal(document) == said(X, "a rule for the parameter style 'pipeDelimited'", QUERIES)


def test_an_object(refusal: Refusal) -> None:
    assert refusal(listed(schema=obj({"a": STRING}))) == said(X, "a rule for a parameter of type object", QUERIES)


def test_a_number(refusal: Refusal) -> None:
    assert refusal(listed(schema={"type": "number"})) == said(X, "a rule for a parameter of type number", QUERIES)


def test_any_value(refusal: Refusal) -> None:
    assert refusal(listed(schema={})) == said(X, "a rule for a parameter of type any", QUERIES)


def test_an_array_of_integers(refusal: Refusal) -> None:
    document = things(None, None, query("x", array({"type": "integer"})))
    assert refusal(document) == said(X, "a rule for a parameter of type array of integer", QUERIES)


def test_an_array_of_arrays(refusal: Refusal) -> None:
    document = things(None, None, query("x", array(array(STRING))))
    assert refusal(document) == said(X, "a rule for a parameter of type array of array", QUERIES)


def test_one_of(refusal: Refusal) -> None:
    document = listed(schema={"oneOf": [STRING, {"type": "integer"}]})
    assert refusal(document) == said(X, "a rule for a parameter of oneOf", QUERIES)


def test_a_date(refusal: Refusal) -> None:
    document = listed(schema={"type": "string", "format": "date-time"})
    assert refusal(document) == said(X, "a rule for a parameter of format date-time", QUERIES)


def test_an_unknown_format(refusal: Refusal) -> None:
    document = listed(schema={"type": "string", "format": "colour"})
    assert refusal(document) == said(X, "a rule for the format 'colour' of string", "lower/types.py")


def test_an_enumeration_of_integers(refusal: Refusal) -> None:
    document = listed(schema={"type": "integer", "enum": [1, 2]})
    assert refusal(document) == said(X, "a rule for the enum member 1, which is no string", "lower/document.py")


def test_one_name_with_two_types(refusal: Refusal) -> None:
    document = things(None, None, query("x", array(STRING)), query("x", STRING))
    assert refusal(document) == said(X, "a rule for one parameter with two types", QUERIES)


def test_two_names_that_come_out_the_same(refusal: Refusal) -> None:
    document = things(None, None, query("filter[a]", STRING), query("filter.a", STRING))
    missing = "a rule for two names that come out as filter_a: 'filter[a]' and 'filter.a'"
    lives = "names.py, or rename one with a patch in spec/patches/"
    assert refusal(document) == said("GET /v1/things", missing, lives)


def test_a_query_that_is_called_like_the_id_of_the_path(refusal: Refusal) -> None:
    document = things()
    document["paths"]["/v1/things/{id}"]["get"]["parameters"].append(query("id", STRING))
    assert "a rule for two names that come out as id: 'id' and 'id'" in refusal(document)


def test_a_name_that_is_no_identifier(refusal: Refusal) -> None:
    place = "GET /v1/things, parameter größe"
    missing = "a rule that makes a Python name of 'größe'"
    assert refusal(things(None, None, query("größe", STRING))) == said(place, missing, "names.py")


def test_a_query_of_a_write(refusal: Refusal) -> None:
    document = things({"name": STRING})
    document["paths"]["/v1/things"]["post"]["parameters"] = [query("name", STRING)]
    place = "POST /v1/things, parameter name"
    assert refusal(document) == said(place, "a rule for a query of createInstance", "lower/kinds.py")


def path_with(path: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    made = operation("things_parts_getToManyRelated", answers(page_of("Thing")), *parameters)
    return with_operation(things(), "get", path, made)


def test_a_path_parameter_that_is_not_called_id(refusal: Refusal) -> None:
    document = path_with("/v1/things/{key}/parts", {**ID, "name": "key"})
    place = "GET /v1/things/{key}/parts"
    assert refusal(document) == said(place, "a rule for the path parameters ('key',)", "lower/operations.py")


def test_two_path_parameters(refusal: Refusal) -> None:
    document = path_with("/v1/things/{id}/parts/{part}", ID, {**ID, "name": "part"})
    place = "GET /v1/things/{id}/parts/{part}"
    assert refusal(document) == said(place, "a rule for the path parameters ('id', 'part')", "lower/operations.py")


def test_a_path_parameter_that_is_not_declared(refusal: Refusal) -> None:
    document = path_with("/v1/things/{id}/parts")
    place = "GET /v1/things/{id}/parts"
    assert refusal(document) == said(place, "a rule for the path parameters ()", "lower/operations.py")


def test_a_path_parameter_of_another_style(refusal: Refusal) -> None:
    document = path_with("/v1/things/{id}/parts", {**ID, "style": "matrix"})
    place = "GET /v1/things/{id}/parts, parameter id"
    assert refusal(document) == said(place, "a rule for the parameter style 'matrix'", QUERIES)


def test_a_path_parameter_of_an_enumeration(refusal: Refusal) -> None:
    document = path_with("/v1/things/{id}/parts", {**ID, "schema": enum("a", "b")})
    place = "GET /v1/things/{id}/parts, parameter id"
    missing = "a rule for a part of the path that is not any string"
    assert refusal(document) == said(place, missing, "lower/operations.py")
