"""Bytes from whatever they come in."""

from __future__ import annotations

import base64
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.errors import ConfigurationError
from asc_sdk.signing.content import content_of


def read(value: Any) -> bytes:
    return content_of(value, "certificate_content", "certificate")


@given(st.binary(min_size=1, max_size=200))
def test_base64_is_read_from_text_and_from_resources(data: bytes) -> None:
    text = base64.b64encode(data).decode()
    wrapped = base64.encodebytes(data).decode().replace("\n", "\r\n")
    for form in (text, wrapped, text.encode(), SimpleNamespace(certificate_content=text)):
        assert read(form) == data


@pytest.mark.parametrize("data", [b"\x30\x82\x01\x02", b"\x30\x80\x06\x09", b"\x00"])
def test_what_is_no_text_is_taken_as_it_is(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    for form in (data, bytearray(data), memoryview(data), tmp_path / "file"):
        assert read(form) == data


@pytest.mark.parametrize("text", ["-----BEGIN X-----\n", "\n<?xml version='1.0'?>", "<plist/>"])
def test_pem_and_property_lists_stay_text(text: str) -> None:
    assert read(text) == read(text.encode()) == text.encode()


@pytest.mark.parametrize(
    "value", [None, 1, [], {}, SimpleNamespace(certificate_content=None), "", "  ", "a.b", "A", "é"]
)
def test_everything_else_is_the_one_error(value: Any) -> None:
    with pytest.raises(ConfigurationError, match="certificate"):
        read(value)
