"""Resources in memory: attributes, edges in both directions, and indexes, so that no list has to look at everything."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

from .json_types import is_list
from .messages import compact
from .ordered import Ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .schema import Edge, Kind

# Types whose ids Apple writes as decimal numbers; all others have UUIDs.
_NUMBERED = frozenset(
    (
        "apps",
        "appInfos",
        "bundleIdCapabilities",
        "customerReviews",
        "inAppPurchases",
        "subscriptionGroups",
        "subscriptionPrices",
        "subscriptions",
    )
)


class Record:
    """A resource: its kind, its attributes by Apple's names, and what its edges lead to."""

    __slots__ = (
        "attributes",
        "edges",
        "escaped_id",
        "id",
        "identifier",
        "incoming",
        "kind",
        "number",
        "private",
        "texts",
    )

    def __init__(self, kind: Kind, id: str, attributes: dict[str, Any], number: int = 0) -> None:
        self.kind = kind
        self.id = id
        self.number = number
        """The later a resource was made, the higher."""
        self.escaped_id = quote(id, safe="")
        self.identifier = f'{{"type":"{kind.type}","id":{compact(id)}}}'
        """The resource identifier object, written."""
        self.attributes = attributes
        self.private: dict[str, Any] = {}
        """What a request gave and no answer shows, such as a webhook's secret."""
        # Dicts for sets: they keep the order in which things were linked.
        self.edges: dict[str, dict[Record, None]] = {}
        self.incoming: dict[tuple[str, str], dict[Record, None]] = {}
        self.texts: dict[object, str] = {}
        """Attributes as JSON, by the fields asked for; forgotten when an attribute changes."""

    @property
    def type(self) -> str:
        return self.kind.type

    def all(self, edge: str) -> dict[Record, None]:
        """What an edge leads to, in the order it was linked."""
        return self.edges.get(edge, {})

    def one(self, edge: str) -> Record | None:
        return next(iter(self.all(edge)), None)

    def __repr__(self) -> str:
        return f"<{self.kind.name} {self.id}>"


class Store:
    """All resources, by type and id."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._types: dict[str, dict[str, Record]] = defaultdict(dict)
        self._indexes: dict[tuple[str, str], dict[Any, dict[Record, None]]] = {}
        self._orders: dict[str, dict[str, Ordered]] = defaultdict(dict)
        self._watchers: list[Callable[[Record], None]] = []
        self.version = 0
        """Counts changes: an answer worked out at one version holds until the next."""

    def get(self, type: str, id: str) -> Record | None:
        return self._types[type].get(id)

    def of_type(self, type: str) -> dict[str, Record]:
        """Every resource of a type by id, the oldest first."""
        return self._types[type]

    def types(self) -> dict[str, int]:
        """How many resources there are of each type."""
        return {type: len(records) for type, records in sorted(self._types.items()) if records}

    def having(self, type: str, attribute: str, value: object) -> Iterable[Record]:
        """The resources of a type whose attribute has a value (or, being a list, holds it)."""
        index = self._indexes.get((type, attribute))
        if index is None:
            index = self._indexes[type, attribute] = {}
            for record in self._types[type].values():
                self._index(index, record, attribute)
        return index.get(value, {})

    def ordered(self, type: str, attribute: str) -> Ordered:
        """The resources of a type in the order of an attribute."""
        orders = self._orders[type]
        if attribute not in orders:
            orders[attribute] = Ordered(attribute, self._types[type].values())
        return orders[attribute]

    def new_id(self, type: str) -> str:
        """An id that nothing of the type has, in the form that Apple's have."""
        while True:
            if type in _NUMBERED:
                id = str(self._random.randrange(6_440_000_000, 6_790_000_000))
            else:
                id = str(UUID(int=self._random.getrandbits(128), version=4))
            if id not in self._types[type]:
                return id

    def add(self, kind: Kind, attributes: Mapping[str, Any], id: str | None = None) -> Record:
        """Put a new resource in.

        Raises:
            ValueError: there is one with this id.
        """
        id = self.new_id(kind.type) if id is None else id
        if id in self._types[kind.type]:
            raise ValueError(f"there is a resource of type {kind.type!r} with id {id!r} already")
        record = self._types[kind.type][id] = Record(kind, id, {}, self.version)
        for order in self._orders[kind.type].values():
            order.put(record)
        self.change(record, attributes)
        return record

    def change(self, record: Record, attributes: Mapping[str, Any]) -> None:
        """Set attributes; None is kept, as a null."""
        self.version += 1
        record.texts.clear()
        if not self._holds(record):
            # Something was still going on when it was deleted.
            record.attributes |= attributes
            return
        orders = self._orders[record.type]
        for name, value in attributes.items():
            index, order = self._indexes.get((record.type, name)), orders.get(name)
            if index is not None:
                self._unindex(index, record, name)
            if order is not None:
                order.drop(record)
            record.attributes[name] = value
            if index is not None:
                self._index(index, record, name)
            if order is not None:
                order.put(record)

    def link(self, record: Record, edge: Edge, target: Record) -> None:
        """Make an edge lead to a resource as well, or, being a to-one, to it alone; the other end follows."""
        if not (self._holds(record) and self._holds(target)):
            return
        self.version += 1
        back = target.kind.edges.get(edge.inverse.name) if edge.inverse is not None else None
        if not edge.many:
            self._clear(record, edge)
        if back is not None and not back.many:
            self._clear(target, back)
        self._join(record, edge, target)
        if back is not None:
            self._join(target, back, record)

    def unlink(self, record: Record, edge: Edge, target: Record) -> None:
        """Take a resource away from an edge; nothing happens where it is not there."""
        self.version += 1
        self._part(record, edge, target)
        back = target.kind.edges.get(edge.inverse.name) if edge.inverse is not None else None
        if back is not None:
            self._part(target, back, record)

    def relink(self, record: Record, edge: Edge, targets: Iterable[Record]) -> None:
        """Make an edge lead to these and to nothing else."""
        self._clear(record, edge)
        for target in targets:
            self.link(record, edge, target)

    def lead(self, record: Record, edge: Edge, targets: Iterable[Record]) -> None:
        """Set one end of what an earlier run had linked: the other end is set for itself."""
        for target in targets:
            self._join(record, edge, target)

    def resume(self, version: int) -> None:
        """Go on after an earlier run, with ids that it did not give."""
        self.version = max(self.version, version)
        self._random = random.Random(self.version)

    def remove(self, record: Record) -> None:
        """Take a resource out, with those that cannot be without it (a set's screenshots)."""
        owned = [
            other for (_, name), others in record.incoming.items() for other in others if name in other.kind.owners
        ]
        self.version += 1
        for edge in list(record.kind.edges.values()):
            self._clear(record, edge)
        for (_, name), others in list(record.incoming.items()):
            for other in list(others):
                self._part(other, other.kind.edges[name], record)
        self._types[record.type].pop(record.id, None)
        for order in self._orders[record.type].values():
            order.drop(record)
        for (type, name), index in self._indexes.items():
            if type == record.type:
                self._unindex(index, record, name)
        for watcher in self._watchers:
            watcher(record)
        for other in owned:
            if self._holds(other):
                self.remove(other)

    def on_remove(self, watcher: Callable[[Record], None]) -> None:
        """Tell a function of every resource that goes."""
        self._watchers.append(watcher)

    def _holds(self, record: Record) -> bool:
        return self._types[record.type].get(record.id) is record

    def _clear(self, record: Record, edge: Edge) -> None:
        for target in list(record.all(edge.name)):
            self.unlink(record, edge, target)

    @staticmethod
    def _join(record: Record, edge: Edge, target: Record) -> None:
        record.edges.setdefault(edge.name, {})[target] = None
        target.incoming.setdefault((record.type, edge.name), {})[record] = None

    @staticmethod
    def _part(record: Record, edge: Edge, target: Record) -> None:
        record.edges.get(edge.name, {}).pop(target, None)
        target.incoming.get((record.type, edge.name), {}).pop(record, None)

    @staticmethod
    def _index(index: dict[Any, dict[Record, None]], record: Record, name: str) -> None:
        for key in _keys(record.attributes.get(name)):
            index.setdefault(key, {})[record] = None

    @staticmethod
    def _unindex(index: dict[Any, dict[Record, None]], record: Record, name: str) -> None:
        for key in _keys(record.attributes.get(name)):
            index.get(key, {}).pop(record, None)


def filter_text(value: object) -> str:
    """A value as a filter writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _keys(value: Any) -> list[str]:
    """What an attribute is found under: nothing for null, each entry of a list, else itself, as filters write it."""
    if value is None or isinstance(value, dict):
        return []
    if is_list(value):
        return [filter_text(entry) for entry in value if not isinstance(entry, (dict, list))]
    return [filter_text(value)]
