"""A difference as Markdown: for the changelog, a release page, a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from .changes import Difference, What
from .words import COLUMNS, Line, counts, heading, lines, sentences, summary, title

_INTEREST: tuple[What, ...] = (
    "attribute",
    "method",
    "class",
    "inline_create",
    "field",
    "relationship",
    "argument",
    "parameter",
    "enumeration",
)
# A changelog is read by people who want to know whether to go on.
_LISTED = 50


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


def changelog(difference: Difference) -> str:
    """What a changelog says of it: all that breaks, what is new, and where the rest is.

    Args:
        difference: What `compare` gave.
    """
    found = sentences(difference)
    breaking = [f"- **Breaking:** {line.text}" for line in found if line.breaking]
    rest = sorted((line for line in found if not line.breaking), key=_interest)
    others = [f"- {line.text}" for line in rest]
    listed = [*breaking, *others[:_LISTED]]
    if len(others) > _LISTED:
        listed.append(f"- {len(others) - _LISTED} more: `python -m codegen diff` lists them")
    return "\n\n".join([summary(difference), *(["\n".join(listed)] if listed else [])])


def _interest(line: Line) -> tuple[bool, int]:
    """What people look for first: what is new or deprecated, and whole attributes before their arguments."""
    return line.kind not in ("added", "deprecated"), _INTEREST.index(line.what)


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
