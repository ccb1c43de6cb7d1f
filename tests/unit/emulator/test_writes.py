"""Creates, updates, deletes, changes of linkage."""

from __future__ import annotations

import json
from typing import Any

import pytest

from asc_sdk.emulator import Emulator
from tests.unit.emulator.asking import Asker, resource


@pytest.fixture
def asker(emulator: Emulator) -> Asker:
    """A group with two testers out of three, a version with a build."""
    emulator.add("apps", "1")
    for id in "abc":
        emulator.add("betaTesters", id, email=f"{id}@example.com")
    emulator.add("betaGroups", "g", name="QA", publicLinkLimit=5, app="1", betaTesters=["a", "b"])
    emulator.add("builds", "b1", version="1", app="1")
    emulator.add("appStoreVersions", "v", version_string="1.0", app="1", build="b1")
    return Asker(emulator)


def _testers(asker: Asker) -> str:
    return "".join(item["id"] for item in asker.get("/v1/betaGroups/g/relationships/betaTesters")["data"])


def _ids(*ids: str) -> dict[str, Any]:
    return {"data": [{"type": "betaTesters", "id": id} for id in ids]}


def test_a_null_clears_and_what_is_left_out_stays(asker: Asker) -> None:
    status, document = asker.ask("PATCH", "/v1/betaGroups/g", resource("betaGroups", {"publicLinkLimit": None}, id="g"))
    assert status == 200
    assert document["data"]["attributes"] == {"name": "QA", "publicLinkLimit": None}


@pytest.mark.parametrize(
    ("method", "ids", "after"),
    [("POST", "cb", "abc"), ("DELETE", "ac", "b"), ("POST", "", "ab"), ("DELETE", "", "ab")],
)
def test_testers(asker: Asker, method: str, ids: str, after: str) -> None:
    assert (
        asker.raw(method, "/v1/betaGroups/g/relationships/betaTesters", json.dumps(_ids(*ids)).encode()).status == 204
    )
    assert _testers(asker) == after


def test_linkage_to_what_is_not_there_changes_nothing(asker: Asker) -> None:
    target = "/v1/betaGroups/g/relationships/betaTesters"
    assert asker.errors("POST", target, _ids("c", "x", "y")) == [
        ("ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/1"),
        ("ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/2"),
    ]
    assert _testers(asker) == "ab"


def test_a_to_one_is_cleared_and_set(asker: Asker) -> None:
    target = "/v1/appStoreVersions/v/relationships/build"
    assert asker.ask("PATCH", target, {"data": None})[0] == 204
    assert asker.get("/v1/appStoreVersions/v/build")["data"] is None
    assert asker.get(target)["data"] is None
    assert asker.ask("PATCH", target, {"data": {"type": "builds", "id": "b1"}})[0] == 204
    assert asker.get(target)["data"] == {"type": "builds", "id": "b1"}
    assert asker.get("/v1/builds/b1/appStoreVersion")["data"]["id"] == "v"


def test_a_relationship_in_an_update(asker: Asker) -> None:
    document = {"data": {"type": "appStoreVersions", "id": "v", "relationships": {"build": {"data": None}}}}
    assert asker.ask("PATCH", "/v1/appStoreVersions/v", document)[0] == 200
    assert asker.get("/v1/builds/b1/appStoreVersion")["data"] is None


def test_what_only_requests_have_is_kept_and_not_shown(asker: Asker, emulator: Emulator) -> None:
    given: dict[str, Any] = {
        "name": "CI",
        "url": "http://127.0.0.1:1/",
        "secret": "hush",
        "enabled": False,
        "eventTypes": [],
    }
    status, document = asker.ask("POST", "/v1/webhooks", resource("webhooks", given, {"app": ("apps", "1")}))
    assert status == 201
    assert "secret" not in document["data"]["attributes"]
    record = emulator.get("webhooks", document["data"]["id"])
    assert record is not None
    assert record.private == {"secret": "hush"}


def test_a_capability_is_there_once(asker: Asker, emulator: Emulator) -> None:
    emulator.add("bundleIds", "b", identifier="com.example.app")
    document = resource("bundleIdCapabilities", {"capabilityType": "GAME_CENTER"}, {"bundleId": ("bundleIds", "b")})
    first, second = (asker.ask("POST", "/v1/bundleIdCapabilities", document) for _ in range(2))
    assert first[0] == second[0] == 201
    assert first[1] == second[1]


def test_deleted_is_deleted(asker: Asker) -> None:
    assert asker.raw("DELETE", "/v1/betaGroups/g").status == 204
    assert asker.raw("DELETE", "/v1/betaGroups/g").status == 404
    assert asker.get("/v1/betaTesters/a/relationships/betaGroups")["data"] == []
