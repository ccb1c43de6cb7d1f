"""Recorded resources."""

from __future__ import annotations

from typing import Any

import pytest

from asc_sdk.emulator.recording import play
from asc_sdk.emulator.store import Store

PAGE: dict[str, Any] = {
    "data": [
        {
            "type": "betaGroups",
            "id": "g",
            "attributes": {"name": "QA"},
            "relationships": {
                "app": {"data": {"type": "apps", "id": "1"}},
                "betaTesters": {"data": [{"type": "betaTesters", "id": "t"}, {"type": "betaTesters", "id": "gone"}]},
                "builds": {"links": {"related": "x"}},
            },
        }
    ],
    "included": [
        {"type": "apps", "id": "1", "attributes": {"name": "Notes", "newInApril": True}},
        {"type": "betaTesters", "id": "t", "attributes": None},
    ],
    "links": {"self": "x"},
}


def test_a_whole_answer() -> None:
    store = Store()
    assert [one.id for one in play(store, [PAGE])] == ["g", "1", "t"]
    app = store.get("apps", "1")
    assert app is not None
    assert app.attributes == {"name": "Notes", "newInApril": True}
    assert [one.id for one in app.all("betaGroups")] == ["g"]
    assert [one.id for one in store.of_type("betaGroups")["g"].all("betaTesters")] == ["t"]


def test_played_twice_it_is_there_once() -> None:
    store = Store()
    first = play(store, [PAGE])
    assert play(store, [PAGE]) == first
    assert store.types() == {"apps": 1, "betaGroups": 1, "betaTesters": 1}
    assert list(first[0].all("betaTesters")) == [first[2]]


def test_the_kind_is_the_one_that_has_the_fields() -> None:
    for attributes, kind in (({"referenceName": "x"}, "InAppPurchase"), ({"name": "x"}, "InAppPurchaseV2")):
        (made,) = play(Store(), [{"type": "inAppPurchases", "id": "1", "attributes": attributes}])
        assert made.kind.name == kind


def test_a_type_that_apple_does_not_have() -> None:
    with pytest.raises(ValueError, match="no type 'gadgets'"):
        play(Store(), [{"type": "gadgets", "id": "1"}])
