"""`make bench`: the speed table into docs/performance.md, or the rows of those named, printed as Markdown."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measure import ROUNDS, table
from tests.benchmarks.report import PAGE, write

if TYPE_CHECKING:
    from tests.benchmarks.measure import Row

NAMES = (
    "import",
    "script",
    "decode",
    "paging",
    "requests",
    "memory",
    "emulator",
    "upload",
    "reports",
    "generate",
    "package",
    "editor",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("names", nargs="*", metavar="|".join((*NAMES, "peers")), help="all but peers unless given")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"pairs a figure is the median of ({ROUNDS})")
    options = parser.parse_args()
    if unknown := set(options.names) - {*NAMES, "peers"}:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(NAMES)} and peers")
    rows = measure(options.names or NAMES, options.rounds)
    print(table(rows))
    if not options.names:
        peers = measure(["peers"], options.rounds) if "ASC_PEERS_PYTHON" in os.environ else []
        write(rows, peers, options.rounds)
        print(f"written to {PAGE.parent.name}/{PAGE.name}", file=sys.stderr)
    return 0


def measure(names: list[str] | tuple[str, ...], rounds: int) -> list[Row]:
    """The rows of these benchmarks."""
    found: list[Row] = []
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr)
        found += importlib.import_module(f"tests.benchmarks.bench_{name}").rows(rounds)
    return found


if __name__ == "__main__":
    sys.exit(main())
