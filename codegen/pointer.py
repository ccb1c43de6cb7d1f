"""JSON pointers with two wildcards, and changes that copy only what lies on the way.

A pointer is `/paths/~1v1~1apps/get`: `~1` is a slash, `~0` a tilde. In a part `*` stands for any text: `*` is every
member, `*UpdateRequest` each that ends so. `[name=fields[apps]]` is every object where that member has that value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]


def find(document: object, pointer: str) -> Iterator[tuple[Path, object]]:
    """Every place that the pointer matches, with the value there, in the document's order."""
    yield from _find(document, _parts(pointer), ())


def furthest(document: object, pointer: str) -> str:
    """The longest beginning of the pointer that matches something, for an error message."""
    parts = pointer.split("/")
    for length in range(len(parts) - 1, 1, -1):
        beginning = "/".join(parts[:length])
        if any(True for _ in find(document, beginning)):
            return f"{beginning} at most"
    return "nothing of it"


def put(document: Any, path: Path, value: object) -> Any:
    """The document with another value at a place; the document handed in stays as it is."""
    if not path:
        return value
    copied = document.copy()
    copied[path[0]] = put(document[path[0]], path[1:], value)
    return copied


def show(path: Path) -> str:
    """A place as a pointer."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def _find(value: object, parts: tuple[str, ...], path: Path) -> Iterator[tuple[Path, object]]:
    if not parts:
        yield path, value
        return
    part, rest = parts[0], parts[1:]
    if part.startswith("[") and part.endswith("]"):
        name, _, wanted = part[1:-1].partition("=")
        chosen = [(key, inner) for key, inner in _members(value) if _holds(inner, name, wanted)]
    elif "*" in part:
        pattern = re.compile(".*".join(re.escape(text) for text in part.split("*")))
        chosen = [(key, inner) for key, inner in _members(value) if pattern.fullmatch(str(key))]
    else:
        chosen = [(key, inner) for key, inner in _members(value) if str(key) == part]
    for key, inner in chosen:
        yield from _find(inner, rest, (*path, key))


def _members(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, dict):
        yield from cast("dict[str, object]", value).items()
    elif isinstance(value, list):
        yield from enumerate(cast("list[object]", value))


def _holds(value: object, name: str, wanted: str) -> bool:
    return isinstance(value, dict) and cast("dict[str, object]", value).get(name) == wanted


def _parts(pointer: str) -> tuple[str, ...]:
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])
