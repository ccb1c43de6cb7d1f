"""Values → JSON, each kind by its coder; errors name the argument."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, cast

from .._unset import UNSET
from .nested import NestedObject, given_fields
from .show import show_value

ClassLoader = Callable[[str], type[Any]]


class Coder:
    """Writes one kind of value; the base writes plain values as they are.

    Args:
        wire: Apple's name of the attribute.
    """

    __slots__ = ("wire",)

    def __init__(self, wire: str) -> None:
        self.wire = wire

    def write(self, name: str, value: Any, load: ClassLoader) -> Any:
        """The value as JSON has it; `name` is the argument's, for errors."""
        return write_plain(name, value)


class DateTime(Coder):
    """Writes an aware datetime with at most milliseconds; a string goes out as it is."""

    __slots__ = ()

    def write(self, name: str, value: Any, load: ClassLoader) -> Any:
        if isinstance(value, datetime):
            return write_date_time(name, value)
        if isinstance(value, date):
            raise TypeError(f"{name} takes a datetime with a zone, not the date {value}")
        return write_plain(name, value)


class Date(Coder):
    """Writes a date; a string goes out as it is."""

    __slots__ = ()

    def write(self, name: str, value: Any, load: ClassLoader) -> Any:
        if isinstance(value, datetime):
            raise TypeError(f"{name} takes a date, not a datetime: pass {name}=….date()")
        return value.isoformat() if isinstance(value, date) else write_plain(name, value)


class Nested(Coder):
    """Writes a nested object, given as its class or as a mapping in Apple's names."""

    __slots__ = ("class_name",)

    def __init__(self, wire: str, class_name: str) -> None:
        super().__init__(wire)
        self.class_name = class_name

    def write(self, name: str, value: Any, load: ClassLoader) -> Any:
        kind = load(self.class_name)
        if isinstance(value, NestedObject):
            if not isinstance(value, kind):
                raise TypeError(f"{name} takes a {kind.__name__}, not a {type(value).__name__}")
            return write_nested(name, value, load)
        if not isinstance(value, Mapping):
            raise TypeError(f"{name} takes a {kind.__name__} or a mapping, not {show_value(name, value)}")
        return _write_mapping(name, cast("Mapping[str, Any]", value), kind, load)


class Array(Coder):
    """Writes a list, given as any iterable; a bare string is no list of letters."""

    __slots__ = ("item",)

    def __init__(self, wire: str, item: Coder | None = None) -> None:
        super().__init__(wire)
        self.item = item

    def write(self, name: str, value: Any, load: ClassLoader) -> Any:
        if isinstance(value, (str, bytes, bytearray, memoryview, Mapping)) or not isinstance(value, Iterable):
            raise TypeError(f"{name} takes a list, not {show_value(name, cast('object', value))}")
        items = cast("Iterable[object]", value)
        values: list[Any] = sorted(items, key=str) if isinstance(value, (set, frozenset)) else list(items)
        item = self.item or Coder(self.wire)
        return [_write_item(f"{name}[{index}]", each, item, load) for index, each in enumerate(values)]


def _write_item(name: str, value: Any, coder: Coder, load: ClassLoader) -> Any:
    if value is None:
        raise TypeError(f"{name} is None: Apple's lists hold no null")
    return coder.write(name, value, load)


def write_plain(name: str, value: Any) -> Any:
    """A string, number, boolean, or a structure of them.

    Raises:
        TypeError: where JSON has no such value.
        ValueError: for a number or a string that JSON cannot hold.
    """
    if isinstance(value, Enum) and value is not UNSET:
        return write_plain(name, value.value)
    if isinstance(value, str):
        return checked_text(name, value)
    if value is None or isinstance(value, (bool, int, float)):
        return checked_number(name, value)
    if isinstance(value, datetime):
        return write_date_time(name, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Mapping, list, tuple)):
        try:
            return _write_structure(name, cast("Mapping[object, Any] | Sequence[Any]", value))
        except RecursionError:
            pass
        raise ValueError(f"{name.partition('.')[0].partition('[')[0]} holds itself, or is nested too deeply")
    raise TypeError(f"{name} cannot be {show_value(name, value)}, a {type(value).__name__}")


def _write_structure(name: str, value: Mapping[object, Any] | Sequence[Any]) -> Any:
    if not isinstance(value, Mapping):
        return [write_plain(f"{name}[{index}]", item) for index, item in enumerate(value)]
    for key in value:
        if not isinstance(key, str):
            raise TypeError(f"{name} has the key {key!r}: JSON's keys are strings")
    return {key: write_plain(f"{name}.{key}", item) for key, item in value.items()}


def checked_number(name: str, value: Any) -> Any:
    """The value, unless it is a number that JSON and URLs do not have.

    Raises:
        ValueError: for NaN and infinity.
    """
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} must be a number that JSON has, not {value!r}")
    return value


def checked_text(name: str, value: str) -> str:
    """The text, unless UTF-8 cannot hold it.

    Raises:
        ValueError: for half of a surrogate pair.
    """
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError(f"{name} holds half a character, a lone surrogate") from None
    return value


def write_date_time(name: str, value: datetime) -> str:
    """An aware datetime with at most milliseconds, which is what Apple reads.

    Raises:
        ValueError: where it has no zone.
    """
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(f"{name} has no time zone: {value!r}; pass tzinfo=, such as datetime.timezone.utc")
    if offset.seconds % 60 or offset.microseconds:
        value = value.astimezone(UTC)  # the local time of 1890 or so: no format of Apple's has seconds in its offset
    text = value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def write_nested(name: str, value: NestedObject, load: ClassLoader) -> dict[str, Any]:
    """A nested object; a field that was left out is left out, None is null."""
    written: dict[str, Any] = dict(value.extra)
    for field, item in given_fields(value):
        coder, wire = value.__coders__.get(field), value.__fields__[field]
        written[wire] = _write_member(f"{name}.{field}", item, coder, load)
    return written


def _write_mapping(name: str, value: Mapping[Any, Any], kind: type[NestedObject], load: ClassLoader) -> dict[str, Any]:
    by_wire = {wire: field for field, wire in kind.__fields__.items()}
    written: dict[str, Any] = {}
    for key, item in value.items():
        if key not in by_wire:
            raise ValueError(f"{name} has no member {key!r}: it takes {', '.join(sorted(by_wire))}")
        if item is not UNSET:
            written[key] = _write_member(f"{name}.{key}", item, kind.__coders__.get(by_wire[key]), load)
    return written


def _write_member(name: str, value: Any, coder: Coder | None, load: ClassLoader) -> Any:
    if value is None or coder is None:
        return write_plain(name, value)
    return coder.write(name, value, load)
