"""Random changes to a document, such as Apple might make or a hand that slips: one JSON value or name at a time."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any, cast

# Names that something of ours has, that Python has, or that are no names at all.
_NAMES = """
    id type extra relationships to_dict from_dict resource_type self class cls def None __init__ __class__ __slots__
    __dict__ __fields__ __eq__ 3dModel aB a_b AB ab _a a_ name names items item list str dt dict Any Resource App Thing
    include sort limit fields links meta data attributes included upload resume file wait keep timeout run pages get
    property print copy key args kwargs literals objects metrics registry _registry api models UNSET models.App
    größe 日本 a-b a.b a[b] a[b]c a/b {id}
"""
NAMES = (*_NAMES.split(), "", " ", "a b", 'a"b', "a'b", "a\\b", "a\nb", "x" * 200)
VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 1.5, 10**30, "", " ", "a", "string", "object", "array", "A", "2XX", "204", "date"),
    *(
        [],
        {},
        [None],
        [""],
        ["A", "a"],
        ["A", "A"],
        ["", None],
        [1],
        [{}],
        {"type": "string"},
        {"type": "array"},
        {"type": "integer", "format": "int64"},
        {"type": "object", "additionalProperties": True},
        {"type": "array", "items": {"type": "array", "items": {"type": "string", "format": "date"}}},
        {"oneOf": [{"type": "string"}]},
        {"allOf": [{"type": "string"}]},
        {"$ref": "#/components/schemas/Nowhere"},
        {"$ref": "https://example.com/x.json"},
        {"$ref": 1},
    ),
    'quotes " and """ and \\ and \t and {{ x }} and {% y %} and \u2028 and \ud800',
]


def mutated(document: dict[str, Any], seed: int, number: int) -> dict[str, Any]:
    """A copy of the document with some random changes."""
    chance = random.Random(seed)
    document = copy.deepcopy(document)
    for _ in range(number):
        # What stands at a random depth: else nearly all changes would be to the leaves.
        containers = list(_containers(document, 0))
        depth = chance.choice(sorted({depth for depth, _ in containers}))
        container = chance.choice([found for at, found in containers if at == depth])
        if isinstance(container, dict):
            _change_object(cast("dict[str, Any]", container), document, chance)
        else:
            _change_list(cast("list[Any]", container), document, chance)
    return document


def _containers(value: object, depth: int) -> Iterator[tuple[int, object]]:
    if isinstance(value, dict):
        if value:
            yield depth, cast("object", value)
        for inner in cast("dict[str, object]", value).values():
            yield from _containers(inner, depth + 1)
    elif isinstance(value, list):
        if value:
            yield depth, cast("object", value)
        for inner in cast("list[object]", value):
            yield from _containers(inner, depth + 1)


def _change_object(members: dict[str, Any], document: dict[str, Any], chance: random.Random) -> None:
    name = chance.choice(list(members))
    match chance.randrange(6):
        case 0:
            del members[name]
        case 1:
            members[name] = _value(document, chance)
        case 2:
            members[_name(name, chance)] = members.pop(name)
        case 3:
            members[_name(name, chance)] = copy.deepcopy(members[name])
        case 4:
            members[_name(name, chance)] = _value(document, chance)
        case _:
            other = chance.choice(list(members))
            members[name], members[other] = members[other], members[name]


def _change_list(items: list[Any], document: dict[str, Any], chance: random.Random) -> None:
    at = chance.randrange(len(items))
    match chance.randrange(4):
        case 0:
            del items[at]
        case 1:
            items[at] = _value(document, chance)
        case 2:
            items.append(_value(document, chance))
        case _:
            items.insert(at, copy.deepcopy(items[at]))


def _value(document: dict[str, Any], chance: random.Random) -> Any:
    """Something odd, or something that stands elsewhere in the document."""
    if chance.random() < 0.5:
        return copy.deepcopy(chance.choice([*VALUES, *NAMES]))
    return copy.deepcopy(chance.choice(list(_containers(document, 0)))[1])


def _name(name: str, chance: random.Random) -> str:
    changed = [name.upper(), name.lower(), f"{name}s", f"{name}V2", f"{name}_", f"_{name}", f"{name}Response", name[:1]]
    return chance.choice([*changed, *NAMES])
