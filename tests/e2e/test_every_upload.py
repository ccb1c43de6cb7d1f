"""Every upload of Apple's document against the emulator, with the faults that happen: on the way, before and after."""

from __future__ import annotations

import inspect
import os
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from asc_sdk import AppStoreConnect, Retry, ServerError, UploadError
from asc_sdk.api._operations import OPERATIONS
from asc_sdk.emulator import Emulator, Record
from asc_sdk.emulator.schema import kinds_of_type
from asc_sdk.models import literals
from asc_sdk.models._registry import RESOURCES
from asc_sdk.uploads.states import state_of
from tests.clients import Client
from tests.unit.uploads.archives import ipa

UPLOADS = [
    one.client
    for one in OPERATIONS
    if one.kind == "updateInstance" and one.body is not None and any(a.wire == "uploaded" for a in one.body.attributes)
]
WHERE_APPLE_HAS_NO_LIST = {"app_clip_advanced_experience_images"}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """With small parts."""
    with Emulator(part_size=1000) as running:
        yield running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file.png"
    path.write_bytes(os.urandom(2500))
    return path


class Uploader:
    """Uploads one kind of resource, with what its create requires."""

    def __init__(self, client: Client, emulator: Emulator, attribute: str, file: Path) -> None:
        client.options(key=emulator.key, base_url=emulator.url, retry=Retry(backoff=0.001))
        self._client = client
        self._file = file
        self.attribute = attribute
        self.emulator = emulator
        self.type = next(
            one.path.split("/")[2] for one in OPERATIONS if (one.client, one.kind) == (attribute, "createInstance")
        )
        # What the demonstration data has of a to-one would be in the way of another.
        for record in list(emulator.app.service.store.of_type(self.type).values()):
            emulator.app.service.store.remove(record)

    def upload(self, **more: Any) -> Any:
        def call(asc: AppStoreConnect) -> Any:
            method: Callable[..., Any] = getattr(asc, self.attribute).upload
            return method(self._file, **self._required(method), **more)

        return self._client.run(call)

    def resume(self, id: str) -> Any:
        return self._client.run(lambda asc: getattr(asc, self.attribute).resume(id, self._file))

    def rows(self) -> list[str]:
        return list(self.emulator.app.service.store.of_type(self.type))

    def clear(self) -> None:
        self.emulator.faults.clear()
        for id in self.rows():
            self.emulator.app.service.store.remove(self.emulator.app.service.store.of_type(self.type)[id])

    def says_when_addresses_end(self) -> bool:
        return any("DeliveryFile" in kind.attributes["uploadOperations"] for kind in kinds_of_type(self.type))

    def is_whole(self, made: Any) -> bool:
        """Whether Apple is done, and has the bytes of the file."""
        record = self.emulator.get(self.type, made.id)
        assert record is not None
        content = b"".join(self.emulator.app.service.machines.uploads.files.read(record))
        return state_of(made).final and not state_of(made).failed and content == self._file.read_bytes()

    def _required(self, method: Callable[..., Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, parameter in list(inspect.signature(method).parameters.items())[1:]:
            named = str(parameter.annotation).split(" | ")
            schemas = [one for one in named if one in RESOURCES] or named[:1]
            # Game Center's images have a second version, which belongs to the second version of what has them.
            first = self.attribute.startswith("game_center") and not self.attribute.endswith("_v2")
            what = schemas[0 if first else -1]
            # Where it may belong to one of several, it belongs to the first.
            if parameter.default is parameter.empty or (what in RESOURCES and not found):
                if what in RESOURCES:
                    records = self.emulator.app.service.store.of_type(RESOURCES[what].type).values()
                    found[name] = next(record.id for record in records if record.kind.name == what)
                else:
                    values = typing.get_args(getattr(literals, what, None))
                    found[name] = values[0] if values else "image/png"
        return found


@pytest.fixture(params=UPLOADS)
def uploader(request: pytest.FixtureRequest, client: Client, emulator: Emulator, file: Path) -> Uploader:
    return Uploader(client, emulator, request.param, file)


def test_there_are_25() -> None:
    assert len(UPLOADS) == 25


def test_parts_that_fail_are_sent_again(uploader: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asc_sdk.uploads.flow._POLLS", (0.001, 0.01, 1.5))
    fault = uploader.emulator.faults.add("storage.put", status=503, times=2)
    assert uploader.is_whole(uploader.upload())
    assert fault.hits == 2
    puts = [one for one in uploader.emulator.requests if one.method == "PUT"]
    assert sorted(one.status for one in puts) == [200, 200, 200, 503, 503]


def test_a_write_of_unknown_fate_is_looked_at_before_it_is_repeated(
    uploader: Uploader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asc_sdk.uploads.flow._POLLS", (0.001, 0.01, 1.5))
    monkeypatch.setattr("asc_sdk.uploads.flow._LOOKS", (0.0, 0.001))
    for took_effect in (True, False):
        for operation in ("create", "update"):
            uploader.clear()
            uploader.emulator.faults.add(f"{uploader.attribute}.{operation}", status=503, took_effect=took_effect)
            if operation == "create" and uploader.attribute in WHERE_APPLE_HAS_NO_LIST:
                with pytest.raises(ServerError) as caught:
                    uploader.upload()
                assert caught.value.may_have_happened
                assert len(uploader.rows()) == took_effect
            else:
                assert uploader.is_whole(uploader.upload())
                assert len(uploader.rows()) == 1


def test_addresses_that_end_are_read_anew(uploader: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asc_sdk.uploads.flow._POLLS", (0.001, 0.01, 1.5))
    late: list[bool] = []

    def an_hour_later(sent: int, total: int) -> None:
        if not late:
            late.append(True)
            uploader.emulator.clock.advance(minutes=61)

    arguments: dict[str, Any] = {"parallel": 1, "keep": True, "on_progress": an_hour_later}
    if uploader.says_when_addresses_end():
        made = uploader.upload(**arguments)
    else:
        with pytest.raises(UploadError, match="resume") as caught:
            uploader.upload(**arguments)
        made = uploader.resume(str(caught.value.id))
    assert late
    assert uploader.is_whole(made)
    assert len(uploader.rows()) == 1


def test_a_file_that_apple_cannot_use_raises_what_it_says(uploader: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("asc_sdk.uploads.flow._POLLS", (0.001, 0.01, 1.5))

    def read(owner: Record) -> Iterator[bytes]:
        yield b"something else"

    monkeypatch.setattr(uploader.emulator.app.service.machines.uploads.files, "read", read)
    with pytest.raises(UploadError, match=r"could not process the file: (FILE_SIZE_MISMATCH|it does not say why)"):
        uploader.upload()
    deleted = any((one.client, one.kind) == (uploader.attribute, "deleteInstance") for one in OPERATIONS)
    assert len(uploader.rows()) == (not deleted)


@pytest.mark.parametrize(
    "fault", [{}, {"operation": "storage.put", "status": 503}, {"operation": "storage.put", "cut": 0}]
)
def test_an_apps_archive(
    client: Client,
    emulator: Emulator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: dict[str, Any],
) -> None:
    monkeypatch.setattr("asc_sdk.uploads.flow._POLLS", (0.001, 0.01, 1.5))
    client.options(key=emulator.key, base_url=emulator.url, retry=Retry(backoff=0.001))
    archive = ipa(tmp_path / "App.ipa")
    if fault:
        emulator.faults.add(**fault)
    made = client.run(lambda asc: asc.build_uploads.upload(archive, app="6446000001"))
    assert made.state is not None
    assert made.state.state == "COMPLETE"
    builds = client.items(lambda asc: asc.builds.list(filter_version="42", include=["preReleaseVersion"]))
    assert [(one.processing_state, one.pre_release_version and one.pre_release_version.version) for one in builds] == [
        ("VALID", "1.2.3")
    ]
