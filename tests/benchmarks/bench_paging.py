"""50 pages of 200 listed from a loopback server, CPU, against bare httpx and `json.loads`."""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING

import httpx

from tests.benchmarks.bench_decode import PLAIN
from tests.benchmarks.measure import Paired, Row, cpu_of_call, paired, run_python
from tests.benchmarks.pages import KINDS, SIZE
from tests.benchmarks.server import PAGES, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD = "import sys\nfrom tests.benchmarks.bench_paging import measure_here\nmeasure_here(*sys.argv[1:])"
MEASURED = ("apps", "builds", "nominations")
EXPECTED = SIZE * PAGES


def measure_here(origin: str, kind: str, private_key: str, rounds: str) -> None:
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


def rows(rounds: int) -> Iterator[Row]:
    from tests.benchmarks.bench_script import KEY

    found: dict[str, dict[str, Paired]] = {"": {}, ", `speed`": {}}
    for kind in MEASURED:
        with serving(kind) as origin:
            for label, prelude in (("", PLAIN), (", `speed`", "")):
                output = run_python(prelude + CHILD, origin, kind, KEY, str(rounds)).output
                found[label][kind] = Paired(*json.loads(output))
    for label, goal in (("", 1.35), (", `speed`", 0.6)):
        mean = statistics.geometric_mean(one.ratio for one in found[label].values())
        detail = ", ".join(f"{kind} {one.ratio:.2f} ({one.ours:.2f} s)" for kind, one in found[label].items())
        yield Row(
            f"50 pages of 200 listed over loopback, CPU{label}", mean, goal, "x", f"bare httpx and json; {detail}"
        )
