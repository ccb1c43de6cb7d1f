"""Certificates as Apple issues them: whose, until when, and for which key."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING, Any

from .._jsonapi.show import show
from ..errors import ConfigurationError
from .content import content_of

if TYPE_CHECKING:
    import os
    from typing import TypeAlias

    from ..models.certificate import Certificate

    CertificateLike: TypeAlias = "SigningCertificate | Certificate | str | bytes | os.PathLike[str]"


class SigningCertificate:
    """A certificate, read: `SigningCertificate.read(asc.certificates.get(id))`."""

    __slots__ = ("_certificate",)

    def __init__(self, certificate: Any) -> None:
        """Take a certificate of `cryptography`'s; `read` takes all other forms."""
        self._certificate = certificate

    @classmethod
    def read(cls, given: CertificateLike) -> SigningCertificate:
        """Read a certificate.

        Args:
            given: A `Certificate` resource, its `certificate_content`, a `.cer` file's bytes (DER or PEM), or its
                `Path`; a str is never taken for a path.

        Raises:
            ConfigurationError: It is no certificate, or a resource that was asked for without its content.
            OSError: The file cannot be read.
        """
        if isinstance(given, SigningCertificate):
            return given
        from cryptography import x509

        data = content_of(given, "certificate_content", "certificate")
        try:
            if b"-----BEGIN" in data:
                return cls(x509.load_pem_x509_certificate(data))
            return cls(x509.load_der_x509_certificate(data))
        except ValueError as error:
            raise ConfigurationError(f"this is no certificate: {error}") from None

    @property
    def name(self) -> str:
        """The common name, such as `"Apple Distribution: Example Ltd (TEAM123456)"`; `codesign` knows it by that."""
        return self._of_subject("2.5.4.3")

    @property
    def team_id(self) -> str:
        """The team, such as `"TEAM123456"`."""
        return self._of_subject("2.5.4.11")

    def _of_subject(self, oid: str) -> str:
        with warnings.catch_warnings():
            # cryptography warns of names beyond 64 letters, which Apple issues to companies that are called so.
            warnings.simplefilter("ignore")
            values = [item.value for item in self._certificate.subject if item.oid.dotted_string == oid]
        value: object = values[0] if values else ""
        return value if isinstance(value, str) else ""

    @property
    def serial_number(self) -> str:
        """The serial number in capital hexadecimal digits, as Apple's `serialNumber` gives it."""
        return f"{self._certificate.serial_number:X}"

    @property
    def created(self) -> dt.datetime:
        """When it began to be valid."""
        moment: dt.datetime = self._certificate.not_valid_before_utc
        return moment

    @property
    def expires(self) -> dt.datetime:
        """When it ends to be valid."""
        moment: dt.datetime = self._certificate.not_valid_after_utc
        return moment

    def is_expired(self, now: dt.datetime | None = None) -> bool:
        """Tell whether it has ended.

        Args:
            now: An aware moment; None takes this one.
        """
        return self.expires <= (now or dt.datetime.now(dt.UTC))

    @property
    def fingerprint(self) -> str:
        """The SHA-1 in capital hexadecimal digits, by which `security find-identity` and `codesign` name it."""
        import hashlib

        return hashlib.sha1(self.content, usedforsecurity=False).hexdigest().upper()

    @property
    def content(self) -> bytes:
        """The certificate as DER: what a `.cer` file holds."""
        from cryptography.hazmat.primitives.serialization import Encoding

        data: bytes = self._certificate.public_bytes(Encoding.DER)
        return data

    @property
    def public_key(self) -> bytes:
        """The public key that it is for, as DER."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        key = self._certificate.public_key()
        data: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return data

    def __eq__(self, other: object) -> bool:
        return self.content == other.content if isinstance(other, SigningCertificate) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.content)

    def __repr__(self) -> str:
        fields = [("name", self.name), ("serial_number", self.serial_number), ("expires", self.expires)]
        return show("SigningCertificate", fields)

    def __reduce__(self) -> tuple[Any, tuple[bytes]]:
        return SigningCertificate.read, (self.content,)


def x509_of(certificate: CertificateLike) -> Any:
    """`cryptography`'s certificate, for the package's own use."""
    read = SigningCertificate.read(certificate)
    return read._certificate  # pyright: ignore[reportPrivateUsage] - kept out of the public names
