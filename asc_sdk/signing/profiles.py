"""Provisioning profiles: what stands in one, and where Xcode looks for it."""

from __future__ import annotations

import copy
import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from .._jsonapi.show import show
from ..errors import ConfigurationError
from .certificates import SigningCertificate
from .cms import signed_content
from .content import content_of
from .files import PUBLIC, write

if TYPE_CHECKING:
    import os
    from typing import TypeAlias

    from ..models.profile import Profile

    ProfileLike: TypeAlias = "ProvisioningProfile | Profile | str | bytes | os.PathLike[str]"

# Every Xcode reads the first; since Xcode 16 it keeps its own in the second, and other tools look there.
_FOLDERS = ("Library/MobileDevice/Provisioning Profiles", "Library/Developer/Xcode/UserData/Provisioning Profiles")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


class ProvisioningProfile:
    """A profile, read: `ProvisioningProfile.read(asc.profiles.get(id))`."""

    __slots__ = ("_members", "content")

    def __init__(self, content: bytes) -> None:
        """Read the bytes of a `.mobileprovision` file; `read` takes all other forms.

        Raises:
            ConfigurationError: They are no profile.
        """
        self.content = content
        self._members = _members(content)

    @classmethod
    def read(cls, given: ProfileLike) -> ProvisioningProfile:
        """Read a profile. Its signature is not looked at.

        Args:
            given: A `Profile` resource, its `profile_content`, a file's bytes, or its `Path`; a str is never taken
                for a path.

        Raises:
            ConfigurationError: It is no profile, or a resource that was asked for without its content.
            OSError: The file cannot be read.
        """
        if isinstance(given, ProvisioningProfile):
            return given
        return cls(content_of(given, "profile_content", "profile"))

    @property
    def uuid(self) -> str:
        """The id that Xcode knows it by; not the id in the API."""
        return cast("str", self._members["UUID"])

    @property
    def name(self) -> str:
        """Its name."""
        return self._text("Name")

    @property
    def created(self) -> dt.datetime | None:
        """When it was made; None where it does not say."""
        return self._moment("CreationDate")

    @property
    def expires(self) -> dt.datetime | None:
        """When it ends to be valid; None where it does not say."""
        return self._moment("ExpirationDate")

    def is_expired(self, now: dt.datetime | None = None) -> bool:
        """Tell whether it has ended.

        Args:
            now: An aware moment; None takes this one.
        """
        return self.expires is not None and self.expires <= (now or dt.datetime.now(dt.UTC))

    @property
    def team_id(self) -> str:
        """The team, such as `"TEAM123456"`."""
        return next(iter(self._texts("TeamIdentifier")), "")

    @property
    def bundle_id(self) -> str:
        """The bundle id that it is for, without the team: `"com.example.app"`, or one with a `*`."""
        # macOS has the longer name.
        names = ("application-identifier", "com.apple.application-identifier")
        whole = next((value for name in names if isinstance(value := self.entitlements.get(name), str)), "")
        for prefix in [*self._texts("ApplicationIdentifierPrefix"), self.team_id]:
            if prefix and whole.startswith(f"{prefix}."):
                return whole[len(prefix) + 1 :]
        return whole

    @property
    def platforms(self) -> list[str]:
        """The platforms as Xcode calls them: `"iOS"`, `"tvOS"`, `"OSX"`, ..."""
        return self._texts("Platform")

    @property
    def devices(self) -> list[str]:
        """The UDIDs of the devices that it is for; none where it is for all, or for the store."""
        return self._texts("ProvisionedDevices")

    @property
    def entitlements(self) -> dict[str, Any]:
        """What an app that is signed with it may do."""
        value = self._members.get("Entitlements")
        return cast("dict[str, Any]", value) if isinstance(value, dict) else {}

    @property
    def certificates(self) -> list[SigningCertificate]:
        """The certificates that may sign with it."""
        return [
            SigningCertificate.read(data) for data in self._list("DeveloperCertificates") if isinstance(data, bytes)
        ]

    def to_dict(self) -> dict[str, Any]:
        """All that stands in it, by Apple's names."""
        return copy.deepcopy(self._members)

    @property
    def file_name(self) -> str:
        """The name that Xcode wants for its file: the UUID with `.mobileprovision`, or `.provisionprofile` on macOS.

        Raises:
            ConfigurationError: Its UUID is none: it could lead to another folder.
        """
        if not _FILE_NAME.fullmatch(self.uuid):
            raise ConfigurationError("the UUID in this profile is none: no file is named after it")
        # Xcode refuses a profile for macOS that is called .mobileprovision, and the reverse.
        return f"{self.uuid}.{'provisionprofile' if 'OSX' in self.platforms else 'mobileprovision'}"

    def install(self, folder: str | os.PathLike[str] | None = None) -> list[Path]:
        """Write it where Xcode looks for it; one with the same UUID is replaced.

        Args:
            folder: Another folder. None takes both of Xcode's in the home folder: the one of all versions, and the
                one that Xcode 16 and later keep theirs in.

        Returns:
            The files written.

        Raises:
            ConfigurationError: Its UUID is none.
            OSError: It cannot be written.
        """
        folders = [Path(folder).expanduser()] if folder is not None else [Path.home() / name for name in _FOLDERS]
        # Some make one folder a link to the other: then it is one file.
        places = {place.resolve(): place for place in reversed(folders)}
        name = self.file_name
        return [
            write(place / name, self.content, mode=PUBLIC, overwrite=True) for place in reversed(list(places.values()))
        ]

    def _list(self, name: str) -> list[object]:
        value = self._members.get(name)
        return cast("list[object]", value) if isinstance(value, list) else []

    def _texts(self, name: str) -> list[str]:
        return [value for value in self._list(name) if isinstance(value, str)]

    def _text(self, name: str) -> str:
        value = self._members.get(name)
        return value if isinstance(value, str) else ""

    def _moment(self, name: str) -> dt.datetime | None:
        value = self._members.get(name)
        if not isinstance(value, dt.datetime):
            return None
        # A property list's dates are UTC, and plistlib does not say so.
        return value if value.tzinfo is not None else value.replace(tzinfo=dt.UTC)

    def __eq__(self, other: object) -> bool:
        return self.content == other.content if isinstance(other, ProvisioningProfile) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.content)

    def __repr__(self) -> str:
        return show("ProvisioningProfile", [("name", self.name), ("uuid", self.uuid), ("expires", self.expires)])

    def __reduce__(self) -> tuple[type[ProvisioningProfile], tuple[bytes]]:
        return ProvisioningProfile, (self.content,)


def _members(content: bytes) -> dict[str, Any]:
    import plistlib

    inside = signed_content(content) or _plist_in(content)
    try:
        value: object = plistlib.loads(inside)
    except Exception as error:  # expat's, plistlib's, and whatever odd values make of its reader
        raise ConfigurationError(f"this is no provisioning profile ({type(error).__name__})") from None
    members = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    if not isinstance(members.get("UUID"), str) or not members["UUID"]:
        raise ConfigurationError("this is no provisioning profile: it has no UUID")
    return members


def _plist_in(content: bytes) -> bytes:
    """The property list in an envelope of another kind, which is text between two marks."""
    end = content.find(b"</plist>")
    begins = [at for mark in (b"<?xml", b"<plist") if 0 <= (at := content.find(mark)) < end]
    if not begins:
        raise ConfigurationError("this is no provisioning profile: there is no property list in it")
    return content[min(begins) : end + len(b"</plist>")]
