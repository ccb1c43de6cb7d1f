"""What the hooks make of a page's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.hooks import first_sentence, title_of, with_snippets


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("# Title\n\nOne thing. Another.\n", "One thing."),
        ("# Title\n\nA [link](x.md) and more\nwords: then.\n", "A link and more words: then."),
        ("# Title\n\n```python\ncode\n\nmore code\n```\n\n`After` it:\n\nMore.\n", "`After` it"),
        ("---\nhide: [toc]\n---\n\n# Title\n\n<!-- x -->\n\n| a |\n\nText.\n", "Text."),
        ("# Title\n", ""),
    ],
)
def test_the_first_sentence(markdown: str, sentence: str) -> None:
    assert first_sentence(markdown) == sentence


def test_the_title_is_the_first_heading() -> None:
    assert (title_of("text\n\n# `asc.apps`\n\n# Other"), title_of("text")) == ("asc.apps", "")


def test_a_page_shows_its_snippets(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one\n  two\n")
    assert with_snippets('x\n    --8<-- "a.py"\ny', tmp_path) == "x\n    one\n      two\ny"
