"""Finds the key in the environment: our names, fastlane's, Codemagic's, then the folders of Apple's own tools."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ..errors import ConfigurationError
from .key import clean_id
from .key_file import as_bool, id_in_name, read_key_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .key import ApiKey


class Names(NamedTuple):
    """The variables of one tool; "" where it has none."""

    tool: str
    key_id: str
    issuer_id: str
    text: str
    path: str
    json_path: str = ""
    enterprise: str = ""
    duration: str = ""


FOLDERS = ("./private_keys", "~/private_keys", "~/.private_keys", "~/.appstoreconnect/private_keys")
"""Where Apple's own tools look for AuthKey_<id>.p8, in this order."""

_OURS = Names(
    "asc_sdk", "ASC_KEY_ID", "ASC_ISSUER_ID", "ASC_PRIVATE_KEY", "ASC_PRIVATE_KEY_PATH", enterprise="ASC_ENTERPRISE"
)
_TOOLS = (
    _OURS,
    Names(
        "fastlane",
        "APP_STORE_CONNECT_API_KEY_KEY_ID",
        "APP_STORE_CONNECT_API_KEY_ISSUER_ID",
        "APP_STORE_CONNECT_API_KEY_KEY",
        "APP_STORE_CONNECT_API_KEY_KEY_FILEPATH",
        json_path="APP_STORE_CONNECT_API_KEY_PATH",
        enterprise="APP_STORE_CONNECT_API_KEY_IN_HOUSE",
        duration="APP_STORE_CONNECT_API_KEY_DURATION",
    ),
    Names(
        "Codemagic",
        "APP_STORE_CONNECT_KEY_IDENTIFIER",
        "APP_STORE_CONNECT_ISSUER_ID",
        "APP_STORE_CONNECT_PRIVATE_KEY",
        "",
    ),
)


def key_from_environment(kind: type[ApiKey], environ: Mapping[str, str] | None = None) -> ApiKey:
    """Make the key of the first tool whose variables are complete; else look into the folders.

    Args:
        kind: ApiKey.
        environ: the variables; those of the process by default.

    Raises:
        ConfigurationError: what is there is no key, or nothing is complete; it lists what was looked at.
    """
    variables = os.environ if environ is None else environ
    looked_at: list[str] = []
    for names in _TOOLS:
        key, missing = _from_variables(kind, names, variables)
        if key is not None:
            return key
        looked_at.append(f"{names.tool}: {missing}")
    key, missing = _from_folders(kind, variables)
    if key is not None:
        return key
    looked_at.append(missing)
    raise ConfigurationError(
        "no App Store Connect key was found. Looked at:\n"
        + "\n".join(f"  - {line}" for line in looked_at)
        + "\nSet ASC_KEY_ID, ASC_ISSUER_ID (of a team key) and ASC_PRIVATE_KEY or ASC_PRIVATE_KEY_PATH, "
        "or pass key=ApiKey(...)"
    )


def _value(variables: Mapping[str, str], name: str) -> str:
    """A variable, "" where it is unset or blank: CI systems set missing secrets to nothing."""
    value = variables.get(name, "") if name else ""
    return value if value.strip() else ""


def _from_variables(kind: type[ApiKey], names: Names, variables: Mapping[str, str]) -> tuple[ApiKey | None, str]:
    """Try one tool's variables; the text says what is missing, in names only."""
    enterprise = as_bool(_value(variables, names.enterprise)) if _value(variables, names.enterprise) else None
    text, path, json_path = (_value(variables, name) for name in (names.text, names.path, names.json_path))
    key_id, issuer_id = clean_id(_value(variables, names.key_id)), clean_id(_value(variables, names.issuer_id))
    if text.strip().startswith("@file:"):  # Codemagic's way to point at a file
        text, path = "", text.strip().removeprefix("@file:")
    elif text.strip().startswith("@env:"):  # ... and at another variable
        text = _value(variables, text.strip().removeprefix("@env:"))
    used = names.text if text else names.path or names.text if path else names.json_path
    if not (text or path or json_path):
        wanted = " or ".join(name for name in (names.text, names.path, names.json_path) if name)
        return None, f"{wanted} not set" + (f" ({names.key_id} is)" if key_id else "")
    if not text and path and not key_id:
        key_id = id_in_name(path) or ""
    if (text or path) and not key_id:
        return None, f"{names.key_id} not set ({used} is)"
    problem = ""
    try:
        duration = _seconds(_value(variables, names.duration), names.duration)
        if text:
            more = {} if duration is None else {"lifetime": duration}
            return kind(key_id, text, issuer_id=issuer_id or None, enterprise=bool(enterprise), **more), ""
        key = read_key_file(
            kind,
            path or json_path,
            key_id=key_id or None,
            issuer_id=issuer_id or None,
            enterprise=enterprise,
            lifetime=duration,
        )
        return key, ""
    except ConfigurationError as error:
        problem = str(error)
    finally:
        del text, path, json_path  # no traceback that shows variables shows the key
    # A key that is there and cannot be used is said, not passed over: the next one may be another team's.
    raise ConfigurationError(f"{names.tool}'s variables (key id from {names.key_id}, key from {used}): {problem}")


def _seconds(value: str, name: str) -> int | None:
    text = value.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise ConfigurationError(f"{name} takes whole seconds, not {text[:40]!r}")
    return int(text[:12])


def _from_folders(kind: type[ApiKey], variables: Mapping[str, str]) -> tuple[ApiKey | None, str]:
    """Look for AuthKey_<id>.p8: the one of the id that a variable names, or the only one that there is."""
    ids = [clean_id(_value(variables, names.key_id)) for names in _TOOLS]
    issuers = [clean_id(_value(variables, names.issuer_id)) for names in _TOOLS]
    wanted = next((key_id for key_id in ids if key_id), None)
    issuer_id = next((issuer for issuer in issuers if issuer), None)
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for path in _key_files(os.path.expanduser(folder)):
            key_id = id_in_name(path)
            if key_id is not None and (wanted is None or key_id == wanted):
                found.setdefault(key_id, path)
    if len(found) == 1:
        (key_id, path), *_ = found.items()
        enterprise = as_bool(_value(variables, _OURS.enterprise))
        return read_key_file(kind, path, key_id=key_id, issuer_id=issuer_id, enterprise=enterprise), ""
    folders = ", ".join(FOLDERS)
    if found:
        return None, f"{len(found)} keys ({', '.join(sorted(found))}) in {folders}: set ASC_KEY_ID to choose one"
    return None, f"no AuthKey_{wanted or '<id>'}.p8 in {folders}"


def _key_files(folder: str) -> list[str]:
    try:
        return sorted(os.path.join(folder, name) for name in os.listdir(folder))
    except OSError:
        return []
