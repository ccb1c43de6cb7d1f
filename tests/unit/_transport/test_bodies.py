"""Bodies in memory and on disk, and gzip of any number of members."""

from __future__ import annotations

import gc
import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._transport.bodies import BrokenBodyError, Gunzip, Sink
from asc_sdk._transport.messages import Fault, Request

GET = Request("GET", "/v1/x")
FILE = Request("GET", "/v1/x", stream=True)


def unzip(data: bytes, size: int = 7) -> bytes:
    reader = Gunzip()
    read = b"".join(reader.feed(data[start : start + size]) for start in range(0, len(data), size))
    reader.finish()
    return read


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5), st.integers(min_value=1, max_value=50))
def test_any_number_of_members_in_any_chunks(parts: list[bytes], size: int) -> None:
    assert unzip(b"".join(gzip.compress(part) for part in parts), size) == b"".join(parts)


def test_padding_is_allowed() -> None:
    assert unzip(gzip.compress(b"a") + b"\0" * 16 + gzip.compress(b"b") + b"\0" * 16) == b"ab"


def test_what_is_no_gzip_is_left_as_it_is() -> None:
    assert unzip(b'{"data":[]}') == b'{"data":[]}'
    assert unzip(b"") == b""


@pytest.mark.parametrize("cut", [1, 5, 9])
def test_a_gzip_that_ends_too_early_is_broken(cut: int) -> None:
    with pytest.raises(BrokenBodyError, match="too early"):
        unzip(gzip.compress(b"rows" * 50)[:-cut])


def test_a_damaged_gzip_is_broken() -> None:
    data = bytearray(gzip.compress(b"rows" * 50))
    data[-6] ^= 0xFF  # its checksum
    with pytest.raises(BrokenBodyError, match="damaged") as caught:
        unzip(bytes(data))
    assert not isinstance(caught.value.__cause__, zlib.error)
    with pytest.raises(BrokenBodyError, match="damaged"):
        unzip(gzip.compress(b"x") + b"garbage behind it")


def test_a_body_is_collected() -> None:
    sink = Sink(GET, 200, {"a": "b"}, decode=False)
    sink.write(b"one ")
    sink.write(b"two")
    answer = sink.answer()
    assert (answer.status, answer.body, answer.file, answer.headers) == (200, b"one two", None, {"a": "b"})


def test_an_errors_body_is_no_file() -> None:
    sink = Sink(FILE, 404, {}, decode=False)
    sink.write(b"{}")
    assert sink.answer().body == b"{}"


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_a_file_can_be_sought_and_closes_itself(size: int) -> None:
    sink = Sink(FILE, 200, {}, decode=False)
    sink.write(b"x" * size)
    sink.write(b"end")
    file = sink.answer().file
    assert file is not None
    assert file.tell() == 0
    assert file.seek(0, 2) == size + 3
    assert file.seek(size) == size
    assert file.read() == b"end"
    assert file.seekable()
    del file, sink
    gc.collect()  # an unclosed file would warn here


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_a_cut_file_is_thrown_away(size: int) -> None:
    sink = Sink(FILE, 200, {}, decode=False)
    sink.write(b"x" * size)
    fault = Fault("broke")
    answer = sink.cut(fault)
    assert (answer.cut, answer.file, answer.body) == (fault, None, b"")
    sink.close()


def test_a_cut_body_keeps_what_came() -> None:
    sink = Sink(GET, 409, {}, decode=True)
    sink.write(gzip.compress(b'{"errors":')[:-3])
    assert sink.cut(Fault("broke")).status == 409
