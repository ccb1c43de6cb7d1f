"""Where Apple's document lies on this machine: it is not in the repository, and tests that need it say so."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
MISSING = "Apple's document is not on this machine: name it in ASC_DOCUMENT, or run python -m codegen fetch"


def find_apple_document() -> Path | None:
    """The file in ASC_DOCUMENT, else the shared copy beside the clone, else the one that `codegen fetch` wrote."""
    named = os.environ.get("ASC_DOCUMENT")
    places = [Path(named)] if named else [ROOT.parent / "shared/spec/4.4.1.json", ROOT / "spec/document.json"]
    return next((place for place in places if place.is_file()), None)
