"""Answers without a rule: each refused by its place, with nothing written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.codegen.conftest import Refusal
from tests.codegen.documents import (
    PREFIX,
    STRING,
    Json,
    answers,
    array,
    enum,
    identifier,
    obj,
    one_of,
    page_of,
    ref,
    resource,
    said,
    things,
)

ANSWERS = "lower/answers.py"
LIST = "GET /v1/things"
LIST_200 = "GET /v1/things, 200 application/json"


def listed(responses: Json) -> Json:
    """A document whose list answers like this; `Other` and `State` are schemas of it."""
    document = things({"name": STRING}, Other=resource("others"), State=enum("A", "B"))
    document["paths"]["/v1/things"]["get"]["responses"] = responses
    return document


def envelope(data: Json, included: Json | None = None, **members: Json) -> Json:
    return obj({"data": data, **({"included": included} if included is not None else {}), **members})


@pytest.mark.parametrize("responses", [answers(page_of("Thing"), "404"), answers(page_of("Thing"), "default"), {}])
def test_no_successful_answer(responses: Json, refusal: Refusal) -> None:
    missing = "a rule for an operation without a successful answer"
    assert refusal(listed(responses)) == said(LIST, missing, ANSWERS)


def test_a_range_of_statuses(refusal: Refusal) -> None:
    missing = "a rule for a response to '2XX', which is no one status"
    assert refusal(listed(answers(page_of("Thing"), "2XX"))) == said(LIST, missing, "lower/operations.py")


@pytest.mark.parametrize(
    "media_type",
    ["application/xml", "text/html", "application/json; charset=utf-8", "application/vnd.apple.x+xml", "*/*"],
)
def test_an_unknown_media_type(media_type: str, refusal: Refusal) -> None:
    document = listed(answers(page_of("Thing"), media_type=media_type))
    assert refusal(document) == said(f"{LIST}, 200 {media_type}", "a rule for this media type", ANSWERS)


def test_json_without_a_schema(refusal: Refusal) -> None:
    document = listed({"200": {"description": "", "content": {"application/json": {}}}})
    assert refusal(document) == said(LIST_200, "a rule for this media type", ANSWERS)


def test_two_answers_of_one_kind(refusal: Refusal) -> None:
    document = listed({**answers(page_of("Thing")), **answers(page_of("Thing"), "206")})
    assert refusal(document) == said(LIST, "a rule for several answers of one kind", ANSWERS)


def test_an_answer_with_a_body_or_without_one(refusal: Refusal) -> None:
    document = listed({**answers(page_of("Thing")), **answers(None, "204")})
    assert refusal(document) == said(LIST, "a rule for an answer with a body or without one", ANSWERS)


def test_a_file_that_is_no_answer_to_a_get(refusal: Refusal) -> None:
    document = listed(answers(page_of("Thing")))
    document["paths"]["/v1/things"]["post"]["responses"] = answers(STRING, "201", "text/csv")
    missing = "a rule for a file that is no answer to a GET"
    assert refusal(document) == said("POST /v1/things", missing, "lower/kinds.py")


@pytest.mark.parametrize(("responses", "kind"), [(answers(one_of("Thing")), "resource"), (answers(None), "nothing")])
def test_a_list_that_answers_with_something_else(responses: Json, kind: str, refusal: Refusal) -> None:
    missing = f"a rule for getCollection that answers with {kind}"
    assert refusal(listed(responses)) == said(LIST, missing, "lower/kinds.py")


REFUSED: dict[str, tuple[Json, str]] = {
    "an unknown member": (
        envelope(array(ref("Thing")), jsonapi=STRING),
        "a rule for the member 'jsonapi' of a document",
    ),
    "data of any kind": (envelope({}), "a rule for a `data` that holds no resource"),
    "data of strings": (envelope(array(STRING)), "a rule for a `data` that holds no resource"),
    "data without items": (envelope({"type": "array"}), "a rule for a `data` without items"),
    "data of several resources": (
        envelope(array({"oneOf": [ref("Thing"), ref("Other")]})),
        "a rule for a `data` of several resources",
    ),
    "included that is no list": (envelope(array(ref("Thing")), obj({})), "a rule for an `included` that is no list"),
    "included that are no resources": (
        envelope(array(ref("Thing")), array(ref("State"))),
        "a rule for something in `included` that is no resource",
    ),
    "included without names": (
        envelope(array(ref("Thing")), array({"oneOf": [identifier("others")]})),
        "a rule for something in `included` that is no resource",
    ),
    "a list that is no document": (array(STRING), "a rule for JSON that is no object"),
    "a string": (STRING, "a rule for JSON that is no object"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_document_of_an_unknown_shape(name: str, refusal: Refusal) -> None:
    schema, missing = REFUSED[name]
    assert refusal(listed(answers(schema))) == said(LIST_200, missing, ANSWERS)


def included(**discriminator: Any) -> Json:
    return listed(
        answers(
            envelope(
                array(ref("Thing")),
                array({"oneOf": [ref("Other")], "discriminator": {"propertyName": "type", **discriminator}}),
            )
        )
    )


def test_a_discriminator_that_contradicts_the_schemas(refusal: Refusal) -> None:
    missing = "a rule for a discriminator that maps 'things' to Other"
    assert refusal(included(mapping={"things": f"{PREFIX}Other"})) == said(LIST_200, missing, ANSWERS)


def test_a_discriminator_by_something_else_than_the_type(refusal: Refusal) -> None:
    missing = "a rule for a discriminator by 'kind', which is not 'type'"
    document = included(propertyName="kind", mapping={"others": f"{PREFIX}Other"})
    assert refusal(document) == said(f"{LIST_200}.included[]", missing, "lower/document.py")


def test_a_discriminator_that_maps_to_a_missing_schema(refusal: Refusal) -> None:
    said_of = refusal(included(mapping={"others": f"{PREFIX}Nowhere"}))
    assert "discriminator.mapping.others: '#/components/schemas/Nowhere' is no schema of this document" in said_of


def test_two_classes_of_one_type_in_one_answer(refusal: Refusal) -> None:
    document = listed(answers(envelope(array(ref("Thing")), array(ref("ThingV2")))))
    document["components"]["schemas"]["ThingV2"] = resource("things", {"size": STRING})
    missing = "a rule for two classes of type 'things' in one answer"
    assert refusal(document) == said(LIST_200, missing, ANSWERS)


def test_metrics_without_a_name(refusal: Refusal) -> None:
    schema = envelope(array(obj({"dataPoints": array(obj({"n": {"type": "integer"}}))})))
    missing = "a rule for metrics whose schema has no name"
    assert refusal(listed(answers(schema))) == said(LIST_200, missing, ANSWERS)
