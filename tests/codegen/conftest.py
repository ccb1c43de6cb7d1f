"""What tests of the generator do with a document: have it refused, or generate a package and import it."""

from __future__ import annotations

import importlib
import itertools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from codegen.__main__ import main

Generate = Callable[[dict[str, Any]], ModuleType]
Refusal = Callable[[dict[str, Any]], str]
Serve = Callable[..., tuple[Any, list[httpx.Request]]]
_NUMBERS = itertools.count()


@pytest.fixture
def generate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Generate]:
    """Generates a complete package from a document and imports it, under a name of its own."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    names: list[str] = []

    def generated(document: dict[str, Any]) -> ModuleType:
        name = f"generated_{next(_NUMBERS)}"
        names.append(name)
        spec = tmp_path / f"{name}.json"
        spec.write_text(json.dumps(document))
        assert main(["generate", "--spec", str(spec), "--output", str(tmp_path / name)]) == 0
        importlib.invalidate_caches()
        return importlib.import_module(name)

    yield generated
    for module in list(sys.modules):
        if module.split(".")[0] in names:
            del sys.modules[module]


@pytest.fixture
def refusal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Refusal:
    """Asserts that a document is refused in one line, with nothing written, and gives the line."""

    def refused(document: dict[str, Any]) -> str:
        spec = tmp_path / "refused.json"
        spec.write_text(json.dumps(document))
        before = sorted(tmp_path.iterdir())
        capsys.readouterr()
        code = main(["generate", "--spec", str(spec), "--output", str(tmp_path / "refused")])
        said = capsys.readouterr()
        assert code == 1, f"this was generated: {said.out}"
        assert said.out == ""
        assert said.err.startswith("error: ")
        assert said.err.count("\n") == 1
        assert "ruff" not in said.err, "refused only because the output is no Python"
        assert sorted(tmp_path.iterdir()) == before
        return said.err.removeprefix("error: ").strip()

    return refused


@pytest.fixture
def serve(private_key: str) -> Iterator[Serve]:
    """A client of a generated package in front of scripted answers (JSON; None for 204), and the requests it sent."""
    opened: list[Any] = []

    def served(package: ModuleType, *scripted: Any, status: int = 200) -> tuple[Any, list[httpx.Request]]:
        requests: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            requests.append(request)
            body = scripted[len(requests) - 1]
            if isinstance(body, bytes):
                return httpx.Response(200, content=body)
            return httpx.Response(204) if body is None else httpx.Response(status, json=body)

        http = httpx.Client(transport=httpx.MockTransport(answer))
        opened.append(http)
        key = package.ApiKey("ABC123DEFG", private_key, issuer_id="00000000-1111-2222-3333-444444444444")
        return package.AppStoreConnect(key, http_client=http), requests

    yield served
    for http in opened:
        http.close()
