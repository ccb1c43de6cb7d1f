"""What users write; every line must type-check, under pyright strict and mypy strict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import assert_type

from asc_sdk import UNSET, ApiKey, AppStoreConnect, AsyncAppStoreConnect, Page, Report, ResourceIdentifier, Retry
from asc_sdk.models import (
    App,
    AppInfo,
    AppPriceV2InlineCreate,
    BetaGroup,
    Build,
    BuildProcessingState,
    Territory,
    TerritoryAvailabilityInlineCreate,
)
from asc_sdk.paging import AsyncPage

with AppStoreConnect() as asc:
    for app in asc.apps.list(include=["builds"], limit_builds=10, limit=200):
        assert_type(app, App)
        assert_type(app.name, str | None)
        assert_type(app.builds, list[Build])
        print(app.name, app.bundle_id, [build.version for build in app.builds])

    app = asc.apps.list(filter_bundle_id="com.example.app").one(bundle_id="com.example.app")
    group = asc.beta_groups.create(name="QA", app=app, is_internal_group=True)
    assert_type(group, BetaGroup)
    asc.beta_groups.add_beta_testers(group.id, ["tester-id"])
    asc.beta_groups.update(group.id, public_link_limit=None)
    asc.beta_groups.update(group.id, name=UNSET)
    asc.beta_groups.delete(group.id)

    report = asc.sales_reports.download(
        filter_vendor_number="85012345",
        filter_report_type="SALES",
        filter_report_sub_type="SUMMARY",
        filter_frequency="DAILY",
    )
    assert_type(report, Report)
    print(report.rows()[0]["Units"])
    amounts = [row["Units"] for row in report.rows(decimals=True)]
    assert_type(amounts, list[str | Decimal])

    assert_type(asc.builds.get_app("1"), App | None)
    assert_type(asc.apps.list_builds("1"), Page[Build])
    assert_type(asc.apps.list_builds_linkages("1"), Page[ResourceIdentifier])
    assert_type(asc.apps.list().first(name="x"), App | None)
    build = asc.builds.get("1", include=["app"])
    assert_type(build.uploaded_date, dt.datetime | None)
    # Open in answers: Apple may add a member tomorrow.
    assert_type(build.processing_state, BuildProcessingState | str | None)

    asc.app_store_versions.update("1", earliest_release_date=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), build=None)
    asc.app_availabilities_v2.create(
        app="1",
        available_in_new_territories=True,
        territory_availabilities=[
            TerritoryAvailabilityInlineCreate(territory="USA", available=True),
            TerritoryAvailabilityInlineCreate(territory=Territory(id="CAN"), available=False),
        ],
    )
    asc.app_price_schedules.create(
        app=ResourceIdentifier("apps", "1"),
        base_territory="USA",
        manual_prices=[AppPriceV2InlineCreate(app_price_point="p", start_date=None)],
    )
    by_hand = App(id="1", name="x", builds=[Build(id="2")])
    # Deprecated by Apple: to be had and to be made all the same.
    print(AppInfo(id="1", kids_age_band="NINE_TO_ELEVEN"))
    asc.devices.list(filter_platform={"IOS", "MAC_OS"}, sort=["-name", "id"])
    asc.with_options(retry=Retry(attempts=2), timeout=5.0).apps.get("1")
    print(asc.request("GET", "/v1/apps", params={"limit": 1}).json(), by_hand.to_dict(), asc.rate_limit)


async def listing(key: ApiKey) -> list[str | None]:
    """Lists, async."""
    async with AsyncAppStoreConnect(key) as asc:
        page = await asc.apps.list(limit=5)
        assert_type(page, AsyncPage[App])
        one = await asc.apps.list(filter_name="x").one(name="x")
        assert_type(one, App)
        names = [found.name async for found in asc.apps.list(include="builds")]
        group = await asc.beta_groups.create(name="QA", app=one)
        assert_type(group, BetaGroup)
        await asc.beta_groups.add_beta_testers(group.id, ["t"])
        return names
