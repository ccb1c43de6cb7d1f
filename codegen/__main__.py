"""The command line: `python -m codegen fetch`, `generate`, `check`. What the commands do is in the stages."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from . import fetch
from .errors import CodegenError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .generate import Generated

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "asc_sdk"
PATCHES = "spec/patches"


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT) -> int:
    """Runs one command.

    Args:
        arguments: The words after `python -m codegen`; those of the process unless given.
        root: The repository's folder, which holds `spec/` and the package.

    Returns:
        The exit code: 0, or 1 where something is wrong (said on stderr, one line each).
    """
    options = parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, Path], int] = options.command
    try:
        return command(options, root)
    except CodegenError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except RecursionError:
        print("error: the document nests deeper than the generator can follow; nothing was changed", file=sys.stderr)
        return 1
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
    generated = _run_stages(source, root)
    own = root / PACKAGE
    package: Path = options.output or own
    is_own = package.resolve() == own.resolve()
    changes = write(generated.files, package, handwritten=None if is_own else own)
    seconds = time.perf_counter() - started
    changed = sum(result.changed for result in generated.results)
    operations = fetch.lock_of(source, "").operations
    print(f"{source.version} ({source.sha256[:12]}): {operations} operations, patched in {changed} places")
    print(
        f"{package}: {len(changes.written)} files written, {changes.unchanged} unchanged, "
        f"{len(changes.deleted)} deleted, in {seconds:.1f} s"
    )
    for result in generated.results:
        if result.mended:
            print(f"note: {PATCHES}/{result.patch} changes nothing here: {result.at}", file=sys.stderr)
    if is_own and fetch.read_lock(root / fetch.LOCK).sha256 != source.sha256:
        print(f"note: {fetch.LOCK} records another document: python -m codegen fetch --from FILE", file=sys.stderr)
    return 0


def _check(options: argparse.Namespace, root: Path) -> int:
    from .check import check

    source = _load(options, root)
    problems = check(source, _run_stages(source, root), root / PACKAGE, fetch.read_lock(root / fetch.LOCK))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"{PACKAGE} is what {source.version} ({source.sha256[:12]}) gives; all patches are needed")
    return 1 if problems else 0


def _load(options: argparse.Namespace, root: Path) -> fetch.Source:
    if options.spec is not None:
        return fetch.load(options.spec)
    path = root / fetch.DOCUMENT
    if not path.exists():
        raise CodegenError(f"{path} is missing: run `python -m codegen fetch`, or name a document with --spec")
    return fetch.load(path)


def _run_stages(source: fetch.Source, root: Path) -> Generated:
    # Imported here: `fetch` and `--help` need neither the models nor the templates.
    from .generate import generate
    from .lower import lower
    from .patch import load_patches
    from .render import render

    return generate(source, load_patches(root / PATCHES), lower=lower, render=render)


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
