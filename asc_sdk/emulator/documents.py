"""Writes documents: resources as the fieldsets want them, linkage only where it was included, links, cut lists.

Text is put together from templates, one for each kind and fieldset: most of a document is relationship links, the same
but for the id.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..models._registry import RESOURCES
from .messages import compact
from .parameters import DEFAULT_LIMIT
from .schema import Kind, kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..api._operations import Operation
    from .parameters import Query
    from .schema import Edge
    from .store import Record

_ID = "\0"
"""Stands for the escaped id in a template: JSON text never holds it."""


class _Piece(NamedTuple):
    """Part of the relationships of a template: text, then the linkage of an edge."""

    text: str
    edge: Edge | None
    limit: int


class View:
    """How a kind's resources look in one document."""

    def __init__(self, kind: Kind, base: str, query: Query, include: tuple[str, ...]) -> None:
        fields = query.fields.get(kind.type)
        self._attributes = [name for name in kind.attributes if fields is None or name in fields]
        self._key = (kind.name, fields)
        edges = [edge for edge in kind.edges.values() if edge.shown and (fields is None or edge.name in fields)]
        # Apple includes what was asked for, even where the fieldset leaves the linkage out.
        self.included = [edge for edge in kind.edges.values() if edge.shown and edge.name in include]
        """Edges whose targets go into `included`."""
        self._limits = {edge.name: _limit(query, edge) for edge in self.included}
        self._pieces = self._split(edges, f"{base}{kind.path}/{_ID}")

    def _split(self, edges: list[Edge], self_link: str) -> list[_Piece]:
        """The relationships and the links of a resource, parted where linkage goes in."""
        pieces: list[_Piece] = []
        text = ""
        for edge in edges:
            links = [f'"self":"{self_link}/relationships/{edge.name}"'] if edge.has_linkage else []
            links += [f'"related":"{self_link}/{edge.name}"'] if edge.has_related else []
            members = f'"links":{{{",".join(links)}}}' if links else ""
            if not members and edge not in self.included:
                continue
            text += f'{"," if text or pieces else ""}"{edge.name}":{{{members}'
            if edge in self.included:
                pieces.append(_Piece(text + ("," if members else ""), edge, self._limits[edge.name]))
                text = ""
            text += "}"
        tail = f',"links":{{"self":"{self_link}"}}}}'
        if not text and not pieces:
            return [_Piece(tail, None, 0)]
        pieces.append(_Piece(f"{text}}}{tail}", None, 0))
        pieces[0] = pieces[0]._replace(text=f',"relationships":{{{pieces[0].text}')
        return pieces

    def related(self, record: Record) -> Iterable[Record]:
        """What a record brings into `included`."""
        for edge in self.included:
            yield from islice(record.all(edge.name), self._limits[edge.name] if edge.many else 1)

    def write(self, record: Record) -> str:
        """A resource object."""
        attributes = record.texts.get(self._key)
        if attributes is None:
            held = record.attributes
            found = {name: held[name] for name in self._attributes if name in held}
            attributes = record.texts[self._key] = f',"attributes":{compact(found)}' if found else ""
        id = record.escaped_id
        head = record.identifier[:-1] + attributes
        if len(self._pieces) == 1:
            return head + self._pieces[0].text.replace(_ID, id)
        parts = [head]
        for piece in self._pieces:
            parts.append(piece.text.replace(_ID, id))
            if piece.edge is not None:
                parts.append(_linkage(record, piece.edge, piece.limit))
        return "".join(parts)


def _limit(query: Query, edge: Edge) -> int:
    return query.limits.get(edge.name, DEFAULT_LIMIT)


def _linkage(record: Record, edge: Edge, limit: int) -> str:
    targets = record.all(edge.name)
    if not edge.many:
        target = record.one(edge.name)
        return f'"data":{target.identifier if target else "null"}'
    data = ",".join([target.identifier for target in islice(targets, limit)])
    return f'"meta":{{"paging":{{"total":{len(targets)},"limit":{limit}}}}},"data":[{data}]'


class Writer:
    """Writes the documents of one operation's answers."""

    def __init__(self, operation: Operation, base: str, query: Query) -> None:
        self._base = base
        self._query = query
        self._primary = operation.primary
        self._classes = {RESOURCES[name].type: name for name in reversed(operation.classes) if name in RESOURCES}
        self._names = frozenset(operation.classes)
        self._views: dict[tuple[str, bool], View] = {}

    def _view(self, record: Record, *, primary: bool) -> View:
        """How a record looks: by the schema that this operation gives its type, whatever kind it was made as."""
        key = record.kind.name, primary
        if key not in self._views:
            if primary:
                name = self._primary
            elif record.kind.name in self._names:
                name = record.kind.name
            else:
                name = self._classes.get(record.type, record.kind.name)
            include = self._query.include if primary else ()
            self._views[key] = View(kinds()[name], self._base, self._query, include)
        return self._views[key]

    def one(self, record: Record | None, self_link: str) -> str:
        """A document with one resource, or with null."""
        if record is None:
            return f'{{"data":null,"links":{{"self":{compact(self_link)}}}}}'
        data = self._view(record, primary=True).write(record)
        return f'{{"data":{data}{self._included([record])},"links":{{"self":{compact(self_link)}}}}}'

    def many(self, records: list[Record], links: dict[str, str], paging: dict[str, object]) -> str:
        """A page."""
        data = ",".join([self._view(record, primary=True).write(record) for record in records])
        tail = f',"links":{compact(links)},"meta":{compact({"paging": paging})}}}'
        return f'{{"data":[{data}]{self._included(records)}{tail}'

    def _included(self, records: list[Record]) -> str:
        if not self._query.include:
            return ""
        found: dict[Record, None] = {}
        for record in records:
            found.update(dict.fromkeys(self._view(record, primary=True).related(record)))
        for record in records:
            # A resource is in a document once.
            found.pop(record, None)
        return f',"included":[{",".join([self._view(record, primary=False).write(record) for record in found])}]'
