"""The two models side by side: which class is which, what is used where, and how types read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from ..lower.resources import owner_class
from ..render import python
from ..sdk_model import Answer, FieldType, ObjectClass, Relationship, Sdk
from .matching import overlap, pairs, split

# Groups of what belongs to no one resource: the modules in which `lower.places` puts it.
SHARED = "objects"
METRICS = "metrics"


@frozen
class Sides:
    """Two models, and what their names have to do with each other.

    `renamed` leads from old class names to new ones, `homes` from class names to the groups of their changes.
    """

    old: Sdk
    new: Sdk
    renamed: Mapping[str, str]
    homes: Mapping[str, str]
    in_answers: frozenset[str]
    in_arguments: frozenset[str]
    old_aliases: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    new_aliases: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])

    def now(self, name: str) -> str:
        """The new name of an old class."""
        return self.renamed.get(name, name)

    def translated(self, kind: FieldType) -> FieldType:
        """An old type with the new names of its classes."""
        item = None if kind.item is None else self.translated(kind.item)
        name = self.now(kind.name) if kind.kind == "object" else kind.name
        return evolve(kind, name=name, item=item)


def side_by_side(old: Sdk, new: Sdk) -> Sides:
    """The two models with their classes matched."""
    renamed = _renamed_resources(old, new) | _renamed_objects(old, new) | _renamed_inline_creates(old, new)
    return Sides(
        old,
        new,
        renamed,
        _homes(old, renamed) | _homes(new, {}),
        frozenset(_used(old, answers=True)) | frozenset(_used(new, answers=True)),
        frozenset(_used(old, answers=False)) | frozenset(_used(new, answers=False)),
        {alias.name: alias.values for alias in old.literals},
        {alias.name: alias.values for alias in new.literals},
    )


def returned(answer: Answer) -> str:
    """What a method returns, as its annotation says it."""
    match answer.kind:
        case "resource":
            return answer.primary
        case "optional_resource":
            return f"{answer.primary} | None"
        case "page" | "metrics":
            return f"Page[{answer.primary}]"
        case "linkage":
            return "ResourceIdentifier | None"
        case "linkages":
            return "Page[ResourceIdentifier]"
        case "object":
            return answer.primary or "dict[str, Any]"
        case "report":
            return "Report"
        case "nothing":
            return "None"


def related(link: Relationship) -> str:
    """The annotation of a relationship."""
    one = " | ".join(link.classes) or "Resource"
    return f"list[{one}]" if link.many else f"{one} | None"


def _renamed_resources(old: Sdk, new: Sdk) -> dict[str, str]:
    before = {item.name: item for item in old.resources}
    after = {item.name: item for item in new.resources}
    _, gone, fresh = split(before, after)

    def likeness(one: str, other: str) -> float:
        first, second = before[one], after[other]
        if first.type != second.type:
            return 0.0
        parts = [[link.wire for link in (*item.fields, *item.relationships)] for item in (first, second)]
        # Two that have nothing but their type: there is nothing that tells them apart.
        return overlap(*parts) if any(parts) else 1.0

    return pairs(gone, fresh, likeness, 0.5)


def _renamed_inline_creates(old: Sdk, new: Sdk) -> dict[str, str]:
    before = {item.name: item for item in old.inline_creates}
    after = {item.name: item for item in new.inline_creates}
    _, gone, fresh = split(before, after)
    return pairs(gone, fresh, lambda one, other: float(before[one].type == after[other].type), 0.5)


def _renamed_objects(old: Sdk, new: Sdk) -> dict[str, str]:
    before = {item.name: item for item in old.objects}
    after = {item.name: item for item in new.objects}
    _, gone, fresh = split(before, after)
    places = set(_object_places(old)) & {(owner, wire) for owner, wire in _object_places(new)}
    same_place = {(_object_places(old)[place], _object_places(new)[place]) for place in places}

    def likeness(one: str, other: str) -> float:
        shared = overlap(_shape(before[one]), _shape(after[other]))
        if (one, other) in same_place:
            return shared + 0.5
        # One or two members in common are too little, where the place is another.
        return shared if len(before[one].fields) > 2 else 0.0

    return pairs(gone, fresh, likeness, 0.75)


def _shape(item: ObjectClass) -> list[tuple[str, str]]:
    return [(member.wire, member.type.kind) for member in item.fields]


def _object_places(sdk: Sdk) -> dict[tuple[str, str], str]:
    """The nested object at each field of each class."""
    found: dict[tuple[str, str], str] = {}
    for item in (*sdk.resources, *sdk.objects, *sdk.inline_creates):
        for member in item.fields:
            for name in _objects_in(member.type):
                found[item.name, member.wire] = name
    for client in sdk.clients:
        for method in client.methods:
            if method.answer.kind in ("metrics", "object"):
                found[client.attribute, method.name] = method.answer.primary
    return found


def _objects_in(kind: FieldType) -> Iterator[str]:
    if kind.kind == "object":
        yield kind.name
    if kind.item is not None:
        yield from _objects_in(kind.item)


def _homes(sdk: Sdk, renamed: Mapping[str, str]) -> dict[str, str]:
    """For each class, the client attribute that serves it, else its own new name."""
    served: dict[str, str] = {}
    for client in sdk.clients:
        served.setdefault(owner_class(client), client.attribute)
    homes = {item.name: served.get(item.name, renamed.get(item.name, item.name)) for item in sdk.resources}
    modules = {item.module: homes[item.name] for item in reversed(sdk.resources)}
    for item in (*sdk.objects, *sdk.inline_creates):
        homes[item.name] = modules.get(item.module, item.module)
    return homes


def _used(sdk: Sdk, *, answers: bool) -> Iterator[str]:
    """The nested objects that answers bring, or that arguments take."""
    objects = {item.name: item for item in sdk.objects}
    waiting = list(_answered(sdk) if answers else _sent(sdk))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in objects and name not in seen:
            seen.add(name)
            yield name
            waiting.extend(inner for member in objects[name].fields for inner in _objects_in(member.type))


def _answered(sdk: Sdk) -> Iterable[str]:
    for item in sdk.resources:
        for member in item.fields:
            yield from python.names_in(member.type)
    for client in sdk.clients:
        for method in client.methods:
            yield method.answer.primary


def _sent(sdk: Sdk) -> Iterable[str]:
    bodies = [method.body for client in sdk.clients for method in client.methods if method.body is not None]
    for item in (*bodies, *sdk.inline_creates):
        for member in item.fields:
            yield from python.names_in(member.type)
