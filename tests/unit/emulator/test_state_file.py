"""An emulator in a file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.messages import Incoming
from asc_sdk.emulator.state_file import load, save, snapshot
from asc_sdk.emulator.store import Record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def again(emulator: Emulator, path: Path) -> Emulator:
    """The emulator after a restart."""
    emulator.save()
    return Emulator(None, state=path)


def record(emulator: Emulator, type: str, id: str) -> Record:
    found = emulator.get(type, id)
    assert found is not None
    return found


def test_everything_goes_out_and_comes_back_in_its_order(path: Path) -> None:
    first = snapshot(Emulator().app.service)
    save(json.loads(json.dumps(first)), path)
    other = Emulator(None).app.service
    assert load(other, path)
    second = snapshot(other)
    assert second["resources"] == first["resources"]
    assert second["version"] >= first["version"]


def test_text_stays_what_it_was_and_nothing_else_is_left(path: Path) -> None:
    emulator = Emulator(None, state=path)
    app = emulator.add("apps", "größe", name="日本語", sku=None)
    emulator.add("builds", "b", app=app)
    found = record(again(emulator, path), "apps", "größe")
    assert found.attributes == {"name": "日本語", "sku": None}
    assert [build.id for build in found.all("builds")] == ["b"]
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_mode & 0o077 == 0


def test_an_id_is_given_once_though_its_resource_is_deleted(path: Path) -> None:
    emulator = Emulator(None, state=path)
    emulator.add("builds", "kept")
    gone = emulator.add("builds")
    emulator.app.service.store.remove(gone)
    assert again(emulator, path).add("builds").id != gone.id


def test_the_clock_and_what_is_under_way(path: Path) -> None:
    emulator = Emulator(None, processing=60, state=path)
    emulator.clock.advance(days=3)
    now = emulator.clock.now()
    submission = emulator.add("reviewSubmissions", "s", state="READY_FOR_REVIEW")
    deleted = emulator.add("reviewSubmissions", "gone", state="READY_FOR_REVIEW")
    for one in (submission, deleted):
        emulator.app.service.machines.updated(one, {"submitted": True})
    emulator.app.service.store.remove(deleted)
    other = again(emulator, path)
    assert abs((other.clock.now() - now).total_seconds()) < 60
    assert [due.arguments for due in other.app.service.timeline.due()] == [(record(other, "reviewSubmissions", "s"),)]
    other.clock.advance(seconds=61)
    other.app.service.timeline.run()
    assert record(other, "reviewSubmissions", "s").attributes["state"] == "IN_REVIEW"


def _put(emulator: Emulator, operation: dict[str, Any], content: bytes) -> int:
    target, _, query = operation["url"].removeprefix(emulator.app.service.machines.uploads.base).partition("?")
    part = content[operation["offset"] :][: operation["length"]]
    return emulator.app.service.answer(Incoming("PUT", target, query, {"content-type": "image/png"}, part)).status


def test_an_upload_goes_on(path: Path) -> None:
    emulator = Emulator(None, part_size=4, state=path)
    machines = emulator.app.service.machines
    machines.move("http://127.0.0.1:1")
    shot = emulator.add("appScreenshots", "s", file_name="a.png", file_size=10)
    machines.created(shot)
    old = shot.attributes["uploadOperations"]
    assert _put(emulator, old[1], b"0123456789") == 200

    other = again(emulator, path)
    machines = other.app.service.machines
    machines.move("http://127.0.0.1:2")
    shot = record(other, "appScreenshots", "s")
    operations = shot.attributes["uploadOperations"]
    assert [one["url"] for one in operations] == [one["url"].replace(":1/", ":2/") for one in old]
    assert [_put(other, operations[index], b"0123456789") for index in (2, 0)] == [200, 200]
    other.app.service.store.change(shot, {"sourceFileChecksum": hashlib.md5(b"0123456789").hexdigest()})
    machines.updated(shot, {"uploaded": True})

    last = again(other, path)
    last.app.service.timeline.run()
    assert record(last, "appScreenshots", "s").attributes["assetDeliveryState"]["state"] == "COMPLETE"


def test_bytes_of_what_is_gone_go_as_well(path: Path) -> None:
    emulator = Emulator(None, part_size=4, state=path)
    for id in ("kept", "gone"):
        shot = emulator.add("appScreenshots", id, file_name="a.png", file_size=4)
        emulator.app.service.machines.created(shot)
        assert _put(emulator, shot.attributes["uploadOperations"][0], b"0123") == 200
    emulator.save()
    folder = path.with_name("state.json.files")
    assert sorted(one.name for one in folder.iterdir()) == ["appScreenshots-gone", "appScreenshots-kept"]
    text = path.read_text().replace('"id":"gone"', '"id":"other"')
    path.write_text(text)
    Emulator(None, state=path)
    assert [one.name for one in folder.iterdir()] == ["appScreenshots-kept"]


def test_segments_of_analytics_can_still_be_downloaded(path: Path) -> None:
    emulator = Emulator(None, state=path)
    request = emulator.add("analyticsReportRequests", access_type="ONGOING", app=emulator.add("apps", "1"))
    emulator.app.service.machines.created(request)
    emulator.clock.advance(days=1)
    emulator.app.service.timeline.run()
    other = again(emulator, path)
    other.app.service.machines.move("http://127.0.0.1:2")
    segment = next(iter(other.app.service.store.of_type("analyticsReportSegments").values()))
    assert segment.attributes["url"].startswith("http://127.0.0.1:2/analytics/")
    answer = other.app.service.answer(Incoming("GET", f"/analytics/{segment.id}"))
    assert hashlib.md5(answer.body).hexdigest() == segment.attributes["checksum"]
    other.clock.advance(days=1)
    other.app.service.timeline.run()
    assert len(other.app.service.store.of_type("analyticsReportInstances")) == 8


def test_no_file_is_no_state(path: Path) -> None:
    assert not load(Emulator(None).app.service, path)
    with pytest.raises(FileNotFoundError, match=r"nowhere"):
        Emulator(None, state=path.parent / "nowhere" / "state.json")


RESOURCE = '"kind": "App", "id": "1", "attributes": {}'
HEAD = '"format": 2, "ahead": 0, "storage": "", "version": 1'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no state of an emulator, or is damaged"),
        ("{", "is no state of an emulator, or is damaged"),
        ("[]", "is no state of an emulator: it has no resources"),
        ('{"data": []}', "is no state of an emulator: it has no resources"),
        ('{"resources": []}', r"is of another version of the emulator \(format 1, and this one reads 2\)"),
        ('{"format": 3, "resources": []}', r"\(format 3, and this one reads 2\)"),
        ('{"format": 2, "resources": []}', "is a damaged state"),
        (f'{{{HEAD}, "due": [], "resources": [{{{RESOURCE}}}]}}', "is a damaged state"),
        (f'{{{HEAD}, "due": [], "resources": [{{{RESOURCE}, "edges": {{"builds": [["Build", "7"]]}}}}]}}', "damaged"),
        (f'{{{HEAD}, "due": [], "resources": [{{"kind": "Gadget"}}]}}', "a resource of the kind 'Gadget'"),
        (
            f'{{{HEAD}, "due": [], "resources": [{{{RESOURCE}, "edges": {{"gadgets": []}}}}]}}',
            "App has no relationship 'gadgets'",
        ),
        (f'{{{HEAD}, "due": [{{"time": "", "step": "sleep"}}], "resources": []}}', "it waits for 'sleep'"),
    ],
)
def test_what_is_no_state_is_told_and_left_alone(path: Path, text: str, message: str) -> None:
    path.write_text(text)
    with pytest.raises(ValueError, match=message) as caught:
        Emulator(state=path)
    assert "It was left as it is" in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_text() == text


def test_a_write_that_fails_leaves_the_old_state(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    emulator = Emulator(None, state=path)
    emulator.save()
    before = path.read_text()
    emulator.add("apps", "1")

    def full(descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        emulator.save()
    assert path.read_text() == before
    monkeypatch.undo()
    emulator.save()
    assert path.read_text() != before


def test_it_is_written_only_when_something_changed(path: Path) -> None:
    emulator = Emulator(None, state=path)
    emulator.save()
    path.unlink()
    emulator.save()
    assert not path.exists()
    emulator.clock.advance(days=1)
    emulator.save()
    assert path.exists()
    path.unlink()
    emulator.add("apps")
    emulator.save()
    assert path.exists()
