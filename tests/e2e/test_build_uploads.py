"""The upload of an app's archive: what it says of itself, whether it fits, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asc_sdk import Retry, ServerError, UploadError
from asc_sdk.models import App, BuildUpload
from tests.clients import Client
from tests.unit.uploads.apple import Apple, running
from tests.unit.uploads.archives import INFO, ipa, pkg


@pytest.fixture
def apple() -> Iterator[Apple]:
    with running(Apple(size=500)) as made:
        yield made


@pytest.fixture
def asc(client: Client, apple: Apple) -> Client:
    client.options(base_url=apple.url, retry=Retry(backoff=0.001))
    return client


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return ipa(tmp_path / "App.ipa")


def upload(asc: Client, path: Path, app: Any = "A1", **more: Any) -> BuildUpload:
    return asc.run(lambda client: client.build_uploads.upload(path, app=app, **more))


def created(apple: Apple) -> dict[str, Any]:
    return apple.bodies[0]["data"]["attributes"]


def test_the_versions_come_from_the_archive(asc: Client, apple: Apple, archive: Path) -> None:
    made = upload(asc, archive)
    assert made.id == "buildUploads-1"
    assert created(apple) == {"cfBundleShortVersionString": "1.2.3", "cfBundleVersion": "42", "platform": "IOS"}
    file = apple.bodies[1]["data"]
    assert file["attributes"]["assetType"] == "ASSET"
    assert file["attributes"]["uti"] == "com.apple.ipa"
    assert file["relationships"]["buildUpload"]["data"]["id"] == "buildUploads-1"
    assert set(apple.bodies[2]["data"]["attributes"]) == {"uploaded", "sourceFileChecksums"}
    assert apple.file() == archive.read_bytes()


def test_a_pkg_is_for_the_mac(asc: Client, apple: Apple, tmp_path: Path) -> None:
    upload(asc, pkg(tmp_path / "App.pkg"))
    assert created(apple)["platform"] == "MAC_OS"
    assert apple.bodies[1]["data"]["attributes"]["uti"] == "com.apple.pkg"


def test_an_archive_of_another_app_is_refused_before_anything_is_made(asc: Client, apple: Apple, archive: Path) -> None:
    apple.bundle_id = "com.example.other"
    with pytest.raises(UploadError, match=r"App\.ipa is com\.example\.app, and the app is com\.example\.other"):
        upload(asc, archive)
    with pytest.raises(UploadError, match="do not fit"):
        upload(asc, archive, app=App(id="A1", bundle_id="com.example.third"))
    assert apple.bodies == []
    assert apple.log == ["GET /v1/apps/A1"]


def test_what_the_archive_does_not_say_has_to_be_given(asc: Client, apple: Apple, tmp_path: Path) -> None:
    path = ipa(tmp_path / "App.ipa", {"CFBundleIdentifier": "com.example.app", "CFBundleVersion": "42"})
    with pytest.raises(UploadError, match="pass cf_bundle_short_version_string="):
        upload(asc, path)
    upload(asc, path, cf_bundle_short_version_string="2.0", platform="TV_OS")
    assert created(apple) == {"cfBundleShortVersionString": "2.0", "cfBundleVersion": "42", "platform": "TV_OS"}


def test_what_is_given_may_not_contradict(asc: Client, apple: Apple, archive: Path) -> None:
    with pytest.raises(UploadError, match=r"given as '43', and App\.ipa says '42'"):
        upload(asc, archive, cf_bundle_version="43")
    assert apple.bodies == []


def test_a_failure_deletes_the_build_upload(asc: Client, apple: Apple, archive: Path) -> None:
    apple.script["PUT 2"].append(403)
    with pytest.raises(UploadError) as caught:
        upload(asc, archive)
    assert caught.value.id == "buildUploads-1"
    assert "DELETE /v1/buildUploads/buildUploads-1" in apple.log


def test_a_build_upload_is_taken_up(asc: Client, apple: Apple, archive: Path) -> None:
    apple.script["PUT 2"].append(403)
    with pytest.raises(UploadError, match="is kept"):
        upload(asc, archive, keep=True)
    made = asc.run(lambda client: client.build_uploads.resume("buildUploads-1", archive))
    assert made.id == "buildUploads-1"
    assert apple.file() == archive.read_bytes()
    assert sum(line.startswith("POST") for line in apple.log) == 2


def test_a_build_upload_without_a_file_gets_one(asc: Client, apple: Apple, archive: Path) -> None:
    apple.rows["B"] = {
        "type": "buildUploads",
        "id": "B",
        "attributes": {"cfBundleVersion": "42"},
        "relationships": {},
        "committed": False,
    }
    asc.run(lambda client: client.build_uploads.resume("B", archive))
    assert apple.file() == archive.read_bytes()


def test_another_archive_does_not_take_it_up(asc: Client, apple: Apple, archive: Path, tmp_path: Path) -> None:
    apple.script["PUT 2"].append(403)
    with pytest.raises(UploadError):
        upload(asc, archive, keep=True)
    other = ipa(tmp_path / "Other.ipa", {**INFO, "CFBundleVersion": "43"})
    with pytest.raises(UploadError, match=r"cf_bundle_version 42, and Other\.ipa has 43"):
        asc.run(lambda client: client.build_uploads.resume("buildUploads-1", other))


def test_an_unclear_build_upload_is_looked_for_at_the_app(asc: Client, apple: Apple, archive: Path) -> None:
    apple.script["POST"].append(-503)
    assert upload(asc, archive).id == "buildUploads-1"
    assert "GET /v1/apps/A1/buildUploads" in apple.log
    apple.script["POST"].extend([None, -503])
    assert upload(asc, archive).id == "buildUploads-3"
    assert "GET /v1/buildUploads/buildUploads-3/buildUploadFiles" in apple.log


def test_failed_processing_raises_what_apple_says(asc: Client, apple: Apple, archive: Path) -> None:
    apple.states = ["PROCESSING", "FAILED"]
    apple.errors = [{"code": "90062", "description": "The bundle version must be higher."}]
    with pytest.raises(UploadError, match="90062: The bundle version must be higher"):
        upload(asc, archive)


def test_a_server_that_stays_away_is_its_own_error(asc: Client, apple: Apple, archive: Path) -> None:
    apple.script["PATCH"].extend([503] * 4)
    with pytest.raises(ServerError):
        upload(asc, archive)
    assert "DELETE /v1/buildUploads/buildUploads-1" in apple.log
