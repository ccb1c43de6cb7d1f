"""PKCS#12: what goes in comes out, in the encryption that macOS imports, and never with a key that does not fit."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12 as library

from asc_sdk.errors import ConfigurationError
from asc_sdk.signing import SigningCertificate, SigningKey, pkcs12, save_pkcs12
from tests.unit.signing.apple import NAME, certificate, ec_key, rsa_key

PASSWORD = "correct horse"

# What the object identifiers are called is in the files as bytes.
TRIPLE_DES = bytes.fromhex("060a2a864886f70d010c0103")
PBES2 = bytes.fromhex("06092a864886f70d01050d")
SHA1 = bytes.fromhex("06052b0e03021a")
SHA256 = bytes.fromhex("0609608648016503040201")


@pytest.mark.parametrize("legacy", [True, False])
@pytest.mark.parametrize("key", [rsa_key(), ec_key()], ids=lambda key: key.kind)
def test_what_goes_in_comes_out(key: SigningKey, legacy: bool) -> None:
    given = certificate(key)
    data = pkcs12(given, key, "pässword", legacy=legacy, chain=[certificate(ec_key(), "Intermediate")])
    read = library.load_pkcs12(data, "pässword".encode())
    assert read.cert is not None
    assert read.cert.friendly_name == NAME.encode()
    assert read.cert.certificate.public_bytes(serialization.Encoding.DER) == SigningCertificate.read(given).content
    assert isinstance(read.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    assert SigningKey(read.key).public_key == key.public_key
    assert [SigningCertificate(other.certificate).name for other in read.additional_certs] == ["Intermediate"]


def test_macos_imports_it_as_it_is() -> None:
    """3DES for the contents and SHA-1 for the check of the whole: with either newer, `security import` says no."""
    data = pkcs12(certificate(rsa_key()), rsa_key(), PASSWORD)
    assert data.count(TRIPLE_DES) == 2  # the key, and the certificates
    assert SHA1 in data
    assert PBES2 not in data


def test_the_modern_one_is_modern() -> None:
    data = pkcs12(certificate(rsa_key()), rsa_key(), PASSWORD, legacy=False)
    assert data.count(PBES2) == 2
    assert TRIPLE_DES not in data
    assert SHA256 in data
    assert SHA1 not in data


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
@pytest.mark.parametrize("legacy", [True, False])
def test_openssl_reads_it(legacy: bool, tmp_path: Path) -> None:
    path = save_pkcs12(tmp_path / "x.p12", certificate(rsa_key()), rsa_key(), PASSWORD, legacy=legacy)
    command = ["openssl", "pkcs12", "-in", str(path), "-passin", f"pass:{PASSWORD}", "-nodes", "-nocerts"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert SigningKey.read(ran.stdout[ran.stdout.index("-----BEGIN") :]).public_key == rsa_key().public_key


def test_a_name_can_be_given() -> None:
    read = library.load_pkcs12(pkcs12(certificate(ec_key()), ec_key(), PASSWORD, name="CI"), PASSWORD.encode())
    assert read.cert is not None
    assert read.cert.friendly_name == b"CI"


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = save_pkcs12(tmp_path / "new" / "x.p12", certificate(ec_key()), ec_key(), PASSWORD)
    assert library.load_pkcs12(path.read_bytes(), PASSWORD.encode()).key is not None
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        save_pkcs12(path, certificate(ec_key()), ec_key(), PASSWORD)
    assert save_pkcs12(path, certificate(ec_key()), ec_key(), "another", overwrite=True) == path
    assert library.load_pkcs12(path.read_bytes(), b"another").key is not None


def test_a_key_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    for key in (SigningKey.generate("EC"), ec_key()):
        with pytest.raises(ConfigurationError, match="another key's signing request"):
            save_pkcs12(tmp_path / "x.p12", certificate(rsa_key()), key, PASSWORD)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_password_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="the password is empty"):
        pkcs12(certificate(ec_key()), ec_key(), "")


def test_a_library_without_3des_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise UnsupportedAlgorithm("no 3DES")

    monkeypatch.setattr(library, "serialize_key_and_certificates", refuse)
    with pytest.raises(ConfigurationError, match="pass legacy=False") as caught:
        pkcs12(certificate(ec_key()), ec_key(), PASSWORD)
    assert PASSWORD not in str(caught.value)
