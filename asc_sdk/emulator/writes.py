"""Creates, updates, deletes and changes of linkage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..api._operations import Relationship
from .bodies import Draft, Reader, parse
from .defaults import server_made
from .errors import RefusedError
from .schema import Kind, kinds, kinds_of_type
from .uniques import clashes

if TYPE_CHECKING:
    from ..api._operations import Operation
    from .behaviour import Machines
    from .clock import Clock
    from .messages import Incoming
    from .store import Record, Store


class Writes:
    """What POST, PATCH and DELETE do to the store. Each judges first: a refused request changes nothing."""

    def __init__(self, store: Store, clock: Clock, machines: Machines) -> None:
        self._store = store
        self._clock = clock
        self._machines = machines

    def create(self, operation: Operation, request: Incoming) -> Record:
        """Make the resource that a request describes, and those that it creates inline."""
        assert operation.body is not None
        draft = Reader(self._store, parse(request)).read(operation.body)
        kind = kinds()[operation.primary]
        existing = self._existing(kind, draft)
        if existing is not None:
            return existing
        problems = clashes(self._store, kind, draft.attributes, _records(draft))
        if problems:
            raise RefusedError(*problems)
        self._machines.check_create(kind, draft)
        record = self._make(kind, draft, {})
        self._machines.created(record)
        return record

    def update(self, operation: Operation, request: Incoming, record: Record) -> Record:
        """Set what a request gives: a null clears, what is left out stays."""
        assert operation.body is not None
        draft = Reader(self._store, parse(request)).read(operation.body, id=record.id)
        edges = {name: list(targets) for name, targets in record.edges.items()} | _records(draft)
        changed = draft.attributes.keys() | draft.edges.keys()
        attributes = record.attributes | draft.attributes
        problems = clashes(self._store, record.kind, attributes, edges, own=record, changed=changed)
        if problems:
            raise RefusedError(*problems)
        self._machines.check_update(record, draft.attributes)
        shown, hidden = _parted(record.kind, draft.attributes)
        self._store.change(record, shown)
        record.private |= hidden
        self._link(record, draft, {})
        self._machines.updated(record, draft.attributes)
        return record

    def delete(self, record: Record) -> None:
        self._store.remove(record)

    def relink(self, operation: Operation, request: Incoming, record: Record) -> None:
        """Add to, take from, or set a relationship."""
        body = operation.body
        assert body is not None
        edge = record.kind.edges[operation.relationship]
        relationship = Relationship(edge.name, "", body.kind == "linkages", body.type)
        reader = Reader(self._store, parse(request))
        targets = reader.linkage(relationship)
        if operation.method == "POST":
            for target in targets:
                self._store.link(record, edge, target)
        elif operation.method == "DELETE":
            for target in targets:
                self._store.unlink(record, edge, target)
        else:
            self._store.relink(record, edge, targets)

    def _existing(self, kind: Kind, draft: Draft) -> Record | None:
        """A bundle id has a capability once; Apple answers a second create with the first one's."""
        if kind.type != "bundleIdCapabilities":
            return None
        (owner,) = _records(draft)["bundleId"]
        capability = draft.attributes["capabilityType"]
        held = owner.all("bundleIdCapabilities")
        return next((one for one in held if one.attributes.get("capabilityType") == capability), None)

    def _make(self, kind: Kind, draft: Draft, made: dict[int, Record]) -> Record:
        id = self._store.new_id(kind.type)
        given, hidden = _parted(kind, draft.attributes)
        record = self._store.add(kind, {**given, **server_made(kind, draft.attributes, id, self._clock)}, id)
        record.private = hidden
        made[id_of(draft)] = record
        self._link(record, draft, made)
        return record

    def _link(self, record: Record, draft: Draft, made: dict[int, Record]) -> None:
        for name, targets in draft.edges.items():
            found: list[Record] = []
            for target in targets:
                if not isinstance(target, Draft):
                    found.append(target)
                elif id_of(target) in made:
                    found.append(made[id_of(target)])
                elif (kind := _kind_of(target)) is not None:
                    found.append(self._make(kind, target, made))
            self._store.relink(record, record.kind.edges[name], found)


def _parted(kind: Kind, attributes: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Attributes that answers have, and those that only requests have."""
    shown = {name: value for name, value in attributes.items() if name in kind.attributes}
    return shown, {name: value for name, value in attributes.items() if name not in shown}


def id_of(draft: Draft) -> int:
    """Drafts are told apart as objects: two may be equal."""
    return id(draft)


def _kind_of(draft: Draft) -> Kind | None:
    """The kind of an inline create; a few are only ever sent (a matchmaking test's requests)."""
    of_type = kinds_of_type(draft.type)
    return kinds().get(draft.kind) or (of_type[-1] if of_type else None)


def _records(draft: Draft) -> dict[str, list[Record]]:
    """What a draft leads to that is there already."""
    return {
        name: [target for target in targets if not isinstance(target, Draft)] for name, targets in draft.edges.items()
    }
