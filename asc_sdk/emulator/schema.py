"""What the document says of resources, as a graph: kinds, their edges, and which edge answers which.

Built once a process from the generated tables. Nothing here knows a request or a record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ..api._operations import INLINE_CREATES, OPERATIONS
from ..models._registry import CLASSES, RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..api._operations import Operation

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(slots=True, eq=False)
class Edge:
    """A relationship of a kind: what it leads to, and the edge that leads back."""

    name: str
    many: bool
    types: tuple[str, ...]
    shown: bool
    """Whether answers have it: a few can only be written, in a create."""
    target: str = ""
    """The class it leads to, where one is meant in particular; needed where a type has two."""
    has_linkage: bool = False
    has_related: bool = False
    inverse: Edge | None = None


@dataclass(slots=True, eq=False)
class Kind:
    """A resource schema: `name` is its class, `type` its JSON:API type, `path` its collection."""

    name: str
    type: str
    path: str
    attributes: dict[str, str]
    edges: dict[str, Edge] = field(default_factory=dict[str, Edge])
    owners: tuple[str, ...] = ()
    """To-one edges that a create cannot do without: the resource goes when one of these goes."""
    wire_names: dict[str, str] = field(default_factory=dict[str, str])
    """Python's and Apple's name of an attribute or relationship → Apple's."""


def python_name(wire: str) -> str:
    """Apple's name as Python writes it: `bundleId` → `bundle_id`, `appPricePointsV3` → `app_price_points_v3`."""
    return "_".join(_WORDS.split(wire)).lower()


@cache
def kinds() -> dict[str, Kind]:
    """Every resource schema by class name."""
    paths = _collection_paths()
    found = {
        name: Kind(name, info.type, paths.get(name, f"/v1/{info.type}"), dict(info.attributes))
        for name, info in RESOURCES.items()
    }
    related = {(_owner(item, paths), item.relationship): item for item in _with(OPERATIONS, "Related")}
    linkages = {(_owner(item, paths), item.relationship): item for item in _with(OPERATIONS, "Relationship")}
    for kind in found.values():
        for name, info in RESOURCES[kind.name].relationships.items():
            operation = related.get((kind.name, name)) or linkages.get((kind.name, name))
            many = "ToMany" in operation.kind if info.links_only and operation else info.many
            edge = Edge(name, many, info.types, shown=True)
            edge.has_related, edge.has_linkage = (kind.name, name) in related, (kind.name, name) in linkages
            answer = related.get((kind.name, name))
            if answer is not None and answer.primary in RESOURCES:
                edge.target = answer.primary
                edge.types = edge.types or (RESOURCES[answer.primary].type,)
            kind.edges[name] = edge
    _add_written_edges(found)
    for item in OPERATIONS:
        # App.betaTesters: no list of its own, but its linkage can be deleted.
        if item.body is not None and item.body.kind != "resource":
            edge = found[_owner(item, paths)].edges[item.relationship]
            edge.types = edge.types or (item.body.type,)
    for kind in found.values():
        for edge in kind.edges.values():
            edge.target = edge.target or _guess_target(found, kind, edge)
        kind.wire_names = {
            spelled: name for name in (*kind.attributes, *kind.edges) for spelled in (name, python_name(name))
        }
    _pair(found)
    return found


@cache
def _names() -> dict[str, Kind]:
    """Kinds by everything they may be called; of a type's two, the type means the later."""
    found: dict[str, Kind] = {}
    for type, classes in CLASSES.items():
        for name in classes:
            found |= dict.fromkeys((name, type, python_name(type)), kinds()[name])
    return found


@cache
def kinds_of_type(type: str) -> tuple[Kind, ...]:
    """The kinds of a JSON:API type: one, or two where Apple has a second version."""
    return tuple(kinds()[name] for name in CLASSES.get(type, ()))


def kind_named(name: str) -> Kind:
    """The kind by its JSON:API type (`apps`), its class (`App`) or its Python plural (`beta_groups`).

    Raises:
        ValueError: nothing is called so.
    """
    kind = _names().get(name)
    if kind is None:
        raise ValueError(
            f"there is no type {name!r} in Apple's document; types are spelled like 'apps' or 'beta_groups'"
        )
    return kind


def _collection_paths() -> dict[str, str]:
    """Class → the path of its collection, from the operations that read or write one."""
    paths: dict[str, str] = {}
    for item in OPERATIONS:
        if item.primary in RESOURCES and not item.relationship:
            paths.setdefault(item.primary, _collection(item))
    for item in OPERATIONS:
        classes = CLASSES.get(item.path.split("/")[2], ())
        if len(classes) == 1:
            paths.setdefault(classes[0], _collection(item))
    return paths


def _collection(operation: Operation) -> str:
    return "/".join(operation.path.split("/")[:3])


def _owner(operation: Operation, paths: dict[str, str]) -> str:
    """The class whose relationship an operation is about."""
    collection = _collection(operation)
    classes = CLASSES.get(collection.split("/")[2], ())
    return next((name for name in classes if paths.get(name) == collection), classes[0] if classes else "")


def _with(operations: tuple[Operation, ...], ending: str) -> Iterator[Operation]:
    for item in operations:
        # The CSV twin of a related list has no primary: the JSON one decides.
        if item.method == "GET" and item.kind.endswith(ending) and (item.primary or "Relationship" in item.kind):
            yield item
    for item in operations:
        if item.method == "GET" and item.kind.endswith(ending) and item.media_type == "text/csv":
            yield from () if any(other.id == item.id and other.primary for other in operations) else (item,)


def _add_written_edges(found: dict[str, Kind]) -> None:
    """Edges that only creates have (an event's app: the event never shows it, the app lists its events)."""
    bodies = [(found[item.primary], item.body) for item in OPERATIONS if item.primary in found and item.body]
    bodies += [(found[CLASSES[body.type][-1]], body) for body in INLINE_CREATES.values() if body.type in CLASSES]
    for kind, body in bodies:
        for one in body.relationships:
            if one.wire not in kind.edges:
                kind.edges[one.wire] = Edge(one.wire, one.many, (one.type,), shown=False)
    for item in OPERATIONS:
        if item.kind == "createInstance" and item.body is not None and item.primary in found:
            found[item.primary].owners = tuple(
                one.wire for one in item.body.relationships if one.required and not one.many and not one.inline
            )


def _guess_target(found: dict[str, Kind], kind: Kind, edge: Edge) -> str:
    """Which of a type's two classes an edge without an operation of its own means."""
    classes = [name for type in edge.types for name in CLASSES.get(type, ())]
    # An offer code's in-app purchase is the class that has offer codes.
    leading_back = [name for name in classes if any(kind.type in back.types for back in found[name].edges.values())]
    classes = leading_back or classes
    if len(classes) < 2:
        return classes[0] if classes else ""
    later = edge.name.endswith("V2") or kind.name.endswith("V2")
    return next((name for name in classes if name.endswith("V2") == later), classes[0])


def _pair(found: dict[str, Kind]) -> None:
    """Find the edges that are two ends of one thing: App.builds and Build.app."""
    leading: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for kind in found.values():
        for edge in kind.edges.values():
            leading[kind.name, edge.target].append(edge)

    def choice(start: str, edge: Edge) -> Edge | None:
        others = [
            other
            for other in leading[edge.target, start]
            # Within one class only a list and a single one are two ends (parent, subcategories).
            if other is not edge and (edge.target != start or other.many != edge.many)
        ]
        if len(others) > 1:
            # A detail's leaderboards and its default leaderboard: the list is the other end.
            others = [other for other in others if other.many] or others
            # A queue's rule set and the one it tries out: what it cannot be without is the other end.
            others = [other for other in others if other.name in found[edge.target].owners] or others
        return others[0] if len(others) == 1 else None

    for kind in found.values():
        for edge in kind.edges.values():
            other = choice(kind.name, edge)
            if other is not None and choice(edge.target, other) is edge:
                edge.inverse = other
