"""`upload`, `resume` and `ensure` as commands: which clients have them, and what their words become."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from asc_sdk.__main__ import main
from asc_sdk.api._operations import OPERATIONS
from asc_sdk.cli.several import methods, parser_of
from asc_sdk.emulator import Emulator
from tests.unit.cli.conftest import Run
from tests.unit.uploads.archives import INFO, ipa

APP = "6446000001"
CLIENTS = sorted({operation.client for operation in OPERATIONS})


@pytest.fixture
def screenshot_set(run: Run) -> str:
    version = run.json("apps", "list-app-store-versions", APP)[0]["id"]
    localization = run.json("app-store-versions", "list-app-store-version-localizations", version)[0]["id"]
    found = run.json("app-store-version-localizations", "list-app-screenshot-sets", localization)
    made: str = found[0]["id"]
    return made


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "home.png"
    path.write_bytes(bytes(range(256)) * 20)
    return path


def test_every_such_method_has_a_command() -> None:
    made: dict[str, int] = {}
    for client in CLIENTS:
        for method in methods(client):
            made[method] = made.get(method, 0) + 1
            parser = parser_of(client, method)
            assert f"asc.{client}.{method}" in parser.format_help()
            names = [action.dest for action in parser._actions]
            assert len(names) == len(set(names)), (client, method)
    assert made["upload"] == made["resume"] == 26  # every resource with upload operations, and builds by their archive
    assert made["ensure"] > 100


def test_a_file_is_uploaded(run: Run, screenshot_set: str, image: Path) -> None:
    made = run.json("app-screenshots", "upload", str(image), "--app-screenshot-set", screenshot_set)
    assert made["attributes"]["fileName"] == "home.png"
    assert made["attributes"]["assetDeliveryState"]["state"] == "COMPLETE"
    assert run.error == ""
    row = run("app-screenshots", "upload", str(image), "--app-screenshot-set", screenshot_set, "-o", "csv")
    assert row.startswith("id,")


def test_an_archive_says_its_versions(run: Run, tmp_path: Path) -> None:
    bundle_id = run.json("apps", "get", APP)["attributes"]["bundleId"]
    archive = ipa(tmp_path / "App.ipa", {**INFO, "CFBundleIdentifier": bundle_id, "CFBundleVersion": "4711"})
    made = run.json("build-uploads", "upload", str(archive), "--app", APP, "--timeout", "60")
    assert made["attributes"]["cfBundleVersion"] == "4711"


def test_an_upload_is_taken_up_again(run: Run, emulator: Emulator, screenshot_set: str, image: Path) -> None:
    words = ["app-screenshots", "upload", str(image), "--app-screenshot-set", screenshot_set, "--keep"]
    emulator.faults.add("storage.put", status=400, times=None)
    try:
        run(*words, code=1)
    finally:
        emulator.faults.clear()
    assert "resume" in run.error
    listed = run.json("app-screenshot-sets", "list-app-screenshots", screenshot_set)
    (left,) = [item["id"] for item in listed if item["attributes"]["assetDeliveryState"]["state"] == "AWAITING_UPLOAD"]
    made = run.json("app-screenshots", "resume", left, str(image))
    assert (made["id"], made["attributes"]["assetDeliveryState"]["state"]) == (left, "COMPLETE")


def test_progress_is_shown_to_who_looks(
    run: Run, screenshot_set: str, image: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run("app-screenshots", "upload", str(image), "--app-screenshot-set", screenshot_set, "--no-wait")
    assert run.error.endswith("\r100% of 5,120 bytes\n")


def test_what_is_there_is_found_and_brought_up_to_date(run: Run) -> None:
    words = ["bundle-ids", "ensure", "--match", "identifier", "--identifier", "com.example.cli", "--platform", "IOS"]
    made = run.json(*words, "--name", "One")
    assert run.json(*words, "--name", "Two") == made
    changed = run.json(*words, "--name", "Two", "--update")
    assert (changed["id"], changed["attributes"]["name"]) == (made["id"], "Two")
    run(*words[:3], "seed_id", *words[4:], "--name", "One", code=1)
    assert run.error.startswith("error: ensure ")


def test_nothing_is_changed_where_all_is_read_only(run: Run, screenshot_set: str, image: Path) -> None:
    run("app-screenshots", "upload", str(image), "--app-screenshot-set", screenshot_set, "--read-only", code=1)
    assert "read-only" in run.error


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["app-screenshots", "upload", "x.png"], "--app-screenshot-set"),
        (["bundle-ids", "ensure", "--name", "x"], "--match"),
        (["app-screenshots", "resume", "1"], "file"),
        (["app-screenshots", "upload", "x.png", "--app-screenshot-set", "1", "--parallel", "x"], "invalid int value"),
    ],
)
def test_wrong_arguments_are_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert said in capsys.readouterr().err


def test_they_stand_beside_the_other_methods(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["app-screenshots"]) == 0
    shown: Any = capsys.readouterr().out
    assert "  upload " in shown
    assert "  ensure " not in shown
    assert main(["app-screenshots", "uplod"]) == 2
    assert "did you mean upload" in capsys.readouterr().err
