"""Text and records: what ends a line, what quotes, what is UTF-8."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.errors import UnexpectedResponseError
from asc_sdk.reports.text import COMMA, TAB, blocks, comma_records, delimiter_of, lines, records, tab_records, texts

from .files import pieces


@given(text=st.text("ab\t\n\r\u2028é", max_size=60), size=st.integers(1, 20))
def test_blocks_are_whole_lines_and_lose_nothing(text: str, size: int) -> None:
    data = text.encode()
    found = list(blocks(pieces(data, size)))
    assert b"".join(found) == data
    assert all(block.endswith(b"\n") for block in found[:-1])
    larger = list(blocks(pieces(data, size), least=15))
    assert b"".join(larger) == data
    assert all(block.endswith(b"\n") and len(block) >= 15 - size for block in larger[:-1])
    assert "".join(texts(pieces(data, size))) == text


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_a_byte_order_mark_is_dropped_at_the_start_only(size: int) -> None:
    data = "\ufeffA\tB\n\ufeff1\t2\n".encode()
    assert "".join(texts(pieces(data, size))) == "A\tB\n\ufeff1\t2\n"
    assert "".join(texts(pieces("\ufeff".encode(), size))) == ""


@pytest.mark.parametrize(
    ("data", "place"), [(b"A\tB\n1\t\xff\n", 6), (b"A\n" * 50 + b"\xc3\n", 100), (b"A\n\xe2\x82", 2)]
)
def test_what_is_not_utf8_is_an_error_with_its_place(data: bytes, place: int) -> None:
    with pytest.raises(UnexpectedResponseError, match=f"not UTF-8 text: byte 0x.. at {place} "):
        list(texts(pieces(data, 10)))


def test_only_line_feeds_end_a_line() -> None:
    assert lines("a\x0bb\x85c\u2028d\r\ne\rf\n") == ["a\x0bb\x85c\u2028d", "e\rf"]
    assert lines("") == []
    assert lines("\n\n") == ["", ""]
    assert lines("a") == ["a"]
    assert lines("a\r") == ["a"]


def test_tabs_know_no_quotes() -> None:
    assert list(tab_records(['A\t"B\n', '"1\t2""\n\n', "'3\t\n"])) == [["A", '"B'], ['"1', '2""'], ["'3", ""]]


def test_commas_follow_rfc_4180() -> None:
    text = 'a,b\r\n"x, 1","say ""hi"""\r\n\r\n"two\r\nlines",\n'
    assert list(comma_records([text])) == [["a", "b"], ["x, 1", 'say "hi"'], ["two\r\nlines", ""]]
    assert list(comma_records(['a,"b\n', 'c"\n'])) == [["a", "b\nc"]]
    assert list(comma_records(["a,b\r1,2\r"])) == [["a", "b"], ["1", "2"]]


@given(
    rows=st.lists(st.lists(st.text('ab,"\n\r é'), min_size=2, max_size=3), max_size=5),
    end=st.sampled_from(["\n", "\r\n"]),
    size=st.integers(1, 30),
)
def test_what_is_written_as_csv_is_read_again(rows: list[list[str]], end: str, size: int) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + end for row in rows)
    assert list(comma_records(texts(pieces(text.encode(), size)))) == rows


@pytest.mark.parametrize("text", ['a,b\n"x,1\n', 'a,b\n"x"y,1\n'])
def test_broken_quoting_is_an_error(text: str) -> None:
    with pytest.raises(UnexpectedResponseError, match="line 2 is not CSV"):
        list(comma_records([text]))


@pytest.mark.parametrize(
    ("line", "media_type", "delimiter"),
    [
        ("A\tB", None, TAB),
        ("A\tB", "application/a-gzip", TAB),
        ("A\tB", "text/csv", TAB),  # the document says CSV of analytics segments, whose files are tab-separated
        ("A, x\tB", None, TAB),
        ("A, x\tB", "text/csv", COMMA),
        ("A,B", None, COMMA),
        ("A,B", "text/csv; charset=utf-8", COMMA),
        ("A,B", "text/tab-separated-values", TAB),
        ("A", None, TAB),
        ("A", "TEXT/CSV", COMMA),
        ('"A"', None, COMMA),
        ("", None, TAB),
    ],
)
def test_the_delimiter(line: str, media_type: str | None, delimiter: str) -> None:
    assert delimiter_of(line, media_type) == delimiter


def test_records_go_by_the_delimiter() -> None:
    assert list(records(['"a"\tb\n'], TAB)) == [['"a"', "b"]]
    assert list(records(['"a",b\n'], COMMA)) == [["a", "b"]]
