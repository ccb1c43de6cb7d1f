"""The steps to a price point, to its equalizations and to a schedule: what is asked of a client, one after another."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

from .._jsonapi.relationships import ResourceIdentifier
from .._jsonapi.resource import Resource
from .._unset import UNSET

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Generator, Mapping

    from .._unset import Unset
    from ..client import AppStoreConnect

    T = TypeVar("T")
    Amount = str | int | float | Decimal
    # A step asks either client in the sync one's words: what that one gives, the other one gives to be awaited.
    Steps = Generator[Callable[[AppStoreConnect], Any], Any, T]

_NEAREST = 4
_PRODUCTS = {"apps": "an App", "inAppPurchases": "an InAppPurchaseV2", "subscriptions": "a Subscription"}
_POINTS = {
    "appPricePoints": "an AppPricePointV3",
    "inAppPurchasePricePoints": "an InAppPurchasePricePoint",
    "subscriptionPricePoints": "a SubscriptionPricePoint",
}


def point(product: object, price: Amount, territory: str) -> Steps[Any]:
    """The price point for what a customer pays in a territory."""
    kind, id = _named(product, _PRODUCTS, "product")
    wanted = _amount(price)
    if kind == "apps":
        points = yield lambda asc: asc.apps.list_app_price_points(id, filter_territory=territory, limit=200).all()
    elif kind == "inAppPurchases":
        points = yield lambda asc: asc.in_app_purchases_v2.list_price_points(
            id, filter_territory=territory, limit=8000
        ).all()
    else:
        points = yield lambda asc: asc.subscriptions.list_price_points(id, filter_territory=territory, limit=8000).all()
    priced = [(_amount(item.customer_price), item) for item in points if item.customer_price is not None]
    for amount, found in priced:
        if amount == wanted:
            return found
    raise LookupError(_no_such_price(wanted, territory, sorted(amount for amount, _ in priced)))


def equalizations(base: object) -> Steps[dict[str, Any]]:
    """The price points of the other territories, by territory."""
    kind, id = _named(base, _POINTS, "point")
    if kind == "appPricePoints":
        points = yield lambda asc: asc.app_price_points_v3.list_equalizations(id, include="territory", limit=200).all()
    elif kind == "inAppPurchasePricePoints":
        points = yield lambda asc: asc.in_app_purchase_price_points.list_equalizations(
            id, include="territory", limit=8000
        ).all()
    else:
        points = yield lambda asc: asc.subscription_price_points.list_equalizations(
            id, include="territory", limit=8000
        ).all()
    return {item.territory.id: item for item in points if item.territory is not None}


def set_price(
    product: object,
    price: Amount,
    territory: str,
    others: Mapping[str, Amount],
    start_date: dt.date | str | None,
    preserve_current_price: bool | Unset,
) -> Steps[Any]:
    """The schedule, or the subscription, with its new prices."""
    kind, id = _named(product, _PRODUCTS, "product")
    if kind != "subscriptions" and preserve_current_price is not UNSET:
        raise TypeError("preserve_current_price is for subscriptions")
    if territory in others:
        raise ValueError(
            f"{territory} is the base territory: its price is {price!r}, and others has another one for it"
        )
    base = yield from point(product, price, territory)
    points = {territory: base}
    if kind == "subscriptions":
        points |= yield from equalizations(base)
    for other, amount in others.items():
        points[other] = yield from point(product, amount, other)
    return (yield _writer(kind, id, territory, points, start_date, preserve_current_price))


def _writer(
    kind: str,
    id: str,
    territory: str,
    points: Mapping[str, Any],
    start_date: dt.date | str | None,
    preserve_current_price: bool | Unset,
) -> Callable[[AppStoreConnect], object]:
    """The one call that writes all of the prices."""
    from ..models import AppPriceV2InlineCreate, InAppPurchasePriceInlineCreate, SubscriptionPriceInlineCreate

    if kind == "apps":
        app_prices = [AppPriceV2InlineCreate(start_date=start_date, app_price_point=item) for item in points.values()]
        return lambda asc: asc.app_price_schedules.create(app=id, base_territory=territory, manual_prices=app_prices)
    if kind == "inAppPurchases":
        purchase_prices = [
            InAppPurchasePriceInlineCreate(
                start_date=start_date, in_app_purchase_v2=id, in_app_purchase_price_point=item
            )
            for item in points.values()
        ]
        return lambda asc: asc.in_app_purchase_price_schedules.create(
            in_app_purchase=id, base_territory=territory, manual_prices=purchase_prices
        )
    prices = [
        SubscriptionPriceInlineCreate(
            start_date=start_date,
            preserve_current_price=preserve_current_price,
            subscription=id,
            territory=where,
            subscription_price_point=item,
        )
        for where, item in points.items()
    ]
    return lambda asc: asc.subscriptions.update(id, prices=prices)


def _named(item: object, kinds: Mapping[str, str], argument: str) -> tuple[str, str]:
    """The type and the id of a product or a point."""
    found = None
    if isinstance(item, Resource):
        found = item.resource_type, item.id
    elif isinstance(item, ResourceIdentifier):
        found = item.type, item.id
    if found is None or found[0] not in kinds:
        raise TypeError(f"{argument} takes {', '.join(kinds.values())}, or the identifier of one, not {item!r}")
    return found


def _amount(price: Amount) -> Decimal:
    """A price, exactly: a float is taken as it is written."""
    try:
        amount = Decimal(str(price)) if not isinstance(price, bool) else Decimal("nan")
    except InvalidOperation:
        amount = Decimal("nan")
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"a price is a number such as '4.99', not {price!r}")
    return amount


def _no_such_price(wanted: Decimal, territory: str, amounts: list[Decimal]) -> str:
    if not amounts:
        return f"Apple has no price points in {territory!r} for this: territories are spelled 'USA', 'DEU'"
    nearest = sorted(sorted(amounts, key=lambda amount: abs(amount - wanted))[:_NEAREST])
    return f"Apple has no price of {wanted} in {territory}; the nearest are {', '.join(map(str, nearest))}"
