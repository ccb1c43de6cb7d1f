"""`asc.analytics`: runs the steps to a report, sync or async, and fetches its segments."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .._endpoint import Body, Classes, Operation, ToOne
from .._endpoint.steps import async_run_steps, run_steps
from .._transport.http_module import async_chunks, chunks, lower
from .._transport.messages import Fault
from . import flow
from .segments import Fetch, Fetched

if TYPE_CHECKING:
    import datetime as dt

    from .._jsonapi.relationships import ResourceIdentifier
    from .._transport.drivers import AsyncConnection, Connection
    from .._transport.foreign import Foreign
    from ..models import App
    from ..models.literals import AnalyticsReportInstanceGranularity, AnalyticsReportRequestAccessType
    from ..reports import Report

_CREATE: Operation[Any] = Operation(
    "POST",
    "/v1/analyticsReportRequests",
    Classes({"analyticsReportRequests": "AnalyticsReportRequest"}),
    body=Body(
        "analyticsReportRequests",
        attributes={"access_type": "accessType"},
        relationships={"app": ToOne("app", "apps")},
        required=("access_type", "app"),
    ),
)


class Analytics:
    """Analytics reports: `asc.analytics`."""

    __slots__ = ("__connection__",)

    def __init__(self, connection: Connection) -> None:
        self.__connection__ = connection

    def report(
        self,
        app: App | ResourceIdentifier | str,
        name: str,
        *,
        granularity: AnalyticsReportInstanceGranularity = "DAILY",
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        access_type: AnalyticsReportRequestAccessType = "ONGOING",
        timeout: float = 60,
    ) -> Report:
        """Gets an analytics report as one table.

        Finds the app's request, or makes one; waits for instances; fetches all segments and joins them.

        Args:
            app: The app, its identifier or its id.
            name: The report's name, such as "App Downloads Standard".
            granularity: "DAILY", "WEEKLY" or "MONTHLY".
            since: The first of Apple's processing dates to take: a date or "YYYY-MM-DD"; None for all.
            until: The last of them.
            access_type: "ONGOING", or "ONE_TIME_SNAPSHOT" for what was before.
            timeout: Seconds to wait where there are no instances. Apple makes the first ones a day or two after the
                request was made.

        Returns:
            The table: `rows()`, `to_pandas()`, `save(path)`.

        Raises:
            APITimeoutError: there are no such instances yet.
            ValueError: there is no report of that name; the text has the names that there are.
            UnexpectedResponseError: a segment is damaged. APIStatusError: Apple refuses a step.
        """
        wanted = flow.Wanted(app, name, granularity, since, until, access_type, timeout)
        connection = self.__connection__
        foreign = connection.foreign()
        with TemporaryDirectory(prefix="asc_sdk", ignore_cleanup_errors=True) as folder:
            steps = flow.report(wanted, folder, _CREATE, retry=connection.retry, clock=connection.clock)
            try:
                return run_steps(connection, steps, lambda step: _fetch(foreign, step))
            finally:
                foreign.close()


class AsyncAnalytics:
    """Analytics reports: `asc.analytics`."""

    __slots__ = ("__connection__",)

    def __init__(self, connection: AsyncConnection) -> None:
        self.__connection__ = connection

    async def report(
        self,
        app: App | ResourceIdentifier | str,
        name: str,
        *,
        granularity: AnalyticsReportInstanceGranularity = "DAILY",
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        access_type: AnalyticsReportRequestAccessType = "ONGOING",
        timeout: float = 60,
    ) -> Report:
        """Gets an analytics report as one table.

        Finds the app's request, or makes one; waits for instances; fetches all segments and joins them.

        Args:
            app: The app, its identifier or its id.
            name: The report's name, such as "App Downloads Standard".
            granularity: "DAILY", "WEEKLY" or "MONTHLY".
            since: The first of Apple's processing dates to take: a date or "YYYY-MM-DD"; None for all.
            until: The last of them.
            access_type: "ONGOING", or "ONE_TIME_SNAPSHOT" for what was before.
            timeout: Seconds to wait where there are no instances. Apple makes the first ones a day or two after the
                request was made.

        Returns:
            The table: `rows()`, `to_pandas()`, `save(path)`.

        Raises:
            APITimeoutError: there are no such instances yet.
            ValueError: there is no report of that name; the text has the names that there are.
            UnexpectedResponseError: a segment is damaged. APIStatusError: Apple refuses a step.
        """
        import anyio

        wanted = flow.Wanted(app, name, granularity, since, until, access_type, timeout)
        connection = self.__connection__
        foreign = connection.foreign()

        async def fetch(step: object) -> Fetched:
            return await _async_fetch(foreign, step)

        with TemporaryDirectory(prefix="asc_sdk", ignore_cleanup_errors=True) as folder:
            steps = flow.report(wanted, folder, _CREATE, retry=connection.retry, clock=connection.clock)
            try:
                return await async_run_steps(connection, steps, fetch)
            finally:
                with anyio.CancelScope(shield=True):
                    await foreign.aclose()


def _fetch(foreign: Foreign, step: object) -> Fetched:
    assert isinstance(step, Fetch)
    url = step.segment.url()
    request = foreign.request("GET", url)
    if request is None:
        return Fetched(fault=Fault("its URL cannot be used", hopeless=True))
    try:
        response = foreign.client(url).send(request, stream=True, auth=None, follow_redirects=False)
    except foreign.http.during_send as error:
        return Fetched(fault=foreign.fault(error, url))
    try:
        if 200 <= response.status_code < 300:
            with open(step.path, "wb") as file:
                for chunk in chunks(response):
                    file.write(chunk)
    except foreign.http.during_body as error:
        return Fetched(fault=foreign.fault(error, url))
    finally:
        response.close()
    return Fetched(response.status_code, lower(response.headers))


async def _async_fetch(foreign: Foreign, step: object) -> Fetched:
    assert isinstance(step, Fetch)
    url = step.segment.url()
    request = foreign.request("GET", url)
    if request is None:
        return Fetched(fault=Fault("its URL cannot be used", hopeless=True))
    try:
        response = await foreign.client(url).send(request, stream=True, auth=None, follow_redirects=False)
    except foreign.http.during_send as error:
        return Fetched(fault=foreign.fault(error, url))
    try:
        if 200 <= response.status_code < 300:
            with open(step.path, "wb") as file:
                async for chunk in async_chunks(response):
                    file.write(chunk)
    except foreign.http.during_body as error:
        return Fetched(fault=foreign.fault(error, url))
    finally:
        await response.aclose()
    return Fetched(response.status_code, lower(response.headers))
