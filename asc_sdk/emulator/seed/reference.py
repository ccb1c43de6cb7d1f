"""What Apple has for everybody: territories and categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .planting import Planter

# Currency → the territories that pay in it.
_TERRITORIES = {
    "USD": ("USA",),
    "CAD": ("CAN",),
    "MXN": ("MEX",),
    "BRL": ("BRA",),
    "GBP": ("GBR",),
    "EUR": (
        "IRL",
        "FRA",
        "DEU",
        "AUT",
        "ITA",
        "ESP",
        "PRT",
        "NLD",
        "BEL",
        "FIN",
    ),
    "CHF": ("CHE",),
    "DKK": ("DNK",),
    "NOK": ("NOR",),
    "SEK": ("SWE",),
    "PLN": ("POL",),
    "CZK": ("CZE",),
    "TRY": ("TUR",),
    "ILS": ("ISR",),
    "ZAR": ("ZAF",),
    "INR": ("IND",),
    "CNY": ("CHN",),
    "HKD": ("HKG",),
    "TWD": ("TWN",),
    "JPY": ("JPN",),
    "KRW": ("KOR",),
    "SGD": ("SGP",),
    "AUD": ("AUS",),
    "NZD": ("NZL",),
}
_CATEGORIES = {
    "GAMES": ("GAMES_ACTION", "GAMES_PUZZLE", "GAMES_WORD"),
    "PRODUCTIVITY": (),
    "UTILITIES": (),
    "EDUCATION": (),
    "PHOTO_AND_VIDEO": (),
    "STICKERS": ("STICKERS_ANIMALS", "STICKERS_ART"),
}


def plant(planter: Planter) -> None:
    """Territories with their currencies, and categories with their subcategories."""
    for currency, ids in _TERRITORIES.items():
        for id in ids:
            planter.add("territories", id, currency=currency)
    for id, children in _CATEGORIES.items():
        parent = planter.add("app_categories", id, platforms=["IOS", "MAC_OS"])
        for child in children:
            planter.add("app_categories", child, platforms=["IOS"], parent=parent)
