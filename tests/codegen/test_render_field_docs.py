"""Docstrings of fields: Apple's name, what kind of value, its members, and how a relationship comes."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.render import render
from codegen.render.field_docs import FieldTexts, resource_doc
from tests.codegen.conftest import Generate
from tests.codegen.documents import DATE_TIME, STRING, array, enum, obj, query, resource, things, to_many, to_one
from tests.codegen.lowered import lowered, resource_class


def texts(document: dict[str, Any]) -> dict[str, str]:
    """The docstring of each field of `Thing`."""
    sdk = lowered(document)
    thing, made = resource_class(sdk, "Thing"), FieldTexts(sdk)
    found = {field.name: made.field(field) for field in thing.fields}
    return found | {item.name: made.relationship(thing, item) for item in thing.relationships}


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        (STRING, "a string"),
        ({"type": "string", "format": "uri"}, "a URL"),
        ({"type": "string", "format": "email"}, "an email address"),
        ({"type": "string", "format": "duration"}, "a duration such as `P1D`"),
        (DATE_TIME, "a datetime with a zone"),
        ({"type": "string", "format": "date"}, "a date"),
        ({"type": "integer"}, "a whole number"),
        ({"type": "boolean"}, "True or False"),
        (array({"type": "string", "format": "uri"}), "a list; each a URL"),
        (enum("NEW", "OLD"), "one of `ThingSomeWord`: NEW, OLD"),
        (array(enum("NEW", "OLD")), "a list; each one of `ThingSomeWord`: NEW, OLD"),
        (enum(*(f"MEMBER_{number}" for number in range(30))), "one of `ThingSomeWord`"),
        (obj({"size": STRING}), "a `ThingSomeWord`"),
    ],
)
def test_a_field_says_what_kind_it_is(schema: dict[str, Any], kind: str) -> None:
    assert texts(things({"someWord": schema}))["some_word"] == f"Apple's `someWord`: {kind}."


def test_a_relationship_says_how_it_comes() -> None:
    document = things(
        None,
        {"parts": to_many("parts"), "owner": to_one("things")},
        query("include", array(enum("parts"))),
        Part=resource("parts"),
    )
    assert texts(document) == {
        "parts": 'The related `parts`; `include="parts"` brings them.',
        "owner": "The related resource of type `things`.",
    }


def test_a_resource_links_to_apples_page() -> None:
    text = resource_doc(resource_class(lowered(things()), "Thing"))
    assert text.startswith("A resource of type `things`.\n")
    assert "https://developer.apple.com/documentation/appstoreconnectapi/thing\n" in text


def test_what_is_deprecated_is_marked_and_works_all_the_same(generate: Generate) -> None:
    document = things({"old": {**STRING, "deprecated": True}, "new": STRING}, {"owner": to_one("things")})
    document["components"]["schemas"]["Thing"]["properties"]["relationships"]["properties"]["owner"]["deprecated"] = (
        True
    )
    source = render(lowered(document))["models/thing.py"]
    assert "old: Deprecated[str | None] = NO_VALUE" in source
    assert "owner: Deprecated[Thing | None] = NOT_LOADED" in source
    assert source.count("Deprecated by Apple.") == 2
    thing = generate(document).models.Thing
    made = thing(id="1", old="a")
    assert (made.old, thing(id="1").old) == ("a", None)
    assert thing(id="2", owner=made).owner is made
    assert thing.from_dict({"type": "things", "id": "1", "attributes": {"old": "b"}}).old == "b"
