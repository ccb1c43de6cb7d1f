"""Set an app's price by its amount, and offer the app in three countries only."""

from asc_sdk import AppStoreConnect
from asc_sdk.models import TerritoryAvailabilityInlineCreate

COUNTRIES = ["USA", "DEU", "JPN"]

with AppStoreConnect() as asc:
    app = asc.apps.list(limit=1).items[0]

    point = asc.pricing.point(app, "4.99", "USA")
    print("you get", point.proceeds, "of", point.customer_price)
    for territory, equal in sorted(asc.pricing.equalizations(point).items())[:3]:
        print(territory, equal.customer_price)
    asc.pricing.set_price(app, "4.99", "USA")

    everywhere = [territory.id for territory in asc.territories.list(limit=200)]
    asc.app_availabilities_v2.create(
        app=app,
        available_in_new_territories=False,
        territory_availabilities=[
            TerritoryAvailabilityInlineCreate(territory=territory, available=territory in COUNTRIES)
            for territory in everywhere
        ],
    )
    print("offered in", ", ".join(COUNTRIES))
