"""Import lines: only what a file uses, in the order that the linter wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def import_lines(known: Mapping[str, Iterable[str]], needed: Iterable[str]) -> list[str]:
    """The lines that import what is needed.

    Args:
        known: Module → names that it has; "" → `dt`, which is `datetime` as a whole: a field may be called `date`.
        needed: The names that the file uses; others among them are of no concern here.
    """
    wanted = set(needed)
    lines: list[str] = []
    for module, names in known.items():
        found = [name for name in names if name in wanted]
        if found:
            lines.append(f"from {module} import {', '.join(found)}" if module else "import datetime as dt")
    return lines


def sort_lines(lines: Iterable[str]) -> list[str]:
    """The lines in the linter's order, with an empty one between the groups: the library, this package."""
    groups: dict[int, list[str]] = {}
    for line in lines:
        groups.setdefault(_group(line), []).append(line)
    ordered: list[str] = []
    for number in sorted(groups):
        ordered += [*([""] if ordered else []), *sorted(groups[number], key=_key)]
    return ordered


def _group(line: str) -> int:
    module = line.split()[1]
    return 1 if module.startswith(".") else 0


def _key(line: str) -> tuple[bool, int, str]:
    """Plain imports first; of relative ones, those from farther up first."""
    kind, module, *_ = line.split()
    dots = len(module) - len(module.lstrip("."))
    return kind == "from", -dots, module
