"""Annotations as a reader of a table takes them in: names with links, and words in place of the typing around them."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from .places import Places

_FEW, _SHORT = 6, 100
"""Members, and their letters, that a table has room for."""
_PLAIN = {"dt.datetime": "datetime", "dt.date": "date"}


def type_words(annotation: str, places: Places, page: str) -> str:
    """What an argument takes or a field holds, in Markdown.

    `AppField | Iterable[AppField] | Unset` becomes "AppField, one or many"; that an argument may be left out is told
    elsewhere.
    """
    return _Words(places, page).of(ast.parse(annotation, mode="eval").body) if annotation else ""


class _Words:
    def __init__(self, places: Places, page: str) -> None:
        self._places = places
        self._page = page

    def of(self, node: ast.expr) -> str:
        if isinstance(node, ast.BinOp):
            return self._union(node)
        if isinstance(node, ast.Subscript):
            return self._generic(node)
        text = ast.unparse(node)
        return self._places.link(_PLAIN.get(text, text), self._page)

    def _union(self, node: ast.BinOp) -> str:
        members = [member for member in _members(node) if ast.unparse(member) != "Unset"]
        names = [ast.unparse(member) for member in members]
        many = [one for one in members if isinstance(one, ast.Subscript) and ast.unparse(one.value) == "Iterable"]
        if len(many) == 1 and ast.unparse(many[0].slice) in (" | ".join(names[:-1]), *names):
            return f"{self.of(many[0].slice)}, one or many"
        return _either([self.of(member) for member in members])

    def _generic(self, node: ast.Subscript) -> str:
        outer, inner = ast.unparse(node.value), node.slice
        if outer == "Iterable":
            return f"many of {self.of(inner)}"
        if outer == "list":
            return f"`list` of {self.of(inner)}"
        if outer == "Page":
            return f"{self._places.link('Page', self._page)} of {self.of(inner)}"
        return f"`{ast.unparse(node)}`"


def _members(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*_members(node.left), *_members(node.right)]
    return [node]


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def choices(annotation: str, aliases: Mapping[str, tuple[str, ...]]) -> str:
    """The members of an enumeration in an annotation, where there are few: "" where they are many, or none."""
    alias = next((part for part in annotation.split(" | ") if part in aliases), "")
    members = aliases.get(alias, ())
    if len(members) > _FEW or sum(map(len, members)) > _SHORT:
        return ""
    return ", ".join(f"`{cell(member)}`" for member in members)


def cell(text: str) -> str:
    """A text as a cell of a table."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*").replace("\n", " ")


def boosted(factor: float) -> str:
    """What stands above a page so that the search ranks it higher, or lower, than its words would."""
    return f"---\nsearch:\n  boost: {factor}\n---"
