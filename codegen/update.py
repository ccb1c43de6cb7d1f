"""From a new document of Apple's to a reviewed SDK: each step in order, until all is done or a person must decide.

Nothing is written before the last decision: a run that stops can be started again. The steps are those of the other
commands; what is here is their order, and what makes them stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen

from . import diff, fetch
from .check import blamed, check, patch_problems
from .errors import CodegenError
from .generate import Generated, Modelled, model
from .lower import lower
from .patch import load_patches
from .render import render
from .sdk_model import Sdk
from .write import write

# The document before, so that the difference can be printed again.
BEFORE = "spec/document.before.json"
CHANGELOG = "CHANGELOG.md"
_UNRELEASED = re.compile(r"^## .*unreleased.*$", re.IGNORECASE | re.MULTILINE)
_SHOWN = 20


class StopError(Exception):
    """A person must decide; the lines say what, and how to go on."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@frozen
class Choices:
    """What was decided before: where the documents are, and what is taken as it is.

    Attributes:
        source: The new document, a file or URL.
        old: The document before; the fetched one unless given.
        accept_breaking: Goes on where changes break code, and where nobody can tell.
        test: Runs the tests; None for none. It is given the document, and tells whether they passed.
    """

    source: str
    old: str | None = None
    accept_breaking: bool = False
    test: Callable[[Path], bool] | None = None


def update(choices: Choices, root: Path, say: Callable[[str], None]) -> bool:
    """Brings the SDK to another document of Apple's.

    Args:
        choices: What was decided before.
        root: The repository's folder.
        say: Is given one line for each step.

    Returns:
        Whether anything was changed.

    Raises:
        StopError: A person must decide. Nothing was written, except where the tests failed.
        CodegenError: A document cannot be read, or a file cannot be written.
    """
    lock = fetch.read_lock(root / fetch.LOCK)
    source = fetch.load(choices.source)
    say(f"fetch: {source.version} ({source.sha256[:12]}); the SDK is made from {lock.version} ({lock.sha256[:12]})")
    if source.sha256 == lock.sha256:
        _require_no_drift(source, root, lock)
        say("Nothing changed: it is the document that the SDK is made from.")
        return False
    made = _modelled(source, root)
    say(f"patches: {len({result.patch for result in made.results})} apply, and all are needed")
    difference = _difference(choices, made.sdk, root, lock)
    say(f"diff: {diff.summary(difference) if difference else 'not known, the document before is not at hand'}")
    _require_consent(choices, difference, source, lock)
    changes = write(render(made.sdk), root / "asc_sdk")
    say(
        f"generate: {len(changes.written)} files written, {len(changes.deleted)} deleted, {changes.unchanged} unchanged"
    )
    _record(source, root)
    _name_in_readme(root, lock, fetch.read_lock(root / fetch.LOCK))
    say(f"changelog: {_changelog(difference, source, root, lock)}")
    if choices.test is not None:
        say("tests: running")
        if not choices.test(root / fetch.DOCUMENT):
            raise StopError("Tests failed. The new code is written: mend what failed, then run `make test check`.")
    return True


def _require_no_drift(source: fetch.Source, root: Path, lock: fetch.Lock) -> None:
    made = _modelled(source, root)
    problems = check(source, Generated(render(made.sdk), made.results), root / "asc_sdk", lock)
    if problems:
        raise StopError("The document is the one that the SDK is made from, and yet:", *problems)


def _modelled(source: fetch.Source, root: Path) -> Modelled[Sdk]:
    patches = load_patches(root / "spec/patches")
    try:
        made = model(source, patches, lower=lower, leave_misfits=True)
    except CodegenError as error:
        reason = blamed(source, patches, error, lambda some: model(source, some, lower=lower))
        guide = "Add a rule with a test in tests/codegen/, or a patch in spec/patches/, and run this again; \
docs/guides/new-apple-version.md tells how."
        raise StopError(f"The generator does not take {source.version}:", str(reason), guide) from None
    problems = patch_problems(source, made.results)
    if problems:
        raise StopError("Patches are not what the new document needs:", *problems, "Then run this again.")
    return made


def _difference(choices: Choices, new: Sdk, root: Path, lock: fetch.Lock) -> diff.Difference | None:
    """What changed; None where the document before is not at hand."""
    places = [root / fetch.DOCUMENT, root / BEFORE]
    for path in [Path(choices.old), *places] if choices.old is not None else places:
        old = fetch.load(path) if path.is_file() else None
        if old is not None and old.sha256 == lock.sha256:
            made = model(old, load_patches(root / "spec/patches"), lower=lower, leave_misfits=True)
            return diff.compare(made.sdk, new)
    return None


def _require_consent(
    choices: Choices, difference: diff.Difference | None, source: fetch.Source, lock: fetch.Lock
) -> None:
    if choices.accept_breaking:
        return
    go_on = "To go on: make update ACCEPT=breaking (python -m codegen update --accept-breaking)."
    if difference is None:
        raise StopError(
            f"What {source.version} changes is not known: the document before, {lock.version} ({lock.sha256[:12]}), is "
            f"not at hand. Name it with --old FILE (make update OLD=FILE), or put it at {fetch.DOCUMENT}.",
            go_on,
        )
    if difference.breaking:
        lines = [line for line in diff.sentences(difference) if line.breaking]
        more = [f"  … and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        shown = [f"  {line.text.replace('`', '')}" for line in lines[:_SHOWN]]
        raise StopError(f"Code of your users can break with {source.version}:", *shown, *more, go_on)


def _record(source: fetch.Source, root: Path) -> None:
    """The new document and its lock; the document before stays beside it."""
    path = root / fetch.DOCUMENT
    if path.is_file():
        path.replace(root / BEFORE)
    fetch.record(source, root, datetime.now(UTC).date().isoformat())


def _name_in_readme(root: Path, before: fetch.Lock, now: fetch.Lock) -> None:
    """The README says once from which document the SDK is made, and how many operations that has."""
    path = root / "README.md"
    if path.is_file():
        old, new = (f"({lock.version}: {lock.operations:,} of them)" for lock in (before, now))
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _changelog(difference: diff.Difference | None, source: fetch.Source, root: Path, lock: fetch.Lock) -> str:
    """Writes the entry, and tells what was done."""
    title = f"App Store Connect API {lock.version} → {source.version}"
    if source.version == lock.version:
        title = f"App Store Connect API {source.version}, published anew"
    entry = f"### {title}\n\n{diff.changelog(difference) if difference else 'The document before was not at hand.'}\n"
    path = root / CHANGELOG
    try:
        text = path.read_text("utf-8")
        path.write_text(with_entry(text, entry), "utf-8")
    except OSError as error:
        raise CodegenError(f"{path}: {error.strerror}") from None
    return f'"{title}" in {CHANGELOG}'


def with_entry(changelog: str, entry: str) -> str:
    """The changelog with an entry under its unreleased version; one of the same heading is replaced.

    Args:
        changelog: The whole file.
        entry: A heading of the third level, and what is below it.
    """
    heading = entry.partition("\n")[0]
    found = _UNRELEASED.search(changelog)
    if found is None:
        first = re.search(r"^## ", changelog, re.MULTILINE)
        at = first.start() if first else len(changelog)
        return f"{changelog[:at].rstrip()}\n\n## Unreleased\n\n{entry.rstrip()}\n\n{changelog[at:]}".rstrip() + "\n"
    following = re.compile(r"^## ", re.MULTILINE).search(changelog, found.end())
    end = following.start() if following else len(changelog)
    body = changelog[found.end() : end]
    body = re.sub(rf"^{re.escape(heading)}\n.*?(?=^##|\Z)", "", body, flags=re.MULTILINE | re.DOTALL)
    parts = [changelog[: found.end()], body.strip(), entry.strip(), changelog[end:].strip()]
    return "\n\n".join(part for part in parts if part) + "\n"
