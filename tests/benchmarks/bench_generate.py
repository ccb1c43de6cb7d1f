"""The whole SDK generated from Apple's document, formatted."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

from tests.apple_document import MISSING, ROOT, find_apple_document
from tests.benchmarks.measure import Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def generate() -> float:
    document = find_apple_document()
    if document is None:
        raise SystemExit(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "codegen", "generate", "--spec", str(document), "--output", f"{folder}/sdk"]
        began = time.perf_counter()
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began


def rows(rounds: int) -> Iterator[Row]:
    generate()
    taken = [generate() for _ in range(max(3, rounds // 3))]
    spread = f"{min(taken):.1f} to {max(taken):.1f}"
    yield Row("the whole SDK generated and formatted", statistics.median(taken), spread, "wall time", 8, "s")
