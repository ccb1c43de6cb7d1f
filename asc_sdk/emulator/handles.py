"""Puts resources into the store by hand, under Python's or Apple's names."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from .schema import kind_named, kinds
from .store import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .schema import Edge
    from .store import Store


def add_resource(store: Store, type: str, id: str | None, fields: Mapping[str, Any]) -> Record:
    """Add a resource with attributes and relationships.

    Raises:
        ValueError: there is no such type, field or related resource, or the id is taken.
    """
    kind = kind_named(type)
    attributes: dict[str, Any] = {}
    links: list[tuple[Edge, list[Record]]] = []
    for name, value in fields.items():
        wire = kind.wire_names.get(name) or kind.wire_names.get(name.rstrip("_"))
        if wire is None:
            known = ", ".join(sorted(name for name in kind.wire_names if name.islower()))
            raise ValueError(f"{kind.name} has no field {name!r}; it has {known}")
        if wire in kind.attributes:
            attributes[wire] = _wire_value(value)
        else:
            links.append((kind.edges[wire], _targets(store, kind.edges[wire], value)))
    record = store.add(kind, attributes, id)
    for edge, targets in links:
        store.relink(record, edge, targets)
    return record


def _wire_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _targets(store: Store, edge: Edge, value: Any) -> list[Record]:
    if value is None:
        return []
    single = isinstance(value, (str, Record)) or not hasattr(value, "__iter__")
    return [_target(store, edge, item) for item in ([value] if single else cast("Iterable[Any]", value))]


def _target(store: Store, edge: Edge, value: Any) -> Record:
    if isinstance(value, Record):
        return value
    id = value if isinstance(value, str) else str(getattr(value, "id", value))
    types = edge.types or (kinds()[edge.target].type,)
    found = next((record for type in types if (record := store.get(type, id)) is not None), None)
    if found is None:
        raise ValueError(f"{edge.name}: there is no resource of type {' or '.join(types)!r} with id {id!r}")
    return found
