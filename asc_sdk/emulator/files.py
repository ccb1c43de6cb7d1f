"""The parts of uploaded files, on disk: gigabytes take no memory, and a restart finds them again."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .store import Record

_CHUNK = 1024 * 1024


class Files:
    """Keeps parts by the resource that they belong to.

    Args:
        folder: where they are kept; a temporary one, which goes with this object, when left out.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def put(self, owner: Record, number: int, content: bytes) -> None:
        """Keep a part, in place of an earlier one with the same number."""
        folder = self._of(owner)
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"{number}.new"
        beside.write_bytes(content)
        os.replace(beside, folder / str(number))

    def read(self, owner: Record) -> Iterator[bytes]:
        """The parts of a resource one after another, piece by piece."""
        folder = self._of(owner)
        names = [int(part.name) for part in folder.iterdir() if part.name.isdigit()] if folder.is_dir() else []
        for number in sorted(names):
            with (folder / str(number)).open("rb") as part:
                while piece := part.read(_CHUNK):
                    yield piece

    def forget(self, owner: Record) -> None:
        """Delete the parts of a resource."""
        if self.folder is not None:
            shutil.rmtree(self._of(owner), ignore_errors=True)

    def keep_only(self, owners: Iterable[Record]) -> None:
        """Delete the parts of every other resource: what an earlier run left."""
        if self.folder is None or not self.folder.is_dir():
            return
        known = {self._name(owner) for owner in owners}
        for folder in self.folder.iterdir():
            if folder.name not in known:
                shutil.rmtree(folder, ignore_errors=True)

    def _of(self, owner: Record) -> Path:
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="asc-emulator-"))
            weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        return self.folder / self._name(owner)

    @staticmethod
    def _name(owner: Record) -> str:
        return f"{owner.type}-{quote(owner.id, safe='')}"
