"""The client's attributes and their methods."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from ..sdk_model import Answer, Body, Method, Sdk
from .changes import Change, Finding, Kind
from .matching import split
from .members import Member, Place, compare_members
from .sides import Sides, returned


@frozen
class _Named:
    """A method with the client attribute that has it."""

    attribute: str
    method: Method

    @property
    def name(self) -> str:
        return f"asc.{self.attribute}.{self.method.name}"


def compare_methods(sides: Sides) -> Iterator[Finding]:
    """The changes of attributes, methods, their parameters and arguments, and of what they return."""
    old, new = _methods(sides.old), _methods(sides.new)
    both, gone, fresh = split(old, new)
    moved = _moved(old, new, gone, fresh)
    attributes = _renamed_attributes(sides, moved)
    fresh = [name for name in fresh if name not in moved.values()]
    gone = [name for name in gone if name not in moved]
    yield from _attributes(sides, old, new, attributes, gone, fresh)
    for name in both:
        yield from _compare(sides, old[name], new[name])
    for name, now in moved.items():
        before, after = old[name], new[now]
        implied = attributes.get(before.attribute) == after.attribute and before.method.name == after.method.name
        if not implied:
            yield _finding(after, "renamed", old=before.name, new=after.name, breaking=True)
        yield from _compare(sides, before, after)


def _methods(sdk: Sdk) -> dict[str, _Named]:
    named = [_Named(client.attribute, method) for client in sdk.clients for method in client.methods]
    return {item.name: item for item in named}


def _moved(old: Mapping[str, _Named], new: Mapping[str, _Named], gone: list[str], fresh: list[str]) -> dict[str, str]:
    """Methods that send the same request under another name."""
    by_request = {_request(new[name]): name for name in fresh}
    found = {name: by_request.get(_request(old[name]), "") for name in gone}
    return {name: now for name, now in found.items() if now}


def _request(item: _Named) -> tuple[str, str, bool]:
    return item.method.http_method, item.method.path, item.method.answer.kind == "report"


def _renamed_attributes(sides: Sides, moved: Mapping[str, str]) -> dict[str, str]:
    """Attributes that are gone, with the new one that has most of their methods."""
    had, has = ({client.attribute for client in sdk.clients} for sdk in (sides.old, sides.new))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, now in moved.items():
        before, after = name.split(".")[1], now.split(".")[1]
        if before not in has and after not in had:
            votes[before][after] += 1
    found: dict[str, str] = {}
    for client in sides.old.clients:
        for now, count in votes[client.attribute].most_common(1):
            if 2 * count > len(client.methods) and now not in found.values():
                found[client.attribute] = now
    return found


def _attributes(
    sides: Sides,
    old: Mapping[str, _Named],
    new: Mapping[str, _Named],
    renamed: Mapping[str, str],
    gone: list[str],
    fresh: list[str],
) -> Iterator[Finding]:
    """Attributes added, removed and renamed, and the methods of the others."""
    had, has = ([client.attribute for client in sdk.clients] for sdk in (sides.old, sides.new))
    for name, now in renamed.items():
        change = Change("attribute", "renamed", f"asc.{now}", (), f"asc.{name}", f"asc.{now}", breaking=True)
        yield Finding(now, change)
    for name in has:
        if name not in had and name not in renamed.values():
            yield Finding(name, Change("attribute", "added", f"asc.{name}"))
    for name in had:
        if name not in has and name not in renamed:
            yield Finding(name, Change("attribute", "removed", f"asc.{name}", breaking=True))
    for name in fresh:
        yield _finding(new[name], "added")
    for name in gone:
        yield _finding(old[name], "removed", breaking=True)


def _compare(sides: Sides, old: _Named, new: _Named) -> Iterator[Finding]:
    before, after = old.method, new.method
    requests = [f"{item.http_method} {item.path}" for item in (before, after)]
    if requests[0] != requests[1]:
        yield _finding(new, "path", old=requests[0], new=requests[1])
    if before.deprecated != after.deprecated:
        yield _finding(new, "deprecated" if after.deprecated else "undeprecated")
    if before.accepted != after.accepted:
        yield _finding(new, "accepted", new="202" if after.accepted else "")
    yield from _returns(sides, new, before.answer, after.answer)
    place = Place(new.name, new.attribute, "argument", sent=True, read=False)
    yield from compare_members(sides, place, before.parameters, after.parameters)
    yield from compare_members(sides, place, _members(before.body), _members(after.body))
    yield from _items(sides, new, before.body, after.body)


def _items(sides: Sides, at: _Named, old: Body | None, new: Body | None) -> Iterator[Finding]:
    """What the relationship is changed to: the argument that `add_`, `remove_`, `replace_` and `set_` take."""
    if old is None or new is None or "resource" in (old.kind, new.kind):
        return
    before = evolve(old, classes=tuple(sorted(map(sides.now, old.classes))))
    if (before.kind, before.classes, before.type) != (new.kind, new.classes, new.type):
        wider = (before.kind, before.type) == (new.kind, new.type) and set(before.classes) <= set(new.classes)
        name = "item" if new.kind == "linkage" else "items"
        change = Change("argument", "type", name, (at.name,), _taken(before), _taken(new), breaking=not wider)
        yield Finding(at.attribute, change)


def _taken(body: Body) -> str:
    one = " | ".join((*body.classes, "ResourceIdentifier", "str"))
    return f"Iterable[{one}]" if body.kind == "linkages" else f"{one} | None"


def _returns(sides: Sides, at: _Named, old: Answer, new: Answer) -> Iterator[Finding]:
    before, after = returned(evolve(old, primary=sides.now(old.primary))), returned(new)
    if before != after:
        yield _finding(at, "returns", old=before, new=after, breaking=before != "None")
    elif old.kind == "report" and old.media_type != new.media_type:
        yield _finding(at, "media_type", old=old.media_type, new=new.media_type)


def _members(body: Body | None) -> list[Member]:
    return [*body.fields, *body.relationships] if body is not None else []


def _finding(item: _Named, kind: Kind, *, old: str = "", new: str = "", breaking: bool = False) -> Finding:
    return Finding(item.attribute, Change("method", kind, item.name, (), old, new, breaking=breaking))
