"""What an installation puts on the disk: files and megabytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.apple_document import ROOT
from tests.benchmarks.measure import Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows(rounds: int) -> Iterator[Row]:
    del rounds  # files do not vary
    files = [path for path in (ROOT / "asc_sdk").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    yield Row("the installed package, files", len(files), "", "without bytecode", 600, "files")
    yield Row("the installed package, size", megabytes, "", "without bytecode", 12, "MB")
