"""Certificates: every form they come in, their dates and names, and what is none."""

from __future__ import annotations

import base64
import datetime as dt
import pickle
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from asc_sdk.errors import ConfigurationError
from asc_sdk.models import Certificate, Profile
from asc_sdk.signing import SigningCertificate
from tests.unit.signing.apple import BEGIN, END, NAME, certificate, ec_key, issue, rsa_key

DER = issue(ec_key().csr()).public_bytes(Encoding.DER)
PEM = f"-----BEGIN CERTIFICATE-----\n{base64.encodebytes(DER).decode()}-----END CERTIFICATE-----\n"
TEXT = base64.b64encode(DER).decode()


@pytest.mark.parametrize(
    "given",
    [
        Certificate(id="C1", certificate_content=TEXT),
        TEXT,
        base64.encodebytes(DER).decode(),
        f"\r\n  {TEXT}\r\n",
        TEXT.rstrip("="),
        TEXT.encode(),
        DER,
        bytearray(DER),
        memoryview(DER),
        PEM,
        PEM.replace("\n", "\r\n"),
        PEM.encode(),
        SigningCertificate.read(DER),
    ],
    ids=lambda given: type(given).__name__,
)
def test_every_form_is_read(given: Any) -> None:
    assert SigningCertificate.read(given).content == DER


def test_files_are_read_by_their_path(tmp_path: Path) -> None:
    for data in (DER, PEM.encode(), TEXT.encode()):
        path = tmp_path / "certificate.cer"
        path.write_bytes(data)
        assert SigningCertificate.read(path).content == DER
    with pytest.raises(FileNotFoundError):
        SigningCertificate.read(tmp_path / "other.cer")


def test_what_stands_in_one() -> None:
    read = SigningCertificate.read(certificate(rsa_key()))
    assert (read.name, read.team_id, read.serial_number) == (NAME, "TEAM123456", "1F2E3D4C5B6A")
    assert (read.created, read.expires) == (BEGIN, END)
    assert len(read.fingerprint) == 40
    assert read.fingerprint == read.fingerprint.upper()
    assert repr(read) == f"SigningCertificate(name={NAME!r}, serial_number='1F2E3D4C5B6A', expires={END!r})"


def test_whether_one_has_ended() -> None:
    read = SigningCertificate.read(DER)
    assert not read.is_expired(END - dt.timedelta(seconds=1))
    assert read.is_expired(END)
    assert read.is_expired(END.astimezone(dt.timezone(dt.timedelta(hours=9))))
    assert read.is_expired() is (dt.datetime.now(dt.UTC) >= END)


def test_names_longer_than_the_standard_has_room_for_warn_nobody() -> None:
    # cryptography writes none that long: 64 letters, lengthened in the bytes.
    data = issue(ec_key().csr(), "N" * 64).public_bytes(Encoding.DER)
    place = data.index(b"\x0c\x40" + b"N" * 64)
    longer = bytearray(data)
    longer.insert(place + 2, ord("N"))
    grown = _lengthen(bytes(longer), place)
    read = SigningCertificate.read(grown)
    assert read.name == "N" * 65
    assert repr(read).startswith("SigningCertificate(name='NNN")


def _lengthen(data: bytes, place: int) -> bytes:
    """Adds one to the length of every element around a place."""
    changed = bytearray(data)
    at = 0
    while at <= place:
        size, start = changed[at + 1], at + 2
        digits = size & 0x7F if size > 0x80 else 0
        length = int.from_bytes(data[start : start + digits], "big") if digits else size
        inside = start + digits
        if inside + length <= place:
            at = inside + length
            continue
        if digits:
            changed[start : start + digits] = (length + 1).to_bytes(digits, "big")
        else:
            changed[at + 1] = length + 1
        at = inside
    return bytes(changed)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Certificate(id="C1"), "this certificate has no certificate_content: get it anew, and name certificateContent"),
        (Profile(id="P1"), "a certificate is wanted .*, not Profile"),
        (None, "a certificate is wanted .*, not None"),
        (7, "a certificate is wanted .*, not int"),
        ("", "text, and no base64"),
        ("distribution.cer", r"no base64 \(for a file, pass a Path\)"),
        ("schön", "no base64"),
        (base64.b64encode(b"no certificate").decode(), "this is no certificate"),
        (DER[:-1], "this is no certificate"),
        (b"", "no base64"),
        ("-----BEGIN CERTIFICATE-----\n", "this is no certificate"),
        (ec_key().csr(), "this is no certificate"),
    ],
)
def test_what_is_none_is_refused_in_words(given: Any, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        SigningCertificate.read(given)


def test_certificates_are_compared_and_pickled() -> None:
    read = SigningCertificate.read(DER)
    assert pickle.loads(pickle.dumps(read)) == read == SigningCertificate.read(PEM)
    assert hash(read) == hash(SigningCertificate.read(TEXT))
    assert read != SigningCertificate.read(certificate(ec_key(), "Another"))
    assert read != DER
