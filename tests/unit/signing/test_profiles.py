"""Profiles: read from every envelope, their fields, and the files that Xcode looks for."""

from __future__ import annotations

import base64
import datetime as dt
import pickle
import plistlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.errors import ConfigurationError
from asc_sdk.models import Certificate, Profile
from asc_sdk.signing import ProvisioningProfile, SigningCertificate
from tests.unit.signing.apple import BEGIN, END, NAME, UUID, members, profile, profile_bytes

DATA = profile_bytes()
TEXT = base64.b64encode(DATA).decode()
PLIST = plistlib.dumps(members())
OLD = "Library/MobileDevice/Provisioning Profiles"
NEW = "Library/Developer/Xcode/UserData/Provisioning Profiles"


@pytest.mark.parametrize(
    "form",
    [
        Profile(id="P1", profile_content=TEXT),
        TEXT,
        base64.encodebytes(DATA).decode(),
        TEXT.encode(),
        DATA,
        bytearray(DATA),
        ProvisioningProfile(DATA),
    ],
    ids=lambda form: type(form).__name__,
)
def test_every_form_is_read(form: Any) -> None:
    read = ProvisioningProfile.read(form)
    assert read.uuid == UUID
    assert read.content == DATA


@pytest.mark.parametrize("inside", [PLIST, plistlib.dumps(members(), fmt=plistlib.FMT_BINARY)])
def test_the_property_list_may_be_of_both_kinds(inside: bytes) -> None:
    from tests.unit.signing.apple import envelope

    assert ProvisioningProfile.read(envelope(inside)).to_dict() == members()


@pytest.mark.parametrize("data", [b"\x00\x01" + PLIST + b"\xff\x00", PLIST, b"0\x82\xff\xff" + PLIST])
def test_an_envelope_of_another_kind_is_looked_through(data: bytes) -> None:
    read = ProvisioningProfile.read(data)
    assert (read.uuid, read.content) == (UUID, data)


def test_files_are_read_by_their_path(tmp_path: Path) -> None:
    path = tmp_path / "x.mobileprovision"
    path.write_bytes(DATA)
    assert ProvisioningProfile.read(path).uuid == UUID


def test_what_stands_in_one() -> None:
    read = ProvisioningProfile.read(profile())
    assert (read.uuid, read.name, read.team_id, read.bundle_id) == (
        UUID,
        "Example Distribution",
        "TEAM123456",
        "com.example.app",
    )
    assert (read.created, read.expires) == (BEGIN, END)
    assert read.platforms == ["iOS", "xrOS", "visionOS"]
    assert read.devices == ["00008030-000A11111E22222E"]
    assert read.entitlements["get-task-allow"] is False
    assert [one.name for one in read.certificates] == [NAME]
    assert isinstance(read.certificates[0], SigningCertificate)
    assert repr(read) == f"ProvisioningProfile(name='Example Distribution', uuid='{UUID}', expires={END!r})"


def test_whether_one_has_ended() -> None:
    read = ProvisioningProfile.read(profile())
    assert not read.is_expired(END - dt.timedelta(seconds=1))
    assert read.is_expired(END)
    assert read.is_expired() is (dt.datetime.now(dt.UTC) >= END)
    assert not ProvisioningProfile.read(profile(ExpirationDate=None)).is_expired()


def test_nothing_but_the_uuid_is_needed() -> None:
    names = [name for name in members() if name != "UUID"]
    for odd in (None, 7, "x"):
        read = ProvisioningProfile.read(profile(**dict.fromkeys(names, odd)))
        assert (read.created, read.expires, read.team_id, read.bundle_id) == (None, None, "", "")
        assert (read.platforms, read.devices, read.entitlements, read.certificates) == ([], [], {}, [])
        assert read.name == ("x" if odd == "x" else "")
        assert "uuid" in repr(read)


@pytest.mark.parametrize(
    ("changed", "bundle_id"),
    [
        ({"Entitlements": {"com.apple.application-identifier": "TEAM123456.com.example.mac"}}, "com.example.mac"),
        ({"Entitlements": {"application-identifier": "TEAM123456.*"}}, "*"),
        (
            {
                "Entitlements": {"application-identifier": "OLDPREFIX1.com.x"},
                "ApplicationIdentifierPrefix": ["OLDPREFIX1"],
            },
            "com.x",
        ),
        ({"ApplicationIdentifierPrefix": None}, "com.example.app"),
        ({"Entitlements": {"application-identifier": "com.other"}}, "com.other"),
    ],
)
def test_the_bundle_id_stands_without_the_team(changed: dict[str, Any], bundle_id: str) -> None:
    assert ProvisioningProfile.read(profile(**changed)).bundle_id == bundle_id


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Profile(id="P1"), "this profile has no profile_content: get it anew, and name profileContent"),
        (Certificate(id="C1"), "a profile is wanted .*, not Certificate"),
        (None, "a profile is wanted"),
        ("x.mobileprovision", r"for a file, pass a Path"),
        (b"\x00\x01\x02", "there is no property list in it"),
        (DATA[:400], "there is no property list in it"),
        (b"</plist><plist>", "there is no property list in it"),
        (b"<plist></plist>", "this is no provisioning profile"),
        (plistlib.dumps(["UUID"]), "it has no UUID"),
        (plistlib.dumps({"Name": "x"}), "it has no UUID"),
        (plistlib.dumps({"UUID": ""}), "it has no UUID"),
        (plistlib.dumps({"UUID": 7}), "it has no UUID"),
        (PLIST.replace(b"<plist", b'<!DOCTYPE x [<!ENTITY a "b">]><plist'), "this is no provisioning profile"),
    ],
)
def test_what_is_none_is_refused_in_words(form: Any, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        ProvisioningProfile.read(form)


def dirty(at: int, change: bytes) -> bytes:
    return DATA[:at] + change + DATA[at + 1 :]


DIRTIED = st.builds(dirty, st.integers(0, len(DATA) - 1), st.binary(max_size=3))


@given(st.binary() | DIRTIED)
def test_whatever_the_bytes_are_there_is_a_profile_or_the_one_error(data: bytes) -> None:
    try:
        read = ProvisioningProfile(data)
    except ConfigurationError:
        return
    assert read.uuid


def test_it_is_written_where_every_xcode_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    written = ProvisioningProfile(DATA).install()
    assert written == [tmp_path / folder / f"{UUID}.mobileprovision" for folder in (OLD, NEW)]
    assert [path.read_bytes() for path in written] == [DATA, DATA]


def test_folders_that_are_one_get_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    (tmp_path / NEW).mkdir(parents=True)
    (tmp_path / OLD).parent.mkdir(parents=True)
    (tmp_path / OLD).symlink_to(tmp_path / NEW, target_is_directory=True)
    written = ProvisioningProfile.read(profile()).install()
    assert written == [tmp_path / OLD / f"{UUID}.mobileprovision"]
    assert [path.name for path in (tmp_path / NEW).iterdir()] == [f"{UUID}.mobileprovision"]


def test_it_is_written_into_a_folder_of_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    read = ProvisioningProfile(DATA)
    assert read.install(folder) == [folder / f"{UUID}.mobileprovision"]
    assert (folder / f"{UUID}.mobileprovision").read_bytes() == DATA
    (folder / f"{UUID}.mobileprovision").write_bytes(b"an older one")
    read.install(str(folder))
    assert [path.read_bytes() for path in folder.iterdir()] == [DATA]


@pytest.mark.parametrize(
    ("platforms", "ending"),
    [
        (["OSX"], "provisionprofile"),
        (["iOS"], "mobileprovision"),
        (["tvOS"], "mobileprovision"),
        (None, "mobileprovision"),
    ],
)
def test_the_files_of_macos_have_an_ending_of_their_own(platforms: list[str] | None, ending: str) -> None:
    assert ProvisioningProfile.read(profile(Platform=platforms)).file_name == f"{UUID}.{ending}"


@pytest.mark.parametrize("uuid", ["../../evil", "/etc/passwd", ".hidden", "a/b", "a\\b", "C:x", "x" * 65, "a\n"])
def test_no_profile_leads_to_another_folder(uuid: str, tmp_path: Path) -> None:
    read = ProvisioningProfile.read(profile(UUID=uuid))
    with pytest.raises(ConfigurationError, match="UUID"):
        read.install(tmp_path / "profiles")
    assert list(tmp_path.iterdir()) == []


def test_profiles_are_compared_and_pickled() -> None:
    read = ProvisioningProfile(DATA)
    assert pickle.loads(pickle.dumps(read)) == read
    assert hash(read) == hash(ProvisioningProfile.read(TEXT))
    assert read != ProvisioningProfile(PLIST)
    assert read != DATA
    read.to_dict()["UUID"] = "changed"
    assert read.uuid == UUID
