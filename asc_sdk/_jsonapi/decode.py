"""Wire values → fields: what the generated readers call; a value that its rule cannot read stays as it came."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .nested import NestedObject

# Fractions of any length, an offset with or without colon, a space for the T.
_ODD_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))?\s*(?:(Z|UTC|GMT|Etc/GMT|Etc/UTC)|([+-])(\d\d):?(\d\d))?",
    re.IGNORECASE,
)

_N = TypeVar("_N", bound="NestedObject")


def read_date_time(value: Any) -> Any:
    """An aware datetime; without a zone it is read as UTC, a date alone as its midnight."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return _read_odd_time(value)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def read_date(value: Any) -> Any:
    """A date."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else value
    except (TypeError, ValueError):
        return value


def read_nested(kind: type[_N], value: Any) -> Any:
    """An object of its own class."""
    return kind.from_dict(cast("dict[str, Any]", value)) if isinstance(value, dict) else value


def read_list(read: Any, value: Any) -> Any:
    """A list, each member by its rule; `read` is a reader of this module or a nested class."""
    if not isinstance(value, list):
        return value
    items = cast("Sequence[Any]", value)
    if isinstance(read, type):
        kind = cast("type[NestedObject]", read)
        return [read_nested(kind, item) for item in items]
    return [None if item is None else read(item) for item in items]


def _read_odd_time(value: Any) -> Any:
    match = _ODD_TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    day, clock, fraction, _, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) if sign else timedelta()
    micros = f".{(fraction + '000000')[:6]}" if fraction else ""
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{micros}")
        return moment.replace(tzinfo=timezone(-offset if sign == "-" else offset) if sign else UTC)
    except ValueError:
        return value
