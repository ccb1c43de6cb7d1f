"""The README shows what there is: its script prints what stands below it, and its picture completes real names."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import pytest

from asc_sdk.api.beta_groups import BetaGroups
from tests.apple_document import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

README = (ROOT / "README.md").read_text()
PICTURE = (ROOT / "docs/assets/completions.svg").read_text()


@pytest.mark.usefixtures("emulated")
def test_the_script_prints_what_stands_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, output = re.findall(r"```(?:python|text)\n(.*?)```", README, re.DOTALL)[:2]
    exec(compile(code, "README.md", "exec"), {"__name__": "__main__"})
    assert capsys.readouterr().out == output


def in_picture(kind: str) -> list[str]:
    return re.findall(rf'class="{kind}"[^>]*>([^<]+)<', PICTURE)


def test_the_picture_completes_real_names() -> None:
    create: Callable[..., object] = BetaGroups.create
    methods, arguments, sentences = map(in_picture, ("method", "argument", "sentence"))
    assert len(methods) == 7
    assert [name for name in methods if not hasattr(BetaGroups, name)] == []
    assert arguments == [name for name in inspect.signature(create).parameters if name in arguments]
    assert sentences == [(inspect.getdoc(create) or "").partition("\n")[0]]


def test_the_picture_is_legible_on_any_background() -> None:
    assert re.search(r'<rect x="1" y="1"[^>]* fill="#[0-9a-f]{6}"', PICTURE)
    assert "currentColor" not in PICTURE
