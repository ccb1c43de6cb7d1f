"""Every `python` block of README and docs runs, in the order of its page; any other says why it does not."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from tests.apple_document import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^(?P<indent> *)```python\n(?P<code>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^ *```(?P<kind>.+)$", re.MULTILINE)
REASON = re.compile(r"<!-- not run: .{10,} -->\n+$")
SNIPPET = re.compile(r'^ *--8<-- "(.+)"$', re.MULTILINE)


def blocks(page: Path) -> list[tuple[int, str]]:
    """The code of a page that is its own, not an example's file: (line, code)."""
    text = page.read_text()
    found = [(text.count("\n", 0, match.start("code")), match["code"]) for match in BLOCK.finditer(text)]
    return [(line, textwrap.dedent(code)) for line, code in found if not SNIPPET.search(code)]


def unmarked(text: str) -> list[str]:
    """The blocks that neither run nor have the reason above them."""
    return [
        f"line {text.count(chr(10), 0, found.start()) + 1}: {found['kind']}"
        for found in FENCE.finditer(text)
        if found["kind"] != "python" and not REASON.search(text, 0, found.start())
    ]


PAGES_WITH_CODE = [page for page in PAGES if blocks(page)]


@pytest.mark.usefixtures("emulated")
@pytest.mark.parametrize("page", PAGES_WITH_CODE, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_the_page_runs(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, private_key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "AuthKey_ABC123DEFG.p8").write_text(private_key)
    names: dict[str, object] = {"__name__": "__main__"}
    for line, code in blocks(page):
        # The blank lines make a traceback name the page's own line.
        exec(compile("\n" * line + code, str(page), "exec"), names)
    assert "asc_sdk" in "".join(code for _, code in blocks(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_block_that_does_not_run_says_why(page: Path) -> None:
    assert unmarked(page.read_text()) == []


def test_a_block_without_a_reason_is_found() -> None:
    text = "```python\nx\n```\n\n<!-- not run: it needs a network -->\n```sh\nx\n```\n\n```py\nx\n```\n"
    assert unmarked(text) == ["line 10: py"]


def test_every_file_that_a_page_shows_exists() -> None:
    shown = {name for page in PAGES for name in SNIPPET.findall(page.read_text())}
    assert shown
    assert [name for name in sorted(shown) if not (ROOT / name).is_file()] == []


def test_every_page_of_the_docs_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text()
    pages = [page.relative_to(ROOT / "docs").as_posix() for page in PAGES if page.is_relative_to(ROOT / "docs")]
    assert [page for page in pages if f"- {page}\n" not in navigation] == []
