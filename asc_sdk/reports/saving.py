"""Writes a file so that it appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_whole(path: str | os.PathLike[str], chunks: Iterable[bytes]) -> Path:
    """Writes `chunks` beside `path` and moves the result there.

    Raises:
        FileNotFoundError: the folder does not exist.
        IsADirectoryError: `path` is a folder.
    """
    given = Path(path)
    # The file behind a link is replaced, not the link; and a rename works within one folder only.
    target = Path(os.path.realpath(given))
    if target.is_dir():
        raise IsADirectoryError(f"{given} is a folder: give the name of a file in it.")
    if not target.parent.is_dir():
        raise FileNotFoundError(f"The folder {target.parent} does not exist: make it first.")
    beside = target.with_name(f".{target.name[:200]}.{os.urandom(4).hex()}.part")
    try:
        with beside.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return given
