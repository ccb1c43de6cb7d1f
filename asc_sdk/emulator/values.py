"""Judges the values of a request's attributes by the types that the document gives them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ..models._registry import OBJECTS
from .errors import attribute_type, invalid_attribute
from .json_types import is_list, is_object
from .parameters import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .errors import Problem

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float, str),  # Apple writes some numbers as strings, and takes them so
    "date": (str,),
    "date-time": (str,),
}


def judge(name: str, value: Any, type: str, pointer: str) -> Iterator[Problem]:
    """What is wrong with a value, all of it.

    Args:
        name: the attribute's, for the message.
        value: what was sent; not null.
        type: as the registry spells it.
        pointer: where it stands.
    """
    kind, _, rest = type.partition(":")
    if kind == "array":
        if is_list(value):
            for index, entry in enumerate(value):
                yield from judge(name, entry, rest, f"{pointer}/{index}")
        else:
            yield attribute_type(name, "ARRAY", pointer)
    elif kind == "map":
        if is_object(value):
            for key, entry in value.items():
                yield from judge(name, entry, rest, f"{pointer}/{key}")
        else:
            yield attribute_type(name, "OBJECT", pointer)
    elif kind == "object":
        yield from _judge_object(name, value, rest, pointer)
    elif kind == "literal":
        known = members(type) or ()
        if value not in known:
            listed = ", ".join(str(one) for one in known)
            yield invalid_attribute(
                f"'{value}' is not a valid value for the attribute '{name}'. Valid values: {listed}", pointer
            )
    elif kind != "any":
        yield from _judge_plain(name, value, kind, pointer)


def _judge_object(name: str, value: Any, object: str, pointer: str) -> Iterator[Problem]:
    if not is_object(value):
        yield attribute_type(name, "OBJECT", pointer)
        return
    known = OBJECTS.get(object)
    for key, entry in value.items():
        if known is not None and key not in known:
            yield invalid_attribute(f"'{key}' is not a property of the attribute '{name}'", f"{pointer}/{key}")
        elif known is not None and entry is not None:
            yield from judge(key, entry, known[key], f"{pointer}/{key}")


def _judge_plain(name: str, value: Any, kind: str, pointer: str) -> Iterator[Problem]:
    # To Python true is a number, to JSON it is not.
    if not isinstance(value, _PLAIN[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield attribute_type(name, kind.upper(), pointer)
    elif (kind == "date" and not _is_date(str(value))) or (kind == "date-time" and not _is_date_time(str(value))):
        yield invalid_attribute(f"'{value}' is not a valid {kind} for the attribute '{name}'", pointer)


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return _DATE.fullmatch(value) is not None


def _is_date_time(value: str) -> bool:
    """A date, a time and a zone."""
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
