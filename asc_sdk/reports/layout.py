"""Finds the tables in a report's text, and refuses a report in which a row does not fit its header.

A report is one table with a header line. Finance reports have more: totals and a second table, with other columns,
below the rows; the detailed ones also a heading of names and values above them:

    Vendor Name     Example GmbH             heading
    Start Date      Quantity    ...          header
    03/29/2026      1           ...          rows
    Total_Rows      1                        totals

    Country Of Sale Quantity                 header of the summary
    AE              1                        its rows
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import UnexpectedResponseError
from .text import COMMA, TAB, comma_records, delimiter_of, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TOTAL: Final = "Total"
# In a table as narrow as a line of totals only these three are one: a product may well be called "Total Recall".
_TOTALS: Final = frozenset({"Total Rows", "Total Amount", "Total Units"})
_EXCERPT: Final = 200


class Layout:
    """What a report holds beside its rows, and where these are."""

    __slots__ = ("columns", "delimiter", "heading", "rows", "skip", "summary", "totals")

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter
        self.columns: list[str] = []
        self.heading: dict[str, str] = {}
        self.totals: dict[str, str] = {}
        self.summary: list[dict[str, str]] | None = None
        self.rows = 0
        self.skip = 0
        """How many records stand above the rows, blank lines not counted: the header, and the heading if any."""


def read_layout(parts: Iterator[str], media_type: str | None) -> Layout:
    """Reads a whole report once, keeping nothing of its rows.

    Raises:
        UnexpectedResponseError: a row does not fit, the count in the totals is not that of the rows, or the text is
            no table at all.
    """
    head: list[str] = []
    for part in parts:
        head.append(part)
        if part.strip("\r\n"):
            break
    first = next((line for part in head for line in lines(part) if line), "")
    _refuse_web_page(first)
    delimiter = delimiter_of(first, media_type)
    whole = _chained(head, parts)
    return _comma_layout(whole) if delimiter == COMMA else _tab_layout(whole)


def _chained(head: list[str], rest: Iterator[str]) -> Iterator[str]:
    yield from head
    yield from rest


def _refuse_web_page(line: str) -> None:
    # A captive portal or a proxy answers 200 with a page of its own.
    if line.lstrip().lower().startswith(("<!doctype", "<html")):
        raise UnexpectedResponseError("The report is not a report but a web page.", excerpt=line[:_EXCERPT])


def _comma_layout(parts: Iterable[str]) -> Layout:
    layout = Layout(COMMA)
    empty: list[str] = []
    records = comma_records(parts)
    layout.columns = unique(next(records, empty))
    layout.skip = 1
    width = len(layout.columns)
    for record in records:
        layout.rows += 1
        if len(record) != width:
            raise _misfit("row", layout.rows, len(record), width)
    return layout


def _tab_layout(parts: Iterable[str]) -> Layout:
    tables = _TabTables()
    for part in parts:
        tables.feed(part)
    return tables.end()


class _TabTables:
    """Sorts the lines of tab-separated text, one after the other, into heading, rows, totals and summary."""

    __slots__ = ("_columns", "_layout", "_line", "_summary", "_take", "_width")

    def __init__(self) -> None:
        self._layout = Layout(TAB)
        self._line = 0
        self._width = 0
        self._columns: list[str] = []  # of the summary
        self._summary: list[dict[str, str]] = []
        self._take: Callable[[list[str]], None] = self._above

    def feed(self, part: str) -> None:
        """Takes a block of whole lines."""
        block = lines(part)
        if self._take == self._row and self._all_rows(block, part):
            self._line += len(block)
            self._layout.rows += len(block)
            return
        for line in block:
            self._line += 1
            if line:
                self._take(line.split(TAB))

    def end(self) -> Layout:
        return self._layout

    def _all_rows(self, block: list[str], part: str) -> bool:
        # The usual case, at the speed of `str.count`: nothing but rows of the right width.
        tabs = self._width - 1
        if _TOTAL in part or (not tabs and "" in block):
            return False
        return [line.count(TAB) for line in block].count(tabs) == len(block)

    def _above(self, cells: list[str]) -> None:
        layout = self._layout
        layout.skip += 1
        filled = [cell for cell in cells if cell]
        if len(filled) == 2 and (layout.heading or cells[0] == "Vendor Name"):
            layout.heading[filled[0]] = filled[1]
            return
        layout.columns = unique(cells)
        self._width = len(cells)
        self._take = self._row

    def _row(self, cells: list[str]) -> None:
        if self._is_total(cells):
            self._take = self._total
            self._total(cells)
            return
        if len(cells) != self._width:
            raise _misfit("line", self._line, len(cells), self._width)
        self._layout.rows += 1

    def _is_total(self, cells: list[str]) -> bool:
        name = _total_name(cells)
        return name in _TOTALS or (name is not None and self._width > 2 and len(cells) != self._width)

    def _total(self, cells: list[str]) -> None:
        name = _total_name(cells)
        if name is not None:
            value = cells[1].strip()
            self._layout.totals[cells[0].strip()] = value
            if name == "Total Rows":
                self._check_count(value)
        elif any(cells):
            self._columns = unique(cells)
            self._layout.summary = self._summary
            self._take = self._summary_row

    def _check_count(self, count: str) -> None:
        rows = self._layout.rows
        if count.replace(",", "") != str(rows):
            raise UnexpectedResponseError(
                f"The report says that it has {count[:40]!r} rows, but {rows} came: it is cut off or damaged."
                " Download it again; text() and save(path) give it as it came."
            )

    def _summary_row(self, cells: list[str]) -> None:
        if not any(cells) and len(cells) != len(self._columns):
            return  # tabs and nothing else: a line between tables
        if len(cells) != len(self._columns):
            raise _misfit("line", self._line, len(cells), len(self._columns))
        self._summary.append(dict(zip(self._columns, cells, strict=True)))


def _total_name(cells: list[str]) -> str | None:
    """`"Total Rows"` for `["Total_Rows", "2", ""]`; None for cells that are no name with one value."""
    if not cells[0].startswith(_TOTAL) or len(cells) < 2 or any(cells[2:]):
        return None
    return cells[0].strip().replace("_", " ")


def unique(names: list[str]) -> list[str]:
    """The column names, a repeated one numbered: `["A", "A"]` → `["A", "A (2)"]`, so that no cell hides another."""
    if len(set(names)) == len(names):
        return names
    result: list[str] = []
    taken = set(names)
    for name in names:
        number, new = 2, name
        while new in result or (new != name and new in taken):
            new = f"{name} ({number})"
            number += 1
        result.append(new)
    return result


def _misfit(what: str, number: int, found: int, wanted: int) -> UnexpectedResponseError:
    return UnexpectedResponseError(
        f"The report does not fit together: {what} {number} has {found} {'cell' if found == 1 else 'cells'} under"
        f" {wanted} {'column' if wanted == 1 else 'columns'}. It is cut off or damaged; text() and save(path) give"
        " it as it came."
    )
