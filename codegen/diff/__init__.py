"""What a new document changes for users of the SDK: two `sdk_model.Sdk` → a `Difference`, printed in three formats."""

from .as_json import as_json
from .changes import Change, Difference, Group, Side
from .compare import compare
from .html import html
from .markdown import changelog, markdown
from .words import sentences, summary

__all__ = [
    "Change",
    "Difference",
    "Group",
    "Side",
    "as_json",
    "changelog",
    "compare",
    "html",
    "markdown",
    "sentences",
    "summary",
]
