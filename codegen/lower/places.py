"""Which module a class stands in: two versions of one resource together, a nested object with its only user.

A file for each of them would make the package half as large again; a reader finds a class where it is used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import evolve

from ..sdk_model import Client, FieldType, InlineCreate, ObjectClass, ResourceClass

BARE = "bare"
_METRICS = "metrics"
_SHARED = "objects"


def paired(resources: Iterable[ResourceClass]) -> tuple[ResourceClass, ...]:
    """The resources, a later version of one in the module of the first (`InAppPurchaseV2` beside `InAppPurchase`)."""
    resources = tuple(resources)
    modules = {item.name: item.module for item in resources}
    return tuple(evolve(item, module=modules.get(_unversioned(item.name), item.module)) for item in resources)


def gathered(resources: Iterable[ResourceClass], inline_creates: Iterable[InlineCreate]) -> tuple[ResourceClass, ...]:
    """The resources, those that are an id and no more in one module: they are made to ask Apple for something."""
    resources = tuple(resources)
    full = {item.module for item in resources if item.fields or item.relationships}
    full |= {item.module for item in inline_creates}
    return tuple(item if item.module in full else evolve(item, module=BARE) for item in resources)


def with_modules(clients: Iterable[Client]) -> tuple[Client, ...]:
    """The client attributes, a later version of one in the module of the first (`in_app_purchases_v2` likewise)."""
    clients = tuple(clients)
    modules = {client.attribute: client.module for client in clients}
    return tuple(
        evolve(client, module=modules.get(_unversioned(client.attribute), client.module)) for client in clients
    )


def beside(inline_creates: Iterable[InlineCreate], resources: Iterable[ResourceClass]) -> tuple[InlineCreate, ...]:
    """The inline creates, each beside the resource that it becomes."""
    modules = {item.name: item.module for item in resources}
    return tuple(
        evolve(item, module=modules.get(item.name.removesuffix("InlineCreate"), item.module)) for item in inline_creates
    )


def placed(
    objects: Iterable[ObjectClass],
    resources: Iterable[ResourceClass],
    inline_creates: Iterable[InlineCreate],
    clients: Iterable[Client],
) -> tuple[ObjectClass, ...]:
    """The objects, each with its module; those that several classes use share one.

    Args:
        objects: As `Types` gave them, each in a module of its own or of the class that it is written in.
        resources: What may use them.
        inline_creates: Likewise.
        clients: Their answers are objects too: metrics share one module, others keep theirs.
    """
    objects, resources, inline_creates = tuple(objects), tuple(resources), tuple(inline_creates)
    moves = dict.fromkeys(_metrics(objects, clients), _METRICS)
    answers = {method.answer.primary for client in clients for method in client.methods}
    fixed = {item.module for item in objects if item.name in answers} | {item.module for item in resources}
    while True:
        users = _users(objects, resources, inline_creates, moves)
        found = {
            item.module: next(iter(users[item.module]))
            for item in objects
            if item.module not in moves and item.module not in fixed and len(users[item.module]) == 1
        }
        if not found:
            break
        # One at a time: where a module moves to may move itself.
        module = min(found)
        moves[module] = found[module]
        moves = {old: moves.get(new, new) for old, new in moves.items()}
    homes = {moves.get(item.module, item.module) for item in objects} - fixed - {_METRICS}
    shared = {home for home in homes if home not in {item.module for item in (*resources, *inline_creates)}}
    moves = {
        item.module: _SHARED if (home := moves.get(item.module, item.module)) in shared else home for item in objects
    }
    return tuple(evolve(item, module=moves[item.module]) for item in objects)


def _metrics(objects: Iterable[ObjectClass], clients: Iterable[Client]) -> Iterator[str]:
    answers = (method.answer for client in clients for method in client.methods)
    names = {answer.primary for answer in answers if answer.kind == "metrics"}
    return (item.module for item in objects if item.name in names)


def _users(
    objects: Iterable[ObjectClass],
    resources: Iterable[ResourceClass],
    inline_creates: Iterable[InlineCreate],
    moves: dict[str, str],
) -> dict[str, set[str]]:
    """For each module of objects, the other modules that use one of them."""
    modules = {item.name: item.module for item in objects}
    users: dict[str, set[str]] = defaultdict(set)
    for owner in (*objects, *resources, *inline_creates):
        here = moves.get(owner.module, owner.module)
        for field in owner.fields:
            for name in _objects_in(field.type):
                if moves.get(modules[name], modules[name]) != here:
                    users[modules[name]].add(here)
    return users


def _objects_in(kind: FieldType) -> Iterator[str]:
    if kind.kind == "object":
        yield kind.name
    if kind.item is not None:
        yield from _objects_in(kind.item)


def _unversioned(name: str) -> str:
    return re.sub(r"(V|_v)\d+$", "", name)
