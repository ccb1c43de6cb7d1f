"""The workflows of GitHub: what they name exists, what they use is pinned, and their steps do what they say.

The steps of new-document.yml run here, one after the other, in a small repository with a stand-in for `gh`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from ruamel.yaml import YAML

from codegen.__main__ import main, parser
from tests.apple_document import ROOT
from tests.codegen.documents import STRING, things

FOLDER = ROOT / ".github/workflows"
FILES = sorted(path.name for path in FOLDER.glob("*.yml"))
Step = dict[str, Any]


def workflow(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", YAML(typ="safe").load(FOLDER / name))  # pyright: ignore[reportUnknownMemberType] - it has no types


def steps(name: str) -> list[Step]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def scripts(name: str) -> Iterator[str]:
    return (step["run"] for step in steps(name) if "run" in step)


def test_there_are_the_two_workflows() -> None:
    assert FILES == ["ci.yml", "new-document.yml"]


@pytest.mark.parametrize("name", FILES)
def test_actions_are_github_s_own_and_pinned_to_a_commit(name: str) -> None:
    lines = [line.strip() for line in (FOLDER / name).read_text().splitlines() if "uses:" in line]
    assert len(lines) == sum("uses" in step for step in steps(name)) > 1
    assert [
        line for line in lines if not re.search(r"uses: actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
    ] == []


@pytest.mark.parametrize("name", FILES)
def test_a_fork_needs_no_secret_and_nothing_is_allowed_that_is_not_needed(name: str) -> None:
    text = (FOLDER / name).read_text()
    assert "secrets." not in text
    made = workflow(name)
    allowed = [made["permissions"], *(job.get("permissions", {}) for job in made["jobs"].values())]
    needed = {
        "ci.yml": [{"contents": "read"}, {}],
        "new-document.yml": [{}, {"contents": "write", "pull-requests": "write"}],
    }
    assert allowed == needed[name]
    # What others may choose, such as a title, would be run: expressions are for env and with.
    assert [script for script in scripts(name) if "${{" in script] == []


@pytest.mark.parametrize("name", FILES)
def test_every_command_that_is_named_exists(name: str) -> None:
    targets = re.findall(r"^([\w.()$/-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    known = {target.replace("$(VENV)", ".venv") for target in targets}
    text = "\n".join(scripts(name))
    assert {"make", "codegen"} <= set(re.findall(r"\w+", text))
    for target in re.findall(r"^make (\S+)", text, re.MULTILINE):
        assert target in known
    for arguments in re.findall(r"-m codegen ([^>|&;\n]+)", text):
        parser().parse_args(arguments.replace("2", "").split())
    for script in re.findall(r"^(\.ci/\S+)", text, re.MULTILINE):
        assert os.access(ROOT / script, os.X_OK)


@pytest.mark.parametrize("name", FILES)
def test_every_script_is_one_of_bash(name: str) -> None:
    for script in scripts(name):
        done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_apple_is_asked_every_week_and_when_somebody_wants_it() -> None:
    events = workflow("new-document.yml")["on"]
    (schedule,) = events["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [1-7](,[1-7])*", schedule["cron"])
    assert "workflow_dispatch" in events


# --- the steps, run ---------------------------------------------------------------------------------------------------
PYTHON = """#!{python}
import sys
from pathlib import Path
if sys.argv[1:3] == ["-m", "codegen"]:
    from codegen.__main__ import main
    apple = ["--from", {apple!r}] if sys.argv[3] in ("fetch", "update") else []
    sys.exit(main([*sys.argv[3:], *apple], root=Path.cwd()))
exec(sys.argv[2])
"""
GH = """#!/bin/sh
echo "$*" >> "{calls}"
case "$*" in
*list*) cat "{open}" ;;
*body.md*) cp body.md "{body}" ;;
esac
"""


class Fork:
    """A clone of a small repository on GitHub, in which a workflow's steps run."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "clone"
        self.apple = folder / "apple.json"
        self.calls = folder / "calls"
        self.open = folder / "open"
        self.body = folder / "body.md"
        self.cache = folder / "cache"
        self.tools = folder / "tools"
        self.origin = folder / "origin.git"
        for made in (
            self.cache,
            self.tools,
            self.root / "spec/patches",
            self.root / "asc_sdk",
            self.root / ".venv/bin",
        ):
            made.mkdir(parents=True)
        for path in (self.calls, self.open):
            path.write_text("")
        (self.root / "asc_sdk/__init__.py").write_text("")
        (self.root / "CHANGELOG.md").write_text("# Changelog\n\n## 0.1.0 (unreleased)\n\n- First.\n")
        (self.root / "README.md").write_text("Every operation (4.4: 5 of them).\n")
        (self.root / ".gitignore").write_text(".venv\nspec/document*.json\n")
        self._executable(self.root / ".venv/bin/python", PYTHON.format(python=sys.executable, apple=str(self.apple)))
        self._executable(self.tools / "gh", GH.format(calls=self.calls, open=self.open, body=self.body))

    def publish(self, version: str, **attributes: dict[str, Any]) -> None:
        """Apple publishes a document."""
        document = {**things(attributes), "info": {"title": "A test", "version": version}}
        self.apple.write_text(json.dumps(document))

    def start(self) -> None:
        """The repository's first commit, with an SDK from Apple's document of now."""
        assert main(["fetch", "--from", str(self.apple)], root=self.root) == 0
        assert main(["generate"], root=self.root) == 0
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("Begin")
        subprocess.run(["git", "init", "--quiet", "--bare", str(self.origin)], check=True)
        self.git("remote", "add", "origin", str(self.origin))
        self.git("push", "--quiet", "origin", "main")

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", message)

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def run(self) -> dict[str, str]:
        """One run of the workflow; the outputs of its step `update`."""
        for name in ("document.json", "document.before.json"):
            (self.root / "spec" / name).unlink(missing_ok=True)
        self.git("switch", "--quiet", "main")
        outputs: dict[str, dict[str, str]] = {}
        job = workflow("new-document.yml")["jobs"]["update"]
        for step in job["steps"]:
            condition = step.get("if", "")
            if condition:
                assert condition == "steps.update.outputs.news == 'yes'"
                if outputs["update"]["news"] != "yes":
                    continue
            if "cache/" in step.get("uses", ""):
                self._cache(step, outputs)
            elif "run" in step and not step["run"].startswith("make "):
                outputs[step.get("id", "")] = self._step(step, job["env"], outputs)
        return outputs["update"]

    def _cache(self, step: Step, outputs: dict[str, dict[str, str]]) -> None:
        kept = self.cache / self._filled(step["with"]["key"], outputs)
        document = self.root / step["with"]["path"]
        if "restore" in step["uses"] and kept.exists():
            document.write_bytes(kept.read_bytes())
        elif "save" in step["uses"]:
            kept.write_bytes(document.read_bytes())

    def _step(self, step: Step, environment: dict[str, str], outputs: dict[str, dict[str, str]]) -> dict[str, str]:
        written = self.root.parent / "output"
        written.write_text("")
        done = subprocess.run(
            # As GitHub runs it.
            ["bash", "-e", "-c", step["run"]],
            cwd=self.root,
            env={
                **os.environ,
                **environment,
                **{name: self._filled(value, outputs) for name, value in step.get("env", {}).items()},
                "GITHUB_OUTPUT": str(written),
                "PYTHONPATH": str(ROOT),
                "PATH": f"{self.tools}{os.pathsep}{os.environ['PATH']}",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{step['run']}\n{done.stdout}\n{done.stderr}"
        return dict(line.split("=", 1) for line in written.read_text().splitlines())

    def _filled(self, text: str, outputs: dict[str, dict[str, str]]) -> str:
        def value(found: re.Match[str]) -> str:
            name = found[1].strip().split(".")
            return outputs[name[1]][name[3]] if name[0] == "steps" else found[1].strip()

        return re.sub(r"\$\{\{(.+?)\}\}", value, text)

    def _executable(self, path: Path, text: str) -> None:
        path.write_text(text)
        path.chmod(0o755)


@pytest.fixture
def fork(tmp_path: Path) -> Fork:
    fork = Fork(tmp_path)
    fork.publish("4.4", name=STRING)
    fork.start()
    return fork


def test_no_news_is_no_pull_request(fork: Fork) -> None:
    assert fork.run()["news"] == "no"
    assert fork.calls.read_text() == ""
    assert fork.git("branch", "--list") == "* main"


def test_a_new_document_is_one_pull_request_with_the_difference_as_its_text(fork: Fork) -> None:
    fork.run()  # as every week: it keeps the document, for the difference
    fork.publish("4.5", name=STRING, size=STRING)
    assert fork.run()["news"] == "yes"
    calls = fork.calls.read_text().splitlines()
    assert calls[1] == "pr create --head apple-document --title App Store Connect API 4.5 --body-file body.md"
    body = fork.body.read_text()
    assert body.startswith("# App Store Connect API 4.4 → 4.5\n")
    assert "- New field of `Thing`: `size`" in body
    assert "artifacts of github.server_url/github.repository/actions/runs/github.run_id" in body
    changed = fork.git("diff", "--name-only", "main", "apple-document").splitlines()
    assert {"CHANGELOG.md", "README.md", "asc_sdk/models/thing.py", "spec/lock.json"} <= set(changed)
    assert not any("document" in name or name == "body.md" for name in changed)
    assert fork.git("rev-parse", "apple-document") == fork.git("ls-remote", "origin", "apple-document").split()[0]


def test_a_second_run_leaves_the_branch_to_whoever_works_on_it(fork: Fork) -> None:
    fork.publish("4.5", name=STRING, size=STRING)
    fork.run()
    fork.git("switch", "--quiet", "apple-document")
    (fork.root / "spec/patches/Thing.toml").write_text("# ours\n")
    lock = fork.root / "spec/lock.json"
    # Recorded on another day.
    lock.write_text(lock.read_text().replace('"date": "20', '"date": "19'))
    fork.commit("Work on it")
    fork.git("push", "--quiet", "origin", "apple-document")
    ours = fork.git("rev-parse", "HEAD")
    assert fork.run()["news"] == "no"
    assert fork.git("ls-remote", "origin", "apple-document").split()[0] == ours


def test_the_next_document_brings_the_open_pull_request_up_to_date(fork: Fork) -> None:
    fork.publish("4.5", name=STRING, size=STRING)
    fork.run()
    fork.open.write_text("7\n")
    fork.publish("4.6", name=STRING, size=STRING, colour=STRING)
    assert fork.run()["news"] == "yes"
    assert fork.calls.read_text().splitlines()[-1] == (
        "pr edit 7 --title App Store Connect API 4.6 --body-file body.md"
    )
    lock = json.loads(fork.git("show", "apple-document:spec/lock.json"))
    assert lock["version"] == "4.6"


def test_where_a_person_must_decide_the_pull_request_says_what(fork: Fork) -> None:
    fork.run()
    fork.publish("4.5", name={"type": "string", "format": "colour"})
    assert fork.run()["state"] == "stopped"
    body = fork.body.read_text()
    assert body.startswith("The SDK is not generated: a person must decide.")
    assert "missing a rule for the format 'colour' of string; such rules live in codegen/lower/types.py" in body
    assert "What changed is not known" in body
    assert fork.git("diff", "--name-only", "main", "apple-document") == "spec/lock.json"


def test_without_the_document_before_the_text_says_so(fork: Fork) -> None:
    fork.publish("4.5", name=STRING, size=STRING)
    assert fork.run()["news"] == "yes"
    assert "What changed is not known: the document before was not at hand" in fork.body.read_text()
