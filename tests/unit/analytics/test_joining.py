"""One table of many files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk import Report, UnexpectedResponseError
from asc_sdk.analytics.joining import join


def joined(folder: Path, *files: bytes) -> Report:
    paths: list[str] = []
    for number, content in enumerate(files):
        path = folder / str(number)
        path.write_bytes(content)
        paths.append(str(path))
    return Report(join(paths))


def test_headers_come_once_and_rows_in_order(tmp_path: Path) -> None:
    report = joined(
        tmp_path, b"A\tB\n1\t2\n", gzip.compress(b"\xef\xbb\xbfA\tB\r\n3\t4"), b"", b"A\tB\n", b"A\tB\n5\t6\n"
    )
    assert [tuple(row.values()) for row in report.rows()] == [("1", "2"), ("3", "4"), ("5", "6")]


def test_columns_that_came_later_are_empty_before(tmp_path: Path) -> None:
    report = joined(tmp_path, b"A\tB\n1\t2\n", b"B\tC\tA\n4\t5\t3\n")
    assert report.columns == ["A", "B", "C"]
    assert [tuple(row.values()) for row in report.rows()] == [("1", "2", ""), ("3", "4", "5")]


def test_commas_and_tabs_come_together(tmp_path: Path) -> None:
    report = joined(tmp_path, b'A,B\n"1,0",2\n', b"B\tA\n4\t3,0\n")
    assert [tuple(row.values()) for row in report.rows()] == [("1,0", "2"), ("3,0", "4")]


@pytest.mark.parametrize(
    "content", [b"A\tA\n1\t2\n", gzip.compress(b"A\tB\n1\t2\n" * 99, mtime=0)[:-8], b"B\tA\tC\n1\t2\n"]
)
def test_what_is_no_table_is_an_error(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnexpectedResponseError):
        joined(tmp_path, b"A\tB\n1\t2\n", content)


@given(st.lists(st.lists(st.integers(0, 999), max_size=9), max_size=6), st.booleans())
def test_any_split_of_the_rows_gives_the_same_table(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[int]], packed: bool
) -> None:
    files = [("N\tM\n" + "".join(f"{n}\t{n + 1}\n" for n in part)).encode() for part in parts]
    report = joined(tmp_path_factory.mktemp("parts"), *(gzip.compress(file) if packed else file for file in files))
    assert [row["N"] for row in report.rows()] == [str(n) for part in parts for n in part]
