"""Keyword arguments → the query string: one parameter a name, commas between values, `%2C` inside one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import cast
from urllib.parse import quote

from .._unset import UNSET
from .encode import checked_number, checked_text, write_date_time


def encode_query(pairs: Iterable[tuple[str, object]]) -> str:
    """The query string of pairs of Apple's name and a value; values are None (left out), single, or several.

    Args:
        pairs: Such as `("filter[bundleId]", ["com.example.a", "com.example.b"])`.

    Raises:
        ValueError: for an empty list, a None in a list, or a parameter named twice.
        TypeError: for a value that no parameter can have.
    """
    seen: set[str] = set()
    written: list[str] = []
    for name, value in pairs:
        if value is None:
            continue
        if name in seen:
            raise ValueError(f"the parameter {name} is given twice; give its values as one list")
        seen.add(name)
        values = one_or_many(name, value)
        written.append(f"{quote(name, safe='[].')}={','.join(write_value(name, item) for item in values)}")
    return "&".join(written)


def one_or_many(name: str, value: object) -> list[object]:
    """The values of an argument that takes one or any iterable of them; a string is one value.

    Raises:
        ValueError: where there is no value, since Apple reads an empty filter as no filter, or one of them is None.
    """
    if _is_one(value):
        return [bare(name, value)]
    values = [bare(name, item) for item in cast("Iterable[object]", value)]
    if not values:
        raise ValueError(f"{name} is empty: leave it out to ask without it, or give at least one value")
    if any(item is None for item in values):
        raise ValueError(f"{name} has a None among its values: {values!r}")
    # A set has no order of its own: two equal requests should look the same.
    return sorted(values, key=str) if isinstance(value, (set, frozenset)) else values


def _is_one(value: object) -> bool:
    return isinstance(value, (str, bytes, bytearray, memoryview, Mapping)) or not isinstance(value, Iterable)


def bare(name: str, value: object) -> object:
    """A value itself, or the one that a member of the caller's own enumeration stands for.

    Raises:
        TypeError: for UNSET, which is no value.
    """
    if value is UNSET:
        raise TypeError(f"{name} has UNSET among its values: leave it out")
    return cast("object", value.value) if isinstance(value, Enum) else value


def write_value(name: str, value: object) -> str:
    """One value, escaped.

    Raises:
        TypeError: where it is no string, number, boolean, date or datetime.
    """
    return quote(checked_text(name, _text(name, value)), safe="-._~")


def write_segment(name: str, value: object) -> str:
    """An id as one path segment, escaped.

    Raises:
        TypeError: where it is no string.
        ValueError: where it is empty, `.` or `..`, which would lead to another path.
    """
    if not isinstance(value, str):
        found = f"the {type(value).__name__} itself: pass its id" if hasattr(value, "id") else repr(value)
        raise TypeError(f"{name} must be a string, not {found}")
    if not value.strip() or value in (".", ".."):
        raise ValueError(f"{name} must be the id of a resource, not {value!r}")
    return quote(checked_text(name, value), safe="-._~")


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        if not value:
            raise ValueError(f"{name} has an empty value: leave it out to ask without it")
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(checked_number(name, value))
    if isinstance(value, datetime):
        return write_date_time(name, value)
    if isinstance(value, date):
        return value.isoformat()
    hint = "pass its id" if hasattr(value, "id") else "it takes a string, a number, a boolean or a date"
    raise TypeError(f"{name} cannot be {value!r}: {hint}")
