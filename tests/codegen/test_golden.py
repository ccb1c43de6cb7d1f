"""What the generator gives for the small document is what is committed, in every run, and type-checks."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.__main__ import main
from codegen.render import render
from codegen.write import compare, format_files
from tests.codegen.documents import inline_create, resource, things
from tests.codegen.golden import DOCUMENT, GOLDEN, ROOT, made
from tests.codegen.lowered import lowered

DIGEST = """
import sys
from pathlib import Path
from tests.codegen.golden import made
import hashlib
files = made(Path(sys.argv[1]))
print(hashlib.sha256(repr(list(files.items())).encode()).hexdigest())
"""


def test_the_golden_record_is_what_the_generator_gives() -> None:
    changes = compare(format_files(made()), GOLDEN)
    differing = [*changes.written, *changes.deleted]
    assert not differing, f"tests/golden/mini differs: look at the change, then run `make golden`: {differing}"


def digest(document: Path, seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", DIGEST, str(document)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_two_runs_are_equal_byte_for_byte() -> None:
    assert digest(DOCUMENT, 1) == digest(DOCUMENT, 2)


def test_two_runs_on_apples_document_are_equal_byte_for_byte(apple_document: Path) -> None:
    assert digest(apple_document, 1) == digest(apple_document, 2)


def test_writing_twice_changes_nothing_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["generate", "--spec", str(DOCUMENT), "--output", str(tmp_path / "museum")]
    assert main(arguments) == 0
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in (tmp_path / "museum").rglob("*.py")}
    capsys.readouterr()
    assert main(arguments) == 0
    assert "0 files written" in capsys.readouterr().out
    assert before == {path: hashlib.sha256(path.read_bytes()).digest() for path in (tmp_path / "museum").rglob("*.py")}


def test_an_ignore_of_the_type_checker_stays_on_its_line_however_long_that_is() -> None:
    kind = "thingsWithAVeryLongNameThatTheFormatterWouldPutOnALineOfItsOwn"
    document = things(Other=resource(kind), OtherInlineCreate=inline_create(kind))
    sdk = lowered(document)
    lines = format_files(render(sdk))["models/other.py"].decode().splitlines()
    ignored = [line for line in lines if "pyright: ignore" in line]
    assert len(ignored) == 2
    assert all(line.startswith(f'    resource_type: ClassVar[Literal["{kind}"]] = "{kind}"') for line in ignored)


def test_the_generated_code_type_checks(tmp_path: Path) -> None:
    assert main(["generate", "--spec", str(DOCUMENT), "--output", str(tmp_path / "museum")]) == 0
    settings = tmp_path / "pyrightconfig.json"
    settings.write_text('{"include": ["museum/models", "museum/api"], "typeCheckingMode": "strict"}')
    command = [sys.executable, "-m", "pyright", "--project", str(settings), "--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "0 errors" in done.stdout
