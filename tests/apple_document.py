"""Where Apple's documents lie on this machine: they are not in the repository, and tests that need them say so."""

from __future__ import annotations

import json
import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
MISSING = "Apple's document is not on this machine: name it in ASC_DOCUMENT, or run python -m codegen fetch"
_SHARED = ROOT.parent / "shared/spec"


def find_apple_document() -> Path | None:
    """The file in ASC_DOCUMENT, else the one that `codegen fetch` wrote, else the shared copy beside the clone."""
    named = os.environ.get("ASC_DOCUMENT")
    version = json.loads((ROOT / "spec/lock.json").read_bytes())["version"]
    places = [Path(named)] if named else [ROOT / "spec/document.json", _SHARED / f"{version}.json"]
    return next((place for place in places if place.is_file()), None)


def find_older_document(document: Path, version: str) -> Path | None:
    """Another version of it, beside the document or among the shared ones."""
    places = (folder / f"{version}.json" for folder in (document.parent, _SHARED))
    return next((place for place in places if place.is_file()), None)
