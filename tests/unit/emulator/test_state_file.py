"""The store in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from asc_sdk.emulator import Emulator, state_file
from asc_sdk.emulator.store import Store


def test_what_is_saved_is_loaded(tmp_path: Path, emulator: Emulator) -> None:
    path = tmp_path / "state.json"
    app = emulator.add("apps", "größe", name="日本語")
    emulator.add("builds", "b", app=app)
    state_file.save(emulator.app.service.store, path)
    store = Store()
    assert state_file.load(store, path)
    assert store.of_type("apps")["größe"].attributes == {"name": "日本語"}
    assert [build.id for build in store.of_type("apps")["größe"].all("builds")] == ["b"]
    assert list(tmp_path.iterdir()) == [path]


def test_no_file_is_no_state(tmp_path: Path) -> None:
    assert not state_file.load(Store(), tmp_path / "state.json")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"data": []}'])
def test_what_is_no_state(tmp_path: Path, text: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(text)
    with pytest.raises(ValueError, match="is no state of an emulator"):
        state_file.load(Store(), path)


def test_it_is_written_only_when_something_changed(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    emulator = Emulator(None, state=path)
    emulator.save()
    path.unlink()
    emulator.save()
    assert not path.exists()
    emulator.add("apps")
    emulator.save()
    assert path.exists()
