"""What archives say of themselves, whole and damaged."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from asc_sdk import UploadError
from asc_sdk.uploads.archives import Archive, read_archive
from tests.unit.uploads.archives import DISTRIBUTION, INFO, PACKAGE_INFO, ipa, pkg

IPA = Archive("com.apple.ipa", "com.example.app", "1.2.3", "42", "IOS")
PKG = Archive("com.apple.pkg", "com.example.app", "1.2.3", "42", "MAC_OS")


def read(path: Path) -> Archive:
    return read_archive(str(path), path.name)


@pytest.mark.parametrize("binary", [True, False])
def test_an_ipa_is_read_by_its_own_info_plist(tmp_path: Path, binary: bool) -> None:
    assert read(ipa(tmp_path / "App.ipa", binary=binary)) == IPA
    assert read(ipa(tmp_path / "B.ipa", binary=binary, app="Größe & Co")) == IPA


@pytest.mark.parametrize(
    ("names", "platform"),
    [
        ({"DTPlatformName": "appletvos"}, "TV_OS"),
        ({"CFBundleSupportedPlatforms": ["XROS"]}, "VISION_OS"),
        ({"CFBundleSupportedPlatforms": ["iPhoneOS"], "DTPlatformName": 7}, "IOS"),
        ({"DTPlatformName": "toaster"}, None),
        ({}, None),
    ],
)
def test_the_platform_is_said_in_two_places(tmp_path: Path, names: dict[str, Any], platform: str | None) -> None:
    info = {"CFBundleIdentifier": "com.example.app", "CFBundleVersion": "42", **names}
    assert read(ipa(tmp_path / "App.ipa", info)) == Archive("com.apple.ipa", "com.example.app", None, "42", platform)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    "files",
    [
        None,
        {"Distribution": DISTRIBUTION},
        {"App.pkg/PackageInfo": PACKAGE_INFO},
        {"PackageInfo": PACKAGE_INFO},
        {"Distribution": "<installer-gui-script/>", "a/b/App.pkg/PackageInfo": PACKAGE_INFO},
    ],
)
def test_a_pkg_is_read_through_its_table_of_contents(
    tmp_path: Path, files: dict[str, str | bytes] | None, packed: bool
) -> None:
    assert read(pkg(tmp_path / "App.pkg", files, packed=packed)) == PKG


def test_a_pkg_may_hold_the_info_plist_itself(tmp_path: Path) -> None:
    import plistlib

    files: dict[str, str | bytes] = {"App.app/Contents/Info.plist": plistlib.dumps(INFO)}
    assert read(pkg(tmp_path / "App.pkg", files)) == PKG


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 50, b"xar!", b"xar!" + b"\xff" * 40, b"MZ\0\0", b"\x1f\x8b\x08"]
)
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "App.ipa"
    path.write_bytes(content)
    with pytest.raises(UploadError, match=r"App\.ipa"):
        read(path)


def test_an_ipa_without_an_app_or_with_two(tmp_path: Path) -> None:
    path = tmp_path / "App.ipa"
    for names, count in ((["Payload/x.txt"], "no"), (["Payload/A.app/Info.plist", "Payload/B.app/Info.plist"], "2")):
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        with pytest.raises(UploadError, match=f"holds {count}"):
            read(path)


@pytest.mark.parametrize("info", [b"no plist", b"<plist><array/></plist>", b"bplist00" + b"\0" * 40])
def test_an_info_plist_that_is_none(tmp_path: Path, info: bytes) -> None:
    with pytest.raises(UploadError, match=r"Info\.plist in App\.ipa"):
        read(ipa(tmp_path / "App.ipa", info))


@pytest.mark.parametrize("cut", [5, 27, 60, 180, 220, 400])
def test_a_cut_pkg_is_an_error_and_never_a_guess(tmp_path: Path, cut: int) -> None:
    path = pkg(tmp_path / "App.pkg", {"Distribution": DISTRIBUTION})
    whole = path.read_bytes()
    assert cut < len(whole)
    path.write_bytes(whole[:cut])
    with pytest.raises(UploadError):
        read(path)


@pytest.mark.parametrize(
    "text",
    [
        "<bundle id='x'",
        "<x><bundle path='Kit.framework' id='k'/></x>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        "<x/>",
    ],
)
def test_a_pkg_that_names_no_app(tmp_path: Path, text: str) -> None:
    with pytest.raises(UploadError, match=r"App\.pkg is no \.pkg"):
        read(pkg(tmp_path / "App.pkg", {"Distribution": text}))
