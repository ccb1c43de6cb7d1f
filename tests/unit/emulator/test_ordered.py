"""Lists that are kept in order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.emulator.ordered import Ordered, sort_key
from asc_sdk.emulator.schema import kind_named
from asc_sdk.emulator.store import Record, Store

VALUES = st.one_of(st.none(), st.text("ab", max_size=3), st.integers(0, 3))
CHANGES = st.lists(st.tuples(st.sampled_from(["add", "change", "remove"]), st.integers(0, 5), VALUES), max_size=30)


@given(CHANGES)
def test_it_is_what_sorting_gives(changes: list[tuple[str, int, Any]]) -> None:
    store = Store()
    ordered = store.ordered("apps", "name")
    for what, number, value in changes:
        record = store.get("apps", str(number))
        if what == "add" and record is None:
            store.add(kind_named("apps"), {"name": value}, str(number))
        elif what == "change" and record is not None:
            store.change(record, {"name": value})
        elif what == "remove" and record is not None:
            store.remove(record)
    records = list(store.of_type("apps").values())
    known = [one for one in records if one.attributes["name"] is not None]
    wanted = sorted(known, key=lambda one: (sort_key("name", one.attributes["name"]), one.number))
    nulls = {one.id for one in records} - {one.id for one in known}
    for descending in (False, True):
        view = ordered.view(descending=descending)
        found = list(view)
        assert found[: len(known)] == (wanted[::-1] if descending else wanted)
        assert {one.id for one in found[len(known) :]} == nulls
        assert len(view) == len(records)
        assert all(one in view for one in records)


def _apps(*names: str | None) -> list[Record]:
    store = Store()
    return [store.add(kind_named("apps"), {"bundleId": name}, str(number)) for number, name in enumerate(names)]


def test_what_begins_so() -> None:
    ordered = Ordered("bundleId", _apps("com.b", "com.a.x", None, "com.a", "com"))
    assert [one.id for one in ordered.starting("com.a")] == ["3", "1"]
    assert [one.id for one in ordered.starting("com.")] == ["3", "1", "0"]
    assert ordered.starting("org") == []


def test_versions_go_by_their_numbers() -> None:
    versions = ["1.10", "1.9", "2", "1.9b", "1"]
    assert sorted(versions, key=lambda version: sort_key("version", version)) == ["1", "1.9", "1.9b", "1.10", "2"]


def test_what_was_deleted_comes_back_through_nothing() -> None:
    store = Store()
    group = store.add(kind_named("betaGroups"), {"name": "QA"}, "g")
    tester = store.add(kind_named("betaTesters"), {"email": "a@example.com"}, "t")
    assert list(store.having("betaTesters", "email", "a@example.com")) == [tester]
    ordered = store.ordered("betaTesters", "email")
    store.remove(tester)
    store.change(tester, {"email": "b@example.com"})
    store.link(group, group.kind.edges["betaTesters"], tester)
    assert list(ordered.view(descending=False)) == []
    assert list(store.having("betaTesters", "email", "b@example.com")) == []
    assert list(group.all("betaTesters")) == []
