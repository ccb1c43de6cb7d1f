"""What Apple puts into new resources."""

from __future__ import annotations

import pytest

from asc_sdk.emulator.clock import Clock
from asc_sdk.emulator.defaults import server_made
from asc_sdk.emulator.schema import Kind, kinds
from asc_sdk.emulator.values import judge

ID = "6aa68fdb-41f2-42f3-854f-639d2ac899d7"


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_it_has_the_documents_types(kind: Kind) -> None:
    for name, value in server_made(kind, {"publicLinkEnabled": True}, ID, Clock()).items():
        assert value is None or list(judge(name, value, kind.attributes[name], f"/{name}")) == []


def test_what_was_given_stays() -> None:
    assert "feedbackEnabled" not in server_made(kinds()["BetaGroup"], {"feedbackEnabled": False}, ID, Clock())


def test_a_public_link_comes_when_it_is_enabled() -> None:
    made = server_made(kinds()["BetaGroup"], {"publicLinkEnabled": True}, ID, Clock())
    assert made["publicLink"] == "https://testflight.apple.com/join/6aa68fdb"
    assert server_made(kinds()["BetaGroup"], {}, ID, Clock())["publicLink"] is None


def test_dates_go_by_the_clock() -> None:
    clock = Clock()
    before = clock.text()
    clock.advance(days=30)
    assert server_made(kinds()["BetaGroup"], {}, ID, clock)["createdDate"] > before
