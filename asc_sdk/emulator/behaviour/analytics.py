"""Analytics: a request has its reports at once, and an instance of each for every (emulated) day that ends."""

from __future__ import annotations

import base64
import gzip
import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..messages import Answer
from ..schema import kind_named

if TYPE_CHECKING:
    from ..clock import Clock
    from ..messages import Incoming
    from ..store import Record, Store
    from ..timeline import Timeline

PREFIX = "analytics"
"""First part of the paths where segments are downloaded: pre-signed addresses that need no token."""

_SEGMENTS = "analyticsReportSegments"
_REPORTS = {
    "App Downloads Standard": "COMMERCE",
    "App Store Discovery and Engagement Standard": "APP_STORE_ENGAGEMENT",
    "App Sessions Standard": "APP_USAGE",
    "App Crashes": "APP_USAGE",
}
_COLUMNS = ("Date", "App Name", "App Apple Identifier", "Download Type", "Territory", "Counts")
_DAY = timedelta(days=1)
_ENDED = "analytics day ended"


class Analytics:
    """Makes reports, instances and segments, and gives out their files."""

    def __init__(self, store: Store, clock: Clock, timeline: Timeline) -> None:
        self._store = store
        self._clock = clock
        self._timeline = timeline
        self.base = ""
        """Where segments are downloaded from."""
        timeline.learn(_ENDED, self._day)

    def requested(self, request: Record) -> None:
        """A request was made: its reports are there, their first instances come tomorrow."""
        reports = [
            self._store.add(kind_named("analyticsReports"), {"name": name, "category": category})
            for name, category in _REPORTS.items()
        ]
        self._store.relink(request, request.kind.edges["reports"], reports)
        midnight = self._clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        self._timeline.at(midnight + _DAY, _ENDED, request, midnight.isoformat())

    def download(self, request: Incoming) -> Answer:
        """A segment's file."""
        segment = self._store.get(_SEGMENTS, request.segments[-1])
        content = segment.private.get("content") if segment is not None else None
        if content is None or request.method != "GET":
            return Answer(404, b"<Error><Code>NoSuchKey</Code></Error>", "application/xml")
        return Answer(200, base64.b64decode(content), "application/gzip")

    def move(self, base: str) -> None:
        """Be downloaded from elsewhere, after a restart."""
        before, self.base = self.base, base
        for segment in list(self._store.of_type(_SEGMENTS).values()):
            if "content" in segment.private:
                url = str(segment.attributes["url"])
                self._store.change(segment, {"url": base + url.removeprefix(before)})

    def _day(self, request: Record, midnight: str) -> None:
        """The day that began at a midnight has ended."""
        day = datetime.fromisoformat(midnight)
        if self._store.get(request.type, request.id) is not request:
            return
        for report in request.all("reports"):
            instance = self._store.add(
                kind_named("analyticsReportInstances"),
                {"granularity": "DAILY", "processingDate": day.date().isoformat()},
            )
            segment = self._segment(request, day)
            self._store.link(instance, instance.kind.edges["segments"], segment)
            self._store.link(report, report.kind.edges["instances"], instance)
        if request.attributes.get("accessType") == "ONGOING":
            self._timeline.at(day + _DAY + _DAY, _ENDED, request, (day + _DAY).isoformat())

    def _segment(self, request: Record, day: datetime) -> Record:
        app = request.one("app")
        name, id = (str(app.attributes.get("name", "")), app.id) if app is not None else ("", "")
        rows = [
            (day.date().isoformat(), name, id, "First-time download", territory, str(count))
            for territory, count in (("US", 12), ("DE", 5), ("JP", 3))
        ]
        text = "".join("\t".join(row) + "\n" for row in (_COLUMNS, *rows))
        content = gzip.compress(text.encode(), mtime=0)
        segment = self._store.add(kind_named(_SEGMENTS), {})
        segment.private["content"] = base64.b64encode(content).decode()
        attributes = {
            "checksum": hashlib.md5(content, usedforsecurity=False).hexdigest(),
            "sizeInBytes": len(content),
            "url": f"{self.base}/{PREFIX}/{segment.id}?signature=abc%2Bdef",
        }
        self._store.change(segment, attributes)
        return segment
