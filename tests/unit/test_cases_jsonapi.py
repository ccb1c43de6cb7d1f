"""Faults that people met with other clients of this API (cases C05, C06, C07, C16, C18), and more of each kind."""

from __future__ import annotations

import copy
import datetime as dt
import inspect
import json
import multiprocessing
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from asc_sdk import ApiKey, RelationshipNotLoadedError, Resource, models
from asc_sdk.models import (
    App,
    AppPriceV2InlineCreate,
    Territory,
    TerritoryAvailabilityInlineCreate,
    TerritoryInlineCreate,
)
from tests.clients import Client, SyncClient

Json = dict[str, Any]


def app(own: str, **attributes: Any) -> Json:
    """An app as Apple sends it."""
    return {"type": "apps", "id": own, "attributes": attributes}


def sent(client: Client, index: int = -1) -> Any:
    """The body of a request."""
    return json.loads(client.requests[index].content)


# --- C05: a sparse fieldset hides the relationship --------------------------------------------------------------------
PROFILE = {"type": "profiles", "id": "P1", "attributes": {"name": "Dev"}}
DEVICE = {"type": "devices", "id": "D1", "attributes": {"name": "iPad"}}


def test_c05_include_is_added_to_the_fields_of_the_same_resource(client: Client) -> None:
    linked = {**PROFILE, "relationships": {"devices": {"data": [{"type": "devices", "id": "D1"}]}}}
    client.answer({"data": [linked], "included": [DEVICE], "links": {"self": "x"}})
    (profile,) = client.run(lambda asc: asc.profiles.list(fields_profiles=["name"], include=["devices"])).items
    assert client.requests[0].url.raw_path == b"/v1/profiles?fields[profiles]=name,devices&include=devices"
    assert [device.name for device in profile.devices] == ["iPad"]


def test_c05_what_is_asked_for_already_is_not_asked_for_twice(client: Client) -> None:
    client.answer({"data": []})
    client.run(lambda asc: asc.profiles.list(fields_profiles=("devices", "name"), include="devices"))
    assert client.requests[0].url.raw_path == b"/v1/profiles?fields[profiles]=devices,name&include=devices"


def test_c05_without_linkage_the_error_names_the_fieldset_and_never_gives_an_empty_list(client: Client) -> None:
    client.answer({"data": [PROFILE], "included": [DEVICE], "links": {"self": "x"}})
    (profile,) = client.run(lambda asc: asc.profiles.list(fields_profiles=["name"], include=["devices"])).items
    with pytest.raises(RelationshipNotLoadedError, match="fields_profiles") as caught:
        _ = profile.devices
    assert "pass include" not in str(caught.value)


def test_c05_a_fieldset_of_another_resource_is_the_callers_and_the_error_names_it(client: Client) -> None:
    linked = {**app("1"), "relationships": {"builds": {"data": [{"type": "builds", "id": "B"}]}}}
    client.answer({"data": [linked], "included": [{"type": "builds", "id": "B", "attributes": {"version": "7"}}]})
    (first,) = client.run(lambda asc: asc.apps.list(fields_builds="version", include="builds")).items
    with pytest.raises(RelationshipNotLoadedError, match='add "app" to fields_builds'):
        _ = first.builds[0].app


def test_c05_without_include_the_error_says_to_pass_it(client: Client) -> None:
    client.answer({"data": [PROFILE]})
    (profile,) = client.run(lambda asc: asc.profiles.list()).items
    with pytest.raises(RelationshipNotLoadedError, match=r'include=\["devices"\]'):
        _ = profile.devices


# --- C06: what goes into a request's `included` -----------------------------------------------------------------------
def test_c06_included_holds_the_inline_creates_only(client: Client) -> None:
    client.answer({"data": {"type": "appAvailabilities", "id": "9"}}, status=201)
    client.run(
        lambda asc: asc.app_availabilities_v2.create(
            app="1",
            available_in_new_territories=True,
            territory_availabilities=[
                TerritoryAvailabilityInlineCreate(territory="USA", available=True),
                TerritoryAvailabilityInlineCreate(territory=Territory(id="CAN"), available=False),
            ],
        )
    )
    body = sent(client)
    first, second = body["included"]
    assert first["relationships"] == {"territory": {"data": {"type": "territories", "id": "USA"}}}
    assert second["relationships"] == {"territory": {"data": {"type": "territories", "id": "CAN"}}}
    assert [first["attributes"], second["attributes"]] == [{"available": True}, {"available": False}]
    ids = [item["id"] for item in body["data"]["relationships"]["territoryAvailabilities"]["data"]]
    assert ids == [first["id"], second["id"]]
    assert len(set(ids)) == 2
    assert all(own.startswith("${") and own.endswith("}") for own in ids)


@pytest.mark.parametrize("territory", ["USA", Territory(id="USA"), models.Territory(id="USA", currency="USD")])
def test_c06_an_existing_resource_never_becomes_an_inline_create(client: Client, territory: Any) -> None:
    client.answer({"data": {"type": "appPriceSchedules", "id": "9"}}, status=201)
    price = AppPriceV2InlineCreate(app_price_point="PP")
    client.run(
        lambda asc: asc.app_price_schedules.create(app="1", base_territory=territory, manual_prices=[price, price])
    )
    body = sent(client)
    assert body["data"]["relationships"]["baseTerritory"] == {"data": {"type": "territories", "id": "USA"}}
    # One object, handed in twice, is created once.
    assert [item["type"] for item in body["included"]] == ["appPrices"]
    assert len({item["id"] for item in body["data"]["relationships"]["manualPrices"]["data"]}) == 1


def test_c06_a_real_id_on_an_inline_create_is_refused(client: Client) -> None:
    for own in ("EN", "${a", "a}", "", "{a}"):
        inline = TerritoryInlineCreate(id=own)
        with pytest.raises(ValueError, match=r"base_territory.*\$\{"):
            client.run(
                lambda asc, inline=inline: asc.app_price_schedules.create(
                    app="1", base_territory=inline, manual_prices=[]
                )
            )
    assert client.requests == []


def test_c06_local_ids_of_the_callers_own_are_kept_and_may_not_repeat(client: Client) -> None:
    client.answer({"data": {"type": "appPriceSchedules", "id": "9"}}, status=201)
    own = AppPriceV2InlineCreate(id="${new-appPrices-2}", app_price_point="A")
    others = [AppPriceV2InlineCreate(app_price_point="B"), AppPriceV2InlineCreate(app_price_point="C")]
    client.run(
        lambda asc: asc.app_price_schedules.create(
            app="1", base_territory="USA", manual_prices=[others[0], own, others[1]]
        )
    )
    ids = [item["id"] for item in sent(client)["included"]]
    assert len(set(ids)) == 3
    assert "${new-appPrices-2}" in ids
    twin = AppPriceV2InlineCreate(id="${new-appPrices-2}", app_price_point="D")
    with pytest.raises(ValueError, match="local id"):
        client.run(lambda asc: asc.app_price_schedules.create(app="1", base_territory="USA", manual_prices=[own, twin]))


def test_c06_inline_creates_that_lead_to_each_other_end(client: Client) -> None:
    client.answer({"data": {"type": "appCustomProductPages", "id": "9"}}, status=201)
    english = models.AppCustomProductPageLocalizationInlineCreate(locale="en-US")
    version = models.AppCustomProductPageVersionInlineCreate(app_custom_product_page_localizations=[english])
    english.app_custom_product_page_version = version
    client.run(
        lambda asc: asc.app_custom_product_pages.create(
            name="Fall", app="1", app_custom_product_page_versions=[version]
        )
    )
    by_type = {item["type"]: item for item in sent(client)["included"]}
    assert len(sent(client)["included"]) == 2
    back = by_type["appCustomProductPageLocalizations"]["relationships"]["appCustomProductPageVersion"]["data"]
    assert back["id"] == by_type["appCustomProductPageVersions"]["id"]


# --- C07: values not as documented ------------------------------------------------------------------------------------
def test_c07_nulls_and_odd_values_never_kill_a_page(client: Client) -> None:
    empty: Json = {"type": "appScreenshots", "id": "1", "attributes": None}
    asset: Json = {"state": "COMPLETE", "errors": [], "warnings": None}
    nulls: Json = {"uploadOperations": None, "imageAsset": None, "assetDeliveryState": asset, "fileSize": 7}
    odd: Json = {"uploadOperations": "none", "imageAsset": [1], "assetDeliveryState": 0, "fileName": {"a": 1}}
    items = [empty, {**empty, "id": "2", "attributes": nulls}, {**empty, "id": "3", "attributes": odd}]
    client.answer({"data": items})
    one, two, three = client.run(lambda asc: asc.app_screenshot_sets.list_app_screenshots("S")).items
    assert (one.file_name, one.asset_delivery_state, one.extra) == (None, None, {})
    assert (two.upload_operations, two.image_asset, two.file_size) == (None, None, 7)
    assert two.asset_delivery_state is not None
    assert (two.asset_delivery_state.state, two.asset_delivery_state.errors) == ("COMPLETE", [])
    assert [three.upload_operations, three.image_asset, three.asset_delivery_state] == ["none", [1], 0]
    assert [item.to_dict() for item in (one, two, three)] == items


@pytest.mark.parametrize("price", ["10.50", "0", "1000", "9223372036854775807", "1e3"])
def test_c07_amounts_stay_the_strings_that_came(client: Client, price: str) -> None:
    client.answer({"data": [{"type": "appPricePoints", "id": "1", "attributes": {"customerPrice": price}}]})
    (point,) = client.run(lambda asc: asc.apps.list_app_price_points("1")).items
    assert point.customer_price == price


@pytest.mark.parametrize(
    ("came", "read"),
    [
        ("2026-03-01T09:00:00-08:00", dt.datetime(2026, 3, 1, 17, tzinfo=dt.UTC)),
        ("2026-03-01T09:00:00.123456789Z", dt.datetime(2026, 3, 1, 9, 0, 0, 123456, dt.UTC)),
        ("2026-03-01T09:00:00+0000", dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)),
        ("2026-03-01T09:00:00", dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)),
        ("2026-03-01", dt.datetime(2026, 3, 1, tzinfo=dt.UTC)),
        ("2026-03-01 09:00:00 Etc/GMT", dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)),
        ("", ""),
        ("2026-02-30T00:00:00Z", "2026-02-30T00:00:00Z"),
        ("soon", "soon"),
        (1767225600, 1767225600),
        (True, True),
        ({"at": 1}, {"at": 1}),
    ],
)
def test_c07_a_date_is_aware_or_stays_as_it_came(client: Client, came: Any, read: Any) -> None:
    item = {"type": "builds", "id": "1", "attributes": {"uploadedDate": came}}
    client.answer({"data": item})
    build = client.run(lambda asc: asc.builds.get("1"))
    value: object = build.uploaded_date
    assert value == read
    assert type(value) is type(read)
    if isinstance(value, dt.datetime):
        assert value.tzinfo is not None
    assert build.to_dict() == item


# --- C16: `$ref` with siblings, and plain names -----------------------------------------------------------------------
def test_c16_what_stands_beside_a_reference_counts(client: Client) -> None:
    """The locale of a matchmaking test, the language of an App Clip's localization: a reference that may be null."""
    client.answer({"data": {"type": "appClipAdvancedExperiences", "id": "1"}})
    inline = models.AppClipAdvancedExperienceLocalizationInlineCreate(language=None, title="x")
    client.run(lambda asc: asc.app_clip_advanced_experiences.update("1", localizations=[inline]))
    assert sent(client)["included"][0]["attributes"] == {"language": None, "title": "x"}
    hints = inspect.get_annotations(models.AppClipAdvancedExperienceLocalizationInlineCreate)
    assert "None" in hints["language"]


def test_c16_builtins_keep_their_names(client: Client) -> None:
    item = {"type": "appStoreVersions", "id": "1", "attributes": {"copyright": "me"}}
    client.answer({"data": item})
    assert client.run(lambda asc: asc.app_store_versions.get("1")).copyright == "me"
    bundle = {"bundleType": "APP", "entitlements": {"a": {"b": "c"}}}
    build = {
        "type": "builds",
        "id": "1",
        "relationships": {"buildBundles": {"data": [{"type": "buildBundles", "id": "2"}]}},
    }
    client.answer({"data": build, "included": [{"type": "buildBundles", "id": "2", "attributes": bundle}]})
    (found,) = client.run(lambda asc: asc.builds.get("1", include="buildBundles")).build_bundles
    assert found.entitlements == {"a": {"b": "c"}}
    assert inspect.get_annotations(type(found))["entitlements"] == "dict[str, dict[str, str]] | None"


# --- C18: circles, copies, processes ----------------------------------------------------------------------------------
def circle(client: Client) -> App:
    """One app out of 200, with builds that lead back to it."""
    back = {"app": {"data": {"type": "apps", "id": "1"}}}
    builds = [
        {"type": "builds", "id": f"B{n}", "attributes": {"version": f"{n}"}, "relationships": back} for n in (1, 2)
    ]
    linked = {"builds": {"data": [{"type": "builds", "id": build["id"]} for build in builds]}}
    apps = [{**app(f"{number}", name="x" * 200), "relationships": linked} for number in range(1, 201)]
    client.answer({"data": apps, "included": builds})
    return client.run(lambda asc: asc.apps.list(include="builds")).items[0]


TWINS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
}


@pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)
def test_c18_a_circle_is_compared_shown_and_copied(client: Client, twin: Callable[[Any], Any]) -> None:
    first = circle(client)
    assert first.builds[0].app is first
    other = twin(first)
    assert other == first
    assert hash(other) == hash(first)
    assert repr(other) == repr(first)
    assert "\n" not in repr(first)
    assert other.to_dict() == first.to_dict()
    assert [build.version for build in other.builds] == ["1", "2"]
    assert other.builds[0] == first.builds[0]
    assert other.builds[0].app == first
    assert twin(first.relationships["builds"]) == first.relationships["builds"]
    assert twin(first.builds[0]).app == first
    assert [build.id for build in twin(first.builds)] == ["B1", "B2"]


def test_c18_a_deep_copy_keeps_its_circle(client: Client) -> None:
    for twin in (TWINS["deepcopy"], TWINS["pickle"]):
        other: App = twin(circle(client))
        assert other.builds[0].app is other


def test_c18_a_pickle_holds_the_one_and_what_it_leads_to_but_no_secret(client: Client) -> None:
    pickled = pickle.dumps(circle(client))
    assert len(pickled) < 10_000
    for secret in (b"PRIVATE", b"Bearer", b"ABC123DEFG", b"httpx"):
        assert secret not in pickled


def test_c18_resources_differ_by_type_id_and_own_fields(client: Client) -> None:
    assert App(id="1", name="x") == App(id="1", name="x")
    assert App(id="1", name="x") != App(id="1", name="y")
    assert App(id="1") != App(id="2")
    assert Resource("apps", "1") != App(id="1")
    assert App.from_dict(app("1", name="x", new=1)) != App.from_dict(app("1", name="x", new=2))


def test_c18_a_client_says_why_it_cannot_be_pickled(client: Client) -> None:
    asc = client.run(lambda asc: asc)
    for twin in TWINS.values():
        with pytest.raises(TypeError, match="child process"):
            twin(asc)


def name_of(resource: App) -> str:
    """What the other process does."""
    return f"{resource.name} {[build.version for build in resource.builds]}"


def test_c18_a_resource_goes_to_another_process(api_key: ApiKey) -> None:
    client = SyncClient(api_key)
    first = circle(client)
    client.close()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(name_of, (first,)) == f"{'x' * 200} ['1', '2']"
