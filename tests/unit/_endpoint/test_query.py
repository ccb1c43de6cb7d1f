"""The query of an operation: keyword arguments by kind, and what `include` needs of a sparse fieldset."""

from __future__ import annotations

import enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk import UNSET
from asc_sdk._endpoint.query import QuerySpec

SPEC = QuerySpec(
    many={
        "filter_name": "filter[name]",
        "fields_apps": "fields[apps]",
        "fields_builds": "fields[builds]",
        "include": "include",
        "sort": "sort",
    },
    text={"period": "period"},
    integer={"limit": "limit", "limit_builds": "limit[builds]"},
    boolean={"exists_app": "exists[app]"},
)


class Include(enum.Enum):
    BUILDS = "builds"


def write(**arguments: Any) -> str:
    return SPEC.write(arguments, "apps")[0]


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ({}, ""),
        ({"filter_name": UNSET, "limit": UNSET, "period": UNSET}, ""),
        ({"filter_name": "A, B", "limit": 200}, "filter[name]=A%2C%20B&limit=200"),
        ({"filter_name": ["A, B", "C"]}, "filter[name]=A%2C%20B,C"),
        ({"period": "P7D,x"}, "period=P7D%2Cx"),
        ({"exists_app": True}, "exists[app]=true"),
        ({"exists_app": False}, "exists[app]=false"),
        ({"sort": ("-name", "x")}, "sort=-name,x"),
        ({"include": Include.BUILDS, "limit_builds": 5}, "include=builds&limit[builds]=5"),
    ],
)
def test_arguments_by_kind(arguments: dict[str, Any], query: str) -> None:
    assert write(**arguments) == query


@pytest.mark.parametrize(
    ("fields", "include", "written"),
    [
        ("name", "builds", "name,builds"),
        (["name"], ["builds", "betaGroups"], "name,builds,betaGroups"),
        ({"sku", "name"}, ["builds"], "name,sku,builds"),
        (("builds", "name"), "builds", "builds,name"),
        (iter(["name"]), iter(["builds", "builds"]), "name,builds"),
        (["name"], Include.BUILDS, "name,builds"),
        (["name"], [Include.BUILDS], "name,builds"),
    ],
)
def test_include_adds_to_the_fields_of_the_same_resource(fields: Any, include: Any, written: str) -> None:
    assert write(fields_apps=fields, include=include).startswith(f"fields[apps]={written}&include=builds")


def test_include_adds_to_no_other_fields() -> None:
    assert write(fields_builds="version", include="builds") == "fields[builds]=version&include=builds"
    assert write(include="builds") == "include=builds"
    assert write(fields_apps="name") == "fields[apps]=name"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filter_name": []}, ValueError),
        ({"filter_name": None}, ValueError),
        ({"filter_name": ["a", None]}, ValueError),
        ({"filter_name": ""}, ValueError),
        ({"filter_name": b"x"}, TypeError),
        ({"filter_name": ["a", UNSET]}, TypeError),
        ({"fields_apps": [["name"]], "include": "builds"}, TypeError),
        ({"include": None}, ValueError),
        ({"period": None}, ValueError),
        ({"period": ""}, ValueError),
        ({"period": ["P7D"]}, TypeError),
        ({"period": 7}, TypeError),
        ({"limit": "200"}, TypeError),
        ({"limit": True}, TypeError),
        ({"limit": 1.5}, TypeError),
        ({"limit": None}, ValueError),
        ({"limit": 0}, ValueError),
        ({"limit_builds": -1}, ValueError),
        ({"exists_app": "true"}, TypeError),
        ({"exists_app": 1}, TypeError),
    ],
)
def test_an_error_names_the_argument(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error, match=rf"^{next(iter(arguments))} "):
        write(**arguments)


def test_what_is_required_is_required() -> None:
    spec = QuerySpec(text={"vendor": "filter[vendor]"}, required=("vendor",))
    for arguments in ({}, {"vendor": UNSET}):
        with pytest.raises(TypeError, match=r"^vendor is required$"):
            spec.write(arguments, "")
    assert spec.write({"vendor": "1"}, "")[0] == "filter[vendor]=1"


def test_what_was_asked_for_is_remembered() -> None:
    arguments = {"include": [Include.BUILDS, "betaGroups"], "fields_apps": "name", "limit": 5, "limit_builds": 2}
    asked = SPEC.write(arguments, "apps")[1]
    assert asked.include == {"builds", "betaGroups"}
    assert asked.limited == {"builds"}
    assert asked.fieldsets == {"apps": {"name", "builds", "betaGroups"}}
    names = "filter[name] fields[apps] fields[builds] include sort period limit limit[builds] exists[app]"
    assert asked.takes == SPEC.takes == set(names.split())
    nothing = SPEC.write({}, "apps")[1]
    assert (nothing.include, nothing.limited, nothing.fieldsets) == (frozenset(), frozenset(), {})


@given(st.sets(st.sampled_from("abcdefgh"), min_size=1))
def test_equal_sets_give_equal_queries(values: set[str]) -> None:
    assert write(filter_name=values) == f"filter[name]={','.join(sorted(values))}"
