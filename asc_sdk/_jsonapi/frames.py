"""DataFrames of resources: a row each, the id and the attributes as columns, with types where all values have one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from .._extras import import_pandas, import_polars
from .nested import NestedObject
from .views import fields_of, names_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    import pandas
    import polars


def to_pandas(items: Iterable[object]) -> pandas.DataFrame:
    """Moments are in UTC; strings, numbers and booleans have pandas' nullable types; nested objects are dicts."""
    pd = import_pandas()
    series: dict[str, Any] = {}
    for name, values in _columns(items).items():
        made = pd.Series(values, dtype=object)
        series[name] = pd.to_datetime(made, utc=True) if _are(values, dt.datetime) else made.convert_dtypes()
    frame: pandas.DataFrame = pd.DataFrame(series)
    return frame


def to_polars(items: Iterable[object]) -> polars.DataFrame:
    """Moments are in UTC; nested objects are structs; what fits no type of polars' is kept as objects."""
    pl = import_polars()
    series: list[Any] = []
    for name, values in _columns(items).items():
        if _are(values, dt.datetime):
            moments = [value and value.astimezone(dt.UTC) for value in values]
            series.append(pl.Series(name, moments, dtype=pl.Datetime("us", "UTC")))
            continue
        try:
            series.append(pl.Series(name, values))
        except (TypeError, ValueError, pl.exceptions.PolarsError):
            series.append(pl.Series(name, values, dtype=pl.Object))
    frame: polars.DataFrame = pl.DataFrame(series)
    return frame


async def async_to_pandas(fetch: Callable[[], Awaitable[Iterable[object]]]) -> pandas.DataFrame:
    """The same of what is fetched; nothing is where pandas is missing."""
    import_pandas()
    return to_pandas(await fetch())


async def async_to_polars(fetch: Callable[[], Awaitable[Iterable[object]]]) -> polars.DataFrame:
    """The same of what is fetched; nothing is where polars is missing."""
    import_polars()
    return to_polars(await fetch())


def _columns(items: Iterable[object]) -> dict[str, list[Any]]:
    rows = [dict(fields_of(item)) for item in items]
    return {name: [_plain(row.get(name)) for row in rows] for name in names_of(rows)}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in cast("Iterable[object]", value)]
    return value.to_dict() if isinstance(value, NestedObject) else value


def _are(values: list[Any], kind: type) -> bool:
    given = [value for value in values if value is not None]
    return bool(given) and all(isinstance(value, kind) for value in given)
