"""Applies the fixes to Apple's document: data in `spec/patches/`, each with its reason, source and what Apple has.

A patch is one TOML file a disagreement between the document and the servers:

    why = "the servers answer SERVICES too"
    source = ["FB8977648"]
    versions = ">=1.8"                  # of the document; several are joined by commas, "*" is any

    [[change]]
    at = "/components/schemas/BundleIdPlatform/enum"    # a JSON pointer, see `pointer.py` for `*` and `[name=x]`
    expect = ["IOS", "MAC_OS"]          # what Apple has today
    add = ["SERVICES"]                  # or remove = [...]; for an object: set = {...}, drop = [...]
    matches = 1                         # how many places; at least one unless given

For lists `expect` holds members that are there today (others may be as well); for objects it holds the exact values
of members that `set` or `drop` touches, all others of which must be absent. A patch that fits nowhere, or finds
something else than it expects, is an error. One that finds its own result changes nothing: Apple has mended it.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .errors import CodegenError
from .pointer import find, furthest, put, show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_PATCH_MEMBERS = {"why": str, "source": list, "versions": str, "change": list}
_CHANGE_MEMBERS = {"at": str, "expect": (list, dict), "matches": int, "add": list, "remove": list, "set": dict} | {
    "drop": list
}
_COMPARISON = re.compile(r"(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)")
_COMPARE: Mapping[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
}


class Change(NamedTuple):
    """One change at one pointer; either the two of lists or the two of objects are in use."""

    at: str
    expect: list[Any] | dict[str, Any]
    matches: int | None
    add: list[Any]
    remove: list[Any]
    set: dict[str, Any]
    drop: list[str]


class Patch(NamedTuple):
    """One file of `spec/patches/`."""

    name: str
    why: str
    source: tuple[str, ...]
    versions: str
    changes: tuple[Change, ...]

    def applies_to(self, version: str) -> bool:
        """Whether the patch is meant for a version of Apple's document."""
        return self.versions == "*" or all(
            _COMPARE[sign](*_padded(version, bound)) for sign, bound in _COMPARISON.findall(self.versions)
        )


class Result(NamedTuple):
    """What one change did: the places it matched and how many of them it changed, or why it does not fit."""

    patch: str
    at: str
    matches: int
    changed: int
    problem: str = ""

    @property
    def mended(self) -> bool:
        """True where the document already is as the patch wants it."""
        return not self.problem and self.changed == 0


class Patched(NamedTuple):
    """A document with all fixes that fit, and what each of them did."""

    document: dict[str, Any]
    results: tuple[Result, ...]

    @property
    def problems(self) -> tuple[Result, ...]:
        """The changes that do not fit the document."""
        return tuple(result for result in self.results if result.problem)


class _MisfitError(Exception):
    """The document is not what the patch expects."""


def load_patches(folder: Path) -> tuple[Patch, ...]:
    """The patches of a folder, by name; none where the folder is missing.

    Raises:
        CodegenError: A file is no patch; the message names it.
    """
    return tuple(parse_patch(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.toml")))


def parse_patch(name: str, text: str) -> Patch:
    """One patch from the text of its file.

    Raises:
        CodegenError: Not TOML, or not the members that a patch has.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodegenError(f"{name}: {error}") from None
    _check_members(data, _PATCH_MEMBERS, name)
    missing = [member for member in _PATCH_MEMBERS if not data.get(member)]
    if missing:
        raise CodegenError(f"{name}: a patch needs {', '.join(missing)}")
    parts = [part.strip() for part in data["versions"].split(",")]
    if parts != ["*"] and not all(_COMPARISON.fullmatch(part) for part in parts):
        raise CodegenError(f'{name}: versions = "{data["versions"]}" is no range such as ">=3.7, <4.4" or "*"')
    changes = tuple(_change(change, f"{name}, change {number}") for number, change in enumerate(data["change"], 1))
    return Patch(name, data["why"], tuple(data["source"]), data["versions"], changes)


def apply(document: dict[str, Any], patches: Sequence[Patch], version: str) -> Patched:
    """The document with the patches of its version applied, in order; the document handed in stays as it is.

    A change that does not fit is left out and has its `problem` in the results: the caller decides.

    Args:
        document: Apple's document.
        patches: What `load_patches` gave.
        version: The document's version.
    """
    results: list[Result] = []
    for patch in patches:
        if patch.applies_to(version):
            for change in patch.changes:
                document, result = _apply(document, patch.name, change)
                results.append(result)
    return Patched(document, tuple(results))


def is_older(version: str, than: str) -> bool:
    """Whether a version of Apple's document came before another."""
    before, after = _padded(version, than)
    return before < after


def _change(data: dict[str, Any], name: str) -> Change:
    _check_members(data, _CHANGE_MEMBERS, name)
    if not str(data.get("at", "")).startswith("/"):
        raise CodegenError(f'{name}: at has to be a JSON pointer such as "/components/schemas/App"')
    of_lists = bool(data.get("add") or data.get("remove"))
    of_objects = bool(data.get("set") or data.get("drop"))
    if of_lists is of_objects:
        raise CodegenError(f"{name}: a change has add or remove (in a list), or set or drop (in an object)")
    expect = data.get("expect", [] if of_lists else {})
    if isinstance(expect, list) is not of_lists:
        raise CodegenError(f"{name}: expect is a {'list' if of_lists else 'table'} here, as what it describes")
    return Change(
        data["at"],
        cast("list[Any] | dict[str, Any]", expect),
        data.get("matches"),
        data.get("add", []),
        data.get("remove", []),
        data.get("set", {}),
        data.get("drop", []),
    )


def _check_members(data: dict[str, Any], known: Mapping[str, Any], name: str) -> None:
    for member, value in data.items():
        if member not in known:
            raise CodegenError(f"{name}: {member} is no member of a patch ({', '.join(known)} are)")
        if not isinstance(value, known[member]):
            raise CodegenError(f"{name}: {member} has the wrong type")


def _apply(document: dict[str, Any], name: str, change: Change) -> tuple[dict[str, Any], Result]:
    places = list(find(document, change.at))
    if not places:
        problem = f"{change.at} matches nothing; the document has {furthest(document, change.at)}"
        return document, Result(name, change.at, 0, 0, problem)
    patched, changed = document, 0
    for path, value in places:
        try:
            wanted = _in_object(value, change) if change.set or change.drop else _in_list(value, change)
        except _MisfitError as misfit:
            return document, Result(name, change.at, len(places), 0, f"{show(path)}: {misfit}")
        if wanted != value:
            patched = put(patched, path, wanted)
            changed += 1
    if change.matches is not None and changed not in (0, change.matches):
        problem = f"{change.at} changes {changed} places, where {change.matches} are expected"
        return document, Result(name, change.at, len(places), 0, problem)
    return patched, Result(name, change.at, len(places), changed)


def _in_list(value: object, change: Change) -> list[Any]:
    if not isinstance(value, list):
        raise _MisfitError(f"this is no list, but {value!r:.120}")
    members = cast("list[object]", value)
    kept = [member for member in members if not any(_is(member, gone) for gone in change.remove)]
    wanted = kept + [member for member in change.add if member not in members]
    if wanted != members:
        absent = [member for member in change.expect if not any(_is(present, member) for present in members)]
        if absent:
            raise _MisfitError(f"{absent} is expected, the document has {members!r:.200}")
    return wanted


def _in_object(value: object, change: Change) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _MisfitError(f"this is no object, but {value!r:.120}")
    members = cast("dict[str, Any]", value)
    wanted = {name: member for name, member in members.items() if name not in change.drop} | change.set
    if wanted != members:
        expect = cast("dict[str, Any]", change.expect)
        for name in {**change.set, **dict.fromkeys(change.drop), **expect}:
            if members.get(name) != expect.get(name):
                raise _MisfitError(f"{name} is {members.get(name)!r:.200}, where {expect.get(name)!r:.200} is expected")
    return wanted


def _is(member: object, wanted: object) -> bool:
    """Equal, or an object that has all members of the one in the patch."""
    if isinstance(member, dict) and isinstance(wanted, dict):
        have = cast("dict[str, Any]", member)
        return all(have.get(name) == value for name, value in cast("dict[str, Any]", wanted).items())
    return member == wanted


def _padded(version: str, bound: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both as numbers of one length: 4.4 is 4.4.0."""
    if not re.fullmatch(r"\d+(\.\d+)*", version):
        raise CodegenError(f"info.version of the document is {version!r}, not a number such as 4.4.1")
    left, right = ([int(part) for part in text.split(".")] for text in (version, bound))
    length = max(len(left), len(right))
    return tuple(left + [0] * (length - len(left))), tuple(right + [0] * (length - len(right)))
