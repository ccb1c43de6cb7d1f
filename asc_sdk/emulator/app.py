"""The ASGI application: reads a request, lets faults have their way, sends the answer, keeps the log."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from . import page, router
from .errors import Problem, RefusedError
from .faults import STORAGE, Faults, names_of
from .messages import Answer, Incoming, refusal
from .rate_limit import RateLimit
from .service import Service

if TYPE_CHECKING:
    from ..api._operations import Operation
    from .faults import Fault

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_KEPT = 100
_KEPT_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request that the emulator got, and what it answered."""

    method: str
    target: str
    """Path and query, as they were sent."""
    body: bytes
    """What was sent, or the beginning of it: a file's part is not kept whole."""
    status: int
    answer: bytes
    """What was answered, or its beginning."""
    operation: str
    """Apple's operationId; empty for a path that has none."""
    request_id: str
    seconds: float


class App:
    """The emulator as an ASGI application."""

    def __init__(self, service: Service | None = None, hourly_limit: int | None = None) -> None:
        self.service = service or Service()
        self.faults = Faults()
        self.requests: deque[Exchange] = deque(maxlen=_KEPT)
        """The last hundred, the oldest first."""
        self._rate_limit = RateLimit(hourly_limit)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        if scope["type"] != "http":
            return
        pieces: list[bytes] = []
        more = True
        while more:
            message = await receive()
            pieces.append(message.get("body", b""))
            more = message.get("more_body", False)
        body = b"".join(pieces)
        raw_path = scope.get("raw_path") or scope["path"].encode()
        request = Incoming(
            scope["method"],
            raw_path.decode("ascii", "replace"),
            scope.get("query_string", b"").decode("ascii", "replace"),
            {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]},
            body,
        )
        if page.wanted(request):
            with self.service.lock:
                shown = page.answer(request, self.service.store, self.requests)
            await _send(send, shown, None)
            return
        began = time.perf_counter()
        request_id = str(uuid4())
        with self.service.lock:
            operations = _operations(request)
            fault = self.faults.meet(self._names(request, operations))
            answer = self._answer(request, fault)
        answer.headers.setdefault("x-request-id", request_id)
        exchange = Exchange(
            request.method,
            request.target,
            body[:_KEPT_BYTES],
            answer.status,
            answer.body[:_KEPT_BYTES],
            operations[0].id if operations else "",
            answer.headers["x-request-id"],
            time.perf_counter() - began,
        )
        self.requests.append(exchange)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        await _send(send, answer, fault.cut if fault is not None else None)

    def _names(self, request: Incoming, operations: tuple[Operation, ...]) -> set[str]:
        """What a fault may call a request."""
        if self.service.stores_files(request):
            return {STORAGE.get(request.method, "")}
        return {name for item in operations for name in names_of(item)}

    def _answer(self, request: Incoming, fault: Fault | None) -> Answer:
        wrong = fault.answer() if fault is not None else None
        if wrong is not None and fault is not None and not fault.took_effect:
            return wrong
        try:
            spent = self._rate_limit.spend()
            answer = spent or self.service.answer(request)
        except Exception:
            # Apple has these as well, but here it is a fault of the emulator's: show where.
            problem = Problem(500, "UNEXPECTED_ERROR", "The emulator failed", traceback.format_exc(), has_id=False)
            answer = refusal((problem,))
        answer.headers.setdefault("X-Rate-Limit", self._rate_limit.header())
        return wrong or answer


def _operations(request: Incoming) -> tuple[Operation, ...]:
    with suppress(RefusedError):
        return router.find(request.method, request.segments).operations
    return ()


async def _send(send: Send, answer: Answer, cut: int | None) -> None:
    headers = [(b"content-length", str(len(answer.body)).encode())]
    if answer.body:
        headers.append((b"content-type", answer.media_type.encode()))
    headers += [(name.lower().encode(), value.encode("latin-1")) for name, value in answer.headers.items()]
    if answer.status == 204:
        del headers[0]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    if cut is None:
        await send({"type": "http.response.body", "body": answer.body})
    else:
        # The server closes the connection when an application ends in the middle of a body.
        await send({"type": "http.response.body", "body": answer.body[:cut], "more_body": True})
