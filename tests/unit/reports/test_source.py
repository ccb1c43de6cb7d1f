"""One file, many readers."""

from __future__ import annotations

import io

import pytest

from asc_sdk.reports.source import Source

from .files import ShortReads


def test_readers_do_not_disturb_each_other() -> None:
    source = Source(io.BytesIO(b"abcdefgh"))
    first, second = source.chunks(3), source.chunks(2)
    assert [next(first), next(second), next(first), next(second)] == [b"abc", b"ab", b"def", b"cd"]
    assert b"".join(source.chunks()) == b"abcdefgh"


def test_a_file_that_gives_less_than_asked() -> None:
    assert list(Source(ShortReads(b"abcde", 2)).chunks(4)) == [b"ab", b"cd", b"e"]


def test_closing() -> None:
    file = io.BytesIO(b"abcd")
    source = Source(file)
    reader = source.chunks(2)
    assert next(reader) == b"ab"
    source.close()
    source.close()
    assert source.closed
    with pytest.raises(ValueError, match="report is closed"):
        next(reader)


def test_the_file_goes_with_its_last_reader() -> None:
    file = io.BytesIO(b"abcd")
    reader = Source(file).chunks(2)
    assert next(reader) == b"ab"
    assert not file.closed
    del reader
    assert file.closed


def test_one_that_was_never_made_goes_quietly() -> None:
    with pytest.raises(TypeError):
        Source()  # pyright: ignore[reportCallIssue] - that is the mistake
