"""Deliveries as Apple's documentation shows their shapes, made here."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

SECRET = "correct horse battery staple"


def payload(kind: str, /, attributes: object = None, instance: object = None, **data: Any) -> dict[str, Any]:
    """The JSON of a delivery; what is None is left out."""
    members: dict[str, Any] = {"type": kind, "id": "E1", "version": 1, **data}
    if attributes is not None:
        members["attributes"] = attributes
    if instance is not None:
        members["relationships"] = {"instance": instance}
    return {"data": members}


def build_upload(state: str = "COMPLETE") -> dict[str, Any]:
    """A build's upload that came into a state."""
    identifier = {"type": "buildUploads", "id": "U1"}
    return payload("buildUploadStateUpdated", {"oldState": "PROCESSING", "newState": state}, {"data": identifier})


def encode(value: object) -> bytes:
    """The body, with the newline at its end that a real one may have."""
    return json.dumps(value).encode() + b"\n"


def digest(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def sign(body: bytes, secret: str = SECRET) -> str:
    """The header that Apple sends with this body."""
    return f"hmacsha256={digest(body, secret)}"
