"""The golden record: what the generator gives for the small document. `python -m tests.codegen.golden` writes it."""

from __future__ import annotations

import sys
from pathlib import Path

from codegen.fetch import load
from codegen.generate import generate
from codegen.lower import lower
from codegen.patch import load_patches
from codegen.render import render
from codegen.write import write

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "tests/documents/mini.json"
GOLDEN = ROOT / "tests/golden/mini"


def made(document: Path = DOCUMENT) -> dict[str, str]:
    """The generated files of a document, unformatted, by path."""
    return generate(load(document), load_patches(ROOT / "spec/patches"), lower=lower, render=render).files


def main() -> int:
    """Brings the record to what the generator gives now."""
    changes = write(made(), GOLDEN)
    print(f"{GOLDEN.relative_to(ROOT)}: {len(changes.written)} files written, {len(changes.deleted)} deleted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
