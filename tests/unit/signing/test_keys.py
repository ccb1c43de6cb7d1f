"""Keys: the kinds that Apple takes, their requests, their files, and that nothing of them shows."""

from __future__ import annotations

import copy
import os
import pickle
import stat
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.x509.oid import NameOID

from asc_sdk.errors import ConfigurationError
from asc_sdk.signing import SigningKey
from tests.unit.signing.apple import certificate, ec_key, rsa_key

KEYS = {"RSA": rsa_key, "EC": ec_key}


@pytest.fixture(params=["RSA", "EC"])
def key(request: pytest.FixtureRequest) -> SigningKey:
    return KEYS[request.param]()


def test_the_two_kinds_are_those_that_apple_takes() -> None:
    made = x509.load_pem_x509_csr(rsa_key().csr().encode()).public_key()
    assert isinstance(made, rsa.RSAPublicKey)
    assert (made.key_size, made.public_numbers().e) == (2048, 65537)
    made = x509.load_pem_x509_csr(ec_key().csr().encode()).public_key()
    assert isinstance(made, ec.EllipticCurvePublicKey)
    assert isinstance(made.curve, ec.SECP256R1)
    assert (rsa_key().kind, ec_key().kind) == ("RSA", "EC")


def test_there_is_no_third_kind() -> None:
    with pytest.raises(ConfigurationError, match="kind is 'RSA' or 'EC', not 'DSA'"):
        SigningKey.generate(cast("Any", "DSA"))


def test_a_request_is_pem_that_the_key_signed(key: SigningKey) -> None:
    text = key.csr("Zoë's laptop", email="ada@example.com", country="DE")
    assert text.startswith("-----BEGIN CERTIFICATE REQUEST-----\n")
    request = x509.load_pem_x509_csr(text.encode())
    assert request.is_signature_valid
    assert type(request.signature_hash_algorithm).__name__ == "SHA256"
    names = {attribute.oid: attribute.value for attribute in request.subject}
    assert names == {
        NameOID.COMMON_NAME: "Zoë's laptop",
        NameOID.EMAIL_ADDRESS: "ada@example.com",
        NameOID.COUNTRY_NAME: "DE",
    }
    assert (
        request.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        == key.public_key
    )
    assert len(list(x509.load_pem_x509_csr(key.csr().encode()).subject)) == 1


@pytest.mark.parametrize(
    "names",
    [
        {"common_name": ""},
        {"common_name": "x" * 65},
        {"common_name": "a\x00b"},
        {"common_name": "\ud800"},
        {"country": "Germany"},
        {"country": "é"},
        {"email": ""},
        {"email": "é@example.com"},
    ],
    ids=ascii,
)
def test_a_name_that_a_request_has_no_room_for_is_refused(names: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="no room for this"):
        ec_key().csr(**names)


def test_a_key_fits_the_certificate_made_from_its_request(key: SigningKey) -> None:
    assert key.fits(certificate(key))
    assert not SigningKey.generate("EC").fits(certificate(key))


@pytest.mark.parametrize("password", [None, "correct horse", "schlüssel", b"\xff"])
def test_a_saved_key_is_read_again(key: SigningKey, password: str | bytes | None, tmp_path: Path) -> None:
    path = key.save(tmp_path / "keys" / "key.pem", password=password)
    assert path == tmp_path / "keys" / "key.pem"
    assert SigningKey.read(path, password).public_key == key.public_key
    assert SigningKey.read(path.read_bytes(), password).public_key == key.public_key
    assert SigningKey.read(path.read_text(), password).public_key == key.public_key
    assert (b"ENCRYPTED" in path.read_bytes()) is (password is not None)


def test_der_is_read_as_well() -> None:
    pem = serialization.load_pem_private_key(ec_key().to_pem(), None)
    der = pem.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    assert SigningKey.read(der).public_key == ec_key().public_key


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_its_owner_may_read_a_saved_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        first = ec_key().save(tmp_path / "key.pem")
        assert stat.S_IMODE(first.stat().st_mode) == 0o600
        first.chmod(0o644)
        ec_key().save(first, overwrite=True)
        assert stat.S_IMODE(first.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_a_key_is_not_written_over_another_by_accident(tmp_path: Path) -> None:
    path = ec_key().save(tmp_path / "key.pem")
    with pytest.raises(FileExistsError):
        rsa_key().save(path)
    assert SigningKey.read(path).kind == "EC"
    rsa_key().save(path, overwrite=True)
    assert SigningKey.read(path).kind == "RSA"
    assert [entry.name for entry in tmp_path.iterdir()] == ["key.pem"]


def test_the_home_folder_may_be_written_as_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    assert ec_key().save("~/key.pem") == tmp_path / "key.pem"
    assert SigningKey.read(Path("~/key.pem")).kind == "EC"


ENCRYPTED = ec_key().to_pem("right")


@pytest.mark.parametrize(
    ("given", "password", "words"),
    [
        (ENCRYPTED, None, "encrypted, and no password was given"),
        (ENCRYPTED, "wrong", "the password does not fit"),
        (ec_key().to_pem(), "right", "not encrypted, and a password was given"),
        (ec_key().to_pem()[:-60], None, "none that can be read"),
        (b"", None, "none that can be read"),
        ("key.pem", None, "none that can be read"),
        (ec_key().csr(), None, "none that can be read"),
    ],
)
def test_what_is_no_key_is_said_in_words_of_our_own(given: Any, password: str | None, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as caught:
        SigningKey.read(given, password)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: rsa.generate_private_key(65537, 1024), "RSA key of 1024 bits"),
        (lambda: ec.generate_private_key(ec.SECP384R1()), "EC key on secp384r1"),
        (lambda: dsa.generate_private_key(1024), "DSAPrivateKey"),
        (ed25519.Ed25519PrivateKey.generate, "Ed25519PrivateKey"),
        (lambda: None, "NoneType"),
    ],
)
def test_keys_that_apple_does_not_take_are_refused(made: Any, words: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{words}.*an RSA key of 2048 bits or an EC key on P-256 is wanted"):
        SigningKey(made())


def test_an_empty_password_is_no_password() -> None:
    with pytest.raises(ConfigurationError, match="empty"):
        ec_key().to_pem("")


def test_nothing_shows_a_private_key(key: SigningKey) -> None:
    pem = key.to_pem().decode()
    inside = pem.splitlines()[2]
    assert repr(key) == f"SigningKey({key.kind}, {2048 if key.kind == 'RSA' else 256} bits)"
    try:
        pickle.dumps(key)
    except TypeError as error:
        shown = "".join(traceback.format_exception(error)) + str(key) + f"{key}" + repr([key])
        assert "cannot be pickled" in shown
        assert inside not in shown
        assert "BEGIN" not in shown
    else:
        pytest.fail("a key was pickled")
    assert not hasattr(key, "__dict__")


def test_a_copy_is_the_same_key(key: SigningKey) -> None:
    assert copy.copy(key) is key
    assert copy.deepcopy({"key": key})["key"] is key


def test_importing_it_costs_next_to_nothing() -> None:
    heavy = ("httpx", "attr", "jwt", "cryptography", "dateutil", "dataclasses", "inspect", "plistlib", "asc_sdk.models")
    code = f"import sys, asc_sdk.signing; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
