"""A difference as JSON, for programs. Its form is documented in docs/guides/new-apple-version.md."""

from __future__ import annotations

import json

from attrs import asdict

from .changes import Change, Difference
from .words import COLUMNS, counts, sentence

# Goes up where a member is taken away or means something else; new members may come at any time.
FORMAT = 1


def as_json(difference: Difference) -> str:
    """The whole difference.

    Args:
        difference: What `compare` gave.
    """
    table = dict(counts(difference))
    document = {
        "format": FORMAT,
        "old": asdict(difference.old),
        "new": asdict(difference.new),
        "changes": len(difference.changes),
        "breaking": difference.breaking,
        "counts": {label: {name: table[label][name] for name in COLUMNS} for label in table},
        "groups": [
            {
                "name": group.name,
                "classes": list(group.classes),
                "breaking": group.breaking,
                "changes": [_change(change) for change in group.changes],
            }
            for group in difference.groups
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def _change(change: Change) -> dict[str, object]:
    return {**asdict(change), "text": sentence(change)}
