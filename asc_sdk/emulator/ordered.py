"""A type's resources in the order of one attribute, kept up to date: a sorted list is there when it is asked for."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Collection
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .store import Record

    Key = tuple[Any, ...]

_DIGITS = re.compile(r"(\d+)")
_LAST = "\U0010ffff"


def sort_key(name: str, value: Any) -> Key:
    """What a value is sorted by: numbers before texts, versions by their numbers (1.10 comes after 1.9)."""
    if isinstance(value, (int, float)):
        return (0, value)
    text = "" if value is None else str(value)
    if "version" in name.lower():
        return (1, [(int(part), "") if part.isdigit() else (0, part) for part in _DIGITS.split(text)])
    return (1, text)


class Ordered:
    """The resources of a type by one attribute; nulls are apart, they are last either way."""

    def __init__(self, name: str, records: Iterable[Record]) -> None:
        self._name = name
        self._values = sorted(self._entry(record) for record in records if record.attributes.get(name) is not None)
        self._nulls = {record: None for record in records if record.attributes.get(name) is None}

    def put(self, record: Record) -> None:
        """Take a resource in, by the value that it has now."""
        if record.attributes.get(self._name) is None:
            self._nulls[record] = None
        else:
            insort(self._values, self._entry(record))

    def drop(self, record: Record) -> None:
        """Take a resource out, before its value changes."""
        if record.attributes.get(self._name) is None:
            self._nulls.pop(record, None)
        else:
            del self._values[bisect_left(self._values, self._entry(record))]

    def view(self, *, descending: bool) -> Collection[Record]:
        """All of them in their order; looked at, not copied."""
        return _View(self, descending=descending)

    def starting(self, prefix: str) -> list[Record]:
        """Those whose text begins so."""
        low, high = ((1, text) for text in (prefix, prefix + _LAST))
        return [
            entry[2] for entry in self._values[bisect_left(self._values, (low,)) : bisect_left(self._values, (high,))]
        ]

    def walk(self, *, descending: bool) -> Iterator[Record]:
        values = reversed(self._values) if descending else iter(self._values)
        return chain((entry[2] for entry in values), self._nulls)

    def __len__(self) -> int:
        return len(self._values) + len(self._nulls)

    def _entry(self, record: Record) -> tuple[Key, int, Record]:
        # The number settles ties: two resources are never compared.
        return sort_key(self._name, record.attributes.get(self._name)), record.number, record


class _View(Collection["Record"]):
    def __init__(self, ordered: Ordered, *, descending: bool) -> None:
        self._ordered = ordered
        self._descending = descending

    def __len__(self) -> int:
        return len(self._ordered)

    def __iter__(self) -> Iterator[Record]:
        return self._ordered.walk(descending=self._descending)

    def __contains__(self, record: object) -> bool:
        return any(one is record for one in self)
