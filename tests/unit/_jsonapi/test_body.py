"""A request's document: what is left out, null or a value, by Apple's names."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from asc_sdk import UNSET, ResourceIdentifier, models
from asc_sdk._jsonapi.body import Body, Linkage
from asc_sdk._jsonapi.encode import Array, Date, DateTime
from asc_sdk._jsonapi.linkage import InlineCreate, ToMany, ToOne
from asc_sdk.models import AppCustomProductPageLocalizationInlineCreate, AppCustomProductPageVersionInlineCreate

BODY = Body(
    "things",
    attributes={"name": "name", "at": DateTime("startsAt"), "on": Date("onDay"), "tags": Array("tags")},
    relationships={"app": ToOne("app", "apps"), "builds": ToMany("builds", "builds")},
    required=("name", "app"),
)
UPDATE = Body("things", BODY.attributes, BODY.relationships)
VERSIONS = Body(
    "pages",
    relationships={
        "versions": ToMany("versions", "appCustomProductPageVersions", ("AppCustomProductPageVersionInlineCreate",))
    },
)


def load(name: str) -> type[Any]:
    return getattr(models, name)


def test_a_document_has_apples_names() -> None:
    moment = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
    arguments = {"name": "x", "at": moment, "on": moment.date(), "tags": ("a",), "app": "1", "builds": ["2"]}
    assert BODY.document(arguments, load) == {
        "data": {
            "type": "things",
            "attributes": {"name": "x", "startsAt": "2026-03-01T09:00:00Z", "onDay": "2026-03-01", "tags": ["a"]},
            "relationships": {
                "app": {"data": {"type": "apps", "id": "1"}},
                "builds": {"data": [{"type": "builds", "id": "2"}]},
            },
        }
    }


def test_left_out_null_and_a_value_are_three_things() -> None:
    nulls: dict[str, Any] = {"name": None, "at": None, "on": None, "tags": None, "app": None, "builds": []}
    assert UPDATE.document(dict.fromkeys(nulls, UNSET), load, "7") == {"data": {"type": "things", "id": "7"}}
    assert UPDATE.document({}, load, "7") == {"data": {"type": "things", "id": "7"}}
    assert UPDATE.document(nulls, load, "7") == {
        "data": {
            "type": "things",
            "id": "7",
            "attributes": {"name": None, "startsAt": None, "onDay": None, "tags": None},
            "relationships": {"app": {"data": None}, "builds": {"data": []}},
        }
    }
    assert "relationships" not in UPDATE.document({"name": ""}, load, "7")["data"]


@pytest.mark.parametrize("missing", ["name", "app"])
def test_what_is_required_has_a_value(missing: str) -> None:
    given: dict[str, Any] = {"name": "x", "app": "1"}
    for arguments in ({**given, missing: UNSET}, {name: value for name, value in given.items() if name != missing}):
        with pytest.raises(TypeError, match=f"^{missing} is required$"):
            BODY.document(arguments, load)
    with pytest.raises(TypeError, match=f"^{missing} is required and cannot be None$"):
        BODY.document({**given, missing: None}, load)


@pytest.mark.parametrize(
    ("argument", "value", "error"),
    [
        ("at", dt.datetime(2026, 3, 1), ValueError),
        ("on", dt.datetime(2026, 3, 1), TypeError),
        ("tags", "abc", TypeError),
        ("name", float("nan"), ValueError),
        ("name", b"x", TypeError),
        ("app", ResourceIdentifier("builds", "1"), TypeError),
        ("builds", 5, TypeError),
        ("builds", None, TypeError),
    ],
)
def test_an_error_names_the_argument(argument: str, value: object, error: type[Exception]) -> None:
    with pytest.raises(error, match=rf"^{argument}\b"):
        UPDATE.document({argument: value}, load, "1")


def test_inline_creates_go_into_included_to_any_depth() -> None:
    localization = AppCustomProductPageLocalizationInlineCreate(locale="de-DE")
    version = AppCustomProductPageVersionInlineCreate(
        deep_link="x", app_custom_product_page_localizations=[localization]
    )
    # The circle: each names the other.
    localization.app_custom_product_page_version = version
    document = VERSIONS.document({"versions": [version]}, load)
    first, second = document["included"]
    assert (first["type"], first["attributes"]) == ("appCustomProductPageVersions", {"deepLink": "x"})
    assert (second["type"], second["attributes"]) == ("appCustomProductPageLocalizations", {"locale": "de-DE"})
    assert document["data"]["relationships"]["versions"]["data"] == [{"type": first["type"], "id": first["id"]}]
    linked = first["relationships"]["appCustomProductPageLocalizations"]["data"]
    assert linked == [{"type": second["type"], "id": second["id"]}]
    assert second["relationships"]["appCustomProductPageVersion"]["data"] == {"type": first["type"], "id": first["id"]}


def test_an_error_names_the_place_in_an_inline_create() -> None:
    version = AppCustomProductPageVersionInlineCreate(deep_link=5)  # pyright: ignore[reportArgumentType] - odd
    version.deep_link = object()  # pyright: ignore[reportAttributeAccessIssue] - odd
    with pytest.raises(TypeError, match=r"^versions\[0\]\.deep_link cannot be"):
        VERSIONS.document({"versions": [version]}, load)
    unset: Any = UNSET
    localization = AppCustomProductPageLocalizationInlineCreate(locale=unset)
    assert isinstance(localization, InlineCreate)
    version = AppCustomProductPageVersionInlineCreate(app_custom_product_page_localizations=[localization])
    with pytest.raises(
        TypeError, match=r"^versions\[0\]\.app_custom_product_page_localizations\[0\]\.locale is required$"
    ):
        VERSIONS.document({"versions": [version]}, load)


def test_linkage_is_identifiers_and_nothing_else() -> None:
    assert Linkage("apps", many=True).document("apps", ["1"], load) == {"data": [{"type": "apps", "id": "1"}]}
    assert Linkage("apps", many=False).document("app", "1", load) == {"data": {"type": "apps", "id": "1"}}
    assert Linkage("apps", many=False).document("app", None, load) == {"data": None}
    with pytest.raises(TypeError, match=r"^apps\[0\] cannot be created inline"):
        Linkage("apps", many=True).document("apps", [AppCustomProductPageVersionInlineCreate()], load)


def test_a_body_without_anything() -> None:
    assert Body("things").names() == []
    assert BODY.names() == ["name", "at", "on", "tags", "app", "builds"]
    assert Body("things").document({}, load) == {"data": {"type": "things"}}
