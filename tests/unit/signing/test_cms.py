"""What a CMS envelope signs: lengths given and left open, content whole and in parts, and what is no envelope."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.signing.cms import signed_content
from tests.unit.signing.apple import envelope

OID = bytes.fromhex("06092a864886f70d010702")
DATA_OID = bytes.fromhex("06092a864886f70d010701")


def element(tag: int, content: bytes, *, open_length: bool = False) -> bytes:
    """An element in BER, its length given or left open."""
    if open_length:
        return bytes([tag, 0x80]) + content + b"\0\0"
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(digits)]) + digits + content


def wrap(octets: bytes, *, open_length: bool = False) -> bytes:
    """An envelope without signers around the element that holds the content."""

    def around(tag: int, *parts: bytes) -> bytes:
        return element(tag, b"".join(parts), open_length=open_length)

    signed = around(
        0x30, b"\x02\x01\x01", element(0x31, b""), around(0x30, DATA_OID, around(0xA0, octets)), element(0x31, b"")
    )
    return around(0x30, OID, around(0xA0, signed))


@pytest.mark.parametrize("content", [b"x", b"<plist>" * 1000, bytes(70_000), b"\0\0"])
def test_what_cryptography_signs_is_found(content: bytes) -> None:
    assert signed_content(envelope(content)) == content


@given(st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=4), st.booleans(), st.booleans())
def test_content_in_parts_is_put_together(parts: list[bytes], open_length: bool, nested: bool) -> None:
    pieces = [element(0x04, part) for part in parts]
    if nested:
        pieces = [element(0x24, piece, open_length=open_length) for piece in pieces]
    octets = element(0x24, b"".join(pieces), open_length=open_length)
    assert signed_content(wrap(octets, open_length=open_length)) == b"".join(parts)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
def test_what_openssl_streams_is_found(tmp_path: Path) -> None:
    (tmp_path / "content").write_bytes(b"<plist>" * 2000)
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=x",
            "-keyout",
            "key",
            "-out",
            "cert",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    signing = ["openssl", "cms", "-sign", "-binary", "-nodetach", "-stream", "-outform", "DER"]
    subprocess.run(
        [*signing, "-in", "content", "-signer", "cert", "-inkey", "key", "-out", "signed"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    data = (tmp_path / "signed").read_bytes()
    assert b"\x24\x80" in data  # openssl left the length of the content open
    assert signed_content(data) == b"<plist>" * 2000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"0",
        b"0\x80",
        b"0\x80" * 50_000,
        b"\x30\x03" + OID[:3],
        element(0x30, DATA_OID + element(0xA0, b"")),  # data, not signed
        element(0x31, OID),
        wrap(element(0x04, b"x"))[:-3],
        wrap(element(0x0C, b"x")),
        wrap(element(0x24, element(0x24, element(0x0C, b"x")))),
        wrap(b""),
        b"\x30\xff" + bytes(200),
    ],
)
def test_what_is_no_envelope_has_no_content(data: bytes) -> None:
    assert signed_content(data) is None


def test_parts_within_parts_have_an_end() -> None:
    octets = element(0x04, b"x")
    for _ in range(40):
        octets = element(0x24, octets)
    assert signed_content(wrap(octets)) is None


def test_an_envelope_apart_from_its_content_has_none() -> None:
    detached = element(
        0x30, OID + element(0xA0, element(0x30, b"\x02\x01\x01" + element(0x31, b"") + element(0x30, DATA_OID)))
    )
    assert signed_content(detached) is None


@given(st.binary())
def test_no_bytes_are_a_fault(data: bytes) -> None:
    assert signed_content(data) is None or isinstance(signed_content(data), bytes)
