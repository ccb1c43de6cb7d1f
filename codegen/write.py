"""Formats what `render` made and brings a package's folders `models/` and `api/` to it.

One ruff process formats all files in a temporary folder, with the settings of this project, so the bytes do not
depend on where the package lies. Only what differs is written. New files are made beside the package first and moved
into place at the end; where a move fails, those before it are taken back.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .errors import CodegenError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDERS = ("models", "api")
SETTINGS = Path(__file__).resolve().parent.parent / "pyproject.toml"

_BUILDS_ON_GENERATED = re.compile(rb"^ *from \.+(models|api|client)\b", re.MULTILINE)
_UNCHECKED = b"# type: ignore\n# Written for another version of Apple's document than this package is made from.\n"


class Changes(NamedTuple):
    """How a package differs from what was generated: paths inside the package, sorted."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        """True where something differs."""
        return bool(self.written or self.deleted)


def write(
    files: Mapping[str, str], package: Path, *, handwritten: Path | None = None, same_document: bool = True
) -> Changes:
    """Brings a package to what was generated; either all of it is written or nothing.

    Args:
        files: Path inside the package → text, unformatted. Every path is in `models/` or `api/`.
        package: The package's folder. It is made where there is none.
        handwritten: A package whose other files are copied as well, so that a new folder is a complete package.
        same_document: Whether that package is made from the same document. Else what it builds on operations and
            models (prices, analytics, events) may name some that are not there, and its types are not to be checked.

    Returns:
        What was written and deleted.

    Raises:
        CodegenError: The folder holds something that is not ours, or cannot be written.
    """
    try:
        wanted = format_files(files)
        if handwritten is not None:
            _refuse_foreign(package)
            copied = dict(_files(handwritten, generated=False))
            wanted |= copied if same_document else {name: _unchecked(text) for name, text in copied.items()}
        changes = compare(wanted, package)
        if changes:
            _apply(wanted, changes, package)
    except OSError as error:
        at = error.filename or package
        raise CodegenError(f"cannot write {at}: {error.strerror}; nothing was changed") from error
    return changes


def format_files(files: Mapping[str, str]) -> dict[str, bytes]:
    """The files as they are committed: formatted by ruff with this project's settings.

    Raises:
        CodegenError: A path outside of `models/` and `api/`, a file that does not say that it is generated, or text
            that is no Python.
    """
    with tempfile.TemporaryDirectory(prefix="codegen-") as folder:
        root = Path(folder).resolve()
        for name, text in files.items():
            if name.split("/")[0] not in FOLDERS or ".." in name.split("/"):
                raise CodegenError(f"{name}: generated files are in {' and '.join(FOLDERS)} only")
            if not _says_generated(text.encode()):
                raise CodegenError(f"{name}: the first line does not say that the file is generated")
            _put(root / name, text.encode())
        command = [sys.executable, "-m", "ruff", "format", "--no-cache", "--no-respect-gitignore"]
        done = subprocess.run([*command, "--config", str(SETTINGS), "."], cwd=root, capture_output=True, text=True)
        if done.returncode != 0:
            first = done.stderr.replace(f"{root}{os.sep}", "").strip().partition("\n")[0]
            raise CodegenError(f"a template made what ruff cannot format: {first}")
        return {name: (root / name).read_bytes() for name in sorted(files)}


def compare(files: Mapping[str, bytes], package: Path) -> Changes:
    """What `write` would change in a package, given the formatted files.

    Raises:
        CodegenError: A file in `models/` or `api/` would be deleted, but does not say that it is generated.
    """
    written = [name for name, content in files.items() if not _holds(package / name, content)]
    deleted: list[str] = []
    for name, content in _files(package, generated=True):
        if name in files:
            continue
        if not _says_generated(content):
            raise CodegenError(f"{package / name} is not generated, so it is not deleted: move it elsewhere")
        deleted.append(name)
    return Changes(tuple(sorted(written)), tuple(sorted(deleted)), len(files) - len(written))


def _refuse_foreign(package: Path) -> None:
    """A complete package goes into an empty folder, or over one that was made this way before."""
    if package.exists() and not package.is_dir():
        raise CodegenError(f"{package} is a file; --output takes a folder")
    mark = package / "api" / "__init__.py"
    ours = mark.is_file() and _says_generated(mark.read_bytes())
    if not ours and package.is_dir() and any(package.iterdir()):
        raise CodegenError(f"{package} is not empty and holds no generated package; name another folder")


def _apply(files: Mapping[str, bytes], changes: Changes, package: Path) -> None:
    package.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{package.name}-", dir=package.parent) as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        for name in changes.written:
            _put(new / name, files[name])
        if package.is_dir() and any(package.iterdir()):
            _move_in(new, old, changes, package)
        else:
            if package.is_dir():
                package.rmdir()
            new.replace(package)


def _move_in(new: Path, old: Path, changes: Changes, package: Path) -> None:
    moves: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        moves.append((source, target))

    try:
        for name in (*changes.written, *changes.deleted):
            if (package / name).exists():
                move(package / name, old / name)
        for name in changes.written:
            move(new / name, package / name)
    except BaseException:
        for source, target in reversed(moves):
            target.replace(source)
        raise
    for name in changes.deleted:
        folder = (package / name).parent
        if folder.name not in FOLDERS and not any(folder.iterdir()):
            folder.rmdir()


def _files(package: Path, *, generated: bool) -> Iterator[tuple[str, bytes]]:
    """Path and content of a package's files in the generated folders, or outside of them."""
    for path in sorted(package.rglob("*")):
        parts = path.relative_to(package).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if (parts[0] in FOLDERS) is generated and not hidden and path.is_file():
            yield "/".join(parts), path.read_bytes()


def _unchecked(content: bytes) -> bytes:
    return _UNCHECKED + content if _BUILDS_ON_GENERATED.search(content) else content


def _says_generated(content: bytes) -> bool:
    return b"generated" in content.partition(b"\n")[0].lower()


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
