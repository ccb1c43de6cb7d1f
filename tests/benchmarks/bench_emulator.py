"""The emulator in the process of the test, against a server that answers from memory: what a test suite pays for it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import paired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asc_sdk import AppStoreConnect
    from tests.benchmarks.measure import Row

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
