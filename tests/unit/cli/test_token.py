"""python -m asc_sdk token."""

from __future__ import annotations

from pathlib import Path

import pytest

from asc_sdk.__main__ import main
from tests.unit.auth.keys import ISSUER, take_apart
from tests.unit.auth.test_pem import PEM


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    path = tmp_path / "AuthKey_ABC123DEFG.p8"
    path.write_text(PEM)
    return str(path)


def test_it_prints_a_token(key_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "--key", key_file, "--issuer-id", ISSUER, "--lifetime", "300"]) == 0
    header, claims = take_apart(capsys.readouterr().out.strip())
    assert (header["kid"], claims["iss"], claims["exp"] - claims["iat"]) == ("ABC123DEFG", ISSUER, 360)


def test_it_takes_the_key_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASC_KEY_ID", "ENV1234567")
    monkeypatch.setenv("ASC_PRIVATE_KEY", PEM)
    assert main(["token", "--scope", "GET /v1/apps", "--scope", "GET /v1/builds", "--lifetime", "86400"]) == 0
    header, claims = take_apart(capsys.readouterr().out.strip())
    assert (header["kid"], claims["scope"]) == ("ENV1234567", ["GET /v1/apps", "GET /v1/builds"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--key", "/nowhere.p8"], "there is no such file"),
        (["--lifetime", "1201"], "too long"),
        (["--scope", "x"], "a scope is a method and a path"),
    ],
)
def test_what_is_wrong_is_one_line(
    arguments: list[str], words: str, key_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["token", "--key", key_file, *arguments]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("error: ")
    assert words in shown.err
    assert shown.err.count("\n") == 1
