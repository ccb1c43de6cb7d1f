"""What a method takes and what a class has, member by member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import evolve, frozen

from ..render import python
from ..sdk_model import BodyRelationship, Field, Parameter, Relationship
from .changes import Change, Finding, Kind, What
from .matching import alike, overlap, pairs, split
from .sides import Sides, related
from .types import type_change

Member = Field | Relationship | BodyRelationship | Parameter


@frozen
class Place:
    """Where the members are: a method or a class, the group it belongs to, and what people do with them.

    `sent` where people hand them in, `read` where they come in answers; nested objects may be both.
    """

    name: str
    home: str
    what: Literal["argument", "field"]
    sent: bool
    read: bool


def compare_members(sides: Sides, place: Place, old: Iterable[Member], new: Iterable[Member]) -> Iterator[Finding]:
    """The changes between two lists of members that belong to one method or class."""
    before = {item.name: item for item in old if not _is_hidden(item)}
    after = {item.name: item for item in new if not _is_hidden(item)}
    both, gone, fresh = split(before, after)

    def likeness(one: str, other: str) -> float:
        return _likeness(sides, before[one], after[other])

    renamed = pairs(gone, fresh, likeness, 0.8)
    for name in gone:
        item = before[name]
        if name in renamed:
            twin = after[renamed[name]]
            yield _finding(place, twin, "renamed", old=name, new=twin.name, breaking=True)
            yield from _compare(sides, place, item, twin)
        else:
            yield _finding(place, item, "removed", breaking=True)
    for name in fresh:
        if name not in renamed.values():
            item = after[name]
            required = place.sent and _required(item)
            yield _finding(place, item, "added", new="required" if required else "", breaking=required)
    for name in both:
        yield from _compare(sides, place, before[name], after[name])


def _is_hidden(item: Member) -> bool:
    """A relationship of which Apple gives links only is no field."""
    return isinstance(item, Relationship) and item.links_only


def _compare(sides: Sides, place: Place, old: Member, new: Member) -> Iterator[Finding]:
    if old.wire != new.wire and old.name == new.name:
        yield _finding(place, new, "path", old=old.wire, new=new.wire)
    yield from _types(sides, place, old, new)
    if place.sent and _required(old) != _required(new):
        yield _finding(place, new, "required" if _required(new) else "optional", breaking=_required(new))
    if place.sent and _nullable(old) != _nullable(new):
        yield _finding(place, new, "nullable" if _nullable(new) else "not_nullable", breaking=_nullable(old))
    if _deprecated(old) != _deprecated(new):
        yield _finding(place, new, "deprecated" if _deprecated(new) else "undeprecated")
    if isinstance(old, Parameter) and isinstance(new, Parameter) and old.maximum != new.maximum:
        lower = new.maximum is not None and (old.maximum is None or new.maximum < old.maximum)
        before, after = ("" if item.maximum is None else str(item.maximum) for item in (old, new))
        yield _finding(place, new, "maximum", old=before, new=after, breaking=lower)


def _types(sides: Sides, place: Place, old: Member, new: Member) -> Iterator[Finding]:
    if isinstance(old, (Field, Parameter)) and isinstance(new, (Field, Parameter)):
        change = Change(_what(new, place), "type", new.name, (place.name,))
        found = type_change(sides, old.type, new.type, change, sent=place.sent, read=place.read)
        # Where one value or many were taken, one alone is not enough.
        fewer = isinstance(old, Parameter) and isinstance(new, Parameter) and (old.kind, new.kind) == ("many", "text")
        if fewer:
            texts = (_text(item) for item in (old, new))
            told = _finding(place, new, "type", old=next(texts), new=next(texts), breaking=True)
            yield told if found is None else evolve(told, aliases=found.aliases)
        elif found is not None:
            yield found.at(place.home)
    elif isinstance(old, Relationship) and isinstance(new, Relationship):
        before = evolve(old, classes=tuple(sorted(map(sides.now, old.classes))))
        if related(before) != related(new):
            safe = before.many == new.many and not before.classes
            yield _finding(place, new, "type", old=related(before), new=related(new), breaking=not safe)
    elif isinstance(old, BodyRelationship) and isinstance(new, BodyRelationship):
        before = evolve(
            old,
            classes=tuple(sorted(map(sides.now, old.classes))),
            inline_classes=tuple(sorted(map(sides.now, old.inline_classes))),
            nullable=new.nullable,
        )
        if (before.many, before.type, _accepted(before)) != (new.many, new.type, _accepted(new)):
            safe = (before.many, before.type) == (new.many, new.type) and _accepted(before) <= _accepted(new)
            texts = (python.relationship_argument(item) for item in (before, new))
            yield _finding(place, new, "type", old=next(texts), new=next(texts), breaking=not safe)
    else:
        yield _finding(place, new, "type", old=_text(old), new=_text(new), breaking=True)


def _accepted(item: BodyRelationship) -> set[str]:
    return {*item.classes, *item.inline_classes}


def _text(item: Member) -> str:
    if isinstance(item, Parameter):
        kind = python.argument_type(item.type)
        return f"{kind} | Iterable[{kind}]" if item.kind == "many" else kind
    if isinstance(item, Field):
        return python.answer_type(item.type)
    return related(item) if isinstance(item, Relationship) else python.relationship_argument(item)


def _finding(
    place: Place, item: Member, kind: Kind, *, old: str = "", new: str = "", breaking: bool = False
) -> Finding:
    change = Change(_what(item, place), kind, item.name, (place.name,), old, new, breaking=breaking)
    return Finding(place.home, change)


def _what(item: Member, place: Place) -> What:
    if isinstance(item, Parameter):
        return "parameter"
    return "relationship" if isinstance(item, Relationship) else place.what


def _required(item: Member) -> bool:
    return not isinstance(item, Relationship) and item.required


def _nullable(item: Member) -> bool:
    return isinstance(item, (Field, BodyRelationship)) and item.nullable


def _deprecated(item: Member) -> bool:
    return not isinstance(item, BodyRelationship) and item.deprecated


def _likeness(sides: Sides, old: Member, new: Member) -> float:
    """How likely the one is the other under a new name: the same wire name, or nearly the same name and type."""
    if type(old) is not type(new):
        return 0.0
    if old.wire == new.wire:
        return 2.0
    letters = alike(old.name, new.name)
    if isinstance(old, (Relationship, BodyRelationship)) and isinstance(new, (Relationship, BodyRelationship)):
        same = old.many == new.many and {*map(sides.now, old.classes)} == {*new.classes}
        return letters if same else 0.0
    if isinstance(old, (Field, Parameter)) and isinstance(new, (Field, Parameter)):
        before, after = sides.translated(old.type), new.type
        if before.kind == after.kind == "literal":
            return (letters + overlap(sides.old_aliases[before.name], sides.new_aliases[after.name])) / 2
        return letters if before == after else 0.0
    return 0.0
