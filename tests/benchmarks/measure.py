"""Measures one thing against its yardstick: A B A B within one run, the median of the rounds' ratios."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.apple_document import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 9
# As after an installation: bytecode is kept, whatever this machine says.
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}


class Row(NamedTuple):
    """A line of the table."""

    what: str
    measured: float
    goal: float
    unit: str
    detail: str


class Paired(NamedTuple):
    """What the rounds gave: the ratio, its middle half, and both sides in the unit they were measured in."""

    ratio: float
    low: float
    high: float
    ours: float
    yardstick: float

    @classmethod
    def of(cls, rounds: Sequence[tuple[float, float]]) -> Paired:
        ratios = [ours / yardstick for ours, yardstick in rounds]
        low, _, high = statistics.quantiles(ratios, n=4)
        ours, yardstick = (statistics.median(side) for side in zip(*rounds, strict=True))
        return cls(statistics.median(ratios), low, high, ours, yardstick)

    def row(self, what: str, goal: float, yardstick: str, *, scale: float = 1000, unit: str = "ms") -> Row:
        """The line: ratio against goal, with both sides."""
        sides = f"{self.ours * scale:.1f} {unit}; {yardstick}: {self.yardstick * scale:.1f} {unit}"
        return Row(what, self.ratio, goal, "x", f"{self.low:.2f} to {self.high:.2f}; {sides}")


def paired(ours: Callable[[], float], yardstick: Callable[[], float], rounds: int = ROUNDS) -> Paired:
    """Both in turn, after one unmeasured round that warms bytecode, caches and the machine."""
    ours()
    yardstick()
    return Paired.of([(ours(), yardstick()) for _ in range(rounds)])


def cpu_of_call(call: Callable[[], object], repeat: int = 1) -> float:
    """CPU seconds of one call in this process; what it returns is dropped outside of the measurement."""
    gc.collect()
    began = time.process_time()
    kept = [call() for _ in range(repeat)]
    spent = time.process_time() - began
    kept.clear()
    return spent / repeat


class Spent(NamedTuple):
    """What a process used: CPU seconds and its output."""

    cpu: float
    output: str


def run_python(code: str, *arguments: str) -> Spent:
    """Run code in a new interpreter and read its CPU time from the kernel.

    Args:
        code: what `python -c` gets.
        arguments: its `sys.argv[1:]`.
    """
    read, write = os.pipe()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", code, *arguments],
        ENVIRONMENT,
        file_actions=[(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)],
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        output = pipe.read()
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"the measured process failed:\n{code}")
    return Spent(usage.ru_utime + usage.ru_stime, output)


def table(rows: Sequence[Row]) -> str:
    """Markdown."""
    lines = ["| what | measured | to reach | | detail |", "|---|---|---|---|---|"]
    for row in rows:
        verdict = "yes" if row.measured <= row.goal else "**no**"
        lines.append(
            f"| {row.what} | {row.measured:.2f} {row.unit} | {row.goal:g} {row.unit} | {verdict} | {row.detail} |"
        )
    return "\n".join(lines)
