"""A page of 200 from bytes to resources, against `json.loads` of the same bytes; with and without the extra `speed`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measure import Paired, cpu_of_call, mean_row, paired, run_python
from tests.benchmarks.pages import KINDS, SIZE, Kind, load_schemas, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asc_sdk._transport.messages import Request
    from tests.benchmarks.measure import Row

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


def client_on(body: bytes) -> Any:
    """The generated attributes, on canned bytes."""
    from asc_sdk.api import Clients

    class CannedClient(Clients):
        __connection__: Any = CannedConnection(body)

    return CannedClient()


def measure_here(rounds: int) -> None:
    """Measure every kind in this process and print the pairs as JSON."""
    from asc_sdk._json_bytes import WORTH_THE_IMPORT

    schemas = load_schemas()
    found: dict[str, Paired] = {}
    for name, kind in KINDS.items():
        body = page(schemas, name)
        asc = client_on(body)

        def ours(asc: Any = asc, kind: Kind = kind) -> object:
            return kind.call(asc)

        def by_hand(body: bytes = body) -> object:
            return json.loads(body)

        for _ in range(1 + WORTH_THE_IMPORT // len(body)):
            kind.call(asc)
        assert len(kind.call(asc).items) == SIZE
        found[name] = paired(lambda: cpu_of_call(ours, 3), lambda: cpu_of_call(by_hand, 3), rounds)
    print(json.dumps(found))


def rows(rounds: int) -> Iterator[Row]:
    for label, prelude, goal in (("", PLAIN, 1.25), (", `speed`", "", 0.45)):
        kinds = {
            kind: Paired(*sides)
            for kind, sides in json.loads(run_python(prelude + CHILD, str(rounds * 3)).output).items()
        }
        yield mean_row(f"a page of 200 decoded, geometric mean of four kinds{label}", goal, "`json.loads`", kinds)
