"""Apple's analytics, scripted: no socket, answers by path, faults to order."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections import defaultdict, deque
from typing import Any

import httpx

HEAD = "Date\tTerritory\tCounts\n"
STORAGE = "https://segments.example.com/files/"
SIGNATURE = "X-Signature=s3cr3t"


class Analytics:
    """One app with one request, whose report has instances with segments.

    Attributes:
        instances: by processing date, the plain text of each segment.
        script: by path (or by "POST", or a segment's id): statuses to answer with first.
        generation: of the URLs: older ones are refused.
    """

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = [{"id": "R1", "access": "ONGOING", "stopped": False}]
        self.reports = ["App Crashes", "App Downloads Standard"]
        self.instances: dict[str, list[str]] = {
            "2026-03-02": [HEAD + "2026-03-02\tUS\t3\n", HEAD + "2026-03-02\tDE\t4\n"],
            "2026-03-01": [HEAD + "2026-03-01\tUS\t1\n2026-03-01\tDE\t2\n"],
        }
        self.script: dict[str, deque[int]] = defaultdict(deque)
        self.generation = 0
        self.listed_generation = 0
        self.checksum = "md5"
        self.broken: dict[str, bytes] = {}
        self.log: list[str] = []
        self.downloads: list[httpx.Request] = []
        self._lock = threading.Lock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            if request.url.host == "segments.example.com":
                return self._download(request)
            self.log.append(f"{request.method} {request.url.path}")
            return self._api(request)

    def _download(self, request: httpx.Request) -> httpx.Response:
        id = request.url.path.rpartition("/")[2]
        self.downloads.append(request)
        self.log.append(f"GET {id}")
        if self.script[id]:
            return httpx.Response(self.script[id].popleft(), text=f"<Error>{request.url.query!r}</Error>")
        if request.url.params["g"] != str(self.generation):
            return httpx.Response(403, text="<Error><Code>AccessDenied</Code></Error>")
        return httpx.Response(200, content=self.broken.get(id) or self.packed(id))

    def packed(self, id: str) -> bytes:
        day, _, number = id.removeprefix("S").partition("_")
        return gzip.compress(self.instances[day][int(number)].encode(), mtime=0)

    def _api(self, request: httpx.Request) -> httpx.Response:
        kind = request.method if request.method == "POST" else request.url.path
        if self.script[kind]:
            status = self.script[kind].popleft()
            if status < 0:
                self._create(request)
            return httpx.Response(abs(status), json={"errors": [{"code": "TO_ORDER", "status": str(abs(status))}]})
        parts = request.url.path.split("/")[2:]
        if request.method == "POST":
            return httpx.Response(201, json={"data": self._request(self._create(request))})
        if parts[0] == "analyticsReportSegments":
            return httpx.Response(200, json={"data": self._segment(parts[1], self.generation)})
        if parts[-1] == "analyticsReportRequests":
            wanted = request.url.params["filter[accessType]"]
            data = [self._request(item) for item in self.requests if item["access"] == wanted]
        elif parts[-1] == "reports":
            data = [_item("analyticsReports", f"{parts[1]}-{name}", name=name) for name in self.reports]
        elif parts[-1] == "instances":
            daily = request.url.params["filter[granularity]"] == "DAILY"
            days = self.instances if daily else {}
            data = [
                _item("analyticsReportInstances", f"I{day}", granularity="DAILY", processingDate=day) for day in days
            ]
        else:
            day = parts[1].removeprefix("I")
            count = len(self.instances[day])
            data = [self._segment(f"S{day}_{number}", self.listed_generation) for number in range(count)]
        return httpx.Response(200, json={"data": data, "links": {"self": "x"}})

    def _create(self, request: httpx.Request) -> dict[str, Any]:
        access = json.loads(request.content)["data"]["attributes"]["accessType"]
        made = {"id": f"R{len(self.requests) + 1}", "access": access, "stopped": False}
        self.requests.append(made)
        return made

    def _request(self, item: dict[str, Any]) -> dict[str, Any]:
        return _item(
            "analyticsReportRequests", item["id"], accessType=item["access"], stoppedDueToInactivity=item["stopped"]
        )

    def _segment(self, id: str, generation: int) -> dict[str, Any]:
        content = self.packed(id)
        sum_ = hashlib.new(self.checksum, content).hexdigest() if self.checksum else "no checksum that is known"
        url = f"{STORAGE}{id}?g={generation}&{SIGNATURE}"
        return _item("analyticsReportSegments", id, checksum=sum_, sizeInBytes=len(content), url=url)


def _item(type: str, id: str, **attributes: Any) -> dict[str, Any]:
    return {"type": type, "id": id, "attributes": attributes}
