"""Values → JSON, each kind by its coder; errors name the argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from .nested import NestedObject, given_fields

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
            raise TypeError(f"{name} takes a {kind.__name__} or a mapping, not {value!r}")
        return _write_mapping(name, cast("Mapping[str, Any]", value), kind, load)


class Array(Coder):
    """Writes a list, given as any iterable; a bare string is no list of letters."""

    __slots__ = ("item",)

    def __init__(self, wire: str, item: Coder | None = None) -> None:
        super().__init__(wire)
        self.item = item

    def write(self, name: str, value: Any, load: ClassLoader) -> Any:
        if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
            raise TypeError(f"{name} takes a list, not {value!r}")
        items = cast("Iterable[object]", value)
        values: list[Any] = sorted(items, key=str) if isinstance(value, (set, frozenset)) else list(items)
        item = self.item or Coder(self.wire)
        return [item.write(f"{name}[{index}]", each, load) for index, each in enumerate(values)]


def write_plain(name: str, value: Any) -> Any:
    """A string, number, boolean, or a structure of them.

    Raises:
        TypeError: where JSON has no such value.
    """
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, datetime):
        return write_date_time(name, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return {str(key): write_plain(f"{name}.{key}", item) for key, item in members.items()}
    if isinstance(value, (list, tuple)):
        items = cast("Sequence[Any]", value)
        return [write_plain(f"{name}[{index}]", item) for index, item in enumerate(items)]
    raise TypeError(f"{name} cannot be {value!r}, a {type(value).__name__}")


def write_date_time(name: str, value: datetime) -> str:
    """An aware datetime with at most milliseconds, which is what Apple reads.

    Raises:
        ValueError: where it has no zone.
    """
    if value.tzinfo is None or value.utcoffset() is None:
        raise ValueError(f"{name} has no time zone: {value!r}; pass tzinfo=, such as datetime.timezone.utc")
    text = value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def write_nested(name: str, value: NestedObject, load: ClassLoader) -> dict[str, Any]:
    """A nested object; a field that was left out is left out, None is null."""
    written: dict[str, Any] = dict(value.extra)
    for field, item in given_fields(value):
        coder = value.__coders__.get(field)
        wire = value.__fields__[field]
        where = f"{name}.{field}"
        written[wire] = None if item is None else coder.write(where, item, load) if coder else write_plain(where, item)
    return written


def _write_mapping(name: str, value: Mapping[Any, Any], kind: type[NestedObject], load: ClassLoader) -> dict[str, Any]:
    by_wire = {wire: field for field, wire in kind.__fields__.items()}
    written: dict[str, Any] = {}
    for key, item in value.items():
        if key not in by_wire:
            raise ValueError(f"{name} has no member {key!r}: it takes {', '.join(sorted(by_wire))}")
        coder = kind.__coders__.get(by_wire[key])
        where = f"{name}.{key}"
        written[key] = None if item is None else coder.write(where, item, load) if coder else write_plain(where, item)
    return written
