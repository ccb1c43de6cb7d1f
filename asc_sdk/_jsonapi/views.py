"""Tables and cards for notebooks and rich: of what is here already, cut to what fits, without a secret."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from .nested import NestedObject, given_fields
from .relationships import ResourceIdentifier
from .resource import Resource
from .show import show_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.table import Table

MOST_ROWS = 20
MOST_COLUMNS = 8
# A card has a line a field; the largest resources have thirty.
MOST_FIELDS = 40


class Grid(NamedTuple):
    """What is shown: a title, the names of the columns, rows of text, and what was left out."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def card(resource: Resource) -> Grid:
    """A resource, a field a line, without those that are empty."""
    fields = [(name, value) for name, value in fields_of(resource) if value is not None]
    rows = [(name, show_cell(name, value)) for name, value in fields[:MOST_FIELDS]]
    return Grid(type(resource).__name__, ("field", "value"), rows, _more(len(fields) - len(rows), "field"))


def table(title: str, items: Sequence[object]) -> Grid:
    """Items, a row each, with the columns that any of them fills."""
    rows = [dict(fields_of(item)) for item in items[:MOST_ROWS]]
    filled = [name for name in names_of(rows) if any(row.get(name) is not None for row in rows)]
    return cut(title, filled, rows, len(items))


def cut(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]], length: int) -> Grid:
    """The first rows and columns.

    Args:
        title: What it is.
        columns: The names of all columns.
        rows: At least as many as are shown.
        length: How many there are.
    """
    shown = columns[:MOST_COLUMNS]
    cells = [[show_cell(name, row.get(name)) for name in shown] for row in islice(rows, MOST_ROWS)]
    left_out = [_more(length - len(cells), "row"), _more(len(columns) - len(shown), "column")]
    return Grid(title, shown, cells, ", ".join(filter(None, left_out)))


def fields_of(item: object) -> list[tuple[str, object]]:
    """The id and the attributes of an item; relationships are left alone, which may not be there."""
    if isinstance(item, Resource):
        names = ("resource_type", "id") if type(item) is Resource else ("id",)
        return [*((name, getattr(item, name)) for name in (*names, *item.__fields__)), *item.extra.items()]
    if isinstance(item, ResourceIdentifier):
        return [("type", item.type), ("id", item.id)]
    return list(given_fields(item)) if isinstance(item, NestedObject) else [("value", item)]


def names_of(rows: Iterable[Mapping[str, object]]) -> list[str]:
    """The columns of all rows, in the order in which they come."""
    return list(dict.fromkeys(name for row in rows for name in row))


def to_html(grid: Grid) -> str:
    """For a notebook; every text is escaped."""
    from html import escape

    def line(tag: str, cells: Iterable[str]) -> str:
        return "<tr>" + "".join(f'<{tag} style="text-align: left">{escape(cell)}</{tag}>' for cell in cells) + "</tr>"

    body = "".join(line("td", row) for row in grid.rows)
    note = f"<p><small>{escape(grid.note)}</small></p>" if grid.note else ""
    head = f"<caption>{escape(grid.title)}</caption><thead>{line('th', grid.columns)}</thead>"
    return f"<table>{head}<tbody>{body}</tbody></table>{note}"


def to_rich(grid: Grid) -> Table:
    """For rich; no text is markup."""
    from rich.table import Table
    from rich.text import Text

    made = Table(title=Text(grid.title), caption=Text(grid.note) if grid.note else None, title_justify="left")
    for name in grid.columns:
        made.add_column(Text(name), overflow="fold")
    for row in grid.rows:
        made.add_row(*map(Text, row))
    return made


def _more(count: int, what: str) -> str:
    return f"… {count} more {what}{'s' if count > 1 else ''}" if count > 0 else ""
