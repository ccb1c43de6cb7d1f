"""Certificates and profiles that can be read like Apple's: signed by an authority that lives as long as the process."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

_TEAM = "ABCDE12345"


def certificate(csr: object, name: str, serial: str, begins: datetime, expires: datetime) -> str | None:
    """Issue what a signing request asks for.

    Args:
        csr: the request's `csrContent`.
        name: whose it is.
        serial: the serial number, in hexadecimal digits.
        begins: when it begins to be valid.
        expires: when it ends to be valid.

    Returns:
        DER in base64; None where this is no signing request that its own key has signed.
    """
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature

    try:
        request = x509.load_pem_x509_csr(str(csr).encode())
        if not request.is_signature_valid:
            return None
    except (ValueError, InvalidSignature):
        return None
    return base64.b64encode(_issue(request.public_key(), name, serial, begins, expires)).decode()


def profile(members: dict[str, Any], begins: datetime, expires: datetime) -> str:
    """Sign a provisioning profile.

    Args:
        members: what stands in it beside its dates and its team.
        begins: when it begins to be valid.
        expires: when it ends to be valid.

    Returns:
        A CMS envelope around a property list, in base64.
    """
    import plistlib

    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder

    # A property list's dates are UTC and without a zone.
    dates = {"CreationDate": begins.replace(tzinfo=None), "ExpirationDate": expires.replace(tzinfo=None)}
    content = plistlib.dumps({**members, **dates, "TeamIdentifier": [_TEAM], "ApplicationIdentifierPrefix": [_TEAM]})
    key = _authority()
    signer = x509.load_der_x509_certificate(_issue(key.public_key(), "Emulated Profile Signing", "1", begins, expires))
    signed = PKCS7SignatureBuilder().set_data(content).add_signer(signer, key, SHA256())
    return base64.b64encode(signed.sign(Encoding.DER, [PKCS7Options.Binary])).decode()


@cache
def _authority() -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def _issue(key: Any, name: str, serial: str, begins: datetime, expires: datetime) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    subject = [(NameOID.COMMON_NAME, f"{name} ({_TEAM})"), (NameOID.ORGANIZATIONAL_UNIT_NAME, _TEAM)]
    issuer = [(NameOID.COMMON_NAME, "Emulated Developer Relations")]
    subject_name, issuer_name = (
        x509.Name([x509.NameAttribute(*pair) for pair in pairs]) for pairs in (subject, issuer)
    )
    builder = x509.CertificateBuilder().subject_name(subject_name).issuer_name(issuer_name).public_key(key)
    dated = builder.not_valid_before(begins).not_valid_after(expires).serial_number(int(serial, 16))
    return dated.sign(_authority(), SHA256()).public_bytes(Encoding.DER)
