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
    from collections.abc import Iterator

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
        first, later = (min(side) for side in zip(*taken, strict=True))
        yield Row(f"first completion of a cold {name}", first, 4, "s", "its start included")
        yield Row(f"`asc.apps.` in a warm {name}", later, 0.15, "s", "after each key")
    yield Row(f"pyright over {LINES} lines of a user's", min(check() for _ in range(3)), 10, "s", "cold, strict")
