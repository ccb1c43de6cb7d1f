"""What commands print: JSON as Apple sent it, or a table or CSV with a column a field."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any, cast

from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

FORMATS = ("json", "table", "csv")

Row = dict[str, Any]


def write(found: object, form: str, out: TextIO) -> None:
    """Prints what a method gave.

    Args:
        found: a resource, an identifier, a list of them, a typed object, or plain JSON.
        form: one of `FORMATS`.
        out: where to.

    Raises:
        ConfigurationError: a table needs rich, and it is not installed.
    """
    if form == "json":
        print(json.dumps(_plain(found), indent=2, ensure_ascii=False, default=str), file=out)
        return
    items = cast("Sequence[object]", found) if isinstance(found, list) else [found]
    rows = [_row(item) for item in items]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_cell(row.get(name)) for name in columns] for row in rows]
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(cells)
    else:
        _table(columns, cells, out)


def _plain(item: Any) -> Any:
    if isinstance(item, list):
        return [_plain(one) for one in cast("Iterable[object]", item)]
    return item.to_dict() if hasattr(item, "to_dict") else item


def _row(item: object) -> Row:
    """The id and the attributes in one row; of a relationship, the ids that came."""
    whole = _plain(item)
    if not isinstance(whole, dict):
        return {"value": whole}
    members = cast("Row", whole)
    if "type" not in members or "id" not in members:
        return members
    row: Row = {"id": members["id"], **(members.get("attributes") or {})}
    links: Row = members.get("relationships") or {}
    for name, link in links.items():
        data = cast("Row", link).get("data") if isinstance(link, dict) else None
        if data:
            linked = cast("list[Row]", data if isinstance(data, list) else [data])
            row[name] = " ".join(str(one.get("id")) for one in linked)
    # What tells nothing in a list of one type, and all where there is nothing else.
    return row if len(row) > 1 else {"type": members["type"], "id": members["id"]}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _table(columns: list[str], rows: list[list[str]], out: TextIO) -> None:
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        raise ConfigurationError(
            "a table needs rich: pip install 'asc_sdk[cli]'; json and csv do without (-o json)"
        ) from None
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(Text(name))
    for row in rows:
        table.add_row(*(Text(cell, overflow="ellipsis", no_wrap=True) for cell in row))
    # A file or a pipe has no width to fit into: nothing is cut.
    width = None if out.isatty() else max(sum(len(cell) + 2 for cell in row) for row in [columns, *rows]) * 4
    Console(file=out, width=width, soft_wrap=not out.isatty()).print(table)


def write_report(report: Any, path: str | None, out: TextIO) -> None:
    """Prints a report's text, or saves Apple's bytes under a path."""
    if path is not None:
        report.save(path)
        print(f"saved: {path}", file=sys.stderr)
        return
    out.write(report.text())
