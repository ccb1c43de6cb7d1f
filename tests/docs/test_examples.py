"""Every script in docs/examples runs and prints something."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from tests.apple_document import ROOT

EXAMPLES = sorted((ROOT / "docs/examples").glob("*.py"))


@pytest.mark.usefixtures("emulated", "files")
@pytest.mark.parametrize("script", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_runs(script: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", [str(script)])
    runpy.run_path(str(script), run_name="__main__")
    assert capsys.readouterr().out.strip()
