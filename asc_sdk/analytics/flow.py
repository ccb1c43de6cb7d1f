"""From an app and a report's name to the segments of all instances, as a generator: no I/O, and so for both clients."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from .._endpoint import Classes, Operation, QuerySpec
from .._endpoint.steps import Ask, Pause, Together, Work
from ..errors import APITimeoutError, AppStoreConnectError, ConflictError
from ..reports import Report
from .joining import join
from .segments import Segment, fetch

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from .._endpoint.steps import Steps
    from .._options import Retry
    from .._transport.flow import Clock
    from ..models import AnalyticsReport, AnalyticsReportInstance, AnalyticsReportRequest

_REQUESTS: Operation[AnalyticsReportRequest] = Operation(
    "GET",
    "/v1/apps/{id}/analyticsReportRequests",
    Classes({"analyticsReportRequests": "AnalyticsReportRequest"}),
    query=QuerySpec(many={"access_type": "filter[accessType]"}, integer={"limit": "limit"}),
)
_REPORTS: Operation[AnalyticsReport] = Operation(
    "GET",
    "/v1/analyticsReportRequests/{id}/reports",
    Classes({"analyticsReports": "AnalyticsReport"}),
    query=QuerySpec(integer={"limit": "limit"}),
)
_INSTANCES: Operation[AnalyticsReportInstance] = Operation(
    "GET",
    "/v1/analyticsReports/{id}/instances",
    Classes({"analyticsReportInstances": "AnalyticsReportInstance"}),
    query=QuerySpec(many={"granularity": "filter[granularity]"}, integer={"limit": "limit"}),
)
_SEGMENTS: Operation[Any] = Operation(
    "GET",
    "/v1/analyticsReportInstances/{id}/segments",
    Classes({"analyticsReportSegments": "AnalyticsReportSegment"}),
    query=QuerySpec(integer={"limit": "limit"}),
)
_PAGE = 200
_PARALLEL = 8
"""Calls, and downloads, at once."""
_POLLS = (5.0, 300.0)
"""Seconds between two looks, at first and at most; doubled in between."""


class Wanted:
    """What is asked for; checked when it is made.

    Raises:
        ValueError, TypeError: an argument cannot be right.
    """

    def __init__(
        self, app: Any, name: str, granularity: str, since: Any, until: Any, access_type: str, timeout: float
    ) -> None:
        self.app: str = app if isinstance(app, str) else app.id
        self.name = name
        self.granularity = granularity
        self.since = _date("since", since)
        self.until = _date("until", until)
        self.access_type = access_type
        if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not timeout >= 0:  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
            raise ValueError(f"timeout takes seconds of at least 0, not {timeout!r}")
        self.timeout = float(timeout)
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since is {self.since}, which is after until, {self.until}")

    def takes(self, instance: AnalyticsReportInstance) -> bool:
        """Whether an instance is of the dates that are asked for."""
        day = instance.processing_date
        if self.since is None and self.until is None:
            return True
        if not isinstance(day, dt.date):
            return False
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


def _date(name: str, value: Any) -> dt.date | None:
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    said = f'{name} takes a date or "YYYY-MM-DD", not {value!r}'
    if not isinstance(value, str):
        raise TypeError(said)
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise ValueError(said) from None


def report(wanted: Wanted, folder: str, create: Any, *, retry: Retry, clock: Clock) -> Steps[Report]:
    """Find or make the request, wait for the instances, fetch all segments, make one table.

    Args:
        wanted: what is asked for.
        folder: where segments may lie until they are joined.
        create: the operation that makes a request.
        retry: how often a download is tried.
        clock: what the wait goes by.
    """
    instances = yield from _instances(wanted, create, clock)
    listed: list[list[Segment]] = yield Together([_segments(instance) for instance in instances], _PARALLEL)
    segments = [segment for found in listed for segment in found]
    works = [fetch(segment, f"{folder}/{number}", retry, clock) for number, segment in enumerate(segments)]
    files: list[str] = yield Together(works, _PARALLEL)
    file = yield Work(lambda: join(files))
    return Report(file)


def _segments(instance: AnalyticsReportInstance) -> Steps[list[Segment]]:
    found = yield Ask(_SEGMENTS.page(instance.id, limit=_PAGE), all_pages=True)
    return [Segment(item) for item in found]


def _instances(wanted: Wanted, create: Any, clock: Clock) -> Steps[list[AnalyticsReportInstance]]:
    """Look until there are some, or until the time is over."""
    end = clock.steady() + wanted.timeout
    requests = yield from _requests(wanted, create)
    pause, most = _POLLS
    while True:
        seen: list[AnalyticsReportInstance] = []
        for request in requests:
            chosen = yield from _report_of(request, wanted)
            if chosen is None:
                continue
            found = yield Ask(_INSTANCES.page(chosen.id, granularity=wanted.granularity, limit=_PAGE), all_pages=True)
            fitting = [item for item in found if wanted.takes(item)]
            if fitting:
                return sorted(fitting, key=lambda item: (str(item.processing_date), item.id))
            seen += found
        left = end - clock.steady()
        if left <= 0 or _is_past(wanted, seen):
            raise APITimeoutError(_not_yet(wanted, seen))
        yield Pause(min(pause, left))
        pause = min(pause * 2, most)


def _report_of(request: AnalyticsReportRequest, wanted: Wanted) -> Generator[object, Any, AnalyticsReport | None]:
    """Choose the report by its name; None while Apple has not made any.

    Raises:
        ValueError: there are reports, and none of that name.
    """
    reports: list[AnalyticsReport] = yield Ask(_REPORTS.page(request.id, limit=_PAGE), all_pages=True)
    for item in reports:
        if item.name == wanted.name:
            return item
    names = sorted(item.name for item in reports if item.name)
    close = [item for item in reports if (item.name or "").casefold() == wanted.name.strip().casefold()]
    if len(close) == 1:
        return close[0]
    if names:
        raise ValueError(f"there is no analytics report {wanted.name!r}; there are: {', '.join(map(repr, names))}")
    return None


def _requests(wanted: Wanted, create: Any) -> Steps[list[AnalyticsReportRequest]]:
    """Find the requests that count, or make one."""
    found = yield from _existing(wanted)
    if found:
        return found
    try:
        made: AnalyticsReportRequest = yield Ask(create.create(access_type=wanted.access_type, app=wanted.app))
    except AppStoreConnectError as error:
        # It may have been made all the same, by this call or by somebody else's.
        if not error.may_have_happened and not isinstance(error, ConflictError):
            raise
        problem = error
    else:
        return [made]
    found = yield from _existing(wanted, stopped=True)
    if not found:
        raise problem
    return found


def _existing(wanted: Wanted, *, stopped: bool = False) -> Steps[list[AnalyticsReportRequest]]:
    call = _REQUESTS.page(wanted.app, access_type=wanted.access_type, limit=_PAGE)
    found: list[AnalyticsReportRequest] = yield Ask(call, all_pages=True)
    own = [item for item in found if item.access_type in (None, wanted.access_type)]
    # Apple stops an ongoing request that nobody reads, and takes a new one then. The newest snapshot comes last.
    return [item for item in reversed(own) if stopped or not item.stopped_due_to_inactivity]


def _is_past(wanted: Wanted, seen: Sequence[AnalyticsReportInstance]) -> bool:
    """Whether Apple is beyond the dates that are asked for, so that waiting brings nothing."""
    days = [item.processing_date for item in seen if isinstance(item.processing_date, dt.date)]
    return wanted.until is not None and any(day > wanted.until for day in days)


def _not_yet(wanted: Wanted, seen: Sequence[AnalyticsReportInstance]) -> str:
    what = f"there is no {wanted.granularity} instance of {wanted.name!r}"
    days = sorted(str(item.processing_date) for item in seen if item.processing_date)
    if days:
        asked = f"from {wanted.since or 'the first'} to {wanted.until or 'now'}"
        return f"{what} {asked}; there are some from {days[0]} to {days[-1]}"
    return (
        f"{what} yet, after {wanted.timeout:g} s. The request is made: Apple makes the first instances a day or two "
        "after it, so ask again then"
    )
