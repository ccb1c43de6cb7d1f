"""Cursors and the links of pages."""

from __future__ import annotations

from typing import Any

import pytest

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.cursors import make_cursor, next_query, read_cursor
from tests.unit.emulator.asking import Asker


def test_a_cursor_goes_with_its_request() -> None:
    cursor = make_cursor(20, "apps_getCollection", "filter[name]=x&limit=10")
    assert read_cursor(cursor, "apps_getCollection", f"cursor={cursor}&limit=5&filter[name]=x") == 20
    assert read_cursor(cursor, "apps_getCollection", "filter[name]=y") is None
    assert read_cursor(cursor, "builds_getCollection", "filter[name]=x") is None


@pytest.mark.parametrize("cursor", ["", "x", "!!!!", "AAAA", "größe"])
def test_what_is_no_cursor(cursor: str) -> None:
    assert read_cursor(cursor, "apps_getCollection", "") is None


def test_the_next_query_keeps_what_was_sent() -> None:
    assert (
        next_query("filter%5Bname%5D=a%2Cb&limit=2&cursor=x", "NEW", 2) == "cursor=NEW&filter%5Bname%5D=a%2Cb&limit=2"
    )


def test_pages_hold_everything_once(asker: Asker, emulator: Emulator) -> None:
    for number in range(7):
        emulator.add("apps", str(number))
    found: list[str] = []
    totals: set[int] = set()
    target = "/v1/apps?limit=3"
    while target:
        document: Any = asker.get(target)
        assert document["links"]["self"] == f"http://api.test{target}"
        found += [item["id"] for item in document["data"]]
        totals.add(document["meta"]["paging"]["total"])
        target = document["links"].get("next", "").removeprefix("http://api.test")
    assert found == list("0123456")
    assert totals == {7}


def test_a_last_page_that_is_full_has_no_next(asker: Asker, emulator: Emulator) -> None:
    for number in range(4):
        emulator.add("apps", str(number))
    second = asker.get("/v1/apps?limit=2")["links"]["next"].removeprefix("http://api.test")
    assert "next" not in asker.get(second)["links"]
