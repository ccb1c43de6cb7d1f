"""A difference as one HTML page that needs nothing else: no other file, no server."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .changes import Difference, Group
from .words import COLUMNS, counts, heading, lines, summary, title


def html(difference: Difference) -> str:
    """The whole page.

    Args:
        difference: What `compare` gave.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=True,
    )
    return environment.get_template("page.html.jinja").render(
        title=title(difference),
        summary=summary(difference),
        old=difference.old,
        new=difference.new,
        columns=COLUMNS,
        counts=[(label, row) for label, row in counts(difference) if any(row.values())],
        breaking=difference.breaking,
        groups=[_view(group) for group in difference.groups],
    )


def _view(group: Group) -> dict[str, object]:
    found = lines(group.changes)
    return {
        "id": group.name,
        "heading": _marked(heading(group)),
        "breaking": group.breaking,
        "changes": len(group.changes),
        "new": group.classes != () and any(change.what == "attribute" for change in group.changes),
        "lines": [
            {
                "tag": _TAGS.get(line.kind, "changed"),
                "breaking": line.breaking,
                "text": _marked(line.text),
                "places": line.places if line.hides else (),
            }
            for line in found
        ],
    }


_TAGS = {"added": "new", "removed": "gone", "renamed": "renamed", "deprecated": "deprecated"}


def _marked(text: str) -> Markup:
    """Backticks as code, everything else as plain text."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(re.split("`", text))
    )
