"""`make bench`: every row of the speed table, or those named (`make bench ARGS="import decode"`), as Markdown."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measure import ROUNDS, table

if TYPE_CHECKING:
    from tests.benchmarks.measure import Row

NAMES = ("import", "script", "decode", "paging", "memory", "generate", "package")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("names", nargs="*", metavar="|".join(NAMES), help="which to run; all of them unless given")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"pairs a figure is the median of ({ROUNDS})")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    rows: list[Row] = []
    for name in options.names or NAMES:
        print(f"measuring {name} ...", file=sys.stderr)
        rows += importlib.import_module(f"tests.benchmarks.bench_{name}").rows(options.rounds)
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
