"""Budgets that are counted, not timed: what a start imports, what a resource costs, what is kept, what is shipped."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import pytest

from asc_sdk import ApiKey, AppStoreConnect, Retry, _json_bytes
from asc_sdk._endpoint.answers import Classes, read_resources
from asc_sdk._jsonapi.absent import Query
from asc_sdk._transport.messages import Request, Response
from asc_sdk.models import App
from asc_sdk.paging import Contents, Page

PACKAGE = Path(__file__).parents[2] / "asc_sdk"
ORIGIN = "https://api.appstoreconnect.apple.com"
CLASSES = Classes({"apps": "App"})


@pytest.fixture(params=["msgspec", "json"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(_json_bytes, "_looked", request.param == "json")
    monkeypatch.setattr(_json_bytes, "_fast", None)
    monkeypatch.setattr(_json_bytes, "WORTH_THE_IMPORT", 0)
    return request.param


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Without the collector, and what others run with it: what goes must go when the last one lets go of it."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def page(size: int, *, links: int = 3, number: int = 0, last: bool = True) -> bytes:
    """Apps with all attributes, and so many relationships that have links only."""
    text = {wire: f"{wire} of an app" for wire in App.__fields__.values()}
    own = f"{ORIGIN}/v1/apps/"
    return json.dumps(
        {
            "data": [
                {
                    "type": "apps",
                    "id": f"{number}-{index}",
                    "attributes": {**text, "name": f"{number}-{index}"},
                    "relationships": {
                        f"novelty{n}": {"links": {"self": f"{own}{index}/relationships/{n}", "related": f"{own}{n}"}}
                        for n in range(links)
                    },
                    "links": {"self": f"{own}{index}"},
                }
                for index in range(size)
            ],
            "links": {} if last else {"next": f"{ORIGIN}/v1/apps?cursor={number + 1}"},
        }
    ).encode()


def read(body: bytes) -> Contents[App]:
    return read_resources(Response(Request("GET", "/v1/apps"), 200, {}, body), CLASSES, Query())


def test_the_client_is_imported_with_little() -> None:
    script = "import sys; old = set(sys.modules); from asc_sdk import AppStoreConnect; print(*set(sys.modules) - old)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("asc_sdk")}
    assert len(ours) <= 27
    assert len(set(done.stdout.split()) - ours) <= 45  # 34 with Python 3.11


def test_the_package_is_small() -> None:
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert len(files) <= 595  # the wheel adds metadata
    assert sum(path.stat().st_size for path in files) <= 12_000_000


def test_a_thousand_requests_are_signed_once(api_key: ApiKey) -> None:
    tokens: set[str] = set()

    def answer(request: httpx.Request) -> httpx.Response:
        tokens.add(request.headers["authorization"])  # no two signatures of one text are the same
        return httpx.Response(200, json={"data": {"type": "apps", "id": "1"}})

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        asc = AppStoreConnect(api_key, http_client=http, retry=Retry.none())
        for _ in range(1000):
            asc.apps.get("1")
    assert len(tokens) == 1


def instructions(body: bytes) -> int:
    """Bytecode instructions of one decoding."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        count += event == "opcode"
        return trace

    read(body)
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(body)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.usefixtures("uncollected")
def test_a_resource_takes_few_instructions(parser: str) -> None:
    fields = len(App.__fields__)
    each = (instructions(page(60)) - instructions(page(10))) / 50
    assert fields * 4 < each <= 300  # 251 with Python 3.11, of which 12 fields take 6 each
    # Relationships are free until somebody looks.
    assert instructions(page(10, links=40)) == instructions(page(10, links=1))


def test_what_is_raw_is_not_made_into_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_json_bytes, "_looked", False)
    monkeypatch.setattr(_json_bytes, "WORTH_THE_IMPORT", 0)

    def blocks(body: bytes) -> int:
        read(body)
        gc.collect()
        before = sys.getallocatedblocks()
        kept = read(body)
        return sys.getallocatedblocks() - before if kept.items else 0

    assert abs(blocks(page(100, links=40)) - blocks(page(100, links=1))) < 100
    assert blocks(page(100)) / 100 <= 2 * len(App.__fields__) + 12


class Scripted:
    """A connection whose answers are so many pages of the same size; no item is in two of them."""

    base_url = origin = ORIGIN

    def __init__(self, size: int, pages: int) -> None:
        self.pages = pages
        self.body, self.last = (
            json.dumps(
                {
                    "data": [
                        {
                            "type": "apps",
                            "id": f"PAGE-{index}",
                            "attributes": {"name": f"App {index} of PAGE"},
                            "relationships": {"builds": {"links": {"related": f"/v1/apps/{index}/builds"}}},
                        }
                        for index in range(size)
                    ],
                    "links": links,
                }
            ).encode()
            for links in ({"next": f"{ORIGIN}/v1/apps?cursor=NEXT"}, {})
        )

    def send(self, request: Request) -> Response:
        number = int(request.target.partition("cursor=")[2] or 0)
        body = self.last if number + 1 == self.pages else self.body
        body = body.replace(b"PAGE", b"%d" % number).replace(b"NEXT", b"%d" % (number + 1))
        return Response(request, 200, {}, body)

    def items(self) -> Iterator[App]:
        connection: Any = self
        return iter(Page(connection, self.send(Request("GET", "/v1/apps")), read_page))


def read_page(response: Response) -> Contents[App]:
    return read_resources(response, CLASSES, Query())


@pytest.mark.usefixtures("uncollected")
def test_a_hundred_thousand_items_take_the_memory_of_a_few_pages(parser: str) -> None:
    size, pages = 200, 500
    sampled = [sys.getallocatedblocks() for number, _ in enumerate(Scripted(size, pages).items()) if number % size == 7]
    assert len(sampled) == pages
    # The addresses of the pages that were there, against a circle, are all that grows.
    assert max(sampled) - max(sampled[:5]) <= pages * 12


@pytest.mark.usefixtures("uncollected")
def test_a_very_large_page_is_let_go_before_the_next_is_read(parser: str) -> None:
    pages = Scripted(8000, 3)
    tracemalloc.start()
    try:
        alone = read(pages.send(Request("GET", "/v1/apps")).body)
        of_one = tracemalloc.get_traced_memory()[1]
        del alone
        tracemalloc.reset_peak()
        assert sum(1 for _ in pages.items()) == 24_000
        assert tracemalloc.get_traced_memory()[1] <= 1.25 * of_one
    finally:
        tracemalloc.stop()


@pytest.mark.usefixtures("uncollected")
def test_an_item_that_is_kept_keeps_no_other(parser: str) -> None:
    def kept(ending: str) -> list[App]:
        return [item for item in Scripted(200, 20).items() if item.id.endswith(ending)]

    kept("-7")
    before = sys.getallocatedblocks()
    found = kept("-7")
    held = sys.getallocatedblocks() - before
    assert len(found) == 20
    assert held <= 20 * 40  # blocks; a page has thousands
