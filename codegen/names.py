"""Names: operationIds and JSON names to Python, and the refusal of those that would hide another."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

from .errors import NoRuleError

# What generated modules import or define themselves: a class or an alias of such a name would hide it.
_OWN = """
    Any Callable ClassVar Iterable Literal Mapping NamedTuple PathLike TYPE_CHECKING TypeAlias
    ArchiveUpload Array AsyncClients AsyncConnection AsyncEndpoint AsyncPageCall Body Classes Clients Coder
    Connection Date DateTime Endpoint Finder InlineCreate LEFT_OUT Linkage NOT_LOADED Nested NestedObject Operation
    Page QuerySpec RelationshipField Report Resource ResourceIdentifier ToMany ToOne UNSET Unset Upload UploadTerms
"""
OWN_NAMES = frozenset(_OWN.split())
# What a method's own lines need: an argument of such a name gets a trailing underscore.
ARGUMENTS = frozenset(
    {"async_pages", "async_resume", "async_run", "async_upload", "pages", "resume", "run", "self", "upload"}
)
# What annotations inside a class need: a field of such a name would hide it there.
_NEEDED_IN_CLASSES = frozenset({"bool", "dict", "dt", "float", "int", "list", "str"})
# A module has the name of its class, and a file's name ends at 255 bytes.
_LONGEST = 150
_LIVES = "codegen/names.py"

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
        raise NoRuleError(place, f"a rule that makes a Python name of {wire!r:.80}", _LIVES)
    return _keyword_free(name, place)


def pascal(wire: str, place: str = "") -> str:
    """The class name of a JSON name: its words, each with a capital (`betaTesters` → `BetaTesters`)."""
    parts = [part for part in _SEPARATORS.split(wire) if part]
    name = "".join(part[0].upper() + part[1:] for part in parts)
    if not name.isidentifier() or not name.isascii():
        raise NoRuleError(place or repr(wire), f"a rule that makes a class name of {wire!r:.80}", _LIVES)
    return _keyword_free(name, place)


def class_name(wire: str, place: str) -> str:
    """`pascal`, for a class of its own.

    Raises:
        NoRuleError: where the generated modules need that name themselves.
    """
    name = pascal(wire, place)
    if name in OWN_NAMES:
        raise NoRuleError(place, f"a rule for a class called {name}, a name that generated modules need", _LIVES)
    return name


def _keyword_free(name: str, place: str) -> str:
    if len(name) > _LONGEST:
        raise NoRuleError(place, f"a rule for a name of {len(name)} characters: {name:.40}…", _LIVES)
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
    """`snake`, with a trailing underscore where every object of ours already has a member of that name.

    Raises:
        NoRuleError: where the name would hide what the annotations of its class need.
    """
    name = snake(wire, place)
    if name in _NEEDED_IN_CLASSES:
        raise NoRuleError(place, f"a rule for a field called {name}, which the annotations of its class need", _LIVES)
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
            missing = f"a rule for two names that come out as {name}: {seen[name]!r} and {wire!r}"
            raise NoRuleError(place, missing, f"{_LIVES}, or rename one with a patch in spec/patches/")
        seen[name] = wire
