"""The rows of a report: a sequence that streams from the file, so that a million of them need no memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, overload

from .amounts import decimal_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Value_co = TypeVar("Value_co", covariant=True)


class Rows(Sequence[dict[str, Value_co]]):
    """Rows as mappings from column name to cell, in the file's order.

    Iterating streams: one row is held at a time, any number of loops may run at once, and each begins at the first
    row. An index streams up to its row, and goes on from there when the next index is larger. `len()` is known.
    Rows compare equal to any sequence of equal mappings; `list(rows)` holds them all.
    """

    __slots__ = ("_amounts", "_columns", "_cursor", "_length", "_lock", "_open")

    def __init__(
        self, open_records: Callable[[], Iterator[list[str]]], columns: list[str], length: int, amounts: list[str]
    ) -> None:
        """Made by `Report.rows()`.

        Args:
            open_records: gives the cells of each row, from the first, at every call.
            columns: the names of the cells.
            length: the number of rows.
            amounts: the columns whose cells are read as decimals.
        """
        self._open = open_records
        self._columns = columns
        self._length = length
        self._amounts = amounts
        self._lock = Lock()
        self._cursor: tuple[int, Iterator[dict[str, Value_co]]] = (0, iter(()))

    def __iter__(self) -> Iterator[dict[str, Value_co]]:
        columns, amounts = self._columns, self._amounts
        read = decimal_reader() if amounts else None
        for cells in self._open():
            row: dict[str, Value_co] = dict(zip(columns, cells, strict=True))  # type: ignore[arg-type] # pyright: ignore[reportAssignmentType] - text unless decimals were asked for, which is what Value_co says
            if read is not None:
                for name in amounts:
                    row[name] = read(row[name])  # type: ignore[assignment,arg-type] # pyright: ignore[reportArgumentType] - the same
            yield row

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> dict[str, Value_co]: ...
    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Value_co]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value_co] | list[dict[str, Value_co]]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            if step > 0:
                return list(islice(self, start, stop, step))
            found = range(start, stop, step)
            return list(islice(self, found[-1], start + 1, -step))[::-1] if found else []
        place = index + self._length if index < 0 else index
        if not 0 <= place < self._length:
            raise IndexError(f"row {index}: the report has {self._length} rows")
        with self._lock:
            position, rows = self._cursor
            if not position or place < position:
                position, rows = 0, iter(self)
            row = next(islice(rows, place - position, None))
            self._cursor = (place + 1, rows)
        return row

    def __reversed__(self) -> Iterator[dict[str, Value_co]]:
        # By blocks: the inherited one would read the whole file again for every row.
        step = 10_000
        for stop in range(self._length, 0, -step):
            yield from reversed(self[max(0, stop - step) : stop])

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Sequence) or isinstance(other, (str, bytes)):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] - a sequence of anything

    __hash__ = None  # type: ignore[assignment] # pyright: ignore[reportAssignmentType] - compares like a list, so it hashes like one

    def __repr__(self) -> str:
        return f"<Rows: {self._length} of {len(self._columns)} columns>"
