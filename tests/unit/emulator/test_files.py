"""The parts of uploads on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from asc_sdk.emulator.files import Files
from asc_sdk.emulator.schema import kinds
from asc_sdk.emulator.store import Record


def _shot(id: str) -> Record:
    return Record(kinds()["AppScreenshot"], id, {})


@pytest.mark.parametrize("kept", [False, True])
def test_parts_in_their_order_the_last_of_each(tmp_path: Path, kept: bool) -> None:
    files, one, other = Files(tmp_path / "files" if kept else None), _shot("1"), _shot("2")
    assert list(files.read(one)) == []
    for number, content in ((10, b"c"), (2, b"b"), (0, b"x"), (0, b"a")):
        files.put(one, number, content)
    files.put(other, 0, b"other")
    assert b"".join(files.read(one)) == b"abc"
    files.forget(one)
    assert list(files.read(one)) == []
    assert list(files.read(other)) == [b"other"]


def test_large_parts_come_in_pieces(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.put(_shot("1"), 0, bytes(3_000_000))
    pieces = [len(piece) for piece in files.read(_shot("1"))]
    assert (sum(pieces), max(pieces)) == (3_000_000, 1 << 20)


def test_an_id_leads_nowhere_else(tmp_path: Path) -> None:
    files = Files(tmp_path / "files")
    for id in ("..", "a/b", "../../x", "größe"):
        files.put(_shot(id), 0, id.encode())
        assert b"".join(files.read(_shot(id))) == id.encode()
    assert [one.name for one in tmp_path.iterdir()] == ["files"]


def test_a_temporary_folder_goes_with_the_files() -> None:
    files = Files()
    files.put(_shot("1"), 0, b"a")
    folder = files.folder
    assert folder is not None
    assert folder.is_dir()
    del files
    assert not folder.exists()


def test_what_is_not_named_goes(tmp_path: Path) -> None:
    Files(tmp_path / "none").keep_only([])
    files = Files(tmp_path)
    for id in ("1", "2"):
        files.put(_shot(id), 0, b"a")
    files.keep_only([_shot("2")])
    assert [one.name for one in tmp_path.iterdir()] == ["appScreenshots-2"]
