"""Reads a key from a file: Apple's AuthKey_<id>.p8, or the JSON key file of fastlane."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, cast

from ..errors import ConfigurationError
from .claims import DEFAULT_LIFETIME

if TYPE_CHECKING:
    from .key import ApiKey

_MOST_BYTES = 100_000


def read_key_file(
    kind: type[ApiKey],
    path: str | os.PathLike[str],
    *,
    key_id: str | None = None,
    issuer_id: str | None = None,
    enterprise: bool | None = None,
    lifetime: int | None = None,
) -> ApiKey:
    """Make a key from a file; arguments that are given go before what the file says.

    Raises:
        ConfigurationError: there is no such file, or it holds no such key.
    """
    name, data = _read(path)
    fields: dict[str, Any] = {}
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        fields = _fields(data, name)
        private_key: Any = fields.get("key", fields.get("private_key"))
        if not isinstance(private_key, str) or not private_key.strip():
            raise ConfigurationError(f'{name} is JSON without a "key": that is where fastlane keeps the private key')
    else:
        private_key = data
    del data
    key_id = key_id if key_id is not None else fields.get("key_id")
    if key_id is None:
        key_id = id_in_name(name)
    if key_id is None:
        raise ConfigurationError(f"{name} does not say its key id: pass key_id=, or call the file AuthKey_<id>.p8")
    if issuer_id is None:
        issuer_id = fields.get("issuer_id") or None
    if lifetime is None:
        lifetime = _duration(fields.get("duration"))
    problem = ""
    try:
        return kind(
            key_id,
            private_key,
            issuer_id=issuer_id,
            enterprise=as_bool(fields.get("in_house")) if enterprise is None else enterprise,
            lifetime=lifetime,
        )
    except ConfigurationError as error:
        problem = str(error)
    finally:
        del private_key, fields  # no traceback that shows variables shows the key
    raise ConfigurationError(f"{name}: {problem}")


def id_in_name(path: str) -> str | None:
    """Take the key id out of a file's name, None where it holds none."""
    name = os.path.basename(path)
    for prefix in ("AuthKey_", "ApiKey_"):
        if name.startswith(prefix) and name.endswith(".p8"):
            # A browser that downloads twice writes "AuthKey_ABC123DEFG (1).p8".
            return name[len(prefix) : -3].split(" ")[0] or None
    return None


def as_bool(value: object) -> bool:
    """Read a flag as JSON files and environment variables hold it."""
    if isinstance(value, str):
        return value.strip().lower() in ("1", "true", "yes", "on")
    return bool(value)


def _duration(value: object) -> int:
    """Read fastlane's `duration`, in seconds."""
    if value is None or value == "":
        return DEFAULT_LIFETIME
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()):
        raise ConfigurationError(f"duration takes whole seconds, not {text[:40]!r}")
    return int(text[:12])


def _read(path: str | os.PathLike[str]) -> tuple[str, bytes]:
    name: str = os.path.expanduser(os.fspath(path))
    if "BEGIN" in name or "\n" in name or len(name) > 4096:
        raise ConfigurationError(
            "the path of the key file holds the key itself: pass it as ApiKey(key_id, private_key)"
        )
    problem = ""
    try:
        with open(name, "rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        problem = "there is no such file"
    except IsADirectoryError:
        problem = "it is a folder"
    except (OSError, ValueError) as error:
        problem = f"it cannot be read ({getattr(error, 'strerror', None) or type(error).__name__})"
    else:
        if len(data) <= _MOST_BYTES:
            return name, data
        problem = "it is too large for a key"
    raise ConfigurationError(f"the key file {name!r}: {problem}")


def _fields(data: bytes, name: str) -> dict[str, Any]:
    import json

    problem = ""
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError):
        problem = "it is no valid JSON"
    else:
        if isinstance(fields, dict):
            return cast("dict[str, Any]", fields)
        problem = "it is no JSON object"
    # Raised out here: the parser's error would carry the file's text along.
    raise ConfigurationError(f"{name} looks like fastlane's JSON key file, but {problem}")
