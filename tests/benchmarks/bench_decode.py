"""A page of 200 from bytes to resources, against `json.loads` of the same bytes; with and without the extra `speed`."""

from __future__ import annotations

import importlib
import json
import statistics
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measure import Paired, Row, cpu_of_call, paired, run_python
from tests.benchmarks.pages import KINDS, load_schemas, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asc_sdk._transport.messages import Request

# In a process of its own: whether msgspec is there is looked up once.
PLAIN = "import sys; sys.modules['msgspec'] = None\n"
CHILD = "import sys\nfrom tests.benchmarks.bench_decode import measure_here\nmeasure_here(int(sys.argv[1]))"


class CannedConnection:
    """Answers every request with the same bytes: the SDK's own work and nothing else."""

    base_url = origin = "https://api.appstoreconnect.apple.com"

    def __init__(self, body: bytes) -> None:
        self.body = body

    def send(self, request: Request) -> Any:
        from asc_sdk._transport.messages import Response

        return Response(request, 200, {"content-type": "application/json"}, self.body)


def endpoint(kind: str, body: bytes) -> Any:
    """The generated client of a kind, on canned bytes."""
    made = getattr(importlib.import_module(f"asc_sdk.api.{kind}"), "".join(map(str.capitalize, kind.split("_"))))
    return made(CannedConnection(body))


def measure_here(rounds: int) -> None:
    """Measure every kind in this process and print the pairs as JSON."""
    schemas = load_schemas()
    found: dict[str, Paired] = {}
    for kind in KINDS:
        body = page(schemas, kind)
        client = endpoint(kind, body)
        assert len(client.list().items) == 200
        found[kind] = paired(
            lambda c=client: cpu_of_call(c.list, 3), lambda b=body: cpu_of_call(lambda: json.loads(b), 3), rounds
        )
    print(json.dumps(found))


def rows(rounds: int) -> Iterator[Row]:
    for label, prelude, goal in (("", PLAIN, 1.25), (", `speed`", "", 0.45)):
        kinds = {
            kind: Paired(*sides)
            for kind, sides in json.loads(run_python(prelude + CHILD, str(rounds * 3)).output).items()
        }
        mean = statistics.geometric_mean(one.ratio for one in kinds.values())
        detail = ", ".join(f"{kind} {one.ratio:.2f}" for kind, one in kinds.items())
        yield Row(
            f"a page of 200 decoded, geometric mean of four kinds{label}", mean, goal, "x", f"`json.loads`; {detail}"
        )
