"""Metrics and logs: data points with the shape that the document gives them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .fakes import fake_object
from .messages import Answer, compact

if TYPE_CHECKING:
    from ..api._operations import Operation
    from .clock import Clock
    from .messages import Incoming
    from .parameters import Query

_POINTS = 7
_DEEP = 6
"""Xcode's metrics are nested that deep before the first value comes."""


def answer(operation: Operation, query: Query, request: Incoming, clock: Clock) -> Answer:
    """A page of metrics, or an object of Xcode's."""
    if operation.answer == "object":
        document: dict[str, Any] = fake_object(operation.primary, _DEEP + 4)
        return Answer(200, compact(document).encode(), operation.media_type)
    document = {
        "data": [_series(operation, query, clock)],
        "links": {"self": request.base + request.target},
        "meta": {"paging": {"total": 1, "limit": query.limit}},
    }
    return Answer(200, compact(document).encode())


def _series(operation: Operation, query: Query, clock: Clock) -> dict[str, Any]:
    """One group of data points: a day each, ending today."""
    series = fake_object(operation.primary)
    (point,) = series["dataPoints"]
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    series["dataPoints"] = [
        {
            **point,
            "start": (today - timedelta(days=day + 1)).isoformat(),
            "end": (today - timedelta(days=day)).isoformat(),
        }
        for day in range(_POINTS)
    ]
    for name, values in query.other.items():
        if name in series:
            series[name] = values[0]
    return series
