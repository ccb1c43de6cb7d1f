"""Keys of every kind, made for the run, and tokens taken apart."""

from __future__ import annotations

from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

ISSUER = "00000000-1111-2222-3333-444444444444"


def pem(key: Any, kind: PrivateFormat = PrivateFormat.PKCS8, password: bytes | None = None) -> str:
    hidden = NoEncryption() if password is None else BestAvailableEncryption(password)
    return key.private_bytes(Encoding.PEM, kind, hidden).decode()


def der(key: Any) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def public_pem(key: Any) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@cache
def p256() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def others() -> dict[str, tuple[str, str]]:
    """Texts that are no key for App Store Connect, and what an error has to say about each."""
    key = p256()
    certificate = _certificate(key)
    return {
        "public key": (public_pem(key), "a public key"),
        "public key without armour": ("".join(public_pem(key).splitlines()[1:-1]), "a public key"),
        "encrypted": (pem(key, password=b"x"), "an encrypted private key"),
        "encrypted sec1": (pem(key, PrivateFormat.TraditionalOpenSSL, b"x"), "an encrypted private key"),
        "certificate": (certificate, "a certificate"),
        "P-384": (pem(ec.generate_private_key(ec.SECP384R1())), "P-384"),
        "P-521": (pem(ec.generate_private_key(ec.SECP521R1())), "P-521"),
        "secp256k1": (pem(ec.generate_private_key(ec.SECP256K1())), "secp256k1"),
        "P-384 sec1": (pem(ec.generate_private_key(ec.SECP384R1()), PrivateFormat.TraditionalOpenSSL), "P-384"),
        "RSA": (pem(rsa.generate_private_key(65537, 2048)), "an RSA key"),
        "RSA pkcs1": (pem(rsa.generate_private_key(65537, 2048), PrivateFormat.TraditionalOpenSSL), "an RSA key"),
        "DSA": (pem(dsa.generate_private_key(1024), PrivateFormat.TraditionalOpenSSL), "a DSA key"),
        "Ed25519": (pem(ed25519.Ed25519PrivateKey.generate()), "an Ed25519 key"),
        "OpenSSH": (pem(key, PrivateFormat.OpenSSH), "an OpenSSH key"),
        "two keys": (pem(key) + pem(ec.generate_private_key(ec.SECP256R1())), "2 private keys"),
        "key pasted twice": (pem(key) * 2, "2 private keys"),
        "first half": (pem(key)[:120], "half a key"),
        "second half": (pem(key)[120:], "half a key"),
        "cut inside": (pem(key).replace(pem(key).splitlines()[2], ""), "half a key"),
        "only the BEGIN line": ("-----BEGIN PRIVATE KEY-----", "half a key"),
        "nothing between": ("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "damaged key"),
        "no base64": ("-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----", "damaged key"),
        "empty": ("", "is empty"),
        "blank": ('  "\n" ', "is empty"),
        "a path": ("/Users/me/AuthKey_ABC123DEFG.p8", "a path"),
        "a file name": ("AuthKey_ABC123DEFG.p8", "a path"),
        "json": ('{"key_id": "ABC123DEFG", "key": "x"}', "JSON"),
        "words": ("my secret key", "no key"),
        "base64 of words": ("aGVsbG8gd29ybGQ=", "no key"),
        "a placeholder": ("$ASC_PRIVATE_KEY", "no key"),
    }


def _certificate(key: ec.EllipticCurvePrivateKey) -> str:
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import NameOID

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


def take_apart(token: str, key: ec.EllipticCurvePrivateKey | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a token, after checking its signature; its times are not checked here."""
    claims = jwt.decode(
        token,
        (key or p256()).public_key(),
        algorithms=["ES256"],
        options={"verify_aud": False, "verify_exp": False, "verify_iat": False},
    )
    return jwt.get_unverified_header(token), claims
