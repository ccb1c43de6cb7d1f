"""`make bench-compare REV=commit`: this working copy against a commit, in turn, on the same yardsticks."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.apple_document import ROOT
from tests.benchmarks import bench_import, bench_memory, bench_script
from tests.benchmarks.bench_decode import PLAIN
from tests.benchmarks.bench_script import KEY
from tests.benchmarks.measure import ROUNDS, Row, paired, run_python, table
from tests.benchmarks.pages import KINDS
from tests.benchmarks.server import serving

DECODED = """
import sys
from tests.benchmarks.compare import decoded
print(decoded(sys.argv[1]))
"""

LISTED = """
import sys, time
from asc_sdk import ApiKey, AppStoreConnect
key = ApiKey("ABC123DEFG", sys.argv[2], issuer_id="00000000-1111-2222-3333-444444444444")
with AppStoreConnect(key, base_url=sys.argv[1]) as asc:
    for _ in asc.apps.list(limit=200):
        pass
print(time.process_time())
"""


def decoded(kind: str) -> float:
    """CPU seconds of a page, the least of thirty in this process."""
    from tests.benchmarks.bench_decode import client_on
    from tests.benchmarks.measure import cpu_of_call
    from tests.benchmarks.pages import load_schemas, page

    asc = client_on(page(load_schemas(), kind))
    return min(cpu_of_call(lambda: KINDS[kind].call(asc)) for _ in range(30))


def rows(old: Path, rounds: int) -> list[Row]:
    """Ratios: here against there."""
    found: list[Row] = []

    def add(what: str, measure: Callable[[Path], float], scale: float = 1000, unit: str = "ms") -> None:
        print(f"measuring {what} ...", file=sys.stderr)
        found.append(
            paired(lambda: measure(ROOT), lambda: measure(old), rounds).row(what, None, "there", scale=scale, unit=unit)
        )

    add("import", lambda sdk: run_python(bench_import.IMPORTED, sdk=sdk).cpu)
    add("first method", lambda sdk: run_python(bench_import.CALLABLE.replace("KEY", repr(KEY)), sdk=sdk).cpu)
    with serving("apps", pages=1, size=1) as one:
        add("script of one app", lambda sdk: run_python(bench_script.OURS, one, KEY, sdk=sdk).cpu)
    for label, prelude in (("", PLAIN), (", `speed`", "")):
        for kind in KINDS:
            code = prelude + DECODED
            add(f"page of {kind}{label}", lambda sdk, c=code, k=kind: float(run_python(c, k, sdk=sdk).output))
        with serving("apps") as fifty:
            code = prelude + LISTED
            add(f"50 pages of apps{label}", lambda sdk, c=code, o=fifty: float(run_python(c, o, KEY, sdk=sdk).output))
            code = prelude + bench_memory.OURS + bench_memory.RESIDENT
            for way in ("kept", "through"):
                add(
                    f"memory, apps {way}{label}",
                    lambda sdk, c=code, o=fifty, w=way: int(run_python(c, o, KEY, w, sdk=sdk).output) * 1024,
                    1e-6,
                    "MB",
                )
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench-compare")
    parser.add_argument("commit", help="a commit, branch or tag")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"pairs a figure is the median of ({ROUNDS})")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # The package alone: what measures is the working copy's for both.
        whole, alone = Path(folder, "whole"), Path(folder, "alone")
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(whole), options.commit], check=True)
        try:
            alone.mkdir()
            (alone / "asc_sdk").symlink_to(whole / "asc_sdk")
            found = run_python("import asc_sdk; print(asc_sdk.__file__)", sdk=alone).output
            assert found.startswith(str(alone)), f"not the commit's package is measured, but {found}"
            print(table(rows(alone, options.rounds)))
        finally:
            subprocess.run([*git, "remove", "--force", str(whole)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
