"""Plausible values."""

from __future__ import annotations

import pytest

from asc_sdk.emulator.fakes import fake, fake_attributes, fake_object
from asc_sdk.emulator.formats import malformed
from asc_sdk.emulator.schema import Kind, kinds
from asc_sdk.emulator.values import judge


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_every_kind_gets_values_that_would_be_taken(kind: Kind) -> None:
    made = fake_attributes(kind)
    assert made.keys() == kind.attributes.keys()
    for name, value in made.items():
        assert list(judge(name, value, kind.attributes[name], f"/{name}")) == []
    assert malformed(kind.type, made, "") == []


def test_the_same_every_time() -> None:
    assert fake("totalCount", "integer") == fake("totalCount", "integer")


def test_a_name_says_what_it_means() -> None:
    assert fake("contactEmail", "string") == "ada@example.com"
    assert fake("supportUrl", "string") == "https://example.com/supporturl"


def test_what_holds_itself_ends() -> None:
    frame = fake_object("DiagnosticLogCallStackNode", 3)
    depth = 0
    while frame.get("subFrames"):
        frame, depth = frame["subFrames"][0], depth + 1
    assert depth >= 1
