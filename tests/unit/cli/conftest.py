"""Command lines in front of an emulator."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asc_sdk.__main__ import main
from asc_sdk.emulator import Emulator


@pytest.fixture(scope="module")
def emulator(private_key: str) -> Iterator[Emulator]:
    with Emulator(private_key=private_key) as running:
        yield running


@pytest.fixture
def key_options(emulator: Emulator, private_key: str, tmp_path: Path) -> list[str]:
    path = tmp_path / f"AuthKey_{emulator.key.key_id}.p8"
    path.write_text(private_key)
    return ["--key", str(path), "--issuer-id", str(emulator.key.issuer_id), "--base-url", emulator.url]


class Run:
    """Runs a command line and keeps what it printed."""

    def __init__(self, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        self._options = options
        self._capsys = capsys
        self.error = ""

    def __call__(self, *words: str, code: int = 0) -> str:
        got = main([*words, *self._options])
        shown = self._capsys.readouterr()
        self.error = shown.err
        assert got == code, shown.err
        return shown.out

    def json(self, *words: str) -> Any:
        return json.loads(self(*words))


@pytest.fixture
def run(key_options: list[str], capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(key_options, capsys)
