"""Docstrings of methods: a sentence about the user's matter, the arguments, Apple's page."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from codegen.render.docs import attribute_doc, method_doc
from tests.codegen.documents import (
    DATE_TIME,
    ID,
    STRING,
    answers,
    array,
    enum,
    identifier,
    obj,
    operation,
    page_of,
    query,
    things,
    to_one,
    with_operation,
)
from tests.codegen.lowered import client, lowered, method


def doc(document: dict[str, Any], name: str) -> str:
    """The docstring of a method of `things`."""
    sdk = lowered(document)
    return method_doc(client(sdk, "things"), method(sdk, f"things.{name}"))


def test_a_client_says_how_it_is_reached() -> None:
    assert attribute_doc(client(lowered(things()), "things")) == "Things: `asc.things`."


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("list", "Lists things."),
        ("get", "Gets a thing by its id."),
        ("create", "Creates a thing."),
        ("update", "Updates a thing: what is left out stays as it is, None is sent as null."),
        ("delete", "Deletes a thing."),
    ],
)
def test_the_first_line(name: str, first: str) -> None:
    assert doc(things({"name": STRING}), name).partition("\n")[0] == first


def test_a_whole_one() -> None:
    expected = """
        Creates a thing.

        POST /v1/things

        Args:
            start_at: Apple's `startAt`: a datetime with a zone, sent with at most milliseconds.
            owner: A resource of type `things`, its identifier or its id.

        Returns:
            The thing.

        Raises:
            APIStatusError: Apple refuses it; APIConnectionError: no answer came.

        See https://developer.apple.com/documentation/appstoreconnectapi/post-v1-things
        """
    assert (
        doc(things({"startAt": DATE_TIME}, {"owner": to_one("things")}), "create") == inspect.cleandoc(expected) + "\n"
    )


def test_a_parameter_says_what_apple_says_of_it() -> None:
    text = "maximum  resources\nper page"
    limit = query("limit", {"type": "integer", "maximum": 200}, description=text, deprecated=True)
    line = "    limit: Maximum resources per page; at most 200. Deprecated by Apple.\n"
    assert line in doc(things(None, None, limit), "list")


def test_an_argument_is_a_list_whatever_is_on_the_wire() -> None:
    include = query("include", array(enum("parts")), description="comma-separated list of relationships to include")
    assert "    include: Relationships to include.\n" in doc(things(None, None, include), "list")


def test_linkage_and_accepted_answers() -> None:
    accepted = {"202": {"description": ""}, **answers(None, "204")}
    body = obj({"data": array(identifier("parts"))})
    made = operation("things_parts_deleteToManyRelationship", accepted, ID, body=body)
    text = doc(with_operation(things(), "delete", "/v1/things/{id}/relationships/parts", made), "remove_parts")
    assert text.startswith("Removes from the parts of a thing.\n")
    assert "    items: Resources of type `parts`, their identifiers or ids.\n" in text
    assert "Apple may answer 202: accepted, and not done yet when this returns." in text


def test_apples_page_of_an_operation_with_an_id() -> None:
    made = operation("things_parts_getToManyRelated", answers(page_of("Thing")), ID)
    sdk = lowered(with_operation(things(), "get", "/v1/things/{id}/parts", made))
    assert method(sdk, "things.list_parts").page_url.endswith("/appstoreconnectapi/get-v1-things-_id_-parts")
