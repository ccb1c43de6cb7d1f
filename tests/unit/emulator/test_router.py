"""Paths and media types."""

from __future__ import annotations

import pytest

from asc_sdk.api._operations import OPERATIONS
from asc_sdk.emulator import router
from asc_sdk.emulator.errors import NotAcceptableError
from tests.unit.emulator.asking import Asker


def test_every_operation_is_found_by_its_path() -> None:
    for item in OPERATIONS:
        segments = ["a/b" if part == "{id}" else part for part in item.path.split("/")[1:]]
        route = router.find(item.method, segments)
        assert item in route.operations
        assert route.id == ("a/b" if "{id}" in item.path else "")


@pytest.mark.parametrize(
    "path", ["/v1/gadgets", "/v1/apps/1/friends", "/v3/apps", "/", "/v1/apps/", "/v1/apps/1/builds/2"]
)
def test_a_path_that_is_not_there(asker: Asker, path: str) -> None:
    status, document = asker.ask("GET", path)
    assert (status, document["errors"][0]["code"]) == (404, "PATH_ERROR")


def test_a_method_that_a_path_does_not_take(asker: Asker) -> None:
    status, document = asker.ask("POST", "/v1/apps", {"data": {}})
    assert (status, document["errors"][0]["code"]) == (403, "FORBIDDEN_ERROR")
    assert document["errors"][0]["detail"].endswith("Allowed operations are: GET_COLLECTION")


POINTS = tuple(item for item in OPERATIONS if item.id == "subscriptions_pricePoints_getToManyRelated")
APPS = tuple(item for item in OPERATIONS if item.id == "apps_getCollection")
NOTHING = tuple(item for item in OPERATIONS if item.id == "betaGroups_deleteInstance")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/json", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; q=0.5, text/html", "text/csv"),
        ("application/*", "application/json"),
        # A client that takes anything gets CSV.
        ("*/*", "text/csv"),
        ("", "text/csv"),
    ],
)
def test_json_or_csv(accept: str, media_type: str) -> None:
    assert router.acceptable(POINTS, accept).media_type == media_type


def test_what_cannot_be_had() -> None:
    with pytest.raises(NotAcceptableError):
        router.acceptable(APPS, "text/csv")
    assert router.acceptable(NOTHING, "text/csv") is NOTHING[0]


def test_a_406_is_plain_text(asker: Asker) -> None:
    answer = asker.raw("GET", "/v1/salesReports", accept="application/json")
    assert (answer.status, answer.media_type) == (406, "text/plain;charset=UTF-8")
