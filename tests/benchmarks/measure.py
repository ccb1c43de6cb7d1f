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
    from pathlib import Path

ROUNDS = 9
TIMES = "\N{MULTIPLICATION SIGN}"


class Row(NamedTuple):
    """A line of the table.

    Attributes:
        what: What was measured, and after a comma with which extra.
        measured: The figure: a ratio to the yardstick, or a number in `unit`.
        spread: The smallest and the largest of the rounds; empty where there is nothing to vary.
        detail: Against what, and both sides.
        goal: At most this; None where there is only a figure to know.
        unit: "x" for a ratio.
    """

    what: str
    measured: float
    spread: str
    detail: str
    goal: float | None = None
    unit: str = "x"


class Paired(NamedTuple):
    """What the rounds gave: the median ratio, the smallest and the largest, and the medians of both sides."""

    ratio: float
    low: float
    high: float
    ours: float
    yardstick: float

    @classmethod
    def of(cls, rounds: Sequence[tuple[float, float]]) -> Paired:
        ratios = [ours / yardstick for ours, yardstick in rounds]
        ours, yardstick = (statistics.median(side) for side in zip(*rounds, strict=True))
        return cls(statistics.median(ratios), min(ratios), max(ratios), ours, yardstick)

    @property
    def spread(self) -> str:
        return f"{self.low:.2f} to {self.high:.2f}"

    def row(self, what: str, goal: float | None, yardstick: str, *, scale: float = 1000, unit: str = "ms") -> Row:
        """The line: ratio against goal, with both sides."""
        sides = f"{yardstick}: {self.yardstick * scale:.1f} {unit}; here {self.ours * scale:.1f}"
        return Row(what, self.ratio, self.spread, sides, goal)


def mean_row(what: str, goal: float, yardstick: str, kinds: dict[str, Paired]) -> Row:
    """The geometric mean of several pairs, and of their spreads."""
    mean, low, high = (
        statistics.geometric_mean(values) for values in zip(*(one[:3] for one in kinds.values()), strict=True)
    )
    each = ", ".join(f"{kind} {one.ratio:.2f}" for kind, one in kinds.items())
    return Row(what, mean, f"{low:.2f} to {high:.2f}", f"{yardstick}; {each}", goal)


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


def run_python(code: str, *arguments: str, python: str = sys.executable, sdk: Path = ROOT) -> Spent:
    """Run code in a new interpreter and read its CPU time from the kernel.

    As after an installation: bytecode is kept, whatever this machine says.

    Args:
        code: what `python -c` gets.
        arguments: its `sys.argv[1:]`.
        python: the interpreter.
        sdk: the folder that `asc_sdk` is imported from.
    """
    read, write = os.pipe()
    child = os.posix_spawn(
        python,
        [python, "-P", "-c", code, *arguments],  # -P: nothing is imported from the current folder
        {**os.environ, "PYTHONPATH": f"{sdk}{os.pathsep}{ROOT}", "PYTHONDONTWRITEBYTECODE": ""},
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
    lines = ["| what | measured | rounds | to reach | against |", "|---|---|---|---|---|"]
    for row in rows:
        unit = TIMES if row.unit == "x" else f" {row.unit}"
        goal = "" if row.goal is None else f"{row.goal:g}{unit}"
        if row.goal is not None and row.measured > row.goal:
            goal += " (**not reached**)"
        number = f"{row.measured:,.0f}" if row.measured >= 100 or row.unit == "files" else f"{row.measured:.2f}"
        lines.append(f"| {row.what} | {number}{unit} | {row.spread} | {goal} | {row.detail} |")
    return "\n".join(lines)
