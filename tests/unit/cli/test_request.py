"""`request`: any path, signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from asc_sdk.__main__ import main
from tests.unit.cli.conftest import Run


def test_a_path_with_parameters(run: Run) -> None:
    found = run.json("request", "GET", "/v1/apps", "-p", "limit=1", "-p", "fields[apps]=name")
    assert [set(item["attributes"]) for item in found["data"]] == [{"name"}]


def test_a_body_as_text_and_from_a_file(run: Run, tmp_path: Path) -> None:
    text = '{"data": {"type": "betaTesters", "attributes": {"email": "%s@example.com"}}}'
    made = run.json("request", "post", "/v1/betaTesters", "--json", text % "one")
    assert made["data"]["attributes"]["email"] == "one@example.com"
    path = tmp_path / "body.json"
    path.write_text(text % "two")
    assert run.json("request", "POST", "/v1/betaTesters", "--json", f"@{path}")["data"]["type"] == "betaTesters"
    assert run("request", "DELETE", f"/v1/betaTesters/{made['data']['id']}") == ""


def test_an_error_is_one_line(run: Run) -> None:
    run("request", "GET", "/v1/apps/0", code=1)
    assert run.error.startswith("error: 404 NOT_FOUND")


def test_a_parameter_without_a_value(run: Run) -> None:
    run("request", "GET", "/v1/apps", "-p", "limit", code=1)
    assert run.error == "error: --param takes NAME=VALUE, not 'limit'\n"


@pytest.mark.parametrize("body", ["{", "@/nowhere.json"])
def test_a_body_that_is_none(body: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["request", "POST", "/v1/betaTesters", "--json", body])
    assert "JSON, or @ and the path of a file with it" in capsys.readouterr().err
