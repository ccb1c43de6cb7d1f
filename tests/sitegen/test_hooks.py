"""What the hooks make of a page's text."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from jinja2 import Environment
from mkdocs.config import load_config  # pyright: ignore[reportUnknownVariableType] - mkdocs leaves its keywords untyped
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from sitegen.hooks import (
    first_sentence,
    on_config,
    on_env,
    on_files,
    on_page_content,
    on_post_build,
    title_of,
    with_snippets,
)


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


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nplugins: []\nnav: [index.md, { Guides: [guide.md] }, { Reference: [] }]\n"
    )
    config = load_config(str(tmp_path / "mkdocs.yml"))
    # Which plugin generates a file; mkdocs sets it when it calls one.
    vars(config.plugins)["_current_plugin"] = None
    return config


def test_the_navigation_gets_the_reference(config: MkDocsConfig) -> None:
    nav = cast("list[Any]", on_config(config)["nav"])
    assert nav[:2] == ["index.md", {"Guides": ["guide.md"]}]
    assert "reference/clients/apps.md" in str(nav[2])
    assert "reference/sdk/errors.md" in str(nav[2])


def test_the_files_get_the_reference_and_its_data(config: MkDocsConfig) -> None:
    pages = [
        File.generated(config, "guide.md", content="# How\n\nThis way. And that."),
        File.generated(config, "index.md", content="# Home\n\nWelcome."),
        File.generated(config, "elsewhere.md", content="# In no navigation\n"),
    ]
    files = on_files(Files(pages), config)
    for place in ("reference/clients/apps.md", "reference/find.md", "operations.json", "reference/operations.js"):
        assert files.get_file_from_path(place) is not None
    listed = files.get_file_from_path("llms.txt")
    assert listed is not None
    text = listed.content_string
    assert text.index("- [Home](index.md): Welcome.") < text.index("- [How](guide.md): This way.")
    assert "elsewhere" not in text


def test_each_page_is_written_as_markdown(config: MkDocsConfig, tmp_path: Path) -> None:
    file = File.generated(config, "guides/guide.md", content="# How\n")
    page = Page(None, file, config)
    page.markdown = "# How\n\nThis way."
    on_env(Environment(), config, Files([file]))
    (tmp_path / "site" / file.dest_uri).parent.mkdir(parents=True)
    on_post_build(config)
    assert (tmp_path / "site" / file.dest_uri).with_suffix(".md").read_text() == "# How\n\nThis way."


@pytest.mark.parametrize(("place", "left_out"), [("reference/clients/apps.md", True), ("guides/auth.md", False)])
def test_the_search_leaves_the_tables_of_the_reference_out(place: str, left_out: bool, config: MkDocsConfig) -> None:
    page = Page(None, File.generated(config, place, content=""), config)
    html = on_page_content("<table></table><pre></pre>", page, config, Files([]))
    assert (html == "<table data-search-exclude></table><pre data-search-exclude></pre>") is left_out
