"""What an editor makes people wait for: the first completion, later ones, a check of a script; each at its quickest."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.apple_document import ROOT
from tests.benchmarks.measure import Row
from tests.typing.language_server import LanguageServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD = "from asc_sdk import AppStoreConnect\n\nasc = AppStoreConnect()\n"
STEP = """
def step_{number}() -> None:
    for app in asc.apps.list(include=["builds"], limit_builds=10, limit=200):
        print(app.name, [build.version for build in app.builds])
    group = asc.beta_groups.create(name="{number}", app="1")
    asc.beta_groups.add_beta_testers(group.id, ["1"])
    for build in asc.builds.list(filter_app="1", filter_processing_state="VALID", sort="-uploadedDate"):
        print(build.uploaded_date, build.processing_state, build.app)

"""
LINES = 200


def workspace(folder: Path) -> None:
    """What an editor finds in a project: which Python, and where the package is."""
    settings = {"include": ["."], "extraPaths": [str(ROOT)], "typeCheckingMode": "strict"}
    venv = {"venvPath": str(Path(sys.prefix).parent), "venv": Path(sys.prefix).name}
    (folder / "pyrightconfig.json").write_text(json.dumps({**settings, **venv}))


def completions(name: str, rounds: int) -> tuple[float, float]:
    """Seconds of the first completion, the server's start included, and the least of later ones, each after a key."""
    with tempfile.TemporaryDirectory() as folder:
        workspace(Path(folder))
        began = time.perf_counter()
        with LanguageServer(Path(folder), name) as server:
            assert "list" in server.completions(f"{HEAD}asc.apps.§")
            first = time.perf_counter() - began
            later: list[float] = []
            for number in range(5 * rounds):
                began = time.perf_counter()
                assert "list" in server.completions(f"{HEAD}# {number}\nasc.apps.§")
                later.append(time.perf_counter() - began)
    return first, min(later)


def check() -> float:
    """Seconds that pyright takes over a user's script, from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        workspace(Path(folder))
        text = HEAD + "".join(STEP.format(number=number) for number in range(LINES // STEP.count("\n")))
        (Path(folder) / "script.py").write_text(text)
        began = time.perf_counter()
        command = [Path(sys.executable).parent / "pyright", "--project", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began


def rows(rounds: int) -> Iterator[Row]:
    for name in ("pyright", "basedpyright"):
        taken = [completions(name, rounds) for _ in range(3)]
        first, later = zip(*taken, strict=True)
        yield _row(f"the first completion of a cold {name}", first, 4, "its start included")
        yield _row(f"`asc.apps.` in a warm {name}", later, 0.15, "after each key")
    yield _row(f"pyright over {LINES} lines of a user's", [check() for _ in range(3)], 10, "cold, strict")


def _row(what: str, taken: Sequence[float], goal: float, detail: str) -> Row:
    # The quickest: whatever else the machine does makes an editor slower, and nothing makes it quicker.
    return Row(what, min(taken), f"{min(taken):.2f} to {max(taken):.2f}", detail, goal, "s")
