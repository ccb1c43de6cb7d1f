"""Faults to order: which requests they hit, how often, and what the client sees."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..api._operations import OPERATIONS
from .errors import Problem, not_authorized
from .messages import Answer, refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..api._operations import Operation

STORAGE = {"PUT": "storage.put", "GET": "storage.get"}
"""What the requests to the host of files are called, which are no operations of the API."""

_TEXTS = {
    401: not_authorized(),
    403: Problem(
        403,
        "FORBIDDEN_ERROR",
        "This request is forbidden for security reasons",
        "The API key in use does not allow this request",
    ),
    404: Problem(404, "NOT_FOUND", "The specified resource does not exist", "There is no such resource"),
    409: Problem(409, "STATE_ERROR", "The request cannot be fulfilled because of the state of another resource."),
    429: Problem(
        429,
        "RATE_LIMIT_EXCEEDED",
        "The request rate limit has been reached.",
        "We've received too many requests for this API. Please wait and try again or slow down your request rate.",
    ),
    500: Problem(
        500,
        "UNEXPECTED_ERROR",
        "An unexpected error occurred.",
        "An unexpected error occurred on the server side. If this issue continues, contact us at https://developer.apple.com/contact/.",
        has_id=False,
    ),
}


@dataclass(slots=True, eq=False)
class Fault:
    """One fault; `hits` counts the requests that it met."""

    operation: str | None = None
    status: int | None = None
    times: int | None = 1
    probability: float = 1.0
    took_effect: bool = False
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes | None = None
    media_type: str = "application/json"
    delay: float = 0.0
    cut: int | None = None
    hits: int = 0

    def answer(self) -> Answer | None:
        """What goes back in place of the real answer; None where only its speed or length suffers."""
        if self.status is None:
            return None
        if self.body is not None:
            return Answer(self.status, self.body, self.media_type, dict(self.headers))
        problem = _TEXTS.get(self.status)
        if problem is None:
            # A gateway in front of Apple's servers: no JSON.
            html = f"<html><body><h1>{self.status}</h1></body></html>"
            return Answer(self.status, html.encode(), "text/html", dict(self.headers))
        return refusal((problem,), self.headers)


class Faults:
    """The faults that are still to come, in the order in which they were added."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._faults: list[Fault] = []

    def add(
        self,
        operation: str | None = None,
        *,
        status: int | None = None,
        times: int | None = 1,
        probability: float = 1.0,
        took_effect: bool = False,
        retry_after: float | str | None = None,
        headers: Mapping[str, str] | None = None,
        html: str | None = None,
        body: bytes | None = None,
        delay: float = 0.0,
        cut: int | None = None,
    ) -> Fault:
        """Order a fault.

        Args:
            operation: which requests it meets: Apple's operationId (`apps_getCollection`) or the method's name
                (`apps.list`); `storage.put` for the parts of uploads, `storage.get` for the files of analytics; every
                request when left out.
            status: answer with this status; None leaves the answer as it is (slow or cut).
            times: how many requests it meets before it is over; None for all.
            probability: of meeting a request that fits, from 0 to 1.
            took_effect: with a status: whether the emulator does first what the request asks for.
            retry_after: seconds, or any text, for a Retry-After header.
            headers: further headers.
            html: a page as body, such as a gateway's.
            body: any bytes as body; JSON by content type.
            delay: seconds to wait before the answer.
            cut: send this many bytes of the body, then close the connection.

        Returns:
            The fault: its `hits` tells how many requests it met.

        Raises:
            ValueError: nothing is called `operation`, or the fault would do nothing.
        """
        if status is None and not delay and cut is None and html is None and body is None:
            raise ValueError("a fault needs a status, a delay, a cut, html or a body")
        known = operation in STORAGE.values() or any(operation in names_of(item) for item in OPERATIONS)
        if operation is not None and not known:
            raise ValueError(f"no operation is called {operation!r}: say 'apps_getCollection' or 'apps.list'")
        fault = Fault(
            operation, status, times, probability, took_effect, dict(headers or {}), body, delay=delay, cut=cut
        )
        if html is not None:
            fault.body, fault.media_type, fault.status = html.encode(), "text/html", status or 200
        elif body is not None:
            fault.status = status or 200
        if retry_after is not None:
            fault.headers = {**fault.headers, "Retry-After": str(retry_after)}
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Forget all faults."""
        self._faults.clear()

    def meet(self, names: Collection[str]) -> Fault | None:
        """The fault that a request meets, by what it may be called, if any; it counts as met."""
        for fault in self._faults:
            fits = fault.operation is None or fault.operation in names
            if fits and (fault.probability >= 1 or self._random.random() < fault.probability):
                fault.hits += 1
                if fault.times is not None and fault.hits >= fault.times:
                    self._faults.remove(fault)
                return fault
        return None


def names_of(operation: Operation) -> tuple[str, str]:
    """What an operation is called: by Apple, and as the client's method."""
    return operation.id, f"{operation.client}.{operation.name}"
