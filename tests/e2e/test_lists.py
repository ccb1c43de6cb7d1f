"""Lists, fieldsets and related resources: both clients against the emulator."""

from __future__ import annotations

from itertools import pairwise

import pytest

from asc_sdk import RelationshipNotLoadedError
from asc_sdk.emulator import Emulator
from tests.clients import Client


def test_apps_come_page_by_page_with_their_builds(asc: Client, emulator: Emulator) -> None:
    apps = asc.items(lambda asc: asc.apps.list(include=["builds"], limit_builds=3, limit=2))
    assert [app.bundle_id for app in apps] == [
        "com.example.app",
        "com.example.app.beta",
        "com.example.fieldnotes",
        "com.example.nightsky",
        "com.example.wordgarden",
    ]
    assert [build.version for build in apps[4].builds] == ["1", "2", "3"]
    assert [exchange.operation for exchange in emulator.requests] == ["apps_getCollection"] * 3


def test_a_page_tells_the_total_and_the_cut(asc: Client) -> None:
    page = asc.run(lambda asc: asc.apps.list(include=["builds"], limit_builds=3, limit=2))
    assert page.total == 5
    assert page.items[0].relationships["builds"].total == 4


def test_the_filter_finds_longer_ids_and_one_does_not(asc: Client) -> None:
    found = asc.items(lambda asc: asc.apps.list(filter_bundle_id="com.example.app"))
    assert [app.bundle_id for app in found] == ["com.example.app", "com.example.app.beta"]
    app = asc.run(lambda asc: asc.apps.list(filter_bundle_id="com.example.app").one(bundle_id="com.example.app"))
    assert app.id == "6446000001"


def test_builds_of_an_app_sorted_by_date(asc: Client) -> None:
    builds = asc.items(lambda asc: asc.builds.list(filter_app="6446000001", sort="-uploadedDate"))
    assert [build.version for build in builds] == ["4", "3", "2", "1"]
    dates = [build.uploaded_date for build in builds]
    assert all(one is not None and other is not None and one > other for one, other in pairwise(dates))


def test_a_filter_through_a_relationship(asc: Client) -> None:
    builds = asc.items(lambda asc: asc.builds.list(filter_app="6446000001", filter_pre_release_version_version="1.1"))
    assert [build.version for build in builds] == ["3", "4"]


def test_several_values_of_a_filter_are_alternatives(asc: Client) -> None:
    apps = asc.items(lambda asc: asc.apps.list(filter_name=["Night Sky", "Word Garden"]))
    assert [app.name for app in apps] == ["Night Sky", "Word Garden"]


def test_a_comma_inside_a_value_parts_nothing(asc: Client, emulator: Emulator) -> None:
    emulator.add("apps", name="Salt, Pepper & more")
    apps = asc.items(lambda asc: asc.apps.list(filter_name="Salt, Pepper & more"))
    assert [app.name for app in apps] == ["Salt, Pepper & more"]


def test_a_relationship_that_was_not_included_has_no_linkage(asc: Client) -> None:
    app = asc.run(lambda asc: asc.apps.get("6446000001"))
    with pytest.raises(RelationshipNotLoadedError, match="include"):
        _ = app.builds
    assert app.relationships["builds"].links["related"].endswith("/v1/apps/6446000001/builds")


def test_a_fieldset_leaves_the_rest_out(asc: Client) -> None:
    app = asc.run(lambda asc: asc.apps.get("6446000001", fields_apps=["name"]))
    assert (app.name, app.bundle_id) == ("Example", None)
    assert set(app.to_dict()) == {"type", "id", "attributes", "links"}


def test_a_to_one_that_leads_nowhere_is_none(asc: Client, emulator: Emulator) -> None:
    build = emulator.add("builds", version="1", app="6446000001")
    read = asc.run(lambda asc: asc.builds.get(build.id, include=["appStoreVersion", "app"]))
    assert read.app_store_version is None
    assert read.app is not None
    assert read.app.name == "Example"
    assert asc.run(lambda asc: asc.builds.get_app_store_version(build.id)) is None


def test_related_resources_and_linkages(asc: Client) -> None:
    builds = asc.items(lambda asc: asc.apps.list_builds("6446000001", limit=3))
    linkages = asc.items(lambda asc: asc.apps.list_builds_linkages("6446000001", limit=3))
    assert [build.id for build in builds] == [linkage.id for linkage in linkages]
    app = asc.run(lambda asc: asc.builds.get_app(builds[0].id))
    assert app is not None
    assert app.id == "6446000001"
    linkage = asc.run(lambda asc: asc.builds.get_app_linkage(builds[0].id))
    assert linkage is not None
    assert (linkage.type, linkage.id) == ("apps", "6446000001")


def test_exists_asks_for_one_or_the_other(asc: Client) -> None:
    roots = asc.items(lambda asc: asc.app_categories.list(exists_parent=False))
    children = asc.items(lambda asc: asc.app_categories.list(exists_parent=True))
    assert {"GAMES", "UTILITIES"} <= {category.id for category in roots}
    assert {category.id for category in children} == {
        "GAMES_ACTION",
        "GAMES_PUZZLE",
        "GAMES_WORD",
        "STICKERS_ANIMALS",
        "STICKERS_ART",
    }


def test_ids_that_need_escaping(asc: Client, emulator: Emulator) -> None:
    for own in ("a/b", "1#x", "eyJzIjoiMSJ9==", "größe", "50%"):
        emulator.add("apps", own, name=f"App {own}")
        assert asc.run(lambda asc, own=own: asc.apps.get(own)).name == f"App {own}"
