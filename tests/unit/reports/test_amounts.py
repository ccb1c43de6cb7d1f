"""Which columns are amounts, and how they are read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from asc_sdk.reports.amounts import amount_columns, decimal_reader

# Sales, finance and analytics reports.
AMOUNTS = [
    "Units",
    "Developer Proceeds",
    "Customer Price",
    "Quantity",
    "Partner Share",
    "Extended Partner Share",
    "Counts",
    "Unique Devices",
    "Active Standard Price Subscriptions",
    "Proceeds in USD",
    "Total Session Duration",
]
OTHERS = [
    "SKU",
    "Apple Identifier",
    "Customer Currency",
    "Currency of Proceeds",
    "Partner Share Currency",
    "Proceeds Reason",
    "Preserved Pricing",
    "Product Type Identifier",
    "Version",
    "Begin Date",
    "Country Code",
    "Promo Code",
    "Device",
    "Subscription Apple ID",
    "Title",
    "UPC",
]


def test_amounts_are_told_by_name() -> None:
    assert amount_columns([*AMOUNTS, *OTHERS], True) == AMOUNTS
    assert amount_columns(AMOUNTS, False) == []


def test_columns_can_be_named() -> None:
    assert amount_columns(["A", "B", "C"], ["C", "A"]) == ["A", "C"]
    assert amount_columns(["A", "B"], "B") == ["B"]
    with pytest.raises(ValueError, match="no column 'D'; it has A, B"):
        amount_columns(["A", "B"], ["D"])


@pytest.mark.parametrize(
    "cell", ["0", "1.10", "-2", "+3", "10.50", "0012", ".5", "5.", "123456789012345678901234567890.01"]
)
def test_numbers_are_exact(cell: str) -> None:
    assert decimal_reader()(cell) == Decimal(cell)


@pytest.mark.parametrize(
    "cell", ["", " ", "NaN", "Infinity", "1e5", "1,000", "1_000", "\u0661", "1.2.3", "-", ".", "S"]
)
def test_what_is_no_plain_number_stays_text(cell: str) -> None:
    assert decimal_reader()(cell) is cell
