"""What Apple would issue, made here: certificates for a signing request, and profiles in a CMS envelope."""

from __future__ import annotations

import base64
import datetime as dt
import plistlib
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID

from asc_sdk.models import Certificate, Profile
from asc_sdk.signing import SigningKey

BEGIN = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
END = dt.datetime(2027, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
UUID = "6fe7f7f2-8d73-4800-9ac6-060836455f5d"
NAME = "Apple Distribution: Example Ltd (TEAM123456)"


@cache
def rsa_key() -> SigningKey:
    """One key for all tests: making one takes a while."""
    return SigningKey.generate()


@cache
def ec_key() -> SigningKey:
    return SigningKey.generate("EC")


@cache
def _authority() -> tuple[rsa.RSAPrivateKey, x509.Name]:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An authority")])
    return rsa.generate_private_key(65537, 2048), name


def issue(csr: str, name: str = NAME) -> x509.Certificate:
    """The certificate for a signing request; Apple takes nothing but the key from it."""
    request = x509.load_pem_x509_csr(csr.encode())
    assert request.is_signature_valid
    key, issuer = _authority()
    attributes = [(NameOID.COMMON_NAME, name), (NameOID.ORGANIZATIONAL_UNIT_NAME, "TEAM123456")]
    subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in attributes])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(request.public_key())
    dated = builder.not_valid_before(BEGIN).not_valid_after(END).serial_number(0x1F2E3D4C5B6A)
    return dated.sign(key, SHA256())


def certificate(key: SigningKey, name: str = NAME) -> Certificate:
    """The resource that `asc.certificates.create` gives."""
    content = base64.b64encode(issue(key.csr(), name).public_bytes(Encoding.DER)).decode()
    return Certificate(id="C1", certificate_type="DISTRIBUTION", certificate_content=content)


def members(**changed: Any) -> dict[str, Any]:
    """What stands in a profile; what is changed to None is left out."""
    given: dict[str, Any] = {
        "UUID": UUID,
        "Name": "Example Distribution",
        "CreationDate": BEGIN.replace(tzinfo=None),
        "ExpirationDate": END.replace(tzinfo=None),
        "TeamIdentifier": ["TEAM123456"],
        "TeamName": "Example Ltd",
        "ApplicationIdentifierPrefix": ["TEAM123456"],
        "Platform": ["iOS", "xrOS", "visionOS"],
        "ProvisionedDevices": ["00008030-000A11111E22222E"],
        "Entitlements": {"application-identifier": "TEAM123456.com.example.app", "get-task-allow": False},
        "DeveloperCertificates": [issue(rsa_key().csr()).public_bytes(Encoding.DER)],
        **changed,
    }
    return {name: value for name, value in given.items() if value is not None}


def envelope(content: bytes) -> bytes:
    """A CMS envelope around it, signed, as Apple's profiles are."""
    key, name = _authority()
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    signer = builder.not_valid_before(BEGIN).not_valid_after(END).serial_number(1).sign(key, SHA256())
    signed = PKCS7SignatureBuilder().set_data(content).add_signer(signer, key, SHA256())
    return signed.sign(Encoding.DER, [PKCS7Options.Binary])


def profile_bytes(**changed: Any) -> bytes:
    """The content of a `.mobileprovision` file."""
    return envelope(plistlib.dumps(members(**changed)))


def profile(**changed: Any) -> Profile:
    """The resource that `asc.profiles.get` gives."""
    content = base64.b64encode(profile_bytes(**changed)).decode()
    return Profile(id="P1", name="Example Distribution", uuid=UUID, profile_content=content)
