"""Creates, updates, deletes and changes of linkage: both clients against the emulator."""

from __future__ import annotations

import pytest

from asc_sdk import NotFoundError
from asc_sdk.emulator import Emulator
from asc_sdk.models import AppPriceV2InlineCreate, TerritoryAvailabilityInlineCreate
from tests.clients import Client

APP = "6446000001"


def test_a_beta_group_from_its_making_to_its_end(asc: Client, emulator: Emulator) -> None:
    group = asc.run(lambda asc: asc.beta_groups.create(name="QA", app=APP, public_link_limit=100))
    assert (group.name, group.public_link_limit) == ("QA", 100)
    assert group.created_date is not None

    tester = asc.run(lambda asc: asc.beta_testers.create(email="ada@example.com", first_name="Ada"))
    asc.run(lambda asc: asc.beta_groups.add_beta_testers(group.id, [tester]))
    found = asc.items(lambda asc: asc.beta_groups.list_beta_testers(group.id))
    assert [one.email for one in found] == ["ada@example.com"]

    updated = asc.run(lambda asc: asc.beta_groups.update(group.id, public_link_limit=None))
    assert updated.public_link_limit is None
    assert updated.name == "QA"
    record = emulator.get("betaGroups", group.id)
    assert record is not None
    assert record.attributes["publicLinkLimit"] is None

    asc.run(lambda asc: asc.beta_groups.delete(group.id))
    with pytest.raises(NotFoundError):
        asc.run(lambda asc: asc.beta_groups.get(group.id))
    assert asc.run(lambda asc: asc.beta_testers.get(tester.id)).email == "ada@example.com"


def test_both_ends_of_a_relationship_change(asc: Client) -> None:
    group = asc.run(lambda asc: asc.beta_groups.create(name="QA", app=APP))
    groups = asc.items(lambda asc: asc.apps.list_beta_groups(APP))
    assert group.id in {one.id for one in groups}


def test_testers_are_added_and_removed(asc: Client) -> None:
    group, *_ = asc.items(lambda asc: asc.beta_groups.list(filter_app=APP, filter_name="Team"))
    before = [one.id for one in asc.items(lambda asc: asc.beta_groups.list_beta_testers_linkages(group.id))]
    asc.run(lambda asc: asc.beta_groups.remove_beta_testers(group.id, before[:1]))
    after = [one.id for one in asc.items(lambda asc: asc.beta_groups.list_beta_testers_linkages(group.id))]
    assert after == before[1:]


def test_a_list_is_replaced_in_its_order(asc: Client) -> None:
    version, *_ = asc.items(lambda asc: asc.apps.list_app_store_versions(APP, include=["appStoreVersionLocalizations"]))
    (shots,) = asc.items(
        lambda asc: asc.app_store_version_localizations.list_app_screenshot_sets(
            version.app_store_version_localizations[0].id
        )
    )
    ids = [one.id for one in asc.items(lambda asc: asc.app_screenshot_sets.list_app_screenshots_linkages(shots.id))]
    asc.run(lambda asc: asc.app_screenshot_sets.replace_app_screenshots(shots.id, ids[::-1]))
    after = asc.items(lambda asc: asc.app_screenshot_sets.list_app_screenshots_linkages(shots.id))
    assert [one.id for one in after] == ids[::-1]


def test_a_to_one_is_set_and_cleared(asc: Client) -> None:
    versions = asc.items(
        lambda asc: asc.apps.list_app_store_versions(APP, filter_app_version_state="PREPARE_FOR_SUBMISSION")
    )
    build, *_ = asc.items(lambda asc: asc.builds.list(filter_app=APP, filter_version="4"))
    asc.run(lambda asc: asc.app_store_versions.set_build(versions[0].id, build))
    found = asc.run(lambda asc: asc.app_store_versions.get_build(versions[0].id))
    assert found is not None
    assert found.id == build.id
    asc.run(lambda asc: asc.app_store_versions.set_build(versions[0].id, None))
    assert asc.run(lambda asc: asc.app_store_versions.get_build(versions[0].id)) is None


def test_a_price_schedule_is_made_with_its_prices(asc: Client, emulator: Emulator) -> None:
    app = emulator.add("apps", name="New")
    point = emulator.add("appPricePoints", customer_price="1.99", app=app, territory="USA")
    price = AppPriceV2InlineCreate(app_price_point=point.id, start_date=None)
    schedule = asc.run(
        lambda asc: asc.app_price_schedules.create(app=app.id, base_territory="USA", manual_prices=[price])
    )
    found = asc.items(lambda asc: asc.app_price_schedules.list_manual_prices(schedule.id, include=["appPricePoint"]))
    assert [one.app_price_point.customer_price for one in found if one.app_price_point] == ["1.99"]
    owner = asc.run(lambda asc: asc.apps.get_app_price_schedule(app.id))
    assert owner is not None
    assert owner.id == schedule.id


def test_availabilities_are_made_for_territories_that_exist(asc: Client, emulator: Emulator) -> None:
    app = emulator.add("apps", name="New")
    wanted = [TerritoryAvailabilityInlineCreate(territory=id, available=id == "USA") for id in ("USA", "CAN")]
    made = asc.run(
        lambda asc: asc.app_availabilities_v2.create(
            app=app.id, available_in_new_territories=True, territory_availabilities=wanted
        )
    )
    found = asc.items(
        lambda asc: asc.app_availabilities_v2.list_territory_availabilities(made.id, include=["territory"])
    )
    assert [(one.available, one.territory and one.territory.id) for one in found] == [(True, "USA"), (False, "CAN")]


def test_what_belongs_to_a_resource_goes_with_it(asc: Client) -> None:
    bundle_id = asc.run(lambda asc: asc.bundle_ids.create(name="New", identifier="com.example.new", platform="IOS"))
    capability = asc.run(
        lambda asc: asc.bundle_id_capabilities.create(capability_type="PUSH_NOTIFICATIONS", bundle_id=bundle_id)
    )
    again = asc.run(
        lambda asc: asc.bundle_id_capabilities.create(capability_type="PUSH_NOTIFICATIONS", bundle_id=bundle_id)
    )
    assert again.id == capability.id, "Apple answers a second create with the first one's"
    asc.run(lambda asc: asc.bundle_ids.delete(bundle_id.id))
    with pytest.raises(NotFoundError):
        asc.run(lambda asc: asc.bundle_id_capabilities.update(capability.id, settings=None))
