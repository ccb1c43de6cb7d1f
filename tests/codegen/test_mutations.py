"""A document that is not as it should be is refused in one line that says where, or gives a package that imports."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codegen.errors import CodegenError
from codegen.fetch import parse
from codegen.generate import generate
from codegen.lower import lower
from codegen.render import render
from tests.codegen.golden import DOCUMENT, ROOT
from tests.codegen.mutations import mutated

NAME = "mutated_sdk"
MINI: dict[str, Any] = json.loads(DOCUMENT.read_bytes())
# Where a rule belongs, or what is known before anything is read: that it is no document of OpenAPI at all.
SAYS_WHAT_TO_DO = re.compile(
    r"codegen/|spec/patches/|no OpenAPI document|OpenAPI 3\.0|no info\.version|info\.version is|no paths"
)


@pytest.fixture(scope="module")
def import_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Mapping[str, str]], None]]:
    """Imports every module of a package with these generated files, and makes a resource of each class."""
    folder = tmp_path_factory.mktemp("mutations")
    package = folder / NAME
    shutil.copytree(ROOT / "asc_sdk", package, ignore=shutil.ignore_patterns("models", "api", "__pycache__"))

    def forget() -> None:
        for module in [name for name in sys.modules if name.partition(".")[0] == NAME]:
            del sys.modules[module]
        importlib.invalidate_caches()

    def imported(files: Mapping[str, str]) -> None:
        forget()
        for name in ("models", "api"):
            shutil.rmtree(package / name, ignore_errors=True)
            (package / name).mkdir()
        for name, text in files.items():
            (package / name).write_text(text, "utf-8")
        for name in ("models", "api"):
            whole = importlib.import_module(f"{NAME}.{name}")
            for found in pkgutil.iter_modules(whole.__path__):
                importlib.import_module(f"{NAME}.{name}.{found.name}")
        for kind in importlib.import_module(f"{NAME}.models._registry").RESOURCES:
            made = getattr(importlib.import_module(f"{NAME}.models"), kind)
            source = {"type": made.resource_type, "id": "1"}
            assert made.from_dict(source).to_dict() == source

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(folder), *sys.path])
        # A file is written twice in one second, with one size.
        patch.setattr(sys, "dont_write_bytecode", True)
        yield imported
        forget()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), number=st.integers(1, 3))
def test_a_document_with_any_changes_is_refused_or_gives_a_package(
    seed: int, number: int, import_all: Callable[[Mapping[str, str]], None]
) -> None:
    files, refusal = outcome(mutated(MINI, seed, number))
    if refusal:
        assert SAYS_WHAT_TO_DO.search(refusal), refusal
        assert "\n" not in refusal
    else:
        import_all(files)


def outcome(document: dict[str, Any]) -> tuple[dict[str, str], str]:
    """The generated files, or why there are none."""
    try:
        # As the bytes of a file: what JSON cannot say does not come.
        source = parse(json.dumps(document).encode(), "mini.json")
        return generate(source, (), lower=lower, render=render).files, ""
    except CodegenError as error:
        return {}, str(error)


def test_the_document_as_it_is_gives_a_package(import_all: Callable[[Mapping[str, str]], None]) -> None:
    import_all(outcome(MINI)[0])
