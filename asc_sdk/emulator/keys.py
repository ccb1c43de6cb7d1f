"""The private keys of the emulator's account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from .roles import checked
from .tokens import KnownKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .tokens import Tokens


def new_private_key() -> str:
    """A P-256 key, as the text of a `.p8` file."""
    encoding, format = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(encoding, format, serialization.NoEncryption()).decode()


def accept(
    tokens: Tokens, key_id: str, private_key: str, issuer_id: str | None, roles: str | Iterable[str] = "ADMIN"
) -> None:
    """Let the emulator accept what a key signs.

    Raises:
        ValueError: this is no P-256 key, or there is no such role.
    """
    try:
        key: object = serialization.load_pem_private_key(private_key.encode(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("the emulator's key must be a P-256 key in PEM, like Apple's .p8 files")
    tokens.add(KnownKey(key_id, key.public_key(), issuer_id, checked(roles)))
