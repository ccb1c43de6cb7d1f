"""Signs with cryptography and PyJWT, which are imported here and nowhere else: they take longer than all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import ConfigurationError
from .pem import WANTED

if TYPE_CHECKING:
    from .pem import Found


def load(found: Found) -> Any:
    """Give the key object of a PEM text.

    Args:
        found: a key in its one form.

    Raises:
        ConfigurationError: cryptography cannot read it, or it is no private key on P-256.
    """
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    problem = ""
    try:
        key = load_pem_private_key(found.pem.encode(), None)
    except Exception as error:
        problem = f"a damaged key ({type(error).__name__})"
    else:
        if isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1):
            return key
        problem = f"a key of another kind ({type(key).__name__})"
    # Raised out here: no exception of a parser's, with what it read, in the chain.
    raise ConfigurationError(f"private_key is {problem}; {WANTED}")


def sign(key: Any, payload: dict[str, Any], key_id: str) -> str:
    """Give a signed token.

    Args:
        key: what `load` gave.
        payload: the claims.
        key_id: for the header.
    """
    import jwt

    return jwt.encode(payload, key, algorithm="ES256", headers={"kid": key_id})
