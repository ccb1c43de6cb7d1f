"""Rows: a sequence that streams."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.reports import Report, Rows
from asc_sdk.reports.table import decimal_rows, text_rows

COLUMNS = ["Number", "Name"]


class Opened:
    """Records that count how often they are read from the start, and how far."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.opened = 0
        self.read = 0

    def __call__(self) -> Iterator[list[str]]:
        self.opened += 1
        for number in range(self.count):
            self.read += 1
            yield [str(number), "x"]


def rows_of(count: int) -> tuple[Rows[str], Opened]:
    opened = Opened(count)
    return Rows(opened, text_rows(COLUMNS), count), opened


def row(number: int) -> dict[str, str]:
    return {"Number": str(number), "Name": "x"}


def test_it_is_a_sequence() -> None:
    rows, _ = rows_of(3)
    assert isinstance(rows, Sequence)
    assert len(rows) == 3
    assert row(2) in rows
    assert rows.index(row(1)) == 1
    assert rows.count(row(9)) == 0
    assert list(reversed(rows)) == [row(2), row(1), row(0)]
    assert repr(rows) == "<Rows: 3>"


def test_each_loop_begins_at_the_first_row() -> None:
    rows, _ = rows_of(3)
    assert [a["Number"] + b["Number"] for a in rows for b in rows] == [f"{a}{b}" for a in range(3) for b in range(3)]


def test_rising_indexes_read_the_file_once() -> None:
    rows, opened = rows_of(100)
    assert [rows[place] for place in range(100)] == [row(place) for place in range(100)]
    assert (opened.opened, opened.read) == (1, 100)
    assert rows[-1] == row(99)
    assert rows[-100] == row(0)


def test_an_index_reads_no_further_than_its_row() -> None:
    rows, opened = rows_of(1000)
    assert rows[10] == row(10)
    assert opened.read == 11


@pytest.mark.parametrize("index", [3, -4, 100])
def test_an_index_beyond_the_rows(index: int) -> None:
    rows, _ = rows_of(3)
    with pytest.raises(IndexError, match=f"row {index}: the report has 3 rows"):
        rows[index]


@given(
    count=st.integers(0, 12),
    start=st.none() | st.integers(-15, 15),
    stop=st.none() | st.integers(-15, 15),
    step=st.none() | st.integers(-4, 4).filter(bool),
)
def test_slices_are_those_of_a_list(count: int, start: int | None, stop: int | None, step: int | None) -> None:
    rows, _ = rows_of(count)
    assert rows[start:stop:step] == [row(number) for number in range(count)][start:stop:step]


def test_equality_is_that_of_a_list() -> None:
    rows, _ = rows_of(2)
    other, _ = rows_of(2)
    longer, _ = rows_of(3)
    assert rows == rows
    assert rows == other
    assert rows == [row(0), row(1)]
    assert rows == (row(0), row(1))
    assert rows != longer
    assert rows != [row(0), row(2)]
    assert rows != "01"
    assert rows != 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(rows)


def test_decimals_leave_what_is_no_number() -> None:
    make = decimal_rows(["SKU", "Units"], ["Units"])
    assert make(["0012", "3"]) == {"SKU": "0012", "Units": Decimal(3)}
    assert make(["0012", ""]) == {"SKU": "0012", "Units": ""}


def test_memory_stays_flat() -> None:
    data = gzip.compress(
        b"Number\tName\n" + b"".join(b"%d\tan app of some name\n" % number for number in range(100_000))
    )
    report = Report.from_bytes(data)
    tracemalloc.start()
    try:
        count = sum(1 for _ in report.rows())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 100_000
    assert peak < 4_000_000  # the rows themselves would be 30 MB
