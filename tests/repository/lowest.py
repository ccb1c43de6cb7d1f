"""`python -m tests.repository.lowest`: the dependencies at their lower bounds, for pip."""

from __future__ import annotations

import tomllib
from pathlib import Path

from packaging.requirements import Requirement

EXTRAS = ("speed", "emulator")


def lowest(pyproject: str) -> list[str]:
    """`name==lower bound` of every run-time dependency."""
    project = tomllib.loads(pyproject)["project"]
    lines = [*project["dependencies"], *(line for extra in EXTRAS for line in project["optional-dependencies"][extra])]
    return [
        f"{requirement.name}=={specifier.version}"
        for requirement in map(Requirement, lines)
        for specifier in requirement.specifier
        if specifier.operator == ">="
    ]


if __name__ == "__main__":
    print(" ".join(lowest((Path(__file__).parents[2] / "pyproject.toml").read_text())))
