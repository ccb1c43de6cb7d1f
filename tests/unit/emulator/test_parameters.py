"""What a query may say."""

from __future__ import annotations

import pytest

from tests.unit.emulator.asking import Asker

ILLEGAL, INVALID, REQUIRED = (f"PARAMETER_ERROR.{kind}" for kind in ("ILLEGAL", "INVALID", "REQUIRED"))


@pytest.mark.parametrize(
    ("target", "errors"),
    [
        ("/v1/apps?colour=red", [(ILLEGAL, "colour")]),
        ("/v1/apps?cursor=x", [(INVALID, "cursor")]),
        ("/v1/apps/1?cursor=x", [(ILLEGAL, "cursor")]),
        ("/v1/apps?limit=1&limit=1", [(ILLEGAL, "limit")]),
        ("/v1/apps?limit=0", [(INVALID, "limit")]),
        ("/v1/apps?limit=201", [(INVALID, "limit")]),
        ("/v1/apps?limit=many", [(INVALID, "limit")]),
        ("/v1/apps?limit=1,2", [(INVALID, "limit")]),
        ("/v1/apps?limit[builds]=51", [(INVALID, "limit[builds]")]),
        ("/v1/apps?sort=age", [(INVALID, "sort")]),
        ("/v1/apps?include=builds,friends", [(INVALID, "include")]),
        ("/v1/apps?include=", [(INVALID, "include")]),
        ("/v1/apps?filter[name]=", [(INVALID, "filter[name]")]),
        ("/v1/apps?fields[apps]=name,colour", [(INVALID, "fields[apps]")]),
        ("/v1/apps?filter[appStoreVersions.platform]=TOASTER", [(INVALID, "filter[appStoreVersions.platform]")]),
        ("/v1/apps?exists[gameCenterEnabledVersions]=maybe", [(INVALID, "exists[gameCenterEnabledVersions]")]),
        ("/v1/actors", [(REQUIRED, "filter[id]")]),
        ("/v1/apps?sort=age&limit=0&x=1", [(ILLEGAL, "x"), (INVALID, "limit"), (INVALID, "sort")]),
    ],
)
def test_what_is_refused(demo: Asker, target: str, errors: list[tuple[str, str]]) -> None:
    target = target.replace("/v1/apps/1", "/v1/apps/6446000001")
    status, _ = demo.ask("GET", target)
    assert status == 400
    assert demo.errors("GET", target) == errors


def test_a_kids_age_band_is_named_in_apples_words(demo: Asker) -> None:
    _, document = demo.ask("GET", "/v1/apps?fields[apps]=kidsAgeBand")
    assert document["errors"][0]["detail"] == "'kidsAgeBand' is not a valid field name"


def test_brackets_and_values_may_be_escaped(demo: Asker) -> None:
    found = demo.get("/v1/apps?filter%5Bname%5D=Field%20Notes,Night+Sky")
    assert [item["attributes"]["name"] for item in found["data"]] == ["Field Notes", "Night Sky"]
