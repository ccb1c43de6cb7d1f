"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from asc_sdk.signing.files import PRIVATE, PUBLIC, write


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_file_is_written_with_its_folders(overwrite: bool, tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "b" / "c", b"\r\n\x1a\x00", mode=PRIVATE, overwrite=overwrite)
    assert path.read_bytes() == b"\r\n\x1a\x00"
    assert [entry.name for entry in path.parent.iterdir()] == ["c"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [PRIVATE, PUBLIC])
def test_permissions_are_those_asked_for_and_no_more(mode: int, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        paths = [write(tmp_path / name, b"x", mode=mode, overwrite=name == "b") for name in ("a", "b")]
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [mode, mode]


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_full_disk_leaves_nothing_half_written(
    overwrite: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __init__(self, descriptor: int, _: str) -> None:
            os.close(descriptor)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def write(self, _: bytes) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", Full)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "a", b"x", mode=PRIVATE, overwrite=overwrite)
    assert list(tmp_path.iterdir()) == []


def test_the_old_file_stays_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a", b"old", mode=PRIVATE, overwrite=False)

    def refuse(*_: Any) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        write(path, b"new", mode=PRIVATE, overwrite=True)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"old")
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write(tmp_path / "a", b"new", mode=PRIVATE, overwrite=False)
    write(tmp_path / "a", b"new", mode=PRIVATE, overwrite=True)
    assert (tmp_path / "elsewhere").read_bytes() == b"old"
    assert (tmp_path / "a").read_bytes() == b"new"
