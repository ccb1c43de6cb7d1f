"""Pointers find what they name, wildcards all that fits, and a change leaves the original alone."""

from __future__ import annotations

import pytest

from codegen.pointer import find, furthest, put, show

DOCUMENT = {
    "paths": {"/v1/apps": {"get": {"parameters": [{"name": "sort"}, {"name": "fields[apps]"}]}}, "/v1/x": {}},
    "schemas": {"AppUpdateRequest": {"a~b": 1}, "AppCreateRequest": {}, "BuildUpdateRequest": {"a~b": 2}},
}


@pytest.mark.parametrize(
    ("pointer", "found"),
    [
        ("/schemas/AppUpdateRequest/a~0b", ["/schemas/AppUpdateRequest/a~0b"]),
        ("/paths/~1v1~1apps/get/parameters/1", ["/paths/~1v1~1apps/get/parameters/1"]),
        ("/paths/*/get/parameters/[name=fields[apps]]/name", ["/paths/~1v1~1apps/get/parameters/1/name"]),
        ("/schemas/*UpdateRequest/*", ["/schemas/AppUpdateRequest/a~0b", "/schemas/BuildUpdateRequest/a~0b"]),
        ("/schemas/[a~0b=1]", []),
        ("/schemas/AppUpdateRequest/a~0b/deeper", []),
        ("/schemas/App", []),
        ("/nothing/*", []),
    ],
)
def test_a_pointer_finds_its_places_in_order(pointer: str, found: list[str]) -> None:
    assert [show(path) for path, _ in find(DOCUMENT, pointer)] == found


def test_the_furthest_place_is_named() -> None:
    assert furthest(DOCUMENT, "/schemas/AppUpdateRequest/c/d") == "/schemas/AppUpdateRequest at most"
    assert furthest(DOCUMENT, "/nothing/at/all") == "nothing of it"


def test_a_change_copies_only_what_lies_on_the_way() -> None:
    changed = put(DOCUMENT, ("schemas", "AppUpdateRequest", "a~b"), 9)
    assert changed["schemas"]["AppUpdateRequest"] == {"a~b": 9}
    assert DOCUMENT["schemas"]["AppUpdateRequest"] == {"a~b": 1}
    assert changed["paths"] is DOCUMENT["paths"]
    assert put(DOCUMENT, (), 1) == 1
