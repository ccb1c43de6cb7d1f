"""Public names: each resolves, is kept, and is typed as it is."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import asc_sdk


@pytest.mark.parametrize("name", asc_sdk.__all__)
def test_each_name_resolves_and_is_kept(name: str) -> None:
    value = getattr(asc_sdk, name)
    assert vars(asc_sdk)[name] is value


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(asc_sdk, "nothing")  # noqa: B009 - type checkers know that it is not there
    assert dir(asc_sdk) == sorted(asc_sdk.__all__)


def test_the_typed_twin_names_the_same_places() -> None:
    tree = ast.parse(Path(asc_sdk.__file__).read_text())
    block = next(
        node for node in tree.body if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
    )
    typed: dict[str, str] = {}
    for statement in block.body:
        assert isinstance(statement, ast.ImportFrom)
        for alias in statement.names:
            typed[alias.asname or alias.name] = statement.module or alias.name
    homes = asc_sdk._HOMES  # pyright: ignore[reportPrivateUsage] - the table under test
    assert typed == {name: homes.get(name, "errors") for name in asc_sdk.__all__}


def test_importing_the_client_imports_nothing_heavy() -> None:
    heavy = ["httpx", "attr", "jwt", "cryptography", "dateutil", "msgspec", "dataclasses", "inspect", "asyncio"]
    heavy += [
        "typing_extensions",
        "asc_sdk.models.app",
        "asc_sdk.api.apps",
        "logging",
        "ssl",
        "email",
        "json",
        "urllib",
    ]
    script = f"import sys; from asc_sdk import AppStoreConnect; print([n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
