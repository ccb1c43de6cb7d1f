"""Mistakes; every line with a mark must be flagged, under pyright strict and mypy strict, and no other."""

from __future__ import annotations

from asc_sdk import AppStoreConnect, AsyncAppStoreConnect
from asc_sdk.models import App, AppPriceV2InlineCreate, TerritoryAvailabilityInlineCreate

asc = AppStoreConnect()
app = asc.apps.get("1")

asc.apps.list(includes=["builds"])  # flagged
asc.apps.list(include=["bilds"])  # flagged
asc.apps.list("x")  # flagged
asc.apps.list(filter_bundle_id=3)  # flagged
asc.apps.list(limit="200")  # flagged
asc.apps.list(filter_name=None)  # flagged
asc.apps.lst()  # flagged
asc.apss  # flagged
asc.apps.get()  # flagged
asc.apps.get(1)  # flagged
app.nam  # flagged
app.customer_reviews  # flagged
app.name.upper()  # flagged
asc.beta_groups.create(name="x")  # flagged
asc.beta_groups.create(name=None, app=app)  # flagged
asc.beta_groups.create(name="x", app=None)  # flagged
asc.beta_groups.create(name="x", app=app, color="red")  # flagged
asc.beta_groups.update("1", name=5)  # flagged
asc.beta_groups.update("1", app="2")  # flagged
asc.beta_groups.add_beta_testers("1", 5)  # flagged
asc.builds.list(filter_processing_state="VALD")  # flagged
asc.bundle_ids.create(identifier="a", name="b", platform="ANDROID")  # flagged
asc.sales_reports.download(filter_vendor_number="1")  # flagged
asc.sales_reports.list()  # flagged
asc.builds.get_app("1").name  # flagged
App(id="1", nam="x")  # flagged
App(name="x")  # flagged
TerritoryAvailabilityInlineCreate(territory="USA", availabe=True)  # flagged
AppPriceV2InlineCreate(app_price_point=app)  # flagged
AppStoreConnect(keys=None)  # flagged


async def forgotten() -> None:
    """An await too few."""
    client = AsyncAppStoreConnect()
    (await client.apps.get("1")).name.upper()  # flagged
    client.apps.get("1").name  # flagged
    for _ in client.apps.list():  # flagged
        pass
