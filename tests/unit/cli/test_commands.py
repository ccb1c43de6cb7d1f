"""One command a method: each has a parser, and its words become the method's arguments."""

from __future__ import annotations

import argparse
import csv
import io
import json
from pathlib import Path

import pytest

from asc_sdk.__main__ import main
from asc_sdk.api._operations import OPERATIONS
from asc_sdk.cli.commands import parser_of
from tests.unit.cli.conftest import Run

APP = "6446000001"


def test_every_method_has_a_command_with_a_help() -> None:
    for operation in OPERATIONS:
        parser = parser_of(operation)
        assert operation.path in parser.format_help().replace("\n", "")
        options = [option for action in parser._actions for option in action.option_strings]
        assert len(options) == len(set(options))
        names = [action.dest for action in parser._actions]
        assert len(names) == len(set(names)), operation
    assert len(OPERATIONS) == 1271


def test_a_list_is_json_as_apple_sends_it(run: Run) -> None:
    found = run.json("apps", "list", "--fields-apps", "name", "--fields-apps", "bundleId")
    assert found[0]["type"] == "apps"
    assert set(found[0]["attributes"]) == {"name", "bundleId"}


def test_a_list_says_that_there_is_more_and_gets_all_of_it(run: Run) -> None:
    assert len(run.json("beta-testers", "list", "--limit", "1")) == 1
    assert "; --all gets the rest" in run.error
    assert len(run.json("beta-testers", "list", "--limit", "1", "--all")) > 1
    assert run.error == ""


def test_one_resource_from_its_making_to_its_end(run: Run) -> None:
    made = run.json(
        "beta-groups", "create", "--name", "QA", "--app", APP, "--public-link-limit", "10", "--feedback-enabled", "true"
    )
    assert made["attributes"]["publicLinkLimit"] == 10
    assert made["attributes"]["feedbackEnabled"] is True
    changed = run.json("beta-groups", "update", made["id"], "--null", "public-link-limit", "--name", "QA 2")
    assert (changed["attributes"]["publicLinkLimit"], changed["attributes"]["name"]) == (None, "QA 2")
    tester = run.json("beta_testers", "create", "--email", "cli@example.com")
    assert run("beta-groups", "add-beta-testers", made["id"], tester["id"]) == ""
    linked = run.json("beta-groups", "list-beta-testers-linkages", made["id"])
    assert linked == [{"type": "betaTesters", "id": tester["id"]}]
    assert run("beta-groups", "delete", made["id"]) == ""
    run("beta-groups", "get", made["id"], code=1)
    assert run.error.startswith("error: 404 NOT_FOUND")


def test_what_is_created_along_with_a_request_is_json(run: Run) -> None:
    points = run.json("apps", "list-app-price-points", APP, "--filter-territory", "USA")
    price = json.dumps({"app_price_point": points[2]["id"], "start_date": None})
    made = run.json("app-price-schedules", "create", "--app", APP, "--base-territory", "USA", "--manual-prices", price)
    assert made["type"] == "appPriceSchedules"


def test_a_to_one_relationship_is_set_and_unlinked(run: Run) -> None:
    version = run.json("apps", "list-app-store-versions", APP)[0]["id"]
    build = run.json("builds", "list", "--filter-app", APP)[0]["id"]
    run("app-store-versions", "set-build", version, build)
    assert run.json("app-store-versions", "get-build-linkage", version) == {"type": "builds", "id": build}
    run("app-store-versions", "set-build", version, "null")
    assert run.json("app-store-versions", "get-build-linkage", version) is None


def test_csv_has_a_column_a_field_and_the_ids_of_relationships(run: Run) -> None:
    rows = list(
        csv.DictReader(io.StringIO(run("builds", "list", "--filter-app", APP, "--include", "app", "-o", "csv")))
    )
    assert rows[0]["app"] == APP
    assert {"id", "version", "processingState"} <= set(rows[0])


def test_a_table_in_a_pipe_is_not_cut(run: Run) -> None:
    shown = run("apps", "list", "--fields-apps", "name", "--fields-apps", "bundleId", "-o", "table")
    head, first, *_ = shown.splitlines()
    assert head.split() == ["id", "name", "bundleId"]
    assert APP in first
    assert "…" not in shown


def test_a_report_is_text_or_saved(run: Run, tmp_path: Path) -> None:
    words = [
        "sales-reports", "download", "--filter-vendor-number", "85012345", "--filter-report-type", "SALES",
        "--filter-report-sub-type", "SUMMARY", "--filter-frequency", "DAILY",
    ]  # fmt: skip
    assert run(*words).startswith("Provider\t")
    path = tmp_path / "sales.gz"
    assert run(*words, "--save", str(path)) == ""
    assert path.read_bytes()[:2] == b"\x1f\x8b"


def test_a_read_only_command_changes_nothing(run: Run) -> None:
    run("beta-groups", "create", "--name", "QA", "--app", APP, "--read-only", code=1)
    assert "read-only" in run.error


def test_what_the_sdk_refuses_is_one_line(run: Run) -> None:
    run("apps", "get", "..", code=1)
    assert run.error.count("\n") == 1
    assert run.error.startswith("error: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["app", "list"], "there is no command 'app'; did you mean apps"),
        (["nothing-like-it"], "there is no command 'nothing-like-it'; see python -m asc_sdk --help"),
        (["apps", "lst"], "apps has no 'lst'; did you mean list"),
    ],
)
def test_a_word_that_means_nothing(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_a_client_alone_lists_its_methods(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["beta-groups"]) == 0
    shown = capsys.readouterr().out
    assert "  add-beta-testers " in shown
    assert "POST   /v1/betaGroups" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["beta-groups", "create", "--name", "QA"], "--app"),
        (
            ["beta-groups", "create", "--name", "QA", "--app", APP, "--feedback-enabled", "yes"],
            "true or false, not 'yes'",
        ),
        (["apps", "list", "--limit", "many"], "invalid int value: 'many'"),
        (["app-events", "update", "1", "--territory-schedules", "{"], "JSON is needed here"),
    ],
)
def test_wrong_arguments_are_told_before_anything_is_sent(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert said in capsys.readouterr().err


def test_a_wrong_field_of_what_is_created_inline(run: Run) -> None:
    run("app-price-schedules", "create", "--app", APP, "--base-territory", "USA", "--manual-prices", '{"x": 1}', code=1)
    assert "--manual-prices" in run.error
    with pytest.raises(argparse.ArgumentTypeError):
        run("app-price-schedules", "create", "--app", APP, "--base-territory", "USA", "--manual-prices", "{", code=1)
