"""Makes a pandas DataFrame of a report's rows, every cell as it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .._extras import import_pandas
from .amounts import decimal_reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas

_REMEMBERED: Final = 50_000


def to_pandas(records: Iterable[list[str]], columns: list[str], amounts: list[str]) -> pandas.DataFrame:
    """The frame of all records; the columns named in `amounts` hold decimals.

    pandas' own reader is not used: it takes "NA" for a missing value and a lone carriage return for a new line, and
    shifts a row that is one cell too long.

    Raises:
        ImportError: pandas is not installed.
    """
    pd = import_pandas()
    cells: list[list[Any]] = [[] for _ in columns]
    # One object a value, not one a cell: reports repeat themselves, and this is most of the frame's memory.
    seen: list[dict[str, str]] = [{} for _ in columns]
    for record in records:
        for column, known, cell in zip(cells, seen, record, strict=True):
            column.append(known.setdefault(cell, cell))
            if len(known) > _REMEMBERED:
                known.clear()
    read = decimal_reader()
    series: dict[str, Any] = {}
    for name, column in zip(columns, cells, strict=True):
        if name in amounts:
            series[name] = pd.Series([read(cell) for cell in column], dtype=object)
        else:
            series[name] = pd.Series(column, dtype=str)
        column.clear()
    frame: pandas.DataFrame = pd.DataFrame(series, columns=columns)
    return frame
