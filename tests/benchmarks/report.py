"""docs/performance.md, from one run."""

from __future__ import annotations

import os
import platform
from typing import TYPE_CHECKING

from tests.apple_document import ROOT
from tests.benchmarks.measure import TIMES, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.measure import Row

PAGE = ROOT / "docs" / "performance.md"

TEXT = """\
# Performance

Written by `make bench` on {cores} cores with Python {python}. A figure with {times} is a ratio: what the SDK took
against what its yardstick took for the same work, both in turn within one run; the median of {rounds} such rounds,
then the smallest and the largest. CPU is what the kernel counted for the process. [Where the time
goes](design.md#where-the-time-goes) says what each step gave, and what was tried and did not help.

{table}

Pages are made from Apple's schemas: 200 items with every attribute, and links for every relationship, which is how
Apple answers without `fields_…`. A page of apps is 2.0 MB, of which 93 % are links; of builds 0.7 MB; of
nominations, with five dates each, 0.4 MB; of screenshot feedback, with nested objects, 0.3 MB. `speed` is the extra
that installs msgspec. Dates and nested objects are read at the first look, which these rows do not have: it
costs 0.6 µs for a date.

## On your machine

<!-- not run: it takes minutes, and times are no test -->
```sh
make bench                              # all of it, and writes this page
make bench ARGS="decode import"         # some of it, printed only
make bench-compare REV=main~5           # this working copy against a commit, in turn
ASC_PEERS_PYTHON=/path/to/venv/bin/python ASC_PEERS_STOCK=1 make bench     # and what else is installed there
```

{peers}"""

PEERS = """\
## What else there is

Installed in an environment of their own, against the same yardsticks:

{table}
"""


def write(rows: Sequence[Row], peers: Sequence[Row], rounds: int) -> None:
    """Write the page; without peers at hand, what it says of them stays."""
    told = PEERS.format(table=table(peers)) if peers else _told_of_peers()
    text = TEXT.format(
        times=TIMES,
        cores=os.cpu_count(),
        python=platform.python_version(),
        rounds=rounds,
        table=table(rows),
        peers=told,
    )
    PAGE.write_text(text, encoding="utf-8")


def _told_of_peers() -> str:
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    _, begin, told = old.partition(PEERS.partition("\n")[0])
    return begin + told
