"""Many small requests over loopback: 1,000 gets side by side, 200 creates; CPU, against bare httpx and json."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import httpx

from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import Paired, cpu_of_call, paired, run_python
from tests.benchmarks.server import serving

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from tests.benchmarks.measure import Row

CHILD = "import sys\nfrom tests.benchmarks.bench_requests import {way}\n{way}(*sys.argv[1:])"
GETS = 1000
AT_ONCE = 50
CREATED = 200


async def side_by_side(get: Callable[[int], Awaitable[object]]) -> int:
    """All gets, so many at once."""
    numbers = iter(range(GETS))

    async def worker() -> int:
        done = 0
        for number in numbers:
            await get(number)
            done += 1
        return done

    return sum(await asyncio.gather(*(worker() for _ in range(AT_ONCE))))


def measure_gets(origin: str, private_key: str, rounds: str) -> None:
    """Both ways in this process, connections kept open; prints the pair as JSON."""
    from asc_sdk import ApiKey, AsyncAppStoreConnect

    key = ApiKey("ABC123DEFG", private_key, issuer_id="00000000-1111-2222-3333-444444444444")
    with asyncio.Runner() as loop:
        asc, bare = AsyncAppStoreConnect(key, base_url=origin), httpx.AsyncClient()

        async def by_hand(number: int) -> object:
            response = await bare.get(f"{origin}/v1/betaGroups/{number}")
            return json.loads(response.raise_for_status().content)["data"]

        def ours() -> int:
            return loop.run(side_by_side(lambda number: asc.beta_groups.get(str(number))))

        def bare_gets() -> int:
            return loop.run(side_by_side(by_hand))

        assert ours() == bare_gets() == GETS
        print(json.dumps(paired(lambda: cpu_of_call(ours), lambda: cpu_of_call(bare_gets), int(rounds))))
        loop.run(asc.close())
        loop.run(bare.aclose())


def measure_creates(origin: str, private_key: str, rounds: str) -> None:
    """The same for creates, one after another, sync."""
    from asc_sdk import ApiKey, AppStoreConnect

    key = ApiKey("ABC123DEFG", private_key, issuer_id="00000000-1111-2222-3333-444444444444")
    with AppStoreConnect(key, base_url=origin) as asc, httpx.Client() as bare:

        def ours() -> int:
            return len([asc.beta_groups.create(name=f"Group {number}", app="1") for number in range(CREATED)])

        def by_hand() -> int:
            app = {"data": {"type": "apps", "id": "1"}}
            bodies = [
                {"data": {"type": "betaGroups", "attributes": {"name": f"Group {n}"}, "relationships": {"app": app}}}
                for n in range(CREATED)
            ]
            url = f"{origin}/v1/betaGroups"
            return len([json.loads(bare.post(url, json=body).raise_for_status().content)["data"] for body in bodies])

        assert ours() == by_hand() == CREATED
        print(json.dumps(paired(lambda: cpu_of_call(ours), lambda: cpu_of_call(by_hand), int(rounds))))


def rows(rounds: int) -> Iterator[Row]:
    with serving("apps", pages=1, size=1) as origin:
        for way, what in (
            ("measure_gets", f"{GETS:,} gets, {AT_ONCE} side by side, async, CPU"),
            ("measure_creates", f"{CREATED} resources created one after another, CPU"),
        ):
            output = run_python(CHILD.format(way=way), origin, KEY, str(rounds)).output
            yield Paired(*json.loads(output)).row(what, None, "bare httpx and json")
