"""Resources in memory."""

from __future__ import annotations

import pytest

from asc_sdk.emulator.schema import kind_named
from asc_sdk.emulator.store import Record, Store


def _add(store: Store, type: str, id: str, **attributes: object) -> Record:
    return store.add(kind_named(type), attributes, id)


def _link(store: Store, record: Record, edge: str, target: Record) -> None:
    store.link(record, record.kind.edges[edge], target)


def test_the_other_end_follows() -> None:
    store = Store()
    app, build = _add(store, "apps", "1"), _add(store, "builds", "b")
    _link(store, app, "builds", build)
    assert build.one("app") is app
    store.unlink(build, build.kind.edges["app"], app)
    assert list(app.all("builds")) == []


def test_a_to_one_leads_to_the_last_one_set() -> None:
    store = Store()
    one, two, build = _add(store, "apps", "1"), _add(store, "apps", "2"), _add(store, "builds", "b")
    _link(store, build, "app", one)
    _link(store, build, "app", two)
    assert (list(one.all("builds")), list(two.all("builds"))) == ([], [build])


def test_a_resource_of_two_to_ones_leaves_the_first() -> None:
    store = Store()
    one, two = _add(store, "appStoreVersions", "1"), _add(store, "appStoreVersions", "2")
    build = _add(store, "builds", "b")
    _link(store, one, "build", build)
    _link(store, two, "build", build)
    assert (one.one("build"), two.one("build"), build.one("appStoreVersion")) == (None, build, two)


def test_what_is_removed_is_nowhere() -> None:
    store = Store()
    group, tester = _add(store, "betaGroups", "g"), _add(store, "betaTesters", "t", email="a@example.com")
    _link(store, group, "betaTesters", tester)
    assert list(store.having("betaTesters", "email", "a@example.com")) == [tester]
    store.remove(tester)
    assert store.get("betaTesters", "t") is None
    assert list(group.all("betaTesters")) == []
    assert list(store.having("betaTesters", "email", "a@example.com")) == []


def test_what_is_owned_goes_along() -> None:
    store = Store()
    bundle_id, profile = _add(store, "bundleIds", "b"), _add(store, "profiles", "p")
    _link(store, profile, "bundleId", bundle_id)
    store.remove(bundle_id)
    assert store.types() == {}


def test_an_index_keeps_up_with_changes() -> None:
    store = Store()
    app = _add(store, "apps", "1", name="Old")
    assert list(store.having("apps", "name", "Old")) == [app]
    store.change(app, {"name": "New"})
    assert list(store.having("apps", "name", "Old")) == []
    assert list(store.having("apps", "name", "New")) == [app]
    later = _add(store, "apps", "2", name="New")
    assert list(store.having("apps", "name", "New")) == [app, later]


def test_a_list_is_found_by_each_of_its_entries() -> None:
    store = Store()
    user = _add(store, "users", "u", roles=["ADMIN", "FINANCE"], allAppsVisible=True)
    assert list(store.having("users", "roles", "FINANCE")) == [user]
    assert list(store.having("users", "allAppsVisible", "true")) == [user]


def test_ids_are_made_in_apples_form_and_are_taken_once() -> None:
    store = Store()
    assert store.new_id("apps").isdigit()
    assert len(store.new_id("builds")) == 36
    _add(store, "apps", "1")
    with pytest.raises(ValueError, match="'apps' with id '1' already"):
        _add(store, "apps", "1")


def test_two_stores_make_the_same_ids() -> None:
    assert Store().new_id("builds") == Store().new_id("builds")
