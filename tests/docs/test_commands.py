"""Every command line of the docs means something: its words are parsed, not run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from asc_sdk.api._operations import OPERATIONS
from asc_sdk.cli import several
from asc_sdk.cli.commands import is_client, parser_of
from asc_sdk.cli.main import parser
from tests.apple_document import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"python -m asc_sdk ([^)\n]+)")


def commands(page: Path) -> list[list[str]]:
    text = "\n".join(BLOCK.findall(page.read_text())).replace("\\\n", " ")
    return [shlex.split(words, comments=True) for words in COMMAND.findall(text)]


COMMANDS = [(page, words) for page in PAGES for words in commands(page)]


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=lambda value: "" if isinstance(value, Path) else value[0])
def test_the_words_are_a_command(page: Path, words: list[str]) -> None:
    if words[0] == "emulator":
        return
    if not is_client(words[0]):
        known = [name for name in ("token", "doctor", "request") if name == words[0]]
        assert known, page
        if not (len(words) > 2 and words[-1].startswith("@")):
            parser().parse_args(words)
        return
    client, *rest = words
    if rest and "--help" not in rest:
        client, method = client.replace("-", "_"), rest[0].replace("-", "_")
        if method in several.methods(client):
            several.parser_of(client, method).parse_args(rest[1:])
            return
        operation = next(item for item in OPERATIONS if (item.client, item.name) == (client, method))
        parser_of(operation).parse_args(rest[1:])


def test_the_docs_have_commands() -> None:
    assert len(COMMANDS) > 8
