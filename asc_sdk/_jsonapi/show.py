"""How objects show themselves: one line, the fields that are set, and no secret."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Parts of names, without underscores and capitals. A header's value may be a credential.
_HIDDEN_NAMES = ("password", "secret", "token", "credential", "privatekey", "authorization", "requestheaders")
_HIDDEN = "'…'"
_LONGEST = 200
_MOST = 20
_DEEPEST = 5
# The queries and fragments of URLs carry signatures, the part before an @ a password.
_USER = re.compile(r"(://)[^\s/?#@]+@")
_QUERY = re.compile(r"(://[^\s?#]*[?#])\S+")


def show(name: str, fields: Iterable[tuple[str, object]]) -> str:
    """`Name(field=value, …)`, with the fields that are not None."""
    hidden = ("value",) if "Header" in name else ()
    shown = ", ".join(
        f"{_one_line(field)}={_HIDDEN if field in hidden else show_value(field, value)}"
        for field, value in fields
        if value is not None
    )
    return f"{name}({shown})"


def show_value(name: str, value: object, depth: int = 0) -> str:
    """The repr of a value on one line, cut where it is long; without passwords and the signatures of URLs."""
    if value is None or isinstance(value, bool):
        return repr(value)
    if _is_hidden(name):
        return _HIDDEN
    if isinstance(value, str):
        return repr(_without_secrets(value))
    if not isinstance(value, (list, tuple, dict)):
        return _cut(_one_line(repr(value)), 10 * _LONGEST)
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, dict):
        pairs = [
            f"{_one_line(repr(key))}: {show_value(str(key), item, depth + 1)}"
            for key, item in cast("Mapping[object, object]", value).items()
        ]
        return f"{{{_several(pairs)}}}"
    items = [show_value(name, item, depth + 1) for item in cast("Iterable[object]", value)]
    return f"[{_several(items)}]" if isinstance(value, list) else f"({_several(items)})"


def show_cell(name: str, value: object, longest: int = 80) -> str:
    """A value as it stands in a table: a string without quotes, nothing for None; likewise without secrets."""
    if value is None:
        return ""
    if isinstance(value, str) and not _is_hidden(name):
        return _cut(_one_line(_without_secrets(value)), longest)
    text = value.isoformat(" ") if isinstance(value, datetime) else show_value(name, value)
    return _cut(text, longest)


def _without_secrets(text: str) -> str:
    return _cut(_USER.sub(r"\1…@", _QUERY.sub(r"\1…", text)))


def _is_hidden(name: str) -> bool:
    bare = name.replace("_", "").lower()
    return any(hidden in bare for hidden in _HIDDEN_NAMES)


def _several(shown: list[str]) -> str:
    return ", ".join(shown) if len(shown) <= _MOST else f"{', '.join(shown[:_MOST])}, … {len(shown) - _MOST} more"


def _one_line(text: str) -> str:
    return (
        text
        if text.isprintable()
        else "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    )


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
