"""The repository keeps its own rules: one version, bounded dependencies, a wheel of the package and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

from packaging.requirements import Requirement

from asc_sdk import __version__
from tests.apple_document import ROOT
from tests.repository.lowest import lowest

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_the_changelog_begins_with_the_version_of_the_package() -> None:
    # Above it may stand what is not released and has no number yet.
    top = re.search(r"^## (\d\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert top
    assert top[1] == __version__


def test_the_readme_names_the_document_that_the_sdk_is_made_from() -> None:
    lock = json.loads((ROOT / "spec/lock.json").read_bytes())
    assert f"({lock['version']}: {lock['operations']:,} of them)" in (ROOT / "README.md").read_text()


def test_every_dependency_is_bounded_on_both_sides() -> None:
    project = PYPROJECT["project"]
    groups = [
        project["dependencies"],
        PYPROJECT["build-system"]["requires"],
        *project["optional-dependencies"].values(),
    ]
    requirements = [Requirement(line) for group in groups for line in group]
    assert len(requirements) > 20
    unbounded = [
        str(requirement)
        for requirement in requirements
        if requirement.name != "asc_sdk"  # an extra made of the package's other extras
        and not {"=="} & (operators := {specifier.operator for specifier in requirement.specifier})
        and not {">=", "<"} <= operators
    ]
    assert unbounded == []


def test_the_wheel_is_built_from_the_package_alone() -> None:
    assert PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["asc_sdk"]
    assert (ROOT / "asc_sdk/py.typed").is_file()


def test_make_alone_lists_every_command_that_must_work() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("demo", "test", "generate", "check", "fix", "bench", "docs"):
        assert re.search(rf"^  make {target} +\S", listed, re.MULTILINE), target


def test_the_lower_bounds_can_be_listed_for_pip() -> None:
    pinned = [Requirement(line) for line in lowest((ROOT / "pyproject.toml").read_text())]
    assert {"httpx", "attrs", "pyjwt", "cryptography", "msgspec", "uvicorn"} <= {one.name for one in pinned}
    assert all(str(one.specifier).startswith("==") for one in pinned)
