"""What type checkers accept and flag in scripts as users write them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Checker = Callable[[str, Path], set[tuple[str, int]]]
SCRIPTS = Path(__file__).parent / "scripts"
PACKAGE = Path(__file__).parents[2]


def pyright(python: str, folder: Path) -> set[tuple[str, int]]:
    """The places that pyright, strict, flags in the scripts."""
    settings = folder / "pyrightconfig.json"
    venv = Path(sys.prefix)
    settings.write_text(
        json.dumps(
            {
                "include": [str(SCRIPTS)],
                "extraPaths": [str(PACKAGE)],
                "pythonVersion": python,
                "typeCheckingMode": "strict",
                "reportUnusedExpression": False,
                "venvPath": str(venv.parent),
                "venv": venv.name,
            }
        )
    )
    command = [str(Path(sys.executable).parent / "basedpyright"), "--outputjson", "--project", str(settings)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    assert found["summary"]["filesAnalyzed"] == 2
    errors = [item for item in found["generalDiagnostics"] if item["severity"] == "error"]
    return {(Path(item["file"]).name, item["range"]["start"]["line"] + 1) for item in errors}


def mypy(python: str, folder: Path) -> set[tuple[str, int]]:
    """The places that mypy, strict, flags in the scripts."""
    del folder
    # Kept for the next run: from nothing, mypy reads the whole package for half a minute.
    cache = PACKAGE / ".mypy_cache/typing"
    options = ["--strict", "--python-version", python, "--cache-dir", str(cache), "--config-file", ""]
    scripts = [str(path) for path in sorted(SCRIPTS.glob("*.py"))]
    command = [sys.executable, "-m", "mypy", *options, *scripts]
    found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PACKAGE)
    assert not found.stderr, found.stderr
    lines = re.findall(r"^(.*?):(\d+): error:", found.stdout, re.MULTILINE)
    return {(Path(path).name, int(line)) for path, line in lines}


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("check", [pyright, mypy])
def test_what_users_write_is_accepted_and_mistakes_are_flagged(check: Checker, python: str, tmp_path: Path) -> None:
    refused = (SCRIPTS / "refused.py").read_text().splitlines()
    marked = {("refused.py", number) for number, line in enumerate(refused, 1) if line.endswith("# flagged")}
    assert len(marked) == 33
    assert check(python, tmp_path) == marked
