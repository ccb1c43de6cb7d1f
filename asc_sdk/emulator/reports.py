"""Reports: sales and finance as gzip of tab-separated text, price points and nominations as CSV."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .errors import Problem, RefusedError
from .messages import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ..api._operations import Operation
    from .clock import Clock
    from .parameters import Query
    from .store import Record, Store

NO_SALES = "01-01"
"""The day of the year on which nobody buys anything: a test can ask for Apple's 404."""

_SALES = (
    "Provider",
    "Provider Country",
    "SKU",
    "Developer",
    "Title",
    "Version",
    "Product Type Identifier",
    "Units",
    "Developer Proceeds",
    "Begin Date",
    "End Date",
    "Customer Currency",
    "Country Code",
    "Currency of Proceeds",
    "Apple Identifier",
    "Customer Price",
    "Promo Code",
    "Parent Identifier",
    "Subscription",
    "Period",
    "Category",
    "CMB",
    "Device",
    "Supported Platforms",
    "Proceeds Reason",
    "Preserved Pricing",
    "Client",
    "Order Type",
)
_FINANCE = (
    "Start Date",
    "End Date",
    "UPC",
    "ISRC/ISBN",
    "Vendor Identifier",
    "Quantity",
    "Partner Share",
    "Extended Partner Share",
    "Partner Share Currency",
    "Sales or Return",
    "Apple Identifier",
    "Artist/Show/Developer/Author",
    "Title",
    "Label/Studio/Network/Developer/Publisher",
    "Grid",
    "Product Type Identifier",
    "ISAN/Other Identifier",
    "Country Of Sale",
    "Pre-order Flag",
    "Promo Code",
    "Customer Price",
    "Customer Currency",
)
_MARKETS = (("US", "USD", "9.99", "8.49"), ("DE", "EUR", "10.99", "7.85"), ("JP", "JPY", "1500", "1159"))


def download(operation: Operation, query: Query, store: Store, clock: Clock) -> Answer:
    """The sales or finance report of a date.

    Raises:
        RefusedError: 404, nothing was sold on that date, or it is yet to come.
    """
    if operation.path.endswith("/salesReports"):
        return _gzipped(_sales(query, store, clock))
    return _gzipped(_finance(query, store))


def _gzipped(parts: Iterable[list[Sequence[str]]]) -> Answer:
    """Tables of tab-separated lines, each in a gzip member of its own, as Apple's are since 2018."""
    members = ["".join("\t".join(row) + "\n" for row in part) for part in parts]
    return Answer(200, b"".join(gzip.compress(member.encode()) for member in members), "application/a-gzip")


def _sales(query: Query, store: Store, clock: Clock) -> list[list[Sequence[str]]]:
    day = query.filters.get("reportDate", ("",))[0] or (clock.now().date() - timedelta(days=1)).isoformat()
    if day.endswith(NO_SALES):
        raise RefusedError(_nothing("There were no sales for the date specified."))
    if day[:10] >= clock.now().date().isoformat():
        raise RefusedError(_nothing("Report is not available yet. Daily reports are available the next day."))
    shown = _american(day)
    rows: list[Sequence[str]] = [
        _row(
            _SALES,
            {
                "Provider": "APPLE",
                "Provider Country": "US",
                "SKU": str(app.attributes.get("sku", "")),
                "Developer": "Example Company",
                "Title": str(app.attributes.get("name", "")),
                "Version": "1.0",
                "Product Type Identifier": "1F",
                "Units": str(3 + index),
                "Developer Proceeds": proceeds,
                "Begin Date": shown,
                "End Date": shown,
                "Customer Currency": currency,
                "Country Code": country,
                "Currency of Proceeds": currency,
                "Apple Identifier": app.id,
                "Customer Price": price,
                "Device": "iPhone",
                "Supported Platforms": "iOS",
            },
        )
        for app in store.of_type("apps").values()
        for index, (country, currency, price, proceeds) in enumerate(_MARKETS)
    ]
    return [[_SALES], rows]


def _nothing(detail: str) -> Problem:
    return Problem(404, "NOT_FOUND", "The request expected results but none were found", detail)


def _finance(query: Query, store: Store) -> list[list[Sequence[str]]]:
    """A row an app and market, the count, then the second table with the totals of each market."""
    month = query.filters["reportDate"][0]
    start, end = f"{month[5:7]}/01/{month[:4]}", f"{month[5:7]}/28/{month[:4]}"
    apps = list(store.of_type("apps").values())
    rows: list[Sequence[str]] = []
    for app in apps:
        for country, currency, price, proceeds in _MARKETS:
            cells = {
                "Start Date": start,
                "End Date": end,
                "Vendor Identifier": str(app.attributes.get("sku", "")),
                "Quantity": "1",
                "Partner Share": proceeds,
                "Extended Partner Share": proceeds,
                "Partner Share Currency": currency,
                "Sales or Return": "S",
                "Apple Identifier": app.id,
                "Title": str(app.attributes.get("name", "")),
                "Product Type Identifier": "1F",
                "Country Of Sale": country,
                "Customer Price": price,
                "Customer Currency": currency,
            }
            rows.append(_row(_FINANCE, cells))
    summary: list[Sequence[str]] = [("Country Of Sale", "Partner Share Currency", "Quantity", "Extended Partner Share")]
    for country, currency, _, proceeds in _MARKETS:
        summary.append((country, currency, str(len(apps)), format(float(proceeds) * len(apps), ".2f")))
    return [[_FINANCE], rows, [("Total_Rows", str(len(rows)))], [("",)], summary]


def table(operation: Operation, records: Collection[Record]) -> Answer:
    """What the JSON list would hold as CSV, a line each."""
    first = next(iter(records), None)
    columns = list(first.kind.attributes) if first else []
    edges = [edge.name for edge in first.kind.edges.values() if not edge.many and edge.shown] if first else []
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    if operation.relationship == "values":
        # One-time use codes: each a line.
        lines.writerows([f"EMULATED{number:010d}"] for number in range(1, 11))
    else:
        lines.writerow(["id", *columns, *edges])
        for one in records:
            targets = [target.id if (target := one.one(edge)) else "" for edge in edges]
            lines.writerow([one.id, *(one.attributes.get(name, "") for name in columns), *targets])
    return Answer(200, text.getvalue().encode(), "text/csv")


def _row(columns: Sequence[str], cells: dict[str, str]) -> list[str]:
    return [cells.get(column, "") for column in columns]


def _american(day: str) -> str:
    """The day as the rows of a report write it."""
    try:
        return date.fromisoformat(day).strftime("%m/%d/%Y")
    except ValueError:
        # A month or a year: its first day.
        return f"{day[5:7] or '01'}/01/{day[:4]}"
