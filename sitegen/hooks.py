"""What mkdocs calls while it builds: adds the reference, its navigation, llms.txt, and each page as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from sitegen.llms import Link, llms_txt
from sitegen.pages.indexes import navigation
from sitegen.pages.sdk import sdk_navigation
from sitegen.read import read_surface
from sitegen.site import reference_files

_SNIPPET = re.compile(r'^( *)--8<-- "(.+)"$', re.MULTILINE)
_BLOCK = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_NO_PARAGRAPH = ("#", "---\n", "<", "|", "- ", "1. ", "!")
_surface = cache(read_surface)
_sources: dict[Path, str] = {}
"""Each page as Markdown, by its place in the site; written when mkdocs has written the rest."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill the section `Reference` of the navigation."""
    nav = cast("list[Any]", config["nav"])
    for entry in nav:
        if "Reference" in entry:
            entry["Reference"] = [*navigation(_surface()), {"The SDK itself": sdk_navigation()}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the reference, its data, and llms.txt."""
    nav = cast("list[Any]", config["nav"])
    guides = [
        Link(title_of(text), file.src_uri, first_sentence(text))
        for file in _in_order(files, nav)
        if (text := file.content_string)
    ]
    texts = reference_files(_surface()) | {"llms.txt": llms_txt(_surface(), guides)}
    for place, text in texts.items():
        files.append(File.generated(config, place, content=text))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep each page's Markdown, with the files that it shows."""
    for file in files.documentation_pages():
        if file.page is not None:
            place = Path(file.dest_uri).with_suffix(".md")
            _sources[place] = with_snippets(file.page.markdown or "", Path())
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep tables and code out of the search: the headings find the same methods, at a tenth of the size."""
    if page.file.src_uri.startswith(("reference/clients/", "reference/areas/")):
        return html.replace("<table>", "<table data-search-exclude>").replace("<pre>", "<pre data-search-exclude>")
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Write each page as Markdown beside its HTML, for who reads without a browser."""
    for place, text in _sources.items():
        (Path(config.site_dir) / place).write_text(text)


def first_sentence(markdown: str) -> str:
    """What a page says of itself: the first sentence below its title, without links."""
    paragraphs = [part for part in re.split(r"\n\s*\n", _BLOCK.sub("", markdown)) if not part.startswith(_NO_PARAGRAPH)]
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", " ".join(paragraphs[0].split()) if paragraphs else "")
    return re.split(r"(?<=[.!?])\s", text)[0].rstrip(":")


def with_snippets(markdown: str, root: Path) -> str:
    """The page with the files that it shows."""
    return _SNIPPET.sub(lambda found: textwrap.indent((root / found[2]).read_text().rstrip(), found[1]), markdown)


def title_of(markdown: str) -> str:
    """The first heading."""
    found = re.search(r"^# (.+)$", markdown, re.MULTILINE)
    return found[1].replace("`", "") if found else ""


def _in_order(files: Files, nav: Any) -> list[File]:
    """The pages that stand in docs, in the order of the navigation."""
    places = list(_places(nav))
    pages = [file for file in files.documentation_pages() if file.src_uri in places]
    return sorted(pages, key=lambda file: places.index(file.src_uri))


def _places(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        entries: list[Any] = [*nav.values()] if isinstance(nav, dict) else nav
        for entry in entries:
            yield from _places(entry)
