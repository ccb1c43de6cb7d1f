"""The command line, with a document of a few lines and stand-ins for the stages behind `read`."""

from __future__ import annotations

import json
import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from codegen import fetch
from codegen.__main__ import main
from tests.apple_document import ROOT
from tests.codegen.documents import STRING, things
from tests.codegen.tiny import as_json, tiny

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from codegen.read import OpenAPI

PATCH = """
why = "x"
source = ["y"]
versions = "*"

[[change]]
at = "/components/schemas/App/properties/attributes/properties"
expect = { name = { type = "string" } }
set = { name = { type = "string", nullable = true } }
"""


def lower(api: OpenAPI, *, version: str, sha256: str) -> list[str]:
    return [f"version {version} of {sha256[:4]}", *(path.get_untrusted_value() for path in api.paths)]


def render(sdk: list[str]) -> dict[str, str]:
    head = f'"""Generated from {sdk[0]}."""\n'
    return {"api/__init__.py": head, "models/names.py": f"{head}NAMES={sdk[1:]}\n"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a package, a patch and a fetched document."""
    for name, function in {"lower": lower, "render": render}.items():
        module = ModuleType(f"codegen.{name}")
        setattr(module, name, function)
        monkeypatch.setitem(sys.modules, f"codegen.{name}", module)
    root = tmp_path / "repository"
    (root / "spec/patches").mkdir(parents=True)
    (root / "spec/patches/App.toml").write_text(PATCH)
    (root / "asc_sdk").mkdir()
    (root / "asc_sdk/__init__.py").write_text("from .models.names import NAMES\n")
    (tmp_path / "4.4.1.json").write_bytes(as_json(tiny()))
    assert main(["fetch", "--from", str(tmp_path / "4.4.1.json")], root=root) == 0
    return root


def test_the_commands_follow_each_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"], root=root) == 1
    assert "run `python -m codegen generate`" in capsys.readouterr().err
    assert main(["generate"], root=root) == 0
    said = capsys.readouterr()
    assert "1 operations, patched in 1 places" in said.out
    assert "2 files written, 0 unchanged, 0 deleted" in said.out
    assert said.err == ""
    assert (root / "asc_sdk/models/names.py").read_text().endswith('\nNAMES = ["/v1/apps"]\n')
    assert main(["check"], root=root) == 0
    assert "asc_sdk is what 4.4.1 (" in capsys.readouterr().out


def test_another_document_is_read_without_touching_the_lock(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = root.parent / "9.9.json"
    other.write_bytes(as_json(tiny("9.9")))
    lock = (root / "spec/lock.json").read_bytes()
    assert main(["generate", "--spec", str(other)], root=root) == 0
    said = capsys.readouterr()
    assert "9.9 (" in said.out
    assert "note: spec/lock.json records another document" in said.err
    assert (root / "spec/lock.json").read_bytes() == lock
    assert main(["check", "--spec", str(other)], root=root) == 1
    assert "spec/lock.json records 4.4.1 (" in capsys.readouterr().err


def test_another_folder_gets_a_complete_package(root: Path) -> None:
    output = root.parent / "elsewhere"
    assert main(["generate", "--output", str(output)], root=root) == 0
    assert not (root / "asc_sdk/models").exists()
    done = subprocess.run(
        [sys.executable, "-c", "import elsewhere; print(elsewhere.NAMES)"],
        cwd=root.parent,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "['/v1/apps']\n"


def test_a_document_that_was_mended_is_generated_and_fails_the_check(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tiny("4.5")
    document["components"]["schemas"]["App"]["properties"]["attributes"]["properties"]["name"]["nullable"] = True
    (root.parent / "4.5.json").write_bytes(as_json(document))
    assert main(["fetch", "--from", str(root.parent / "4.5.json")], root=root) == 0
    assert "it was 4.4.1 (" in capsys.readouterr().out
    assert main(["generate"], root=root) == 0
    assert "note: spec/patches/App.toml changes nothing here" in capsys.readouterr().err
    assert main(["check"], root=root) == 1
    assert "is mended by Apple in 4.5" in capsys.readouterr().err


def test_other_content_under_the_same_number_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root.parent / "again.json").write_bytes(as_json(tiny(Other={"type": "string"})))
    assert main(["fetch", "--from", str(root.parent / "again.json")], root=root) == 0
    assert "the number is the old one, the content is new" in capsys.readouterr().out
    assert main(["fetch", "--from", str(root.parent / "again.json")], root=root) == 0
    assert "the same document as before" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "content", "message"),
    [
        (["generate", "--spec", "BAD"], b"{", "BAD: this is not JSON"),
        (["generate", "--spec", "BAD"], b'{"openapi": "3.1.0"}', "this is OpenAPI 3.1.0"),
        (["check", "--spec", "BAD"], as_json(tiny(X={"allOf": []})), "components.schemas.X: missing a rule for allOf"),
        (["generate", "--spec", "MISSING"], b"", "MISSING: No such file"),
        (["fetch", "--from", "BAD"], b"PK\x03\x04", "the zip cannot be read"),
        (["generate", "--spec", "BAD"], as_json(tiny(App={})), "spec/patches/App.toml does not fit 4.4.1: /components"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(
    arguments: list[str], content: bytes, message: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate"], root=root) == 0
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    (root.parent / "BAD").write_bytes(content)
    capsys.readouterr()
    words = [str(root.parent / word) if word.isupper() else word for word in arguments]
    assert main(words, root=root) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: ")
    assert said.err.count("\n") == 1
    assert message in said.err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_download_shows_its_progress_on_a_terminal(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(source: str, *, on_progress: Callable[[int, int | None], None]) -> fetch.Source:
        on_progress(500_000, None)
        on_progress(1_000_000, 4_000_000)
        return fetch.parse(as_json(tiny()), source)

    monkeypatch.setattr(fetch, "load", load)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["fetch"], root=root) == 0
    assert capsys.readouterr().err == "\rdownloading: 0.5 MB\rdownloading:  25 % of 4.0 MB\n"


def test_all_patches_that_do_not_fit_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("B.toml", "C.toml"):
        (root / "spec/patches" / name).write_text(PATCH.replace("string", "object"))
    assert main(["generate"], root=root) == 1
    said = capsys.readouterr().err
    assert "spec/patches/B.toml does not fit 4.4.1" in said
    assert "(and 1 more, in C.toml)" in said


def test_a_missing_document_says_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate"], root=tmp_path) == 1
    assert "run `python -m codegen fetch`, or name a document with --spec" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["generat"], ["generate", "--spec"]])
def test_a_wrong_command_line_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m codegen" in capsys.readouterr().err


def test_the_generator_imports_nothing_of_the_package() -> None:
    code = (
        "import sys, codegen.__main__, codegen.generate, codegen.check, json;"
        "print(json.dumps([name for name in sys.modules if name.split('.')[0] == 'asc_sdk']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert json.loads(done.stdout) == []


def test_it_is_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "codegen", "--help"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("fetch", "generate", "check"))


@pytest.fixture
def documents(tmp_path: Path) -> tuple[str, str]:
    """A document, and one after it that has an attribute less."""
    paths = tmp_path / "0.8.json", tmp_path / "0.9.json"
    paths[0].write_text(json.dumps(things({"a": STRING, "b": STRING})))
    paths[1].write_text(json.dumps(things({"a": STRING})))
    return str(paths[0]), str(paths[1])


def test_diff_says_what_changed(documents: tuple[str, str], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["diff", *documents]) == 0
    said = capsysbinary.readouterr()
    assert said.out.decode().startswith("# App Store Connect API 0.9 → 0.9\n\n2 of 2 changes can break code.")
    assert said.err == b""
    assert main(["diff", *documents, "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["breaking"] == 2
    assert main(["diff", *documents, "--format", "html"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"<!doctype html>")


def test_diff_fails_on_what_breaks_where_asked_to(documents: tuple[str, str]) -> None:
    old, new = documents
    assert main(["diff", old, new, "--fail-on", "breaking"]) == 1
    assert main(["diff", new, old, "--fail-on", "breaking"]) == 0
    assert main(["diff", old, old, "--fail-on", "breaking"]) == 0


def test_diff_says_2_where_there_is_no_telling(
    documents: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", documents[0], str(tmp_path / "none.json"), "--fail-on", "breaking"]) == 2
    assert "none.json: No such file or directory" in capsys.readouterr().err
    for arguments in ([], [documents[0]], [*documents, "--format", "pdf"], [*documents, "--fail-on", "anything"]):
        with pytest.raises(SystemExit) as left:
            main(["diff", *arguments])
        assert left.value.code == 2


def test_a_patch_that_does_not_fit_is_left_out_of_a_diff_and_of_an_older_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "repository"
    (root / "spec/patches").mkdir(parents=True)
    (root / "spec/patches/App.toml").write_text(PATCH)
    (root / "asc_sdk").mkdir()
    (root / "asc_sdk/__init__.py").write_text("")
    for name, version in {"new": "4.4", "old": "4.3"}.items():
        document = {**things({"a": STRING}), "info": {"title": "A test", "version": version}}
        (tmp_path / f"{name}.json").write_text(json.dumps(document))
    new, old, output = str(tmp_path / "new.json"), str(tmp_path / "old.json"), str(tmp_path / "older_sdk")
    assert main(["fetch", "--from", new], root=root) == 0
    capsys.readouterr()
    assert main(["diff", old, new], root=root) == 0
    note = "note: spec/patches/App.toml does not fit 4.3 and is left out: /components/schemas/App/properties"
    assert note in capsys.readouterr().err
    assert main(["generate", "--spec", old, "--output", output], root=root) == 0
    assert note in capsys.readouterr().err
    # What the SDK itself is made from has to fit.
    assert main(["generate", "--spec", old], root=root) == 1
    assert main(["generate", "--spec", new, "--output", output], root=root) == 1
    assert "error: spec/patches/App.toml does not fit 4.4: " in capsys.readouterr().err
