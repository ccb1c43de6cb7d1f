"""A certificate with its key in one file, PKCS#12, as keychains and other tools take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import ConfigurationError
from .certificates import SigningCertificate, x509_of
from .files import PRIVATE, write
from .keys import private_key_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from pathlib import Path

    from .certificates import CertificateLike
    from .keys import SigningKey


_LEGACY_ROUNDS = 2048  # of the password's hashing: as many as `openssl pkcs12 -legacy` has, whose files macOS imports


def pkcs12(
    certificate: CertificateLike,
    key: SigningKey,
    password: str,
    *,
    name: str | None = None,
    chain: Iterable[CertificateLike] = (),
    legacy: bool = True,
) -> bytes:
    """Put a certificate and its key together: the bytes of a `.p12` file.

    Args:
        certificate: What `asc.certificates.create` gave, or anything that `SigningCertificate.read` takes.
        key: The key whose `csr()` it was made from.
        password: Encrypts the file; not empty, since `security import` refuses that.
        name: What keychains show it as; None takes the certificate's name.
        chain: Certificates to put beside it, such as Apple's intermediate one.
        legacy: True encrypts with 3DES and SHA-1, which every macOS imports; False with AES-256 and SHA-256, where
            `security import` answers "MAC verification failed" unless it is told `-f pkcs12`, and on some older ones
            always. 3DES holds off no determined guesser: make the password long.

    Raises:
        ConfigurationError: The certificate is another key's, or the password is empty.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

    if not password:
        raise ConfigurationError("the password is empty: macOS imports no such file")
    read = SigningCertificate.read(certificate)
    if not key.fits(read):
        raise ConfigurationError("this certificate was made from another key's signing request")
    shown = (read.name if name is None else name).encode()
    others = [x509_of(other) for other in chain]
    try:
        return serialize_key_and_certificates(
            shown, private_key_of(key), x509_of(read), others, _encryption(password, legacy=legacy)
        )
    except UnsupportedAlgorithm:
        pass
    raise ConfigurationError("this build of OpenSSL has no 3DES (a FIPS one, perhaps): pass legacy=False")


def save_pkcs12(
    path: str | os.PathLike[str],
    certificate: CertificateLike,
    key: SigningKey,
    password: str,
    *,
    name: str | None = None,
    chain: Iterable[CertificateLike] = (),
    legacy: bool = True,
    overwrite: bool = False,
) -> Path:
    """Write `pkcs12` to a file that only its owner may read (mode 0600).

    Args:
        path: Where; folders that are missing are made.
        certificate: As for `pkcs12`.
        key: As for `pkcs12`.
        password: As for `pkcs12`.
        name: As for `pkcs12`.
        chain: As for `pkcs12`.
        legacy: As for `pkcs12`.
        overwrite: Whether it may take the place of another file.

    Returns:
        The path.

    Raises:
        ConfigurationError: As for `pkcs12`.
        FileExistsError: There is a file already.
        OSError: It cannot be written.
    """
    data = pkcs12(certificate, key, password, name=name, chain=chain, legacy=legacy)
    return write(path, data, mode=PRIVATE, overwrite=overwrite)


def _encryption(password: str, *, legacy: bool) -> Any:
    from cryptography.hazmat.primitives.hashes import SHA1, SHA256
    from cryptography.hazmat.primitives.serialization import PrivateFormat
    from cryptography.hazmat.primitives.serialization.pkcs12 import PBES

    builder = PrivateFormat.PKCS12.encryption_builder()
    if legacy:
        # Both halves count: macOS has refused files whose contents it could read for their SHA-256 check alone.
        builder = builder.key_cert_algorithm(PBES.PBESv1SHA1And3KeyTripleDESCBC).hmac_hash(SHA1())
        builder = builder.kdf_rounds(_LEGACY_ROUNDS)
    else:
        builder = builder.key_cert_algorithm(PBES.PBESv2SHA256AndAES256CBC).hmac_hash(SHA256())
    return builder.build(password.encode())
