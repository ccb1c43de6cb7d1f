"""Tells whether Apple signed a delivery: HMAC-SHA256 over its raw body, under the webhook's secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from ..errors import ConfigurationError, WebhookSignatureError

if TYPE_CHECKING:
    from collections.abc import Iterable

    Secret = str | bytes | Iterable[str | bytes | None]

# ASCII: without it IGNORECASE takes U+017F, a long s, for an s.
_HEADER = re.compile(r"hmacsha256=([0-9a-f]{64})", re.IGNORECASE | re.ASCII)


def verify(body: bytes, signature: str | bytes | None, secret: Secret) -> bool:
    """Tell whether a delivery is Apple's.

    Args:
        body: The request's body, byte for byte as it came; not text, and not what JSON was read from it.
        signature: The request's `x-apple-signature` header; None where it has none.
        secret: The webhook's secret, or several of which one must fit: the old and the new one, while you change it.
            Empty ones and None among several are passed over.

    Returns:
        True where one of the secrets makes this signature.

    Raises:
        WebhookSignatureError: The body is not bytes: nothing can be said of the signature.
        ConfigurationError: There is no secret, or one that is no text.
    """
    return problem(body, signature, secret) is None


def problem(body: object, signature: object, secret: object) -> str | None:
    """Say why a delivery is not Apple's, in words that hold no secret; None where it is. Raises as `verify` does."""
    keys = _keys(secret)
    raw = _raw(body)
    if signature is None:
        return "the delivery has no x-apple-signature header"
    given = _digest(signature)
    if given is None:
        return "the x-apple-signature header is not of the form hmacsha256=<64 hexadecimal digits>"
    import hmac

    fits = False
    for key in keys:
        # Every secret is tried: how long it takes tells nobody which one it was.
        fits |= hmac.compare_digest(hmac.digest(key, raw, "sha256"), given)
    if fits:
        return None
    text = "no given secret makes this signature" if len(keys) > 1 else "the secret does not make this signature"
    if any(key != key.strip() for key in keys):
        text += " (it begins or ends with whitespace: is that a part of it, or of the file it was read from?)"
    return f"{text}: another webhook's delivery, a changed body, or not from Apple"


def _raw(body: object) -> bytes:
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(cast("bytes", body))
    hint = " (read them before any JSON is: request.get_data(), await request.body())"
    if isinstance(body, str):
        raise WebhookSignatureError(
            f"body is a str, and Apple signs bytes: text may have lost some on the way. Pass the raw bytes{hint}"
        )
    raise WebhookSignatureError(
        f"body is a {type(body).__name__}: only the raw bytes can be checked, since the same JSON can be written in "
        f"many ways. Pass the request's body as it came{hint}"
    )


def _digest(signature: object) -> bytes | None:
    if isinstance(signature, bytes | bytearray):  # as ASGI hands headers over
        signature = signature.decode("latin-1")
    if not isinstance(signature, str):
        return None
    match = _HEADER.fullmatch(signature.strip(" \t\r\n"))
    return bytes.fromhex(match[1]) if match else None


def _keys(secret: object) -> list[bytes]:
    if isinstance(secret, str | bytes | bytearray):
        candidates: list[object] = [secret]
    elif hasattr(secret, "__iter__") and not hasattr(secret, "keys"):
        candidates = list(cast("Iterable[object]", secret))
    else:
        raise ConfigurationError(f"secret is {_kind(secret)}: the webhook's secret is wanted, or several of them")
    keys = [key for candidate in candidates if (key := _key(candidate))]
    if not keys:
        # Under an empty key anybody can sign.
        raise ConfigurationError("the webhook's secret is empty: nothing could be told from a signature")
    return keys


def _key(secret: object) -> bytes:
    if secret is None:
        return b""
    if isinstance(secret, bytes | bytearray):
        return bytes(secret)
    if not isinstance(secret, str):
        raise ConfigurationError(f"a secret is {_kind(secret)}: text or bytes are wanted")
    try:
        # What os.environ could not decode goes back to the bytes that it was.
        return secret.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        pass
    # Raised out here: the exception above holds the secret.
    raise ConfigurationError("a secret is text that UTF-8 cannot write (half of a surrogate pair)")


def _kind(value: object) -> str:
    return "None" if value is None else f"of type {type(value).__name__}"
