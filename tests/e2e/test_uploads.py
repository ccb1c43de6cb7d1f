"""Uploads against Apple's two hosts on loopback: what goes out, what is repeated, what is left behind."""

from __future__ import annotations

import hashlib
import logging
import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from asc_sdk import APIStatusError, AppStoreConnect, ConfigurationError, ConflictError, Retry, ServerError, UploadError
from asc_sdk.models import AppScreenshot
from tests.clients import Client
from tests.unit.uploads.apple import SECRET_HEADER, SIGNATURE, Apple, running

CONTENT = b"0123456789"


@pytest.fixture
def apple() -> Iterator[Apple]:
    with running(Apple()) as made:
        yield made


@pytest.fixture
def asc(client: Client, apple: Apple) -> Client:
    client.options(base_url=apple.url, retry=Retry(backoff=0.001))
    return client


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "home.png"
    path.write_bytes(CONTENT)
    return path


def upload(asc: Client, image: Path, **more: Any) -> AppScreenshot:
    return asc.run(lambda client: client.app_screenshots.upload(image, app_screenshot_set="S1", **more))


def asset(asc: Client, image: Path) -> object:
    return asc.run(
        lambda client: client.background_asset_upload_files.upload(
            image, asset_type="ASSET", background_asset_version="V"
        )
    )


def failed(asc: Client, image: Path, kind: type[Exception] = UploadError, **more: Any) -> Any:
    with pytest.raises(kind) as caught:
        upload(asc, image, **more)
    return caught.value


def notes(error: BaseException) -> str:
    return " ".join(getattr(error, "__notes__", []))


def test_parts_go_out_as_apple_describes_them_and_one_fault_repeats_one_part(
    asc: Client, apple: Apple, image: Path
) -> None:
    apple.script["PUT 2"].append(503)
    made = upload(asc, image)
    assert made.asset_delivery_state is not None
    assert made.asset_delivery_state.state == "COMPLETE"
    assert dict(apple.parts) == {1: [b"0123"], 2: [b"4567", b"4567"], 3: [b"89"]}
    assert apple.refused == []
    names = {name for headers in apple.part_headers for name in headers}
    assert names == {"host", "content-type", "x-signed", "content-length"}
    created, committed = (body["data"] for body in apple.bodies)
    assert created["attributes"] == {"fileName": "home.png", "fileSize": 10}
    assert created["relationships"]["appScreenshotSet"]["data"]["id"] == "S1"
    md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    assert committed["attributes"] == {"sourceFileChecksum": md5, "uploaded": True}


@pytest.mark.parametrize("fault", [500, 502, 503, 504, 429, 408])
def test_what_passes_is_tried_again(asc: Client, apple: Apple, image: Path, fault: int) -> None:
    apple.script["PUT 1"].extend([fault, fault])
    upload(asc, image)
    assert apple.parts[1] == [b"0123"] * 3


@pytest.mark.parametrize("fault", [400, 401, 403, 404, 411, 301])
def test_a_refusal_ends_it_shows_nothing_signed_and_leaves_nothing(
    asc: Client, apple: Apple, image: Path, fault: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    apple.script["PUT 3"].append(fault)
    error = failed(asc, image)
    assert f"status {fault}" in str(error)
    assert "SignatureDoesNotMatch" in str(error)
    assert error.id == "appScreenshots-1"
    assert "appScreenshots-1, which was reserved for it, is deleted" in str(error)
    assert apple.rows == {}
    assert apple.log.count("PUT 3") == 1
    shown = [str(error), repr(error), caplog.text, "".join(traceback.format_exception(error))]
    shown.append(pickle.dumps(error).decode("latin-1"))
    for text in shown:
        assert SIGNATURE not in text
        assert "Signature=" not in text
        assert SECRET_HEADER not in text
    twin = pickle.loads(pickle.dumps(error))
    assert (str(twin), twin.id) == (str(error), error.id)


def test_tries_end(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PUT 1"].extend([503] * 9)
    assert "(4 tries)" in str(failed(asc, image))
    assert apple.log.count("PUT 1") == 4
    assert apple.rows == {}


def test_no_retries_are_no_retries(client: Client, apple: Apple, image: Path) -> None:
    client.options(base_url=apple.url, retry=Retry.none())
    apple.script["PUT 1"].append(503)
    failed(client, image)
    assert apple.log.count("PUT 1") == 1


def test_what_was_reserved_is_kept_on_request_and_taken_up(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PUT 2"].append(403)
    error = failed(asc, image, keep=True)
    assert "resume('appScreenshots-1', file)" in str(error)
    assert list(apple.rows) == ["appScreenshots-1"]
    made = asc.run(lambda client: client.app_screenshots.resume(error.id, image))
    assert made.id == "appScreenshots-1"
    assert apple.file() == CONTENT
    assert apple.log.count("POST /v1/appScreenshots") == 1


def test_resume_takes_the_same_file_only(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PUT 2"].append(403)
    failed(asc, image, keep=True)
    image.write_bytes(b"other")
    with pytest.raises(UploadError, match="10 bytes"):
        asc.run(lambda client: client.app_screenshots.resume("appScreenshots-1", image))
    assert list(apple.rows) == ["appScreenshots-1"]


def test_resume_of_what_is_done_sends_nothing(asc: Client, apple: Apple, image: Path) -> None:
    upload(asc, image)
    before = len(apple.part_headers)
    asc.run(lambda client: client.app_screenshots.resume("appScreenshots-1", image))
    assert len(apple.part_headers) == before


def test_an_unclear_reservation_is_looked_for_before_it_is_repeated(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["POST"].append(-503)
    assert upload(asc, image).id == "appScreenshots-1"
    assert [line for line in apple.log if not line.startswith("PUT")] == [
        "POST /v1/appScreenshots",
        "GET /v1/appScreenshotSets/S1/appScreenshots",
        "PATCH /v1/appScreenshots/appScreenshots-1",
    ]


def test_a_reservation_that_did_not_happen_is_repeated(
    asc: Client, apple: Apple, image: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asc_sdk.uploads.flow._LOOKS", (0.0, 0.001))
    apple.script["POST"].append(503)
    assert upload(asc, image).id == "appScreenshots-1"
    assert apple.log.count("POST /v1/appScreenshots") == 2
    assert apple.log.count("GET /v1/appScreenshotSets/S1/appScreenshots") == 2


def test_where_apple_has_no_list_the_error_says_that_it_may_have_happened(
    asc: Client, apple: Apple, image: Path
) -> None:
    apple.script["POST"].append(-503)
    with pytest.raises(ServerError) as caught:
        asc.run(lambda client: client.app_clip_advanced_experience_images.upload(image))
    assert caught.value.may_have_happened
    assert apple.log == ["POST /v1/appClipAdvancedExperienceImages"]


def test_a_refused_reservation_is_apples_error(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["POST"].append(409)
    failed(asc, image, ConflictError)
    assert apple.log == ["POST /v1/appScreenshots"]


def test_an_unclear_commit_is_read_back(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PATCH"].append(-504)
    assert upload(asc, image).id == "appScreenshots-1"
    assert apple.log.count("PATCH /v1/appScreenshots/appScreenshots-1") == 1


def test_a_commit_that_did_not_happen_is_repeated(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PATCH"].append(504)
    upload(asc, image)
    assert apple.log.count("PATCH /v1/appScreenshots/appScreenshots-1") == 2


def test_a_commit_that_cannot_be_read_back_deletes_nothing(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PATCH"].append(-504)
    apple.script["GET"].extend([503] * 4)
    error = failed(asc, image, ServerError)
    assert error.may_have_happened
    assert "may be complete" in notes(error)
    assert list(apple.rows) == ["appScreenshots-1"]


def test_a_refused_commit_deletes_the_reservation_and_says_so(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PATCH"].append(409)
    error = failed(asc, image, APIStatusError)
    assert "appScreenshots-1, which was reserved for it, is deleted" in notes(error)
    assert apple.rows == {}


def test_a_failed_delete_is_said(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PUT 1"].append(403)
    apple.script["DELETE"].append(409)
    assert "could not be deleted (ConflictError)" in str(failed(asc, image))


def test_a_delete_that_worked_unheard_is_a_delete(asc: Client, apple: Apple, image: Path) -> None:
    apple.script["PUT 1"].append(403)
    apple.script["DELETE"].extend([-503, 404])
    assert "is deleted" in str(failed(asc, image))


def test_failed_processing_raises_what_apple_says(asc: Client, apple: Apple, image: Path) -> None:
    apple.states = ["UPLOAD_COMPLETE", "FAILED"]
    apple.errors = [{"code": "IMAGE_INCORRECT_DIMENSIONS", "description": "The image is too small."}]
    error = failed(asc, image)
    assert [item.code for item in error.errors] == ["IMAGE_INCORRECT_DIMENSIONS"]
    assert "IMAGE_INCORRECT_DIMENSIONS: The image is too small." in str(error)
    assert apple.rows == {}


def test_waiting_has_an_end_and_keeps_the_file(asc: Client, apple: Apple, image: Path) -> None:
    apple.states = ["UPLOAD_COMPLETE"]
    error = failed(asc, image, timeout=0)
    assert "UPLOAD_COMPLETE" in str(error)
    assert error.id in apple.rows


def test_who_does_not_wait_gets_the_committed_file(asc: Client, apple: Apple, image: Path) -> None:
    apple.states = ["UPLOAD_COMPLETE"]
    made = upload(asc, image, wait=False)
    assert made.asset_delivery_state is not None
    assert made.asset_delivery_state.state == "UPLOAD_COMPLETE"


def test_progress_goes_up_to_the_whole_and_never_back(asc: Client, apple: Apple, image: Path) -> None:
    told: list[tuple[int, int]] = []
    apple.script["PUT 1"].append(503)

    def tell(sent: int, total: int) -> None:
        told.append((sent, total))

    upload(asc, image, on_progress=tell)
    assert told[-1] == (10, 10)
    assert told == sorted(told)
    assert {total for _, total in told} == {10}


def test_an_error_of_the_callers_own_ends_it_and_comes_through(asc: Client, apple: Apple, image: Path) -> None:
    def stop(sent: int, total: int) -> None:
        raise OSError("the terminal is gone")  # which is no fault of the network

    error = failed(asc, image, OSError, on_progress=stop)
    assert "is deleted" in notes(error)
    assert apple.rows == {}


@pytest.mark.parametrize("keep_time", [False, True])
def test_the_file_may_not_change_meanwhile(asc: Client, apple: Apple, image: Path, keep_time: bool) -> None:
    import os

    def change(number: int) -> None:
        if number == 2:
            before = image.stat()
            with image.open("r+b") as file:
                file.write(b"X")
            if keep_time:
                os.utime(image, ns=(before.st_atime_ns, before.st_mtime_ns))

    apple.on_part = change
    assert "home.png changed while it was uploaded" in str(failed(asc, image, parallel=1))
    assert apple.rows == {}
    assert not any(body["data"].get("attributes", {}).get("uploaded") for body in apple.bodies)


def test_a_file_that_is_only_renamed_goes_through(asc: Client, apple: Apple, image: Path) -> None:
    apple.on_part = lambda number: None if number != 1 else (image.rename(image.with_suffix(".moved")), None)[1]
    upload(asc, image)
    assert apple.file() == CONTENT


def test_expired_urls_are_read_anew(asc: Client, apple: Apple, image: Path) -> None:
    apple.expires = "2020-01-01T00:00:00Z"

    def next_day() -> None:
        apple.expires = "2120-01-01T00:00:00Z"
        apple.generation += 1

    state = {"renewed": False}
    shown = apple.shown

    def shown_anew(row: dict[str, Any]) -> dict[str, Any]:
        if apple.log[-1].startswith("GET") and not state["renewed"]:
            state["renewed"] = True
            next_day()
        return shown(row)

    apple.shown = shown_anew
    asset(asc, image)
    assert apple.file() == CONTENT
    assert apple.log.count("GET /v1/backgroundAssetUploadFiles/backgroundAssetUploadFiles-1") == 1
    committed = apple.bodies[-1]["data"]["attributes"]
    md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    assert committed == {"uploaded": True, "sourceFileChecksums": {"file": {"hash": md5, "algorithm": "MD5"}}}


def test_a_url_that_is_refused_before_its_end_is_read_anew_once(asc: Client, apple: Apple, image: Path) -> None:
    apple.expires = "2120-01-01T00:00:00Z"
    turned = {"done": False}

    def turn(number: int) -> None:
        if number == 2 and not turned["done"]:
            turned["done"] = True
            apple.script["PUT 2"].clear()
            apple.generation += 1

    apple.script["PUT 2"].append(403)
    apple.on_part = turn
    asset(asc, image)
    assert apple.parts[2] == [b"4567", b"4567"]


def test_operations_that_come_late_are_waited_for(
    asc: Client, apple: Apple, image: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asc_sdk.uploads.flow._LOOKS", (0.001,))
    apple.with_operations = False
    error = failed(asc, image)
    assert "gave no upload operations" in str(error)
    assert apple.rows == {}


def test_nothing_is_reserved_for_what_is_no_file(asc: Client, apple: Apple, tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    for path, kind in ((tmp_path / "empty.png", ValueError), (tmp_path / "none.png", OSError), (tmp_path, OSError)):
        failed(asc, path, kind)
    with pytest.raises(TypeError, match="takes a path"):
        asc.run(lambda client: client.app_screenshots.upload(b"bytes", app_screenshot_set="S"))  # pyright: ignore[reportArgumentType] - what is tried
    for wrong in ({"parallel": 0}, {"timeout": -1}):
        failed(asc, tmp_path / "empty.png", ValueError, **wrong)
    assert apple.log == []


def test_a_client_that_only_reads_sends_no_part(client: Client, apple: Apple, image: Path) -> None:
    apple.rows["appScreenshots-1"] = {
        "type": "appScreenshots",
        "id": "appScreenshots-1",
        "attributes": {"fileSize": 10, "fileName": "home.png"},
        "relationships": {},
        "committed": False,
    }
    client.options(base_url=apple.url, read_only=True)
    with pytest.raises(ConfigurationError, match="read-only"):
        client.run(lambda asc: asc.app_screenshots.resume("appScreenshots-1", image))
    failed(client, image, ConfigurationError)
    assert apple.part_headers == []


def test_a_client_of_the_users_lends_its_way_out_and_nothing_else(
    api_key: Any, apple: Apple, image: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    given = {"authorization": "Bearer mine", "x-mine": "1"}
    http = httpx.Client(headers=given, cookies={"session": "mine"}, params={"q": "1"}, auth=("me", "pass"))
    with http, AppStoreConnect(api_key, base_url=apple.url, http_client=http) as asc:
        asc.app_screenshots.upload(image, app_screenshot_set="S1")
        asc.app_screenshots.upload(image, app_screenshot_set="S1")
    assert apple.refused == []
    assert not any("x-mine" in headers for headers in apple.part_headers)
    assert "HTTP Request: PUT http://127.0.0.1" in caplog.text
    assert "Signature=" not in caplog.text


def test_parts_go_side_by_side(asc: Client, apple: Apple, image: Path) -> None:
    import threading

    apple.part_size = 1
    meeting = threading.Barrier(4, timeout=10)
    apple.on_part = lambda number: (meeting.wait(), None)[1] if number <= 8 else None
    upload(asc, image)
    assert apple.file() == CONTENT


@pytest.mark.parametrize(
    ("attribute", "fields"),
    [
        ("in_app_purchase_images", {"in_app_purchase": "1"}),
        ("subscription_images_v2", {"version": "1"}),
        ("app_previews", {"app_preview_set": "1", "mime_type": "video/mp4"}),
        ("game_center_achievement_images_v2", {"localization": "1"}),
    ],
)
@pytest.mark.parametrize("field", ["assetDeliveryState", "videoDeliveryState", "state"])
def test_each_name_of_the_state_is_read(
    asc: Client, apple: Apple, image: Path, attribute: str, fields: dict[str, str], field: str
) -> None:
    apple.state_field = field
    apple.states = ["UPLOAD_COMPLETE", "FAILED"]

    def call(client: AppStoreConnect) -> Any:
        return getattr(client, attribute).upload(image, **fields)

    kind = asc.run(lambda client: getattr(client, attribute)).__class__.__name__
    known = {"InAppPurchaseImages": ["state"], "AppPreviews": ["assetDeliveryState", "videoDeliveryState"]}
    if field not in known.get(kind.removeprefix("Async"), ["assetDeliveryState"]):
        pytest.skip("this resource has no such field")
    with pytest.raises(UploadError, match="could not process"):
        asc.run(call)


def test_memory_stays_flat_and_no_piece_is_large(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tracemalloc

    from asc_sdk.uploads.source import Source

    size, path = 16 << 20, tmp_path / "large.bin"
    with path.open("wb") as file:
        file.truncate(size)
    read, pieces = Source.read, list[int]()

    def noted(self: Source, offset: int, length: int) -> bytes:
        pieces.append(length)
        return read(self, offset, length)

    monkeypatch.setattr(Source, "read", noted)
    apple = Apple(size=4 << 20)
    apple.keep_parts = False
    with running(apple):
        client.options(base_url=apple.url)
        upload(client, path, parallel=2)  # what is imported and connected stays
        pieces.clear()
        own = [tracemalloc.Filter(True, "*asc_sdk/uploads/*")]
        peaks: list[int] = []

        def look(sent: int, total: int) -> None:
            found = (
                tracemalloc.take_snapshot().filter_traces(own).statistics("filename") if sent % (5 << 20) == 0 else []
            )
            peaks.append(sum(one.size for one in found))

        tracemalloc.start()
        try:
            upload(client, path, parallel=2, on_progress=look)
        finally:
            tracemalloc.stop()
    assert sum(pieces) == 2 * size, "once for the parts, once for the MD5"
    assert max(pieces) <= 1 << 20
    assert max(peaks) < 8 << 20, "two parts and the MD5 hold a piece each"
