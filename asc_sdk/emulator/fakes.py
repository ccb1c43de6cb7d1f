"""Makes plausible values for attributes, by type and name; the same ones every time."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from ..models._registry import OBJECTS
from .parameters import members

if TYPE_CHECKING:
    from .schema import Kind

_DEPTH = 3
"""Call stacks hold call stacks."""

# By what a name ends with, longest first.
_TEXTS = {
    "emailaddress": "ada@example.com",
    "email": "ada@example.com",
    "url": "https://example.com/{name}",
    "locale": "en-US",
    "bundleid": "com.example.app",
    "firstname": "Ada",
    "lastname": "Lovelace",
    "phone": "+44 20 7946 0000",
    "currency": "USD",
    "price": "9.99",
    "proceeds": "8.49",
    "versionstring": "1.0",
    "version": "1.0",
    "checksum": "d41d8cd98f00b204e9800998ecf8427e",
    "filename": "{name}.png",
    "identifier": "com.example.{name}",
    "udid": "00008120-000000000000001E",
    "date": "2026-10-01",
    "id": "{name}-1",
}

_IDENTIFYING = frozenset(["identifier", "productId", "referenceName", "vendorIdentifier"])


def fake_attributes(kind: Kind) -> dict[str, Any]:
    """A value for each attribute of a kind."""
    made = {name: fake(name, type) for name, type in kind.attributes.items()}
    for name in _IDENTIFYING & made.keys():
        # A type's two kinds live side by side, and what identifies them is taken once.
        made[name] = f"com.example.{kind.name.lower()}"
    return made


def fake_object(name: str, depth: int = _DEPTH) -> dict[str, Any]:
    """A nested object with all its properties, as deep as makes sense."""
    return {key: fake(key, type, depth - 1) for key, type in OBJECTS.get(name, {}).items()}


def fake(name: str, type: str, depth: int = _DEPTH) -> Any:
    """A value for an attribute: its name says what it means, its type what it must be."""
    kind, _, rest = type.partition(":")
    match kind:
        case "array":
            return [fake(name, rest, depth)] if depth > 0 else []
        case "map":
            return {"key": fake(name, rest, depth)} if depth > 0 else {}
        case "object":
            return fake_object(rest, depth) if depth > 0 else {}
        case "literal":
            return (members(type) or ("",))[0]
        case "boolean":
            return False
        case "integer":
            return 1 + zlib.crc32(name.encode()) % 99
        case "number":
            return 1 + zlib.crc32(name.encode()) % 400 / 100
        case "date":
            return "2026-10-01"
        case "date-time":
            return "2026-10-01T09:00:00-07:00"
        case _:
            return _text(name)


def _text(name: str) -> str:
    small = name.lower()
    for ending, text in _TEXTS.items():
        if small.endswith(ending):
            return text.format(name=small)
    return f"Example {small}"
