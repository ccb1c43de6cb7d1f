"""50 pages of 200 listed from a loopback server, sync and async, CPU, against bare httpx and `json.loads`."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, cast

import httpx

from tests.benchmarks.bench_decode import PLAIN
from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import Paired, cpu_of_call, mean_row, paired, run_python
from tests.benchmarks.pages import KINDS, SIZE
from tests.benchmarks.server import PAGES, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asc_sdk.paging import AsyncPageCall
    from tests.benchmarks.measure import Row

CHILD = "import sys\nfrom tests.benchmarks.bench_paging import {way}\n{way}(*sys.argv[1:])"
MEASURED = ("apps", "builds", "nominations")
EXPECTED = SIZE * PAGES


def measure_sync(origin: str, kind: str, private_key: str, rounds: str) -> None:
    """Both ways in this process, connections kept open; prints the pair as JSON."""
    from asc_sdk import ApiKey, AppStoreConnect

    key = ApiKey("ABC123DEFG", private_key, issuer_id="00000000-1111-2222-3333-444444444444")
    with AppStoreConnect(key, base_url=origin) as asc, httpx.Client() as bare:

        def ours() -> int:
            return sum(1 for _ in KINDS[kind].call(asc))

        def by_hand() -> int:
            count, url = 0, f"{origin}/list?limit={SIZE}"
            while url:
                document = json.loads(bare.get(url).content)
                count += sum(1 for _ in document["data"])
                url = document["links"].get("next")
            return count

        assert ours() == by_hand() == EXPECTED
        print(json.dumps(paired(lambda: cpu_of_call(ours), lambda: cpu_of_call(by_hand), int(rounds))))


def measure_async(origin: str, kind: str, private_key: str, rounds: str) -> None:
    """The same with the async clients, on one event loop."""
    from asc_sdk import ApiKey, AsyncAppStoreConnect

    key = ApiKey("ABC123DEFG", private_key, issuer_id="00000000-1111-2222-3333-444444444444")
    with asyncio.Runner() as loop:
        asc, bare = AsyncAppStoreConnect(key, base_url=origin), httpx.AsyncClient()

        async def ours() -> int:
            count = 0
            async for _ in cast("AsyncPageCall[Any]", KINDS[kind].call(cast("Any", asc))):
                count += 1
            return count

        async def by_hand() -> int:
            count, url = 0, f"{origin}/list?limit={SIZE}"
            while url:
                document = json.loads((await bare.get(url)).content)
                count += len(document["data"])
                url = document["links"].get("next")
            return count

        assert loop.run(ours()) == loop.run(by_hand()) == EXPECTED
        print(
            json.dumps(
                paired(
                    lambda: cpu_of_call(lambda: loop.run(ours())),
                    lambda: cpu_of_call(lambda: loop.run(by_hand())),
                    int(rounds),
                )
            )
        )
        loop.run(asc.close())
        loop.run(bare.aclose())


def rows(rounds: int) -> Iterator[Row]:
    # One kind does for async: what differs is the same for all of them.
    ways = {"measure_sync": ("listed", MEASURED), "measure_async": ("listed, async", ("builds",))}
    found: dict[tuple[str, str], dict[str, Paired]] = {}
    for kind in MEASURED:
        with serving(kind) as origin:
            for way in (way for way, (_, kinds) in ways.items() if kind in kinds):
                for label, prelude in (("", PLAIN), (", `speed`", "")):
                    output = run_python(prelude + CHILD.format(way=way), origin, kind, KEY, str(rounds)).output
                    found.setdefault((way, label), {})[kind] = Paired(*json.loads(output))
    for (way, label), kinds in found.items():
        goal = 0.6 if label else 1.35
        yield mean_row(
            f"50 pages of 200 {ways[way][0]} over loopback, CPU{label}", goal, "httpx and `json.loads`", kinds
        )
