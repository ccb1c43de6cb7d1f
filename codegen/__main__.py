"""The command line: fetch, generate, check, diff, update. What the commands do is in the modules of these names."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from . import fetch
from .errors import CodegenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .generate import Generated
    from .patch import Result
    from .sdk_model import Sdk

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "asc_sdk"
PATCHES = "spec/patches"
FORMATS = ("md", "json", "html")


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT) -> int:
    """Runs one command.

    Args:
        arguments: The words after `python -m codegen`; those of the process unless given.
        root: The repository's folder, which holds `spec/` and the package.

    Returns:
        The exit code: 0, or 1 where something is wrong (said on stderr, one line each). `diff` says 1 where a change
        is of the kind to fail on, and 2 where there is no telling.
    """
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, Path], int] = options.command
    trouble = 2 if command is _diff else 1
    try:
        return command(options, root)
    except CodegenError as error:
        print(f"error: {error}", file=sys.stderr)
        return trouble
    except RecursionError:
        print("error: the document nests deeper than the generator can follow; nothing was changed", file=sys.stderr)
        return trouble
    except KeyboardInterrupt:
        print("stopped; nothing was changed", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m codegen", description="Generates the SDK from Apple's document.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("fetch", help="get Apple's document and record it in spec/lock.json")
    one.add_argument("--from", dest="source", metavar="URL|FILE", default=fetch.APPLE, help="a zip or JSON; Apple's")
    one.set_defaults(command=_fetch)

    one = commands.add_parser("generate", help="write models/ and api/ from a document")
    _add_spec(one)
    one.add_argument(
        "--output", metavar="PACKAGE_DIR", type=Path, help="a folder for a complete package, in place of asc_sdk"
    )
    one.set_defaults(command=_generate)

    one = commands.add_parser("check", help="fail where the committed SDK is not what the document gives")
    _add_spec(one)
    one.set_defaults(command=_check)

    one = commands.add_parser("diff", help="what a document changes for users of the SDK")
    one.add_argument("old", metavar="OLD", help="a document: a file or URL, zipped or not")
    one.add_argument("new", metavar="NEW", help="likewise")
    one.add_argument("--format", choices=FORMATS, default="md", help="Markdown unless given")
    one.add_argument("--fail-on", choices=["breaking"], help="exit with 1 where a change breaks something")
    one.set_defaults(command=_diff)

    one = commands.add_parser("update", help="all of it: fetch, patches, diff, generate, changelog, tests")
    one.add_argument("--from", dest="source", metavar="URL|FILE", default=fetch.APPLE, help="a zip or JSON; Apple's")
    one.add_argument("--old", metavar="FILE", help=f"the document before; {fetch.DOCUMENT} unless given")
    one.add_argument("--accept-breaking", action="store_true", help="go on where code of users can break")
    one.add_argument("--no-tests", action="store_true", help="leave the tests to somebody else")
    one.set_defaults(command=_update)
    return top


def _add_spec(command: argparse.ArgumentParser) -> None:
    command.add_argument("--spec", metavar="FILE", help=f"a document, zipped or not; {fetch.DOCUMENT} unless given")


def _fetch(options: argparse.Namespace, root: Path) -> int:
    progress = _Progress() if sys.stderr.isatty() else None
    try:
        lock, before = fetch.fetch(options.source, root, on_progress=progress)
    finally:
        if progress is not None:
            progress.close()
    print(
        f"{fetch.DOCUMENT}: {lock.version} ({lock.sha256[:12]}), {lock.operations} operations, {lock.schemas} schemas"
    )
    if before == lock:
        print("the same document as before")
    elif before is not None and before.version == lock.version:
        print(f"the number is the old one, the content is new (it was {before.sha256[:12]} of {before.date})")
    elif before is not None:
        print(f"it was {before.version} ({before.sha256[:12]}) of {before.date}")
    return 0


def _generate(options: argparse.Namespace, root: Path) -> int:
    from .write import write

    started = time.perf_counter()
    source = _load(options, root)
    own = root / PACKAGE
    package: Path = options.output or own
    is_own = package.resolve() == own.resolve()
    generated = _run_stages(source, root, leave_misfits=not is_own and _is_older(source, root))
    lock = root / fetch.LOCK
    same = not lock.exists() or fetch.read_lock(lock).sha256 == source.sha256
    changes = write(generated.files, package, handwritten=None if is_own else own, same_document=same)
    seconds = time.perf_counter() - started
    changed = sum(result.changed for result in generated.results)
    operations = fetch.lock_of(source, "").operations
    print(f"{source.version} ({source.sha256[:12]}): {operations} operations, patched in {changed} places")
    print(
        f"{package}: {len(changes.written)} files written, {changes.unchanged} unchanged, "
        f"{len(changes.deleted)} deleted, in {seconds:.1f} s"
    )
    _note_misfits((result for result in generated.results if result.problem), source)
    for result in generated.results:
        if result.mended:
            print(f"note: {PATCHES}/{result.patch} changes nothing here: {result.at}", file=sys.stderr)
    if is_own and not same:
        print(f"note: {fetch.LOCK} records another document: python -m codegen fetch --from FILE", file=sys.stderr)
    return 0


def _check(options: argparse.Namespace, root: Path) -> int:
    from .check import blamed, check
    from .generate import model
    from .lower import lower
    from .patch import load_patches

    source = _load(options, root)
    try:
        generated = _run_stages(source, root, leave_misfits=True)
    except CodegenError as error:
        patches = load_patches(root / PATCHES)
        raise blamed(source, patches, error, lambda some: model(source, some, lower=lower)) from None
    problems = check(source, generated, root / PACKAGE, fetch.read_lock(root / fetch.LOCK))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{PACKAGE} is what {source.version} ({source.sha256[:12]}) gives; all patches are needed")
    return 1 if problems else 0


def _diff(options: argparse.Namespace, root: Path) -> int:
    from . import diff

    found = diff.compare(_model(options.old, root), _model(options.new, root))
    written = {"md": diff.markdown, "json": diff.as_json, "html": diff.html}[options.format](found)
    # In UTF-8, as the page says of itself, whatever the locale is.
    sys.stdout.flush()
    sys.stdout.buffer.write(written.encode())
    sys.stdout.buffer.flush()
    return 1 if options.fail_on == "breaking" and found.breaking else 0


def _update(options: argparse.Namespace, root: Path) -> int:
    from .update import Choices, StopError, update

    def test(document: Path) -> bool:
        environment = {**os.environ, "ASC_DOCUMENT": str(document)}
        return subprocess.run([sys.executable, "-m", "pytest"], cwd=root, env=environment, check=False).returncode == 0

    choices = Choices(options.source, options.old, options.accept_breaking, None if options.no_tests else test)
    try:
        update(choices, root, lambda line: print(line, flush=True))
    except StopError as stop:
        for line in stop.lines:
            print(line, file=sys.stderr)
        return 1
    return 0


def _model(name: str, root: Path) -> Sdk:
    from .generate import model
    from .lower import lower
    from .patch import load_patches

    source = fetch.load(name)
    made = model(source, load_patches(root / PATCHES), lower=lower, leave_misfits=True)
    _note_misfits(made.misfits, source)
    return made.sdk


def _note_misfits(results: Iterable[Result], source: fetch.Source) -> None:
    for result in results:
        place = f"{PATCHES}/{result.patch}"
        print(f"note: {place} does not fit {source.version} and is left out: {result.problem}", file=sys.stderr)


def _load(options: argparse.Namespace, root: Path) -> fetch.Source:
    if options.spec is not None:
        return fetch.load(options.spec)
    path = root / fetch.DOCUMENT
    if not path.exists():
        raise CodegenError(f"{path} is missing: run `python -m codegen fetch`, or name a document with --spec")
    return fetch.load(path)


def _is_older(source: fetch.Source, root: Path) -> bool:
    """Whether a document is older than the one that the patches are kept true to."""
    from .patch import is_older

    lock = root / fetch.LOCK
    return lock.exists() and is_older(source.version, fetch.read_lock(lock).version)


def _run_stages(source: fetch.Source, root: Path, *, leave_misfits: bool = False) -> Generated:
    # Imported here: `fetch` and `--help` need neither the models nor the templates.
    from .generate import generate
    from .lower import lower
    from .patch import load_patches
    from .render import render

    patches = load_patches(root / PATCHES)
    return generate(source, patches, lower=lower, render=render, leave_misfits=leave_misfits)


class _Progress:
    """One line on a terminal that says how much has come."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, done: int, total: int | None) -> None:
        share = f"{done * 100 // total:3} % of {total / 1e6:.1f} MB" if total else f"{done / 1e6:.1f} MB"
        print(f"\rdownloading: {share}", end="", file=sys.stderr, flush=True)
        self._shown = True

    def close(self) -> None:
        """Ends the line, where there is one."""
        if self._shown:
            print(file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
