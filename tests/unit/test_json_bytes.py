"""JSON by either parser gives the same, and what is no JSON is a ValueError."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk import _json_bytes as json_bytes


@pytest.fixture(params=["msgspec", "json"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "json":
        monkeypatch.setattr(json_bytes, "_fast", None)
        monkeypatch.setattr(json_bytes, "_looked", True)
    else:
        monkeypatch.setattr(json_bytes, "_looked", False)
    yield request.param
    json_bytes._looked = False  # pyright: ignore[reportPrivateUsage] - the next test looks for itself


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"{}", {}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'"\\ud83d"', "\ud83d"),
        (b"1e400", math.inf),
        (b"123456789012345678901234567890", 123456789012345678901234567890),
        (b"0.1", 0.1),
        (b'{"a":1,"a":2}', {"a": 2}),
        (b" [1, 2.0, null, true] \n", [1, 2.0, None, True]),
        ('"größe 😀"'.encode(), "größe 😀"),
    ],
)
def test_both_parsers_read_the_same(parser: str, data: bytes, value: object) -> None:
    read = json_bytes.loads(data)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "data", [b"", b" ", b"<html>", b"{", b"[1,]", b"\xff\xfe\x00", b'"\xff"', b"[" * 100_000, b'{"a":' * 100_000]
)
def test_what_is_no_json_is_a_value_error(parser: str, data: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        json_bytes.loads(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_a_value_error(data: bytes) -> None:
    try:
        json_bytes.loads(data)
    except ValueError:
        return


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_what_was_written_is_read_again(value: Any) -> None:
    try:
        data = json_bytes.dumps(value)
    except ValueError:  # half of a surrogate pair cannot be sent
        assert "\\ud" in json.dumps(value)
        return
    assert json_bytes.loads(data) == value


def test_it_is_short_and_readable() -> None:
    assert json_bytes.dumps({"name": "Größe", "none": None}) == '{"name":"Größe","none":null}'.encode()


@pytest.mark.parametrize("value", [math.nan, math.inf, "\ud83d", [-math.inf]])
def test_what_json_does_not_have_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        json_bytes.dumps(value)


def test_a_circle_and_foreign_objects_are_refused() -> None:
    circle: list[Any] = []
    circle.append(circle)
    with pytest.raises(ValueError, match="Circular"):
        json_bytes.dumps(circle)
    with pytest.raises(TypeError):
        json_bytes.dumps(object())
