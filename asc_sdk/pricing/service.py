"""`asc.pricing`: runs the steps to a price, sync or async."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast, overload

from .._endpoint.steps import async_run_steps, run_steps
from .._unset import UNSET
from . import flow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from .._jsonapi.relationships import ResourceIdentifier
    from .._unset import Unset
    from ..client import AppStoreConnect, AsyncAppStoreConnect
    from ..models import (
        App,
        AppPricePointV3,
        AppPriceSchedule,
        InAppPurchase,
        InAppPurchasePricePoint,
        InAppPurchasePriceSchedule,
        InAppPurchaseV2,
        Subscription,
        SubscriptionPricePoint,
    )
    from .flow import Amount, Steps

    T = TypeVar("T")
    PointT = TypeVar("PointT", AppPricePointV3, InAppPurchasePricePoint, SubscriptionPricePoint)
    Purchase = InAppPurchase | InAppPurchaseV2
    Product = App | Purchase | Subscription | ResourceIdentifier
    Point = AppPricePointV3 | InAppPurchasePricePoint | SubscriptionPricePoint
    Schedule = AppPriceSchedule | InAppPurchasePriceSchedule | Subscription


class Pricing:
    """Prices of apps, in-app purchases and subscriptions: `asc.pricing`."""

    __slots__ = ("__client__",)

    def __init__(self, client: AppStoreConnect) -> None:
        self.__client__ = client

    @overload
    def point(self, product: App, price: Amount, territory: str = "USA") -> AppPricePointV3: ...
    @overload
    def point(self, product: Purchase, price: Amount, territory: str = "USA") -> InAppPurchasePricePoint: ...
    @overload
    def point(self, product: Subscription, price: Amount, territory: str = "USA") -> SubscriptionPricePoint: ...
    @overload
    def point(self, product: ResourceIdentifier, price: Amount, territory: str = "USA") -> Point: ...
    def point(self, product: Product, price: Amount, territory: str = "USA") -> Point:
        """Gives Apple's price point for what a customer pays.

        Args:
            product: An app, an in-app purchase, a subscription, or the identifier of one.
            price: What the customer pays, in the territory's currency: "4.99".
            territory: The territory's id: "USA", "DEU".

        Returns:
            The price point.

        Raises:
            LookupError: Apple has no such price there; the text has the nearest ones.
            APIStatusError: Apple refuses it; APIConnectionError: no answer came.
        """
        found: Point = self._run(flow.point(product, price, territory))
        return found

    def equalizations(self, point: PointT) -> dict[str, PointT]:
        """Gives what Apple takes for the same price in the other territories.

        Args:
            point: A price point.

        Returns:
            A price point for each territory, by the territory's id; the one that was given is not among them.

        Raises:
            APIStatusError: Apple refuses it; APIConnectionError: no answer came.
        """
        return self._run(flow.equalizations(point))

    @overload
    def set_price(
        self,
        product: App,
        price: Amount,
        territory: str = "USA",
        *,
        others: Mapping[str, Amount] | None = None,
        start_date: dt.date | str | None = None,
    ) -> AppPriceSchedule: ...
    @overload
    def set_price(
        self,
        product: Purchase,
        price: Amount,
        territory: str = "USA",
        *,
        others: Mapping[str, Amount] | None = None,
        start_date: dt.date | str | None = None,
    ) -> InAppPurchasePriceSchedule: ...
    @overload
    def set_price(
        self,
        product: Subscription,
        price: Amount,
        territory: str = "USA",
        *,
        others: Mapping[str, Amount] | None = None,
        start_date: dt.date | str | None = None,
        preserve_current_price: bool | Unset = UNSET,
    ) -> Subscription: ...
    def set_price(
        self,
        product: Product,
        price: Amount,
        territory: str = "USA",
        *,
        others: Mapping[str, Amount] | None = None,
        start_date: dt.date | str | None = None,
        preserve_current_price: bool | Unset = UNSET,
    ) -> Schedule:
        """Sets what customers pay, in all territories, with one write.

        An app's or a purchase's schedule is replaced: Apple derives the other territories from the base. A
        subscription gets a price in each territory, equalized from the base.

        Args:
            product: An app, an in-app purchase or a subscription.
            price: What the customer pays in the base territory, in its currency: "4.99".
            territory: The base territory's id: "USA", "DEU".
            others: Other prices for some territories, by the territory's id: `{"JPN": "700"}`.
            start_date: The day from which it holds; None for at once.
            preserve_current_price: Of a subscription: whether those who have it keep the price that they pay.

        Returns:
            The new schedule; of a subscription, the subscription.

        Raises:
            LookupError: Apple has no such price; nothing was changed. The text has the nearest ones.
            APIStatusError: Apple refuses it; APIConnectionError: no answer came.
        """
        steps = flow.set_price(product, price, territory, others or {}, start_date, preserve_current_price)
        schedule: Schedule = self._run(steps)
        return schedule

    def _run(self, steps: Steps[T]) -> T:
        return run_steps(self.__client__.__connection__, steps, lambda step: step(self.__client__))


class AsyncPricing:
    """Prices of apps, in-app purchases and subscriptions: `asc.pricing`."""

    __slots__ = ("__client__",)

    def __init__(self, client: AsyncAppStoreConnect) -> None:
        self.__client__ = client

    @overload
    async def point(self, product: App, price: Amount, territory: str = "USA") -> AppPricePointV3: ...
    @overload
    async def point(self, product: Purchase, price: Amount, territory: str = "USA") -> InAppPurchasePricePoint: ...
    @overload
    async def point(self, product: Subscription, price: Amount, territory: str = "USA") -> SubscriptionPricePoint: ...
    @overload
    async def point(self, product: ResourceIdentifier, price: Amount, territory: str = "USA") -> Point: ...
    async def point(self, product: Product, price: Amount, territory: str = "USA") -> Point:
        """Gives Apple's price point for what a customer pays, as `Pricing.point` does."""
        found: Point = await self._run(flow.point(product, price, territory))
        return found

    async def equalizations(self, point: PointT) -> dict[str, PointT]:
        """Gives what Apple takes for the same price in the other territories, as `Pricing.equalizations` does."""
        return await self._run(flow.equalizations(point))

    @overload
    async def set_price(
        self,
        product: App,
        price: Amount,
        territory: str = "USA",
        *,
        others: Mapping[str, Amount] | None = None,
        start_date: dt.date | str | None = None,
    ) -> AppPriceSchedule: ...
    @overload
    async def set_price(
        self,
        product: Purchase,
        price: Amount,
        territory: str = "USA",
        *,
        others: Mapping[str, Amount] | None = None,
        start_date: dt.date | str | None = None,
    ) -> InAppPurchasePriceSchedule: ...
    @overload
    async def set_price(
        self,
        product: Subscription,
        price: Amount,
        territory: str = "USA",
        *,
        others: Mapping[str, Amount] | None = None,
        start_date: dt.date | str | None = None,
        preserve_current_price: bool | Unset = UNSET,
    ) -> Subscription: ...
    async def set_price(
        self,
        product: Product,
        price: Amount,
        territory: str = "USA",
        *,
        others: Mapping[str, Amount] | None = None,
        start_date: dt.date | str | None = None,
        preserve_current_price: bool | Unset = UNSET,
    ) -> Schedule:
        """Sets what customers pay, in all territories, with one write, as `Pricing.set_price` does."""
        steps = flow.set_price(product, price, territory, others or {}, start_date, preserve_current_price)
        schedule: Schedule = await self._run(steps)
        return schedule

    async def _run(self, steps: Steps[T]) -> T:
        client = cast("AppStoreConnect", self.__client__)
        return await async_run_steps(self.__client__.__connection__, steps, lambda step: step(client))
