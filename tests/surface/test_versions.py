"""Older documents of Apple's give a package as well: it imports, it type-checks, and these very tests pass on it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apple_document import ROOT, find_older_document

# Imports everything, then compares the operations with the document's, in a process of its own: the package is called
# as its folder, and no module of ours must stand in for one of its.
PROGRAM = """
import importlib, json, pkgutil, sys
name, folder, document = sys.argv[1:]
sys.path.insert(0, folder)
package = importlib.import_module(name)
modules = [found.name for found in pkgutil.walk_packages(package.__path__, f"{name}.")]
for module in modules:
    importlib.import_module(module)
strays = [module for module in sys.modules if module.partition(".")[0] in ("asc_sdk", "codegen")]
table = importlib.import_module(f"{name}.api._operations")
paths = json.load(open(document, "rb"))["paths"]
have = {(one.method, one.path) for one in table.OPERATIONS}
want = {(method.upper(), path) for path, item in paths.items() for method in item if method != "parameters"}
api = importlib.import_module(f"{name}.api")
clients = [type(mixin.__name__, (mixin,), {"__connection__": None})() for mixin in (api.Clients, api.AsyncClients)]
found = [hasattr(getattr(client, one.client), one.name) for one in table.OPERATIONS for client in clients]
print(json.dumps([len(modules), strays, sorted(have ^ want), found.count(False), table.DOCUMENT_VERSION]))
"""


@pytest.mark.parametrize("version", ["1.8", "3.7.0", "4.3"])
def test_an_older_document_gives_a_package_that_imports(version: str, apple_document: Path, tmp_path: Path) -> None:
    document = find_older_document(apple_document, version)
    if document is None:
        pytest.skip(f"Apple's document {version} is not on this machine")
    package = tmp_path / "older_sdk"
    made = _python("-m", "codegen", "generate", "--spec", str(document), "--output", str(package))
    assert made.returncode == 0, made.stderr
    checked = _python("-W", "error", "-c", PROGRAM, package.name, str(tmp_path), str(document))
    assert checked.returncode == 0, checked.stderr
    modules, strays, different, missing, found_version = json.loads(checked.stdout)
    assert modules > 200
    assert strays == []
    assert different == []
    assert missing == 0
    assert found_version.startswith(version.removesuffix(".0"))


# What the tests in this folder need beside them; the package itself is another one.
BESIDE = ("codegen", "tests", "spec/patches", "spec/lock.json", "pyproject.toml")
# Those of the judge itself are about requests of the newest document.
JUDGED = ("annotations", "answers", "presence", "properties", "requests")


@pytest.mark.parametrize("version", ["1.8", "3.7.0", "4.3"])
def test_the_surface_tests_pass_on_a_package_from_an_older_document(
    version: str, apple_document: Path, tmp_path: Path
) -> None:
    document = find_older_document(apple_document, version)
    if document is None:
        pytest.skip(f"Apple's document {version} is not on this machine")
    made = _python("-m", "codegen", "generate", "--spec", str(document), "--output", str(tmp_path / "asc_sdk"))
    assert made.returncode == 0, made.stderr
    for name in BESIDE:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    tests = [f"tests/surface/test_{name}.py" for name in JUDGED]
    ran = _python("-m", "pytest", "-n0", *tests, root=tmp_path, ASC_DOCUMENT=str(document.resolve()))
    assert ran.returncode == 0, ran.stdout
    # None was left out, but those of the figures of the newest document.
    assert re.search(r"^\d{3} passed, 1 skipped", ran.stdout, re.MULTILINE), ran.stdout


@pytest.mark.skipif("TYPES" not in os.environ, reason='a minute each: TYPES=1 make test ARGS="-n0 -k type_checks"')
@pytest.mark.parametrize("version", ["1.8", "3.7.0", "4.3", "4.4.1"])
def test_a_package_from_any_document_type_checks(version: str, apple_document: Path, tmp_path: Path) -> None:
    document = find_older_document(apple_document, version)
    if document is None:
        pytest.skip(f"Apple's document {version} is not on this machine")
    package = tmp_path / "older_sdk"
    made = _python("-m", "codegen", "generate", "--spec", str(document), "--output", str(package))
    assert made.returncode == 0, made.stderr
    settings = tmp_path / "pyrightconfig.json"
    settings.write_text(
        json.dumps({"include": [package.name], "typeCheckingMode": "standard", "pythonVersion": "3.11"})
    )
    checked = _python("-m", "pyright", "--project", str(settings), "--pythonpath", sys.executable)
    assert checked.returncode == 0, checked.stdout
    assert "0 errors" in checked.stdout


def _python(*arguments: str, root: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(root), **variables}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
