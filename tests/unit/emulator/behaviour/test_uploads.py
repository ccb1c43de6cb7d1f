"""Files in parts."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.behaviour import uploads
from asc_sdk.emulator.messages import Incoming
from asc_sdk.emulator.schema import kinds
from asc_sdk.emulator.store import Record
from asc_sdk.emulator.values import judge

UPLOADED = sorted(kind.name for kind in kinds().values() if "uploadOperations" in kind.attributes)


@pytest.fixture
def emulator() -> Emulator:
    """With parts of four bytes, and a storage host by name."""
    made = Emulator(None, part_size=4)
    made.app.service.machines.move("http://storage.test")
    return made


def _reserve(emulator: Emulator, type: str = "AppScreenshot", size: int = 10) -> Record:
    record = emulator.add(type, fileName="a.png", fileSize=size)
    emulator.app.service.machines.created(record)
    return record


def _put(emulator: Emulator, operation: dict[str, Any], part: bytes, **changes: Any) -> int:
    headers = {header["name"].lower(): header["value"] for header in operation["requestHeaders"]}
    path, _, query = operation["url"].removeprefix("http://storage.test").partition("?")
    request = Incoming("PUT", path, query, headers, part)
    for name, value in changes.items():
        setattr(request, name, value)
    return emulator.app.service.answer(request).status


def _send(emulator: Emulator, record: Record, content: bytes = b"0123456789") -> None:
    for operation in record.attributes["uploadOperations"]:
        offset = operation["offset"]
        assert _put(emulator, operation, content[offset : offset + operation["length"]]) == 200


def _state(emulator: Emulator, record: Record) -> Any:
    emulator.app.service.timeline.run()
    return record.attributes["assetDeliveryState"]


def test_all_25_are_reserved_in_the_documents_form() -> None:
    assert len(UPLOADED) == 25
    for name in UPLOADED:
        emulator = Emulator(None)
        record = _reserve(emulator, name)
        for attribute, value in record.attributes.items():
            assert list(judge(attribute, value, record.kind.attributes[attribute], f"/{attribute}")) == []
        assert record.attributes["uploadOperations"]


def test_the_parts_make_up_the_file(emulator: Emulator) -> None:
    record = _reserve(emulator)
    operations = record.attributes["uploadOperations"]
    assert [(one["offset"], one["length"]) for one in operations] == [(0, 4), (4, 4), (8, 2)]
    for operation in reversed(operations):
        offset = operation["offset"]
        assert _put(emulator, operation, b"0123456789"[offset : offset + operation["length"]]) == 200
    assert b"".join(emulator.app.service.machines.uploads.files.read(record)) == b"0123456789"


def test_an_empty_file_has_no_parts(emulator: Emulator) -> None:
    assert _reserve(emulator, size=0).attributes["uploadOperations"] == []


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"body": b"012"}, 400),
        ({"method": "POST"}, 404),
        ({"headers": {"content-type": "image/png", "authorization": "Bearer x"}}, 400),
        ({"headers": {"content-type": "image/png", "transfer-encoding": "chunked"}}, 400),
        ({"headers": {}}, 403),
        ({"raw_query": "signature=1.1+abc="}, 403),
        ({"raw_path": "/upload/appScreenshots/nope/1"}, 404),
        ({"raw_path": "/upload"}, 404),
    ],
)
def test_parts_that_are_refused(emulator: Emulator, changes: dict[str, Any], status: int) -> None:
    operation = _reserve(emulator).attributes["uploadOperations"][0]
    assert _put(emulator, operation, b"0123", **changes) == status


def test_a_part_may_come_twice(emulator: Emulator) -> None:
    record = _reserve(emulator)
    _send(emulator, record, b"aaaaaaaaaa")
    _send(emulator, record)
    assert b"".join(emulator.app.service.machines.uploads.files.read(record)) == b"0123456789"


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ({}, "COMPLETE"),
        ({"sourceFileChecksum": hashlib.md5(b"0123456789").hexdigest().upper()}, "COMPLETE"),
        ({"sourceFileChecksum": "0" * 32}, "FAILED"),
    ],
)
def test_the_commit_is_judged_by_the_bytes(emulator: Emulator, attributes: dict[str, str], state: str) -> None:
    record = _reserve(emulator)
    _send(emulator, record)
    emulator.app.service.store.change(record, attributes)
    emulator.app.service.machines.updated(record, {"uploaded": True})
    assert record.attributes["assetDeliveryState"]["state"] == "UPLOAD_COMPLETE"
    assert _state(emulator, record)["state"] == state


@pytest.mark.parametrize(("algorithm", "state"), [("MD5", "COMPLETE"), ("SHA_256", "FAILED")])
def test_a_build_files_checksums(emulator: Emulator, algorithm: str, state: str) -> None:
    record = _reserve(emulator, "BuildUploadFile")
    _send(emulator, record)
    hash = hashlib.md5(b"0123456789").hexdigest()
    emulator.app.service.store.change(record, {"sourceFileChecksums": {"file": {"hash": hash, "algorithm": algorithm}}})
    emulator.app.service.machines.updated(record, {"uploaded": True})
    assert _state(emulator, record)["state"] == state


def test_bytes_that_never_came(emulator: Emulator) -> None:
    record = _reserve(emulator)
    emulator.app.service.machines.updated(record, {"uploaded": True})
    state = _state(emulator, record)
    assert (state["state"], state["errors"][0]["code"]) == ("FAILED", "FILE_SIZE_MISMATCH")


def test_addresses_end_and_the_resource_has_new_ones(emulator: Emulator) -> None:
    record = _reserve(emulator)
    old = record.attributes["uploadOperations"]
    emulator.clock.advance(minutes=59)
    assert _put(emulator, old[0], b"0123") == 200
    emulator.clock.advance(minutes=2)
    assert _put(emulator, old[1], b"4567") == 403
    for operation in record.attributes["uploadOperations"][1:]:
        assert _put(emulator, operation, b"0123456789"[operation["offset"] :][: operation["length"]]) == 200
    emulator.app.service.machines.updated(record, {"uploaded": True})
    assert _state(emulator, record)["state"] == "COMPLETE"
    assert _put(emulator, old[0], b"0123") == 404, "what is committed takes no parts"


def test_a_deleted_resource_keeps_no_bytes(emulator: Emulator) -> None:
    record = _reserve(emulator)
    _send(emulator, record)
    emulator.app.service.store.remove(record)
    assert list(emulator.app.service.machines.uploads.files.read(record)) == []


def test_an_update_without_a_commit(emulator: Emulator) -> None:
    record = _reserve(emulator)
    emulator.app.service.machines.updated(record, {"uploaded": False})
    assert _state(emulator, record)["state"] == "AWAITING_UPLOAD"


def test_the_prefix_is_no_version_of_the_api() -> None:
    assert not uploads.PREFIX.startswith("v")
