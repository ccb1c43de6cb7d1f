"""Tells which columns hold amounts, and reads their cells as exact decimals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

# Words of Apple's column names, taken from the sales, subscription, finance and analytics reports. By name and not by
# look: an Apple Identifier and many a SKU look like numbers, but are not, and "0012" would not survive it.
_AMOUNTS: Final = frozenset(
    {"amount", "balance", "count", "counts", "deletions", "devices", "downloads", "duration", "fee", "fees"}
    | {"impressions", "installations", "price", "proceeds", "purchases", "quantity", "rate", "revenue", "sales"}
    | {"sessions", "share", "subscribers", "subscriptions", "taps", "tax", "taxes", "total", "units", "users"}
)
_OTHERS: Final = frozenset(
    {"code", "country", "currency", "date", "flag", "id", "identifier", "name", "reason", "type", "version"}
)


def amount_columns(columns: Sequence[str], decimals: bool | Iterable[str]) -> list[str]:
    """The columns to read as decimals: those named, or with True those that hold amounts by their name.

    Raises:
        ValueError: a column is named that the report does not have.
    """
    if isinstance(decimals, bool):
        return [column for column in columns if decimals and _is_amount(column)]
    wanted = {decimals} if isinstance(decimals, str) else set(decimals)
    missing = sorted(wanted.difference(columns))
    if missing:
        raise ValueError(f"decimals: the report has no column {missing[0]!r}; it has {', '.join(columns) or 'none'}.")
    return [column for column in columns if column in wanted]


def _is_amount(column: str) -> bool:
    words = set(column.lower().replace("-", " ").replace("_", " ").split())
    return not words.isdisjoint(_AMOUNTS) and words.isdisjoint(_OTHERS)


def decimal_reader() -> Callable[[str], str | Decimal]:
    """A function from a cell to its exact decimal; a cell that is no plain number stays the string it is."""
    import re
    from decimal import Decimal

    is_number = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII).fullmatch

    def read(cell: str) -> str | Decimal:
        return Decimal(cell) if is_number(cell) else cell

    return read
