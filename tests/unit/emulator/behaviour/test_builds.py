"""Builds out of uploads."""

from __future__ import annotations

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.store import Record


def _announce(emulator: Emulator, build: str) -> tuple[Record, Record]:
    upload = emulator.add(
        "buildUploads", app="1", cf_bundle_short_version_string="2.0", cf_bundle_version=build, platform="IOS"
    )
    file = emulator.add("buildUploadFiles", asset_type="ASSET", build_upload=upload)
    emulator.app.service.machines.builds.announced(upload)
    return upload, file


def test_two_builds_of_a_version_share_it(emulator: Emulator) -> None:
    app = emulator.add("apps", "1")
    for number in ("1", "2"):
        upload, file = _announce(emulator, number)
        emulator.app.service.machines.builds.file_arrived(file, whole=True)
        emulator.app.service.timeline.run()
        build = upload.one("build")
        assert build is not None
        assert (build.attributes["version"], build.attributes["processingState"]) == (number, "VALID")
    (version,) = app.all("preReleaseVersions")
    assert [build.attributes["version"] for build in version.all("builds")] == ["1", "2"]


def test_a_file_that_did_not_come_whole_makes_no_build(emulator: Emulator) -> None:
    emulator.add("apps", "1")
    upload, file = _announce(emulator, "1")
    emulator.app.service.machines.builds.file_arrived(file, whole=False)
    assert upload.attributes["state"]["state"] == "FAILED"
    assert upload.one("build") is None


def test_a_description_makes_no_build(emulator: Emulator) -> None:
    emulator.add("apps", "1")
    upload, _ = _announce(emulator, "1")
    description = emulator.add("buildUploadFiles", asset_type="ASSET_DESCRIPTION", build_upload=upload)
    emulator.app.service.machines.builds.file_arrived(description, whole=True)
    assert upload.attributes["state"]["state"] == "AWAITING_UPLOAD"


def test_files_of_other_uploads_are_left_alone(emulator: Emulator) -> None:
    emulator.app.service.machines.builds.file_arrived(emulator.add("appScreenshots"), whole=True)
    assert "builds" not in emulator.app.service.store.types()
