"""A difference as Markdown: for the changelog, a release page, a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from .changes import Difference
from .words import COLUMNS, counts, heading, lines, summary, title


def markdown(difference: Difference, *, level: int = 1) -> str:
    """The whole difference, what breaks first.

    Args:
        difference: What `compare` gave.
        level: The level of its headings; the title is left out below the first level, where something else has it.
    """
    parts: list[str] = [] if level > 1 else [f"# {title(difference)}"]
    parts.append(summary(difference))
    if difference.changes:
        parts.append("\n".join(_table(difference)))
    for name, breaking in (("Breaking changes", True), ("Other changes", False)):
        found = list(_groups(difference, level, breaking=breaking))
        if found:
            parts += [f"{'#' * max(level + 1, 2)} {name}", *found]
    return "\n\n".join(parts) + "\n"


def _table(difference: Difference) -> Iterator[str]:
    yield f"| | {' | '.join(COLUMNS)} |"
    yield f"|---|{'---:|' * len(COLUMNS)}"
    for label, row in counts(difference):
        if any(row.values()):
            yield f"| {label} | {' | '.join(f'{row[name]:,}' if row[name] else '' for name in COLUMNS)} |"


def _groups(difference: Difference, level: int, *, breaking: bool) -> Iterator[str]:
    marks = "#" * (max(level, 1) + 2)
    for group in difference.groups:
        found = lines(change for change in group.changes if change.breaking is breaking)
        if found:
            yield "\n".join([f"{marks} {heading(group)}", "", *(f"- {line.text}" for line in found)])
