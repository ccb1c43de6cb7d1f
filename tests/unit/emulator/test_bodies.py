"""What a request's document may say."""

from __future__ import annotations

from typing import Any

import pytest

from asc_sdk.emulator import Emulator
from tests.unit.emulator.asking import Asker, resource

ATTRIBUTE, RELATIONSHIP, INCLUDED = (f"ENTITY_ERROR.{part}" for part in ("ATTRIBUTE", "RELATIONSHIP", "INCLUDED"))


@pytest.fixture
def asker(emulator: Emulator) -> Asker:
    """An app and a group."""
    emulator.add("apps", "1")
    emulator.add("betaGroups", "g", name="Old", app="1")
    return Asker(emulator)


GROUP = {"app": ("apps", "1")}


@pytest.mark.parametrize(
    ("document", "errors"),
    [
        (resource("betaGroups", {"name": "QA"}), [(f"{RELATIONSHIP}.REQUIRED", "/data/relationships/app")]),
        (resource("betaGroups", {}, GROUP), [(f"{ATTRIBUTE}.REQUIRED", "/data/attributes/name")]),
        (resource("betaGroups", {"name": 7}, GROUP), [(f"{ATTRIBUTE}.TYPE", "/data/attributes/name")]),
        (resource("betaGroups", {"name": None}, GROUP), [(f"{ATTRIBUTE}.INVALID", "/data/attributes/name")]),
        (
            resource("betaGroups", {"name": "QA", "colour": "red"}, GROUP),
            [(f"{ATTRIBUTE}.UNKNOWN", "/data/attributes/colour")],
        ),
        (
            resource("betaGroups", {"name": "QA"}, {**GROUP, "friends": []}),
            [(f"{RELATIONSHIP}.UNKNOWN", "/data/relationships/friends")],
        ),
        (
            resource("betaGroups", {"name": "QA"}, {"app": ("apps", "2")}),
            [(f"{RELATIONSHIP}.INVALID", "/data/relationships/app/data")],
        ),
        (
            resource("betaGroups", {"name": "QA"}, {"app": ("builds", "1")}),
            [(f"{RELATIONSHIP}.INVALID", "/data/relationships/app/data")],
        ),
        (
            resource("betaGroups", {"name": "QA"}, {"app": [("apps", "1")]}),
            [(f"{RELATIONSHIP}.INVALID", "/data/relationships/app/data")],
        ),
        (
            resource("betaGroups", {"name": "QA"}, {"app": None}),
            [(f"{RELATIONSHIP}.INVALID", "/data/relationships/app/data")],
        ),
        (
            resource(
                "betaGroups", {"name": "QA"}, {**GROUP, "betaTesters": [("betaTesters", "x"), ("betaTesters", "y")]}
            ),
            [
                (f"{RELATIONSHIP}.INVALID", "/data/relationships/betaTesters/data/0"),
                (f"{RELATIONSHIP}.INVALID", "/data/relationships/betaTesters/data/1"),
            ],
        ),
        (resource("groups", {"name": "QA"}, GROUP), [("ENTITY_ERROR.TYPE.INVALID", "/data/type")]),
        (
            resource("betaGroups", {"isInternalGroup": "yes", "publicLinkLimit": True}),
            [
                (f"{ATTRIBUTE}.REQUIRED", "/data/attributes/name"),
                (f"{ATTRIBUTE}.TYPE", "/data/attributes/isInternalGroup"),
                (f"{ATTRIBUTE}.TYPE", "/data/attributes/publicLinkLimit"),
                (f"{RELATIONSHIP}.REQUIRED", "/data/relationships/app"),
            ],
        ),
    ],
)
def test_a_create_that_is_refused_changes_nothing(
    asker: Asker, document: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    before = asker.emulator.app.service.store.version
    status, _ = asker.ask("POST", "/v1/betaGroups", document)
    assert status == 409
    assert asker.errors("POST", "/v1/betaGroups", document) == errors
    assert asker.emulator.app.service.store.version == before


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"type": "betaGroups"}', b'{"data": []}', b'{"data": 1}']
)
def test_what_is_no_document(asker: Asker, body: bytes) -> None:
    answer = asker.raw("POST", "/v1/betaGroups", body)
    assert answer.status == 422
    assert b"ENTITY_UNPROCESSABLE" in answer.body


def test_another_content_type(asker: Asker) -> None:
    assert (
        asker.raw("POST", "/v1/betaGroups", b"name=QA", content_type="application/x-www-form-urlencoded").status == 415
    )


def test_an_update_is_about_the_resource_of_its_path(asker: Asker) -> None:
    document = resource("betaGroups", {"name": "New"}, id="other")
    assert asker.errors("PATCH", "/v1/betaGroups/g", document) == [("ENTITY_ERROR.ID.INVALID", "/data/id")]


def _availability(*items: dict[str, Any], ids: list[str]) -> dict[str, Any]:
    links = {"app": ("apps", "1"), "territoryAvailabilities": [("territoryAvailabilities", id) for id in ids]}
    document = resource("appAvailabilities", {"availableInNewTerritories": True}, links)
    return {**document, "included": list(items)}


def _inline(id: str, territory: str) -> dict[str, Any]:
    made = resource("territoryAvailabilities", {"available": True}, {"territory": ("territories", territory)}, id)
    return dict(made["data"])


@pytest.mark.parametrize(
    ("document", "errors"),
    [
        (_availability(_inline("USA", "USA"), ids=[]), [(f"{INCLUDED}.INVALID_ID", "/included/0/id")]),
        (
            _availability(ids=["${a}"]),
            [(f"{INCLUDED}.INVALID_ID", "/data/relationships/territoryAvailabilities/data/0")],
        ),
        (_availability(_inline("${a}", "USA"), ids=[]), [(f"{INCLUDED}.UNUSED", "/included/0")]),
        (
            _availability(_inline("${a}", "XXX"), ids=["${a}"]),
            [(f"{RELATIONSHIP}.INVALID", "/included/0/relationships/territory/data")],
        ),
        (
            _availability(_inline("${a}", "USA"), _inline("${a}", "USA"), ids=["${a}"]),
            [(f"{INCLUDED}.INVALID_ID", "/included/1/id")],
        ),
    ],
)
def test_inline_creates_that_are_refused(
    asker: Asker, emulator: Emulator, document: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    emulator.add("territories", "USA")
    assert asker.errors("POST", "/v2/appAvailabilities", document) == errors


def test_inline_creates_get_ids(asker: Asker, emulator: Emulator) -> None:
    emulator.add("territories", "USA")
    document = _availability(_inline("${a}", "USA"), _inline("${b}", "USA"), ids=["${b}", "${a}"])
    status, made = asker.ask("POST", "/v2/appAvailabilities", document)
    assert status == 201
    found = asker.get(f"/v2/appAvailabilities/{made['data']['id']}/territoryAvailabilities?include=territory")
    assert len({item["id"] for item in found["data"]}) == 2
    assert all("$" not in item["id"] for item in found["data"])
    assert [item["id"] for item in found["included"]] == ["USA"]


def test_inline_creates_within_inline_creates(asker: Asker, emulator: Emulator) -> None:
    document = resource("appCustomProductPages", {"name": "Spring"}, {"app": ("apps", "1")})
    document["data"]["relationships"]["appCustomProductPageVersions"] = {
        "data": [{"type": "appCustomProductPageVersions", "id": "${version}"}]
    }
    version = resource(
        "appCustomProductPageVersions",
        {},
        {"appCustomProductPageLocalizations": [("appCustomProductPageLocalizations", "${text}")]},
        "${version}",
    )
    text = resource("appCustomProductPageLocalizations", {"locale": "en-US"}, {}, "${text}")
    status, made = asker.ask(
        "POST", "/v1/appCustomProductPages", {**document, "included": [version["data"], text["data"]]}
    )
    assert status == 201, made
    (localization,) = emulator.app.service.store.of_type("appCustomProductPageLocalizations").values()
    owner = localization.one("appCustomProductPageVersion")
    assert owner is not None
    page = owner.one("appCustomProductPage")
    assert page is not None
    assert page.id == made["data"]["id"]
