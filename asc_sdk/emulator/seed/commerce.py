"""What is sold: prices, availability, in-app purchases, subscriptions."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..store import Record
    from .planting import Planter

_PRICES = ("0", "0.99", "1.99", "4.99", "9.99", "19.99", "49.99")
_PRICED_IN = ("USA", "DEU", "JPN")
_SOLD_IN = ("USA", "CAN", "GBR", "DEU", "FRA", "JPN")


def plant(planter: Planter) -> None:
    """Price points for each app; purchases and subscriptions for the first."""
    apps = list(planter.all("apps"))
    for app in apps:
        points = _points(planter, app, "app_price_points", "appPricePoints", app=app)
        price = planter.add(
            "app_prices",
            manual=True,
            start_date=None,
            end_date=None,
            app_price_point=points[0],
            territory="USA",
        )
        planter.add("app_price_schedules", app.id, app=app, base_territory="USA", manual_prices=[price])
        _availability(planter, app)
    _purchases(planter, apps[0])
    _subscriptions(planter, apps[0])


def _points(planter: Planter, owner: Record, type: str, edge: str, **fields: Record) -> list[Record]:
    """A ladder of prices in each territory, its ids made as Apple makes them."""
    points: list[Record] = []
    for territory in _PRICED_IN:
        for step, price in enumerate(_PRICES):
            key = json.dumps({"s": owner.id, "t": territory, "p": str(10000 + step)}, separators=(",", ":"))
            id = base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")
            proceeds = format(float(price) * 0.85, ".2f") if step else "0"
            point = planter.add(type, id, customer_price=price, proceeds=proceeds, territory=territory, **fields)
            if "proceedsYear2" in point.kind.attributes:
                planter.store.change(point, {"proceedsYear2": proceeds})
            points.append(point)
    if not fields:
        planter.store.relink(owner, owner.kind.edges[edge], points)
    for point in points:
        same = [other for other in points if other is not point and other.attributes == point.attributes]
        planter.store.relink(point, point.kind.edges["equalizations"], same)
    return points


def _availability(planter: Planter, app: Record) -> None:
    territories = [
        planter.add(
            "territory_availabilities",
            available=True,
            release_date="2026-01-15",
            pre_order_enabled=False,
            content_statuses=["AVAILABLE"],
            territory=territory,
        )
        for territory in _SOLD_IN
    ]
    planter.add(
        "app_availabilities", app.id, available_in_new_territories=True, territory_availabilities=territories, app=app
    )


def _purchases(planter: Planter, app: Record) -> None:
    for name, kind in (("Coins", "CONSUMABLE"), ("Pro", "NON_CONSUMABLE")):
        product = planter.add(
            "in_app_purchases",
            name=name,
            product_id=f"{app.attributes['bundleId']}.{name.lower()}",
            in_app_purchase_type=kind,
            state="APPROVED",
            family_sharable=False,
            content_hosting=False,
            review_note=None,
            app=app,
        )
        points = _points(planter, product, "in_app_purchase_price_points", "pricePoints")
        price = planter.add(
            "in_app_purchase_prices", manual=True, in_app_purchase_price_point=points[1], territory="USA"
        )
        planter.add(
            "in_app_purchase_price_schedules",
            product.id,
            base_territory="USA",
            manual_prices=[price],
            in_app_purchase=product,
        )
        planter.add(
            "in_app_purchase_availabilities",
            product.id,
            available_in_new_territories=True,
            available_territories=list(_SOLD_IN),
            in_app_purchase=product,
        )


def _subscriptions(planter: Planter, app: Record) -> None:
    group = planter.add("subscription_groups", reference_name="Example Plus", app=app)
    for level, (name, period) in enumerate((("Monthly", "ONE_MONTH"), ("Yearly", "ONE_YEAR")), 1):
        subscription = planter.add(
            "subscriptions",
            name=name,
            product_id=f"{app.attributes['bundleId']}.plus.{name.lower()}",
            subscription_period=period,
            state="APPROVED",
            family_sharable=False,
            group_level=level,
            review_note=None,
            group=group,
        )
        points = _points(planter, subscription, "subscription_price_points", "pricePoints")
        planter.add(
            "subscription_prices",
            start_date=None,
            preserved=False,
            subscription=subscription,
            subscription_price_point=points[3],
            territory="USA",
        )
