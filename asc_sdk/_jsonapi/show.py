"""How objects show themselves: one line, the fields that are set, and no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIDDEN_NAMES = ("password", "secret", "token")
_HIDDEN = "'…'"
_LONGEST = 200


def show(name: str, fields: Iterable[tuple[str, object]]) -> str:
    """`Name(field=value, …)`, with the fields that are not None."""
    shown = ", ".join(f"{field}={show_value(field, value)}" for field, value in fields if value is not None)
    return f"{name}({shown})"


def show_value(name: str, value: object) -> str:
    """The repr of a value; passwords, and the queries of URLs, which carry signatures, are left out."""
    if isinstance(value, str):
        if any(hidden in name for hidden in _HIDDEN_NAMES):
            return _HIDDEN
        head, question, _ = value.partition("?")
        if question and "://" in head:
            return repr(f"{_cut(head)}?…")
        return repr(_cut(value))
    if isinstance(value, list):
        items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType] - a list of whatever came
        return f"[{', '.join(show_value(name, item) for item in items)}]"
    if isinstance(value, dict):
        pairs: list[tuple[object, object]] = list(value.items())  # pyright: ignore[reportUnknownArgumentType] - likewise
        return f"{{{', '.join(f'{key!r}: {show_value(str(key), item)}' for key, item in pairs)}}}"
    return repr(value)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
