"""The golden records: what the generator gives for the small document. `python -m tests.codegen.golden` writes them."""

from __future__ import annotations

import sys
from pathlib import Path

from codegen import diff
from codegen.fetch import Source, load
from codegen.generate import generate
from codegen.lower import lower
from codegen.patch import apply, load_patches, parse_patch
from codegen.read import read
from codegen.render import render
from codegen.write import write

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "tests/documents/mini.json"
# Makes of the small document an older one.
BEFORE = ROOT / "tests/documents/mini-0.8.toml"
GOLDEN = ROOT / "tests/golden/mini"
DIFFERENCES = ROOT / "tests/golden/diff"


def made(document: Path = DOCUMENT) -> dict[str, str]:
    """The generated files of a document, unformatted, by path."""
    return generate(load(document), load_patches(ROOT / "spec/patches"), lower=lower, render=render).files


def older(source: Source) -> Source:
    """The small document as it was before."""
    done = apply(source.document, [parse_patch(BEFORE.name, BEFORE.read_text("utf-8"))], source.version)
    assert not done.problems, done.problems
    assert all(result.changed for result in done.results), done.results
    return source._replace(version="0.8", sha256="0" * 64, document=done.document)


def differences() -> dict[str, str]:
    """What changed from the older small document to the newer, in each format, by file name."""
    new = load(DOCUMENT)
    old, now = (
        lower(read(source.document), version=source.version, sha256=source.sha256) for source in (older(new), new)
    )
    found = diff.compare(old, now)
    return {"mini.md": diff.markdown(found), "mini.json": diff.as_json(found), "mini.html": diff.html(found)}


def main() -> int:
    """Brings the records to what the generator gives now."""
    changes = write(made(), GOLDEN)
    print(f"{GOLDEN.relative_to(ROOT)}: {len(changes.written)} files written, {len(changes.deleted)} deleted")
    DIFFERENCES.mkdir(exist_ok=True)
    for name, text in differences().items():
        (DIFFERENCES / name).write_text(text, "utf-8")
    print(f"{DIFFERENCES.relative_to(ROOT)}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
