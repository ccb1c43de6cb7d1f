"""The rows of a report: a sequence that streams from the file, so that a million of them need no memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast, overload

from .amounts import decimal_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

_BLOCK: Final = 50_000

Value = TypeVar("Value")


class Rows(Sequence[dict[str, Value]], Generic[Value]):
    """Rows as mappings from column name to cell, in the file's order.

    Iterating streams: one row is held at a time, any number of loops may run at once, and each begins at the first
    row. An index streams up to its row, and goes on from there when the next index is larger. `len()` is known.
    Rows equal any sequence of equal mappings; `list(rows)` holds them all.
    """

    __slots__ = ("_cursor", "_length", "_lock", "_make", "_open")

    def __init__(
        self,
        open_records: Callable[[], Iterator[list[str]]],
        make: Callable[[list[str]], dict[str, Value]],
        length: int,
    ) -> None:
        """Made by `Report.rows()`.

        Args:
            open_records: gives the cells of each row, from the first, at every call.
            make: makes a row of them.
            length: the number of rows.
        """
        self._open = open_records
        self._make = make
        self._length = length
        self._lock = Lock()
        self._cursor: tuple[int, Iterator[list[str]]] = (0, iter(()))

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return map(self._make, self._open())

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Value]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value] | list[dict[str, Value]]:
        if isinstance(index, slice):
            found = range(self._length)[index]
            return self._between(found) if found.step > 0 else self._between(found[::-1])[::-1]
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError(f"row {index}: the report has {self._length} rows")
        with self._lock:
            position, records = self._cursor
            if not position or place < position:
                position, records = 0, self._open()
            record = next(islice(records, place - position, None))
            self._cursor = (place + 1, records)
        return self._make(record)

    def _between(self, places: range) -> list[dict[str, Value]]:
        records = islice(self._open(), places.start, places.stop, places.step) if places else ()
        return [self._make(record) for record in records]

    def __reversed__(self) -> Iterator[dict[str, Value]]:
        # By blocks: the inherited one would read the file again for every row.
        for stop in range(self._length, 0, -_BLOCK):
            yield from reversed(self[max(0, stop - _BLOCK) : stop])

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Sequence) or isinstance(other, (str, bytes)):
            return NotImplemented
        rows = cast("Sequence[object]", other)
        return len(self) == len(rows) and all(mine == theirs for mine, theirs in zip(self, rows, strict=True))

    def __repr__(self) -> str:
        return f"<Rows: {self._length}>"


def text_rows(columns: list[str]) -> Callable[[list[str]], dict[str, str]]:
    """Makes rows of text."""
    # A copy that is filled has its final size from the start: a third faster than a dict that grows.
    empty = dict.fromkeys(columns, "")

    def make(cells: list[str]) -> dict[str, str]:
        row = empty.copy()
        row.update(zip(columns, cells, strict=True))
        return row

    return make


def decimal_rows(columns: list[str], amounts: list[str]) -> Callable[[list[str]], dict[str, str | Decimal]]:
    """Makes rows whose cells in the columns `amounts` are exact decimals, where they are numbers."""
    read = decimal_reader()
    places = [columns.index(name) for name in amounts]

    def make(cells: list[str]) -> dict[str, str | Decimal]:
        row: dict[str, str | Decimal] = dict(zip(columns, cells, strict=True))
        for place in places:
            row[columns[place]] = read(cells[place])
        return row

    return make
