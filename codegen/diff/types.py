"""Two types of one value → whether it changed, and whether that breaks what people wrote."""

from __future__ import annotations

from attrs import evolve

from ..render import python
from ..sdk_model import FieldType
from .changes import Change, Finding
from .sides import Sides

# For an argument: what the new type takes as well.
_WIDER = {("literal", "string"), ("integer", "number"), ("string", "date-time"), ("string", "date")}
# For an answer: an enumeration is open there, so both are any string.
_STRINGS = frozenset({"literal", "string"})


def type_change(
    sides: Sides, old: FieldType, new: FieldType, change: Change, *, sent: bool, read: bool
) -> Finding | None:
    """The change of a value's type, None where there is none.

    Args:
        sides: Both models.
        old: The type before.
        new: The type now.
        change: What has the type, its name and its place.
        sent: Whether people hand it in.
        read: Whether it comes in answers.
    """
    before = sides.translated(old)
    one, other = before, new
    while one.kind == other.kind and one.item is not None and other.item is not None:
        one, other = one.item, other.item
    if one.kind == other.kind == "literal":
        had, has = sides.old_aliases[one.name], sides.new_aliases[other.name]
        gone = tuple(member for member in had if member not in has)
        fresh = tuple(member for member in has if member not in had)
        if not gone and not fresh:
            return None
        # In an answer an enumeration is open: what is gone was only one of the strings that may come.
        change = evolve(change, kind="members", added=fresh, removed=gone, breaking=sent and bool(gone))
        return Finding("", change, (one.name, other.name))
    if (one.kind, one.name) == (other.kind, other.name):
        return None
    written = python.argument_type if change.what in ("parameter", "argument") else python.answer_type
    harm = (sent and not _accepts(other, one)) or (read and not {one.kind, other.kind} <= _STRINGS)
    return Finding("", evolve(change, old=written(before), new=written(new), breaking=harm))


def _accepts(new: FieldType, old: FieldType) -> bool:
    """Whether what was right as an argument still is."""
    return new.kind == "any" or (old.kind, new.kind) in _WIDER
