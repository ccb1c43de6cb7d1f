"""Puts recorded answers of Apple's into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .json_types import as_object, is_list, is_object
from .schema import kind_named, kinds_of_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .schema import Kind
    from .store import Record, Store


def play(store: Store, documents: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Put recorded resources into the store: those that are there already get what is new about them.

    Args:
        store: where they go.
        documents: whole answers (with `data` and `included`) or single resource objects (what `to_dict()` gives).

    Returns:
        The resources, in their order.

    Raises:
        ValueError: there is no such type in Apple's document.
    """
    objects = [item for document in documents for item in _resources(document)]
    records: list[Record] = []
    for item in objects:
        kind = _kind(item)
        record = store.get(kind.type, str(item["id"])) or store.add(kind, {}, str(item["id"]))
        store.change(record, as_object(item.get("attributes")))
        records.append(record)
    for item, record in zip(objects, records, strict=True):
        for name, relationship in as_object(item.get("relationships")).items():
            if name in record.kind.edges and is_object(relationship) and "data" in relationship:
                _link(store, record, name, relationship["data"])
    return records


def _resources(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if "type" in document:
        yield dict(document)
        return
    for part in (document.get("data"), document.get("included")):
        for item in part if is_list(part) else [part]:
            if is_object(item) and "type" in item:
                yield item


def _kind(item: Mapping[str, Any]) -> Kind:
    """Of a type's two kinds, the one that knows more of what the resource has."""
    kind_named(str(item.get("type")))
    names = {*as_object(item.get("attributes")), *as_object(item.get("relationships"))}
    several = kinds_of_type(str(item["type"]))
    return max(several, key=lambda kind: len(names & (kind.attributes.keys() | kind.edges.keys())))


def _link(store: Store, record: Record, name: str, data: Any) -> None:
    wanted = data if is_list(data) else [data]
    found = [
        target
        for item in wanted
        if is_object(item) and (target := store.get(str(item.get("type")), str(item.get("id")))) is not None
    ]
    if list(record.all(name)) != found:
        store.relink(record, record.kind.edges[name], found)
