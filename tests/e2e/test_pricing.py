"""Prices of apps, purchases and subscriptions, both clients against the emulator."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from asc_sdk import AppStoreConnect, ResourceIdentifier
from asc_sdk.emulator import Emulator
from asc_sdk.models import App, InAppPurchaseV2, Subscription
from tests.clients import Client

APP = App(id="6446000001")


def purchase(emulator: Emulator) -> InAppPurchaseV2:
    return InAppPurchaseV2(id=next(iter(emulator.app.service.store.of_type("inAppPurchases"))))


def subscription(emulator: Emulator) -> Subscription:
    return Subscription(id=next(iter(emulator.app.service.store.of_type("subscriptions"))))


@pytest.mark.parametrize("price", ["4.99", "4.990", 4.99, Decimal("4.99")])
def test_a_price_point_is_found_by_its_amount(asc: Client, price: Any) -> None:
    point = asc.run(lambda asc: asc.pricing.point(APP, price, "USA"))
    assert point.customer_price is not None
    assert Decimal(point.customer_price) == Decimal("4.99")


def test_each_kind_of_product_has_its_own_points(asc: Client, emulator: Emulator) -> None:
    one = asc.run(lambda asc: asc.pricing.point(purchase(emulator), "4.99"))
    other = asc.run(lambda asc: asc.pricing.point(subscription(emulator), "4.99"))
    assert (one.resource_type, other.resource_type) == ("inAppPurchasePricePoints", "subscriptionPricePoints")


def test_an_identifier_is_enough(asc: Client) -> None:
    point = asc.run(lambda asc: asc.pricing.point(ResourceIdentifier("apps", APP.id), "4.99"))
    assert point.resource_type == "appPricePoints"


def test_a_price_that_apple_does_not_have(asc: Client) -> None:
    with pytest.raises(LookupError, match=r"Apple has no price of 5\.01 in USA; the nearest are .*4\.99"):
        asc.run(lambda asc: asc.pricing.point(APP, "5.01"))


def test_a_territory_that_apple_does_not_have(asc: Client) -> None:
    with pytest.raises(LookupError, match="no price points in 'US' for this: territories are spelled 'USA'"):
        asc.run(lambda asc: asc.pricing.point(APP, "4.99", "US"))


def test_equalizations_are_by_territory(asc: Client, emulator: Emulator) -> None:
    for product in (APP, purchase(emulator), subscription(emulator)):
        point: Any = asc.run(lambda asc, product=product: asc.pricing.point(product, "4.99", "USA"))
        found: dict[str, Any] = asc.run(lambda asc, point=point: asc.pricing.equalizations(point))
        assert found
        assert "USA" not in found
        assert all(item.territory.id == territory for territory, item in found.items())


def test_an_apps_schedule_is_replaced_by_one_write(asc: Client) -> None:
    schedule = asc.run(lambda asc: asc.pricing.set_price(APP, "4.99", "USA", others={"DEU": "9.99"}))
    assert schedule.resource_type == "appPriceSchedules"
    manual = asc.items(
        lambda asc: asc.app_price_schedules.list_manual_prices(schedule.id, include=["appPricePoint", "territory"])
    )
    assert {price.app_price_point.customer_price for price in manual if price.app_price_point} == {"4.99", "9.99"}


def test_a_purchases_schedule_is_replaced_by_one_write(asc: Client, emulator: Emulator) -> None:
    schedule = asc.run(lambda asc: asc.pricing.set_price(purchase(emulator), "9.99"))
    manual = asc.items(
        lambda asc: asc.in_app_purchase_price_schedules.list_manual_prices(
            schedule.id, include=["inAppPurchasePricePoint"]
        )
    )
    assert [
        price.in_app_purchase_price_point.customer_price for price in manual if price.in_app_purchase_price_point
    ] == ["9.99"]


def test_a_subscription_gets_a_price_in_each_territory_by_one_write(asc: Client, emulator: Emulator) -> None:
    product = subscription(emulator)
    point = asc.run(lambda asc: asc.pricing.point(product, "9.99"))
    equal = asc.run(lambda asc: asc.pricing.equalizations(point))
    asc.run(lambda asc: asc.pricing.set_price(product, "9.99", preserve_current_price=True, others={"DEU": "4.99"}))
    found = asc.items(
        lambda asc: asc.subscriptions.list_prices(product.id, include=["territory", "subscriptionPricePoint"])
    )
    amounts = {price.territory.id: price.subscription_price_point for price in found if price.territory}
    assert set(amounts) == {"USA", *equal}
    assert {where: point.customer_price for where, point in amounts.items() if point} == {
        **dict.fromkeys(equal, "9.99"),
        "USA": "9.99",
        "DEU": "4.99",
    }


class TestRefused:
    """Before anything is sent."""

    @pytest.mark.parametrize("price", ["", "free", -1, True, "nan", float("inf")])
    def test_what_is_no_price(self, asc: Client, price: Any) -> None:
        with pytest.raises(ValueError, match=r"a price is a number such as '4\.99'"):
            asc.run(lambda asc: asc.pricing.point(APP, price))

    def test_what_is_no_product(self, asc: Client) -> None:
        product = ResourceIdentifier("builds", "1")
        with pytest.raises(TypeError, match="product takes an App, an InAppPurchaseV2, a Subscription, or the id"):
            asc.run(lambda asc: asc.pricing.point(product, "4.99"))

    def test_two_prices_for_the_base(self, asc: Client) -> None:
        with pytest.raises(ValueError, match="USA is the base territory"):
            asc.run(lambda asc: asc.pricing.set_price(APP, "4.99", others={"USA": "5.99"}))

    def test_a_preserved_price_of_an_app(self, asc: Client) -> None:
        product: Any = APP

        def preserved(asc: AppStoreConnect) -> object:
            return asc.pricing.set_price(product, "4.99", preserve_current_price=True)

        with pytest.raises(TypeError, match="preserve_current_price is for subscriptions"):
            asc.run(preserved)
