"""Answers a request: token, path, media type, query, then what the operation does."""

from __future__ import annotations

from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING

from ..models._registry import RESOURCES
from . import metrics, reports, roles, router
from .behaviour import Machines, analytics, uploads
from .clock import Clock
from .cursors import make_cursor, next_query
from .documents import Writer
from .errors import NotAcceptableError, RefusedError, not_found
from .messages import Answer, Incoming, compact, refusal
from .parameters import Query, read
from .query import Lists
from .schema import kinds_of_type
from .store import Store
from .timeline import Timeline
from .tokens import Tokens
from .writes import Writes

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..api._operations import Operation
    from .store import Record


PART_SIZE = 5 * 1024 * 1024
"""Bytes of an upload's part."""


class Service:
    """App Store Connect, without HTTP."""

    def __init__(self, processing: float = 0.0, part_size: int = PART_SIZE) -> None:
        self.lock = RLock()
        """Held while the store is looked at or changed: by requests, by a test's own thread, by webhooks."""
        self.clock = Clock()
        self.store = Store()
        self.tokens = Tokens()
        self.timeline = Timeline(self.clock, processing)
        self.machines = Machines(self.store, self.clock, self.timeline, part_size, self.lock)
        # Pre-signed addresses: no token, no JSON.
        self._hosts = {uploads.PREFIX: self.machines.uploads.put, analytics.PREFIX: self.machines.analytics.download}
        self._lists = Lists(self.store)
        self._writes = Writes(self.store, self.clock, self.machines)

    def stores_files(self, request: Incoming) -> bool:
        """Whether a request is one to the host of files."""
        return request.segments[0] in self._hosts

    def answer(self, request: Incoming) -> Answer:
        """The answer to a request; a refusal is one too."""
        self.timeline.run()
        host = self._hosts.get(request.segments[0])
        if host is not None:
            return host(request)
        try:
            key = self.tokens.judge(request)
            route = router.find(request.method, request.segments)
            operation = router.acceptable(route.operations, request.headers.get("accept", "*/*"))
            roles.judge(key.roles, operation)
            return self._perform(operation, request, route.id)
        except RefusedError as refused:
            return refusal(refused.problems, refused.headers)
        except NotAcceptableError:
            return Answer(406, b"The provided Accept header is not supported", "text/plain;charset=UTF-8")

    def _perform(self, operation: Operation, request: Incoming, id: str) -> Answer:
        query = read(operation, request.raw_query)
        record = self._record(operation, id) if id else None
        if operation.answer == "report":
            if operation.media_type == "text/csv":
                return reports.table(operation, self._selected(operation, query, record))
            return reports.download(operation, query, self.store, self.clock)
        if operation.answer in ("metrics", "object"):
            return metrics.answer(operation, query, request, self.clock)
        if operation.method == "GET":
            return Answer(200, self._get(operation, request, query, record).encode())
        if operation.kind == "createInstance":
            return self._written(operation, request, self._writes.create(operation, request))
        assert record is not None
        if operation.kind == "updateInstance":
            return self._written(operation, request, self._writes.update(operation, request, record))
        if operation.kind == "deleteInstance":
            self._writes.delete(record)
        else:
            self._writes.relink(operation, request, record)
        return Answer(operation.status)

    def _record(self, operation: Operation, id: str) -> Record:
        type = operation.path.split("/")[2]
        record = self.store.get(type, id)
        if record is None:
            raise RefusedError(not_found(type, id))
        return record

    def _written(self, operation: Operation, request: Incoming, record: Record) -> Answer:
        self_link = f"{request.base}{record.kind.path}/{record.id}"
        return Answer(operation.status, Writer(operation, request.base, Query()).one(record, self_link).encode())

    def _get(self, operation: Operation, request: Incoming, query: Query, record: Record | None) -> str:
        self_link = request.base + request.target
        match operation.answer:
            case "resource":
                return Writer(operation, request.base, query).one(record, self_link)
            case "optional_resource":
                assert record is not None
                return Writer(operation, request.base, query).one(record.one(operation.relationship), self_link)
            case "linkage":
                assert record is not None
                target = record.one(operation.relationship)
                return f'{{"data":{target.identifier if target else "null"},"links":{{"self":{compact(self_link)}}}}}'
            case _:
                return self._list(operation, request, query, record)

    def _list(self, operation: Operation, request: Incoming, query: Query, record: Record | None) -> str:
        everything = self._selected(operation, query, record)
        records = list(islice(everything, query.offset, query.offset + query.limit))
        paging: dict[str, object] = {"total": len(everything), "limit": query.limit}
        links = {"self": request.base + request.target}
        if query.offset + len(records) < len(everything):
            cursor = make_cursor(query.offset + len(records), operation.id, request.raw_query)
            links["next"] = f"{request.base}{request.raw_path}?{next_query(request.raw_query, cursor, query.limit)}"
            paging["nextCursor"] = cursor
        if operation.answer == "linkages":
            data = ",".join([one.identifier for one in records])
            return f'{{"data":[{data}],"links":{compact(links)},"meta":{compact({"paging": paging})}}}'
        return Writer(operation, request.base, query).many(records, links, paging)

    def _selected(self, operation: Operation, query: Query, record: Record | None) -> Collection[Record]:
        """All that a list goes through, page after page."""
        within = None if record is None else (record, operation.relationship)
        return self._lists.select(_listed_type(operation), query, within)


def _listed_type(operation: Operation) -> str:
    """The JSON:API type of what a list holds."""
    if operation.primary in RESOURCES:
        return RESOURCES[operation.primary].type
    type = operation.path.split("/")[2]
    if not operation.relationship:
        return type
    edges = [kind.edges[operation.relationship] for kind in kinds_of_type(type) if operation.relationship in kind.edges]
    return next((target for edge in edges for target in edge.types), "")
