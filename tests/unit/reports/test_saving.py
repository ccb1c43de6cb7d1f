"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from asc_sdk.reports.saving import write_whole


def test_it_writes_and_gives_the_path_back(tmp_path: Path) -> None:
    target = tmp_path / "größe.gz"
    assert write_whole(str(target), [b"a", b"bc"]) == target
    assert target.read_bytes() == b"abc"
    assert os.listdir(tmp_path) == [target.name]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~umask


def test_it_replaces_a_file(tmp_path: Path) -> None:
    target = tmp_path / "report"
    target.write_bytes(b"old")
    write_whole(target, [b"new"])
    assert target.read_bytes() == b"new"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    target = tmp_path / "report"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(target, failing())
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["report"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("real")
    assert write_whole(link, [b"new"]) == link
    assert link.is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_missing_folder_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"The folder .*nowhere does not exist: make it first"):
        write_whole(tmp_path / "nowhere" / "report", [b"x"])
    with pytest.raises(IsADirectoryError, match="is a folder"):
        write_whole(tmp_path, [b"x"])


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_whole("report", [b"x"]) == Path("report")
    assert (tmp_path / "report").read_bytes() == b"x"
