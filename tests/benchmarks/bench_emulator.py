"""The emulator in the process of the test, against a server that answers from memory: what a test suite pays for it."""

from __future__ import annotations

import statistics
import threading
import time
from typing import TYPE_CHECKING

from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import Row, paired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asc_sdk import AppStoreConnect
    from asc_sdk.emulator import Emulator

CALLS = 200


def rows(rounds: int) -> Iterator[Row]:
    from asc_sdk import ApiKey, AppStoreConnect
    from asc_sdk.emulator import Emulator
    from tests.benchmarks.pages import load_schemas, page
    from tests.benchmarks.server import Handler, Server

    def spent(asc: AppStoreConnect) -> float:
        # Wall time: the server's thread works while the client's waits.
        began = time.perf_counter()
        for _ in range(CALLS):
            assert len(asc.apps.list(limit=5).items) == 5
        return time.perf_counter() - began

    Handler.pages = (page(load_schemas(), "apps", 5),)
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    key = ApiKey("ABC123DEFG", KEY, issuer_id="00000000-1111-2222-3333-444444444444")
    origin = f"http://127.0.0.1:{server.server_port}"
    with (
        Emulator() as emulator,
        AppStoreConnect(emulator.key, base_url=emulator.url) as emulated,
        AppStoreConnect(key, base_url=origin) as canned,
    ):
        measured = paired(lambda: spent(emulated), lambda: spent(canned), rounds)
    server.shutdown()
    server.server_close()
    yield measured.row(f"the emulator: {CALLS} lists of 5 apps, wall time", None, "Python's http.server, one body")
    yield _many_apps(rounds)
    yield from _many_resources(rounds)


def _many_apps(rounds: int) -> Row:
    """A page of 200 apps with their builds, asked for by a plain client."""
    from asc_sdk.emulator import Emulator

    with Emulator(None) as emulator:
        for number in range(200):
            app = emulator.add("apps", name=f"App {number}", bundle_id=f"com.example.n{number}")
            for version in range(4):
                emulator.add("builds", version=str(version), processing_state="VALID", app=app)
        seconds = [_asked(emulator, "/v1/apps?include=builds&limit=200&limit[builds]=4") for _ in range(rounds + 1)][1:]
    spread = f"{min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f}"
    detail = "httpx, the second and later times"
    return Row("the emulator: 200 apps with 800 builds", statistics.median(seconds) * 1000, spread, detail, 50, "ms")


def _many_resources(rounds: int) -> Iterator[Row]:
    """Lists of a store of 100,000 against those of one of 1,000."""
    from asc_sdk.emulator import Emulator

    with Emulator(None) as few, Emulator(None) as many:
        for emulator, count in ((few, 1_000), (many, 100_000)):
            app = emulator.add("apps", "1")
            for number in range(count):
                emulator.add("builds", version=str(number), uploaded_date=f"2026-01-01T00:00:{number:06}Z", app=app)
        for what, query in (("a page", ""), ("sorted", "sort=-version&"), ("filtered", "filter[version]=7&")):
            target = f"/v1/builds?{query}limit=200"
            measured = paired(lambda t=target: _asked(many, t), lambda t=target: _asked(few, t), rounds)
            yield measured.row(f"the emulator: builds, {what}, of 100,000", 2, "of 1,000")


def _asked(emulator: Emulator, target: str) -> float:
    import httpx

    headers = {"authorization": f"Bearer {emulator.key.token()}"}
    with httpx.Client(base_url=emulator.url, headers=headers) as client:
        client.get("/v1/apps?limit=1").raise_for_status()
        began = time.perf_counter()
        client.get(target).raise_for_status()
        return time.perf_counter() - began
