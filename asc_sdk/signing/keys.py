"""Private keys for certificates: made, kept in files that only their owner reads, and shown nowhere."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from ..errors import ConfigurationError
from .certificates import SigningCertificate
from .files import PRIVATE, write

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from .certificates import CertificateLike

KeyKind = Literal["RSA", "EC"]

_RSA_BITS = 2048  # what Apple takes, no more and no less
# What a request's subject may hold: the object's identifier, and what its kind of text has room for.
_NAMES = {
    "email": ("1.2.840.113549.1.9.1", re.compile(r"[!-~]{1,255}")),
    "common_name": ("2.5.4.3", re.compile(r"[^\x00-\x1f\ud800-\udfff]{1,64}")),
    "country": ("2.5.4.6", re.compile(r"[A-Za-z]{2}")),
}
_WANTED = "an RSA key of 2048 bits or an EC key on P-256 is wanted"


class SigningKey:
    """A private key for a certificate of Apple's. No repr, error, copy or pickle shows what it is.

    Make one with `SigningKey.generate()`, or read one that you have saved with `SigningKey.read(Path(...))`.
    """

    __slots__ = ("_key",)

    def __init__(self, key: RSAPrivateKey | EllipticCurvePrivateKey) -> None:
        """Take a key of `cryptography`'s.

        Raises:
            ConfigurationError: Apple takes no such key.
        """
        self._key: RSAPrivateKey | EllipticCurvePrivateKey = _checked(key)

    @classmethod
    def generate(cls, kind: KeyKind = "RSA") -> SigningKey:
        """Make a new key.

        Args:
            kind: `"RSA"` (2048 bits), which all certificates for signing want, or `"EC"` (P-256), which Apple Pay's
                payment processing (`APPLE_PAY`) wants.

        Raises:
            ConfigurationError: There is no such kind.
        """
        from cryptography.hazmat.primitives.asymmetric import ec, rsa

        if kind == "RSA":
            return cls(rsa.generate_private_key(65537, _RSA_BITS))
        if kind == "EC":
            return cls(ec.generate_private_key(ec.SECP256R1()))
        raise ConfigurationError(f"kind is 'RSA' or 'EC', not {kind!r}")

    @classmethod
    def read(cls, given: str | bytes | os.PathLike[str], password: str | bytes | None = None) -> SigningKey:
        """Read a key that was saved.

        Args:
            given: PEM text, PEM or DER bytes, or a `Path`; a str is never taken for a path.
            password: What it is encrypted with; None where it is not.

        Raises:
            ConfigurationError: It is no key that Apple takes, or the password does not fit.
            OSError: The file cannot be read.
        """
        data = Path(given).expanduser().read_bytes() if isinstance(given, os.PathLike) else _encode(given)
        return cls(_load(data, _encode(password) if password is not None else None))

    @property
    def kind(self) -> KeyKind:
        """`"RSA"` or `"EC"`."""
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

        return "RSA" if isinstance(self._key, RSAPrivateKey) else "EC"

    def csr(
        self, common_name: str = "App Store Connect", *, email: str | None = None, country: str | None = None
    ) -> str:
        """Make a certificate signing request, for `asc.certificates.create(csr_content=...)`.

        Apple puts names of its own into the certificate: those given here only tell requests apart.

        Args:
            common_name: At most 64 letters.
            email: An e-mail address in ASCII.
            country: Two letters, such as `"DE"`.

        Returns:
            PEM text.

        Raises:
            ConfigurationError: Requests have no room for such a name.
        """
        from cryptography import x509
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import Encoding

        given = {"email": email, "common_name": common_name, "country": country}
        for name, value in given.items():
            # cryptography's own checks came one by one, and later than the version that is enough for the rest.
            if value is not None and not _NAMES[name][1].fullmatch(value):
                raise ConfigurationError(f"a signing request has no room for this {name}: {value!r}")
        parts = [(x509.ObjectIdentifier(_NAMES[name][0]), value) for name, value in given.items() if value is not None]
        subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])
        request = x509.CertificateSigningRequestBuilder().subject_name(subject).sign(self._key, SHA256())
        return request.public_bytes(Encoding.PEM).decode()

    def fits(self, certificate: CertificateLike) -> bool:
        """Tell whether a certificate was made for this key.

        Args:
            certificate: As `SigningCertificate.read` takes it.
        """
        return SigningCertificate.read(certificate).public_key == self.public_key

    @property
    def public_key(self) -> bytes:
        """The public half, as DER."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return self._key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def to_pem(self, password: str | bytes | None = None) -> bytes:
        """The private key as PKCS#8 in PEM: guard it.

        Args:
            password: Encrypts it; None leaves it open.

        Raises:
            ConfigurationError: The password is empty.
        """
        from cryptography.hazmat.primitives import serialization

        if password is not None and not password:
            raise ConfigurationError("the password is empty: pass None for none")
        how = (
            serialization.NoEncryption()
            if password is None
            else serialization.BestAvailableEncryption(_encode(password))
        )
        return self._key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how)

    def save(
        self, path: str | os.PathLike[str], *, password: str | bytes | None = None, overwrite: bool = False
    ) -> Path:
        """Write the private key to a file that only its owner may read (mode 0600).

        Args:
            path: Where; folders that are missing are made.
            password: Encrypts it; None leaves it open.
            overwrite: Whether it may take another's place: a certificate is worth nothing without its key.

        Returns:
            The path.

        Raises:
            FileExistsError: There is a file already.
            OSError: It cannot be written.
        """
        return write(path, self.to_pem(password), mode=PRIVATE, overwrite=overwrite)

    def __repr__(self) -> str:
        return f"SigningKey({self.kind}, {self._key.key_size} bits)"

    def __copy__(self) -> SigningKey:
        return self

    def __deepcopy__(self, memo: object) -> SigningKey:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a SigningKey cannot be pickled: its private key would go along. Save it to a file, and read that"
        )


def private_key_of(key: SigningKey) -> RSAPrivateKey | EllipticCurvePrivateKey:
    """The key itself, for the package's own use."""
    return key._key  # pyright: ignore[reportPrivateUsage] - not a public attribute, so that nothing shows it


def _load(data: bytes, password: bytes | None) -> Any:
    from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key

    load = load_pem_private_key if b"-----BEGIN" in data else load_der_private_key
    problem = ""
    try:
        return load(data, password)
    except TypeError:  # how cryptography says that a password is missing, or one too many
        problem = (
            "encrypted, and no password was given" if password is None else "not encrypted, and a password was given"
        )
    except Exception as error:
        hint = ", or the password does not fit" if password is not None else ""
        problem = f"none that can be read ({type(error).__name__}){hint}"
    # Raised out here: no exception of a parser's, with what it read, in the chain.
    raise ConfigurationError(f"the private key is {problem}")


def _checked(key: Any) -> Any:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    if isinstance(key, EllipticCurvePrivateKey):
        if isinstance(key.curve, SECP256R1):
            return key
        raise ConfigurationError(f"an EC key on {key.curve.name}: {_WANTED}")
    if isinstance(key, RSAPrivateKey):
        if key.key_size >= _RSA_BITS:
            return key
        raise ConfigurationError(f"an RSA key of {key.key_size} bits: {_WANTED}")
    raise ConfigurationError(f"a {type(key).__name__}: {_WANTED}")


def _encode(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
