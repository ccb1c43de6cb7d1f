"""gzip as Apple sends it: every byte counts, however it is split."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.errors import UnexpectedResponseError
from asc_sdk.reports.gzip_members import LAYERS, PIECE, plain

from .files import chunk_iterator, members, pieces, same_content

CONTENT = b"SKU\tUnits\nA\t1\n"


def unpack(data: bytes, size: int = 7) -> bytes:
    return b"".join(plain(pieces(data, size)))


def test_the_header_in_one_member_and_the_rows_in_the_next() -> None:
    data = gzip.compress(b"SKU\tUnits\n") + gzip.compress(b"A\t1\n") + gzip.compress(b"")
    assert unpack(data) == CONTENT
    assert unpack(data + bytes(16)) == CONTENT


def test_padding_between_two_members_is_skipped() -> None:
    assert unpack(gzip.compress(b"SKU\tUnits\n") + bytes(5) + gzip.compress(b"A\t1\n")) == CONTENT


@pytest.mark.parametrize("data", [b"", CONTENT, b"S", b"\n", b"\0\0"])
def test_what_is_not_gzip_comes_through(data: bytes) -> None:
    assert unpack(data) == data


def test_wrapped_more_than_once() -> None:
    data = CONTENT
    for _ in range(LAYERS):
        data = gzip.compress(data)
        assert unpack(data) == CONTENT
    with pytest.raises(UnexpectedResponseError, match="more than 4 times"):
        unpack(gzip.compress(data))


@given(
    content=st.binary(max_size=300).filter(lambda found: not found.startswith(b"\x1f")),
    cuts=st.lists(st.integers(0, 300), max_size=5),
    outer=st.none() | st.lists(st.integers(0, 300), max_size=3),
    padding=st.integers(0, 20),
    sizes=st.lists(st.integers(0, 40), min_size=1, max_size=5),
)
def test_any_split_into_members_and_chunks_gives_the_same(
    content: bytes, cuts: list[int], outer: list[int] | None, padding: int, sizes: list[int]
) -> None:
    data = members(content, cuts, padding)
    if outer is not None:
        data = members(data, outer)
    assert b"".join(plain(chunk_iterator(data, sizes))) == content


@given(cut=st.integers(1, 1000), layers=st.integers(1, 2), size=st.integers(1, 50))
def test_a_member_cut_anywhere_is_an_error(cut: int, layers: int, size: int) -> None:
    data = CONTENT * 3
    for _ in range(layers):
        data = gzip.compress(data, mtime=0)
    with pytest.raises(UnexpectedResponseError, match="cut off"):
        unpack(data[: 1 + cut % (len(data) - 1)], size)


@given(place=st.integers(0, 1000), change=st.integers(1, 255), size=st.integers(1, 50))
def test_a_changed_byte_is_an_error_or_changes_nothing(place: int, change: int, size: int) -> None:
    data = bytearray(gzip.compress(CONTENT, mtime=0) + gzip.compress(b"B\t2\n", mtime=0))
    data[place % len(data)] ^= change
    try:
        found = unpack(bytes(data), size)
    except UnexpectedResponseError:
        return
    # A damaged first byte makes it no gzip at all; that it is no text either is for the next stage to see.
    assert found == bytes(data) or same_content(bytes(data), found)


@pytest.mark.parametrize("garbage", [b"x", b"\0\0\0x", b"<html>", b"\n"])
def test_anything_behind_the_last_member_is_an_error(garbage: bytes) -> None:
    with pytest.raises(UnexpectedResponseError, match="behind its gzip data") as caught:
        unpack(gzip.compress(CONTENT) + garbage)
    assert "check=False" in str(caught.value)


def test_a_wrong_checksum_is_an_error_that_says_so() -> None:
    data = bytearray(gzip.compress(CONTENT))
    data[-8] ^= 1
    with pytest.raises(UnexpectedResponseError, match="incorrect data check"):
        unpack(bytes(data))


def test_a_member_that_unpacks_to_much_more_comes_in_pieces() -> None:
    size = 50 * PIECE
    sizes = [len(piece) for piece in plain([gzip.compress(bytes(b"\t" * size))])]
    assert sum(sizes) == size
    assert max(sizes) <= PIECE


def test_nothing_is_unpacked_before_it_is_asked_for() -> None:
    lazily = plain([gzip.compress(CONTENT)[:-1]])
    with pytest.raises(UnexpectedResponseError):
        list(lazily)
