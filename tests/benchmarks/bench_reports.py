"""A sales report of a million rows: read as rows with flat memory, and as a polars frame against polars itself."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Row, paired, run_python

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = 1_000_000
COLUMNS = "Provider\tProvider Country\tSKU\tDeveloper\tTitle\tVersion\tUnits\tDeveloper Proceeds\tCountry Code\n"

_PEAK = """
import sys
import time

def peak():
    return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))) * 1024
"""
READ = f"""{_PEAK}
from asc_sdk.reports import Report

report = Report(open(sys.argv[1], "rb"))
rows = report.rows()
next(iter(rows))["Units"]
before, began = peak(), time.perf_counter()
assert sum(int(row["Units"]) for row in rows) > 0
print(peak() - before, time.perf_counter() - began)
"""
OURS = f"""{_PEAK}
import polars
from asc_sdk.reports import Report

report = Report(open(sys.argv[1], "rb"))
began = time.perf_counter()
assert report.to_polars().height == int(sys.argv[3])
print(time.perf_counter() - began)
"""
BARE = f"""{_PEAK}
import polars

began = time.perf_counter()
options = {{"separator": "\\t", "quote_char": None, "infer_schema": False}}
frame = polars.read_csv(sys.argv[2], **options)
assert frame.height == int(sys.argv[3])
print(time.perf_counter() - began)
"""


def rows(rounds: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        packed, plain = Path(folder, "report.gz"), Path(folder, "report.tsv")
        plain.write_text(COLUMNS + "".join(map(_row, range(ROWS))))
        packed.write_bytes(gzip.compress(plain.read_bytes(), 6))
        arguments = (str(packed), str(plain), str(ROWS))
        memory, seconds = map(float, run_python(READ, *arguments).output.split())
        detail = f"{ROWS:,} rows; all of them in {seconds:.1f} s"
        yield Row("a sales report's rows(), memory beyond the first row", memory / 1e6, "", detail, 10, "MB")
        measured = paired(
            lambda: float(run_python(OURS, *arguments).output),
            lambda: float(run_python(BARE, *arguments).output),
            rounds * 2,  # the shortest of all that is timed by the wall
        )
        yield measured.row("the same report, to_polars() from gzip, wall time", 1.3, "polars, the plain file")


def _row(number: int) -> str:
    return (
        f"APPLE\tUS\tSKU{number % 50}\tExample Company\tExample App {number % 50}\t1.{number % 9}\t{1 + number % 7}\t"
        f"{number % 900 / 100:.2f}\t{('US', 'DE', 'JP', 'FR')[number % 4]}\n"
    )
