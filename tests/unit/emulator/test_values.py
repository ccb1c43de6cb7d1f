"""Values against the document's types."""

from __future__ import annotations

from typing import Any

import pytest

from asc_sdk.emulator.values import judge


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("string", ""),
        ("boolean", False),
        ("integer", 0),
        ("number", 1.5),
        ("number", "9223372036854775807"),
        ("date", "2026-02-28"),
        ("date-time", "2026-02-28T09:00:00-08:00"),
        ("date-time", "2026-02-28T09:00:00.123Z"),
        ("literal:Platform", "IOS"),
        ("array:literal:Platform", ["IOS", "MAC_OS"]),
        ("map:map:string", {"a": {"b": "c"}}),
        ("object:HttpHeader", {"name": "a", "value": None}),
        ("any", object()),
    ],
)
def test_what_fits(type: str, value: Any) -> None:
    assert list(judge("x", value, type, "/x")) == []


@pytest.mark.parametrize(
    ("type", "value", "places"),
    [
        ("string", 1, ["/x"]),
        ("integer", True, ["/x"]),
        ("integer", 1.5, ["/x"]),
        ("boolean", "true", ["/x"]),
        ("date", "2026-02-30", ["/x"]),
        ("date", "20260228", ["/x"]),
        ("date-time", "2026-02-28T09:00:00", ["/x"]),
        ("date-time", "yesterday", ["/x"]),
        ("literal:Platform", "TOASTER", ["/x"]),
        ("array:literal:Platform", ["TOASTER", "IOS", "FRIDGE"], ["/x/0", "/x/2"]),
        ("array:string", "text", ["/x"]),
        ("map:string", {"a": 1}, ["/x/a"]),
        ("map:string", [], ["/x"]),
        ("object:HttpHeader", {"name": 1, "colour": 2}, ["/x/name", "/x/colour"]),
        ("object:HttpHeader", "text", ["/x"]),
    ],
)
def test_what_does_not(type: str, value: Any, places: list[str]) -> None:
    assert [problem.pointer for problem in judge("x", value, type, "/x")] == places
