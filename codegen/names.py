"""Names: operationIds and JSON names to Python, and the refusal of two that come out the same."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

from .errors import CodegenError, NoRuleError

_WORD_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[\[\].]+")


def snake(wire: str, place: str) -> str:
    """The Python name of a JSON name, a parameter name or a part of an operationId.

    A word breaks before a capital that follows a small letter or a digit, and before the last capital of a run that
    a small letter follows. Brackets and dots are one underscore, a keyword gets a trailing one.

    Args:
        wire: The name as Apple writes it.
        place: Where it stands, for the error.

    Raises:
        NoRuleError: where no identifier comes out.
    """
    words = _SEPARATORS.sub("_", wire).strip("_")
    name = _WORD_BREAK.sub("_", words).lower()
    if not name.isidentifier() or not name.isascii():
        raise NoRuleError(place, f"a rule that makes a Python name of {wire!r}", "codegen/names.py")
    return f"{name}_" if keyword.iskeyword(name) else name


def pascal(wire: str, place: str = "") -> str:
    """The class name of a JSON name: its words, each with a capital (`betaTesters` → `BetaTesters`)."""
    parts = [part for part in _SEPARATORS.split(wire) if part]
    name = "".join(part[0].upper() + part[1:] for part in parts)
    if not name.isidentifier() or not name.isascii():
        raise NoRuleError(place or repr(wire), f"a rule that makes a class name of {wire!r}", "codegen/names.py")
    return f"{name}_" if keyword.iskeyword(name) else name


def joined(root: str, own: str) -> str:
    """Two class names as one, without a word said twice: `AppEvent` and `EventState` are `AppEventState`."""
    words = _WORD_BREAK.split(root)
    for start in range(len(words)):
        tail = "".join(words[start:])
        if own.startswith(tail) and own != tail:
            return "".join(words[:start]) + own
    return root + own


def singular(wire: str) -> str:
    """The name of one member of a list: `territorySchedules` → `territorySchedule`."""
    if wire.endswith("ies"):
        return f"{wire[:-3]}y"
    if wire.endswith(("tuses", "sses")):
        return wire[:-2]
    return wire[:-1] if wire.endswith("s") and not wire.endswith(("ss", "us", "is")) else wire


def field_name(wire: str, place: str, reserved: frozenset[str]) -> str:
    """`snake`, with a trailing underscore where every object of ours already has a member of that name."""
    name = snake(wire, place)
    return f"{name}_" if name in reserved else name


def require_unique(names: Iterable[tuple[str, str]], place: str) -> None:
    """Refuse two wire names whose Python names are the same.

    Args:
        names: Pairs of the wire name and the Python name.
        place: Where they stand, for the error.
    """
    seen: dict[str, str] = {}
    for wire, name in names:
        if name in seen:
            raise CodegenError(
                f"{place}: {seen[name]!r} and {wire!r} both come out as {name!r}; "
                "rename one of them with a patch in spec/patches/"
            )
        seen[name] = wire
