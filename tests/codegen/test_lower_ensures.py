"""`ensure`: which attributes have it, what it can match on, and where it looks."""

from __future__ import annotations

from typing import Any

from codegen.sdk_model import Ensure, Finder
from tests.codegen.conftest import Refusal
from tests.codegen.documents import (
    ID,
    STRING,
    answers,
    array,
    operation,
    page_of,
    query,
    request,
    said,
    things,
    to_many,
    to_one,
    with_operation,
)
from tests.codegen.lowered import client, lowered

MANY = array(STRING)


def ensure(document: dict[str, Any]) -> Ensure | None:
    return client(lowered(document), "things").ensure


def test_it_matches_on_attributes_that_answers_have() -> None:
    document = things({"name": STRING})
    document["components"]["schemas"]["ThingCreateRequest"] = request("things", {"name": STRING, "secret": STRING})
    assert ensure(document) == Ensure(("name",), (), (), listed=True)


def test_a_to_many_relationship_tells_nothing() -> None:
    found = ensure(things({"name": STRING}, {"others": to_many("things")}))
    assert found == Ensure(("name",), (), (), listed=True)


def test_a_filter_of_the_list_is_used_and_a_deprecated_one_is_not() -> None:
    document = things(
        {"name": STRING, "size": STRING},
        None,
        query("filter[name]", MANY),
        query("filter[size]", MANY, deprecated=True),
        query("filter[other]", MANY),
    )
    assert ensure(document) == Ensure(("name", "size"), (("name", "filter_name"),), (), listed=True)


def test_a_list_that_must_be_narrowed_by_something_else_is_no_way() -> None:
    document = things({"name": STRING}, None, query("filter[state]", MANY, required=True))
    assert ensure(document) is None


def test_what_hangs_on_another_one_is_found_from_there() -> None:
    document = with_operation(
        things({"name": STRING}, {"parent": to_one("things")}),
        "get",
        "/v1/things/{id}/children",
        operation("things_children_getToManyRelated", answers(page_of("Thing")), ID),
    )
    del document["paths"]["/v1/things"]["get"]
    finder = Finder("parent", "/v1/things/{id}/children", many=True)
    assert ensure(document) == Ensure(("name", "parent"), (), (finder,), listed=False)


def test_what_cannot_be_listed_has_none() -> None:
    document = things({"name": STRING})
    del document["paths"]["/v1/things"]["get"]
    assert ensure(document) is None


def test_what_apple_means_to_remove_has_none() -> None:
    document = things({"name": STRING})
    document["paths"]["/v1/things"]["post"]["deprecated"] = True
    assert ensure(document) is None


def test_a_field_called_like_an_argument_of_ensure_is_refused(refusal: Refusal) -> None:
    missing = "a rule for a field called match, which `ensure` needs itself"
    assert refusal(things({"match": STRING})) == said("POST /v1/things", missing, "lower/ensures.py")
