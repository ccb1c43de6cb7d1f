"""The bytes of a certificate or profile, from the resource that Apple sends, base64, a file's content, or its path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

from ..errors import ConfigurationError


def content_of(given: object, attribute: str, what: str) -> bytes:
    """Give the bytes.

    Args:
        given: A resource, its base64 text, PEM text, bytes (DER or either text), or a `Path`.
        attribute: The resource's attribute that holds the base64.
        what: Its name, for errors.

    Raises:
        ConfigurationError: There are none in it.
        OSError: The file cannot be read.
    """
    value: object = given
    if hasattr(given, attribute):
        value = getattr(cast("Any", given), attribute)
        if value is None:
            raise ConfigurationError(
                f"this {what} has no {attribute}: get it anew, and name {_camel(attribute)} where you ask for fields"
            )
    if isinstance(value, os.PathLike):
        value = Path(cast("os.PathLike[str]", value)).expanduser().read_bytes()
    if isinstance(value, bytes | bytearray | memoryview):
        data = bytes(cast("bytes", value))
        if not _is_text(data):
            return data
        value = data.decode("utf-8", "replace")
    if not isinstance(value, str):
        raise ConfigurationError(f"a {what} is wanted (a resource, its {attribute}, or bytes), not {_kind(value)}")
    if "-----BEGIN" in value or value.lstrip().startswith("<"):
        return value.encode()
    return _decode(value, what)


def _decode(text: str, what: str) -> bytes:
    import base64
    import binascii

    letters = "".join(text.split()).rstrip("=")
    try:
        data = base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data:
        hint = " (for a file, pass a Path)" if len(text) < 1000 and os.path.splitext(text)[1] else ""
        raise ConfigurationError(f"the {what} is text, and no base64{hint}")
    return data


def _is_text(data: bytes) -> bool:
    """Whether this can be base64, PEM or a property list, and is no DER."""
    return not data[:64].translate(None, bytes(range(0x20, 0x7F)) + b"\t\r\n")


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__
