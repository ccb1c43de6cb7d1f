"""Query parameters: names, kinds, and the short names of their enumerations."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from codegen.sdk_model import Parameter
from tests.codegen.conftest import Generate, Serve
from tests.codegen.documents import (
    ID,
    INTEGER,
    STRING,
    answers,
    array,
    enum,
    operation,
    page_of,
    query,
    resource,
    things,
    with_operation,
)
from tests.codegen.lowered import aliases, lowered, method


def parameters(*declared: dict[str, Any]) -> tuple[Parameter, ...]:
    return method(lowered(things({"name": STRING}, None, *declared)), "things.list").parameters


def test_kinds_and_names() -> None:
    found = parameters(
        query("filter[bundleId]", array(STRING)),
        query("exists[app]", {"type": "boolean"}),
        query("limit", {"type": "integer", "maximum": 200}),
        query("filter[date]", STRING, required=True),
        query("self", STRING),
        query("class", STRING),
    )
    assert [(item.name, item.kind, item.required, item.maximum) for item in found] == [
        ("filter_date", "text", True, None),
        ("filter_bundle_id", "many", False, None),
        ("exists_app", "boolean", False, None),
        ("limit", "integer", False, 200),
        ("self_", "text", False, None),
        ("class_", "text", False, None),
    ]


def test_a_parameter_twice_is_one() -> None:
    (sort,) = parameters(query("sort", array(enum("name"))), query("sort", array(enum("name"))))
    assert sort.wire == "sort"


def test_a_parameter_twice_with_other_members_takes_all_of_them() -> None:
    document = things(None, None, query("sort", array(enum("name"))), query("sort", array(enum("-name", "name"))))
    assert aliases(lowered(document))["ThingSort"] == ("name", "-name")


def test_a_parameter_twice_once_with_any_value_takes_any_value() -> None:
    (state,) = parameters(query("filter[state]", array(enum("A"))), query("filter[state]", array(STRING)))
    assert state.type.kind == "string"


def test_a_parameter_twice_is_required_where_both_are() -> None:
    both = parameters(query("x", STRING, required=True), query("x", STRING, required=True))
    one = parameters(query("x", STRING, required=True), query("x", STRING))
    assert (both[0].required, one[0].required) == (True, False)


def test_parameters_of_a_path_count_for_each_of_its_operations() -> None:
    document = things()
    one = document["paths"]["/v1/things/{id}"]
    one["parameters"] = [ID]
    for name in ("get", "patch", "delete"):
        one[name]["parameters"] = []
    document["paths"]["/v1/things"]["parameters"] = [query("limit", INTEGER)]
    del document["paths"]["/v1/things"]["post"]
    sdk = lowered(document)
    assert [item.name for item in method(sdk, "things.list").parameters] == ["limit"]
    assert method(sdk, "things.get").parameters == ()


def test_an_id_that_the_path_and_the_operation_declare_is_one() -> None:
    document = things()
    document["paths"]["/v1/things/{id}"]["parameters"] = [ID]
    assert method(lowered(document), "things.get").path == "/v1/things/{id}"


def test_enumerations_are_called_after_the_resource() -> None:
    document = things(
        {"name": STRING},
        None,
        query("filter[state]", array(enum("A", "B"))),
        query("fields[things]", array(enum("name", "size"))),
        query("fields[others]", array(enum("a", "b"))),
        query("include", array(enum("parts", "owner", "others"))),
        query("sort", array(enum("name", "-name"))),
        Other=resource("others"),
    )
    assert sorted(aliases(lowered(document))) == [
        "OthersField",
        "ThingField",
        "ThingInclude",
        "ThingSort",
        "ThingState",
    ]


def two_lists(name: str, *members: str) -> dict[str, tuple[str, ...]]:
    """The aliases of a document in which two resources have one parameter with the same members."""
    document = things(None, None, query(name, array(enum(*members))), Other=resource("others"))
    made = operation("others_getCollection", answers(page_of("Other")), query(name, array(enum(*members))))
    return aliases(lowered(with_operation(document, "get", "/v1/others", made)))


@pytest.mark.parametrize(
    ("name", "members", "alias"),
    [
        ("sort", ["name", "-name"], "SortByName"),
        ("include", ["app"], "IncludeApp"),
        ("include", ["app", "build"], "IncludeAppAndBuild"),
        ("groupBy", ["app", "build"], "GroupBy"),
    ],
)
def test_what_several_resources_share_is_called_after_what_is_in_it(name: str, members: list[str], alias: str) -> None:
    assert two_lists(name, *members)[alias] == tuple(members)


@pytest.mark.parametrize("members", [["", "a"], ["1.0"], ["a b"], ["ü"], ["a", "b", "c"]])
def test_what_makes_no_name_is_called_after_a_resource(members: list[str]) -> None:
    assert two_lists("sort", *members)["OtherSort"] == tuple(members)


def test_descriptions_do_no_harm(generate: Generate) -> None:
    odd = "\x00 \x07 \ud800 \u2019 \u202e"
    text = 'a "q" \'\'\' """ \\ \\N{x} \\u12 \t tab\n line {{ y }} %s ' + odd + ' """'
    package = generate(things(None, None, query("filter[x]", STRING, description=text)))
    client = importlib.import_module(f"{package.__name__}.api.things").Things
    words = " ".join(client.list.__doc__.split())
    assert 'A "q" \'\'\' """ \\ \\N{x} \\u12 tab line {{ y }} %s \u2019 """.' in words


def test_a_query_goes_out_as_apple_takes_it(generate: Generate, serve: Serve) -> None:
    declared = [query("filter[a]", array(STRING)), query("exists[b]", {"type": "boolean"}), query("self", STRING)]
    package = generate(things(None, None, *declared))
    asc, requests = serve(package, {"data": []})
    asc.things.list(filter_a=["x", "y,z"], exists_b=False, self_="s")
    query_string = requests[0].url.raw_path.decode().partition("?")[2]
    assert sorted(query_string.split("&")) == ["exists[b]=false", "filter[a]=x,y%2Cz", "self=s"]
