"""The classes: resources, nested objects, and what is created inside another one's request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..sdk_model import InlineCreate, ObjectClass, ResourceClass
from .changes import Change, Finding, Kind, What
from .matching import split
from .members import Place, compare_members
from .sides import Sides

Model = ResourceClass | ObjectClass | InlineCreate


def compare_models(sides: Sides) -> Iterator[Finding]:
    """The changes of classes and of what they have."""
    yield from _compare_all(sides, sides.old.resources, sides.new.resources)
    yield from _compare_all(sides, sides.old.objects, sides.new.objects)
    yield from _compare_all(sides, sides.old.inline_creates, sides.new.inline_creates)


def _compare_all(sides: Sides, old: Iterable[Model], new: Iterable[Model]) -> Iterator[Finding]:
    before: Mapping[str, Model] = {item.name: item for item in old}
    after: Mapping[str, Model] = {item.name: item for item in new}
    both, gone, fresh = split(before, after)
    for name in gone:
        if name in sides.renamed:
            item = after[sides.renamed[name]]
            yield _finding(sides, item, "renamed", old=name, new=item.name, breaking=True)
            yield from _compare(sides, before[name], item)
        else:
            yield _finding(sides, before[name], "removed", breaking=True)
    for name in fresh:
        if name not in sides.renamed.values():
            yield _finding(sides, after[name], "added")
    for name in both:
        yield from _compare(sides, before[name], after[name])


def _compare(sides: Sides, old: Model, new: Model) -> Iterator[Finding]:
    if not isinstance(old, InlineCreate) and not isinstance(new, InlineCreate) and old.deprecated != new.deprecated:
        yield _finding(sides, new, "deprecated" if new.deprecated else "undeprecated")
    if isinstance(old, (ResourceClass, InlineCreate)) and isinstance(new, (ResourceClass, InlineCreate)):
        if old.type != new.type:
            yield _finding(sides, new, "type", old=old.type, new=new.type, breaking=True)
        members = [(*item.fields, *item.relationships) for item in (old, new)]
    else:
        members = [old.fields, new.fields]
    yield from compare_members(sides, _place(sides, new), members[0], members[1])


def _place(sides: Sides, item: Model) -> Place:
    home = sides.homes[item.name]
    if isinstance(item, InlineCreate):
        return Place(item.name, home, "argument", sent=True, read=False)
    sent = item.name in sides.in_arguments
    # What nobody hands in is read, if it is used at all.
    read = isinstance(item, ResourceClass) or item.name in sides.in_answers or not sent
    return Place(item.name, home, "field", sent=sent, read=read)


def _finding(sides: Sides, item: Model, kind: Kind, *, old: str = "", new: str = "", breaking: bool = False) -> Finding:
    what: What = "inline_create" if isinstance(item, InlineCreate) else "class"
    return Finding(sides.homes[item.name], Change(what, kind, item.name, (), old, new, breaking=breaking))
