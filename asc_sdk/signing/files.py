"""Writes files whole or not at all: private ones for their owner alone, and never over another by accident."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

PRIVATE = 0o600
PUBLIC = 0o644


def write(path: str | os.PathLike[str], data: bytes, *, mode: int, overwrite: bool) -> Path:
    """Write a file.

    Args:
        path: Where; `~` is the home folder, and folders that are missing are made.
        data: What.
        mode: The file's permissions; nobody has more than these at any moment.
        overwrite: Whether it may take the place of another.

    Returns:
        Its path.

    Raises:
        FileExistsError: There is one already, and `overwrite` is not given.
        OSError: It cannot be written.
    """
    target = Path(path).expanduser()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not overwrite:
        _create(target, data, mode)
        return target
    # A reader finds the old file or the new one, and the old one's permissions are gone with it.
    part = target.with_name(f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}")
    _create(part, data, mode)
    try:
        os.replace(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    return target


def _create(path: Path, data: bytes, mode: int) -> None:
    # O_EXCL: not over a file, and not through a symbolic link. O_BINARY is Windows' alone.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
