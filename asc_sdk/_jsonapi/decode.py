"""Wire values → fields: what the generated readers call; a value that its rule cannot read stays as it came."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .nested import NestedObject

# A date alone; fractions of any length, an offset with or without colon, a space for the T.
_ODD_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?"
    r"\s*(?:(Z|UTC|GMT|Etc/GMT|Etc/UTC)|([+-])(\d\d):?(\d\d))?)?",
    re.IGNORECASE | re.ASCII,
)

_parse = datetime.fromisoformat

_N = TypeVar("_N", bound="NestedObject")


def read_date_time(value: Any) -> Any:
    """An aware datetime; without a zone it is read as UTC, a date alone as its midnight."""
    try:
        # Python takes much for a date-time that is none, such as "20260301" or "2026-W09": only with a T it may judge.
        if value[10] == "T" and value[7] == "-":
            moment = _parse(value)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (TypeError, ValueError, LookupError):
        pass
    return _read_odd_time(value)


def read_date(value: Any) -> Any:
    """A date."""
    try:
        # "2026-W09-1" is a date to Python, too.
        return date.fromisoformat(value) if len(value) == 10 and value[7] == "-" else value
    except (TypeError, ValueError, LookupError):
        return value


def read_nested(kind: type[_N], value: Any) -> Any:
    """An object of its own class."""
    return kind.from_dict(value) if isinstance(value, dict) else value  # pyright: ignore[reportUnknownArgumentType] - JSON


def read_list(read: type[NestedObject] | Callable[[Any], Any], value: Any) -> Any:
    """A list, each member by its rule; `read` is a reader of this module or a nested class."""
    if not isinstance(value, list):
        return value
    items = cast("Sequence[Any]", value)
    if isinstance(read, type):
        make = cast("type[NestedObject]", read).from_dict
        return [make(item) if isinstance(item, dict) else item for item in items]  # pyright: ignore[reportUnknownArgumentType] - JSON
    return [None if item is None else read(item) for item in items]


def _read_odd_time(value: Any) -> Any:
    match = _ODD_TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    day, clock, fraction, _, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) if sign else timedelta()
    micros = f".{(fraction + '000000')[:6]}" if fraction else ""
    try:
        moment = datetime.fromisoformat(f"{day}T{clock or '00:00'}{micros}")
        return moment.replace(tzinfo=timezone(-offset if sign == "-" else offset) if sign else UTC)
    except ValueError:
        return value
