"""What an app's archive says of itself: bundle id, versions and platform, of an .ipa (zip) or a .pkg (XAR)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..errors import UploadError
from . import xar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

_LARGEST = 16 * 1024 * 1024
"""Bytes of an Info.plist that are read at most."""
_INFO = re.compile(r"Payload/[^/]+\.app/Info\.plist")
_PLATFORMS = {
    "iphoneos": "IOS",
    "appletvos": "TV_OS",
    "xros": "VISION_OS",
    "macosx": "MAC_OS",
    # A watch app of its own is delivered as an iOS one.
    "watchos": "IOS",
}


class Archive(NamedTuple):
    """What is in an archive; None for what it does not say.

    Attributes:
        uti: Apple's name for its kind.
        bundle_id: such as "com.example.app".
        version: `CFBundleShortVersionString`.
        build: `CFBundleVersion`.
        platform: Apple's name, such as "IOS".
    """

    uti: str
    bundle_id: str | None
    version: str | None
    build: str | None
    platform: str | None


def read_archive(path: str, name: str) -> Archive:
    """Read what an archive says of itself.

    Args:
        path: of the file.
        name: of the file, for errors.

    Raises:
        UploadError: it is no archive of an app, or a damaged one.
    """
    with open(path, "rb") as file:
        head = file.read(4)
        file.seek(0)
        if head[:2] == b"PK":
            return _read_ipa(file, name)
        if head == xar.MAGIC:
            return _read_pkg(file, name)
    raise UploadError(f"{name} is neither an .ipa nor a .pkg")


def _read_ipa(file: BinaryIO, name: str) -> Archive:
    import zipfile

    data, problem = b"", ""
    try:
        with zipfile.ZipFile(file) as archive:
            found = [item for item in archive.infolist() if _INFO.fullmatch(item.filename)]
            if len(found) == 1 and found[0].file_size <= _LARGEST:
                data = archive.read(found[0])
            else:
                problem = f"it holds {len(found) or 'no'} Payload/….app/Info.plist"
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        problem = str(error)
    if problem:
        raise UploadError(f"{name} is no .ipa that can be read: {problem}")
    return _from_info(data, name, "com.apple.ipa")


def _from_info(data: bytes, name: str, uti: str) -> Archive:
    import plistlib

    try:
        read: Any = plistlib.loads(data)
    except Exception:  # the parser lets all kinds of errors out
        read = None
    if not isinstance(read, dict):
        raise UploadError(f"the Info.plist in {name} cannot be read")
    info = cast("dict[str, Any]", read)
    return Archive(
        uti,
        _text(info, "CFBundleIdentifier"),
        _text(info, "CFBundleShortVersionString"),
        _text(info, "CFBundleVersion"),
        "MAC_OS" if uti == "com.apple.pkg" else _platform(info),
    )


def _platform(info: dict[str, Any]) -> str | None:
    listed = info.get("CFBundleSupportedPlatforms")
    supported = cast("Iterable[Any]", listed) if isinstance(listed, list) else ()
    names: list[Any] = [info.get("DTPlatformName"), *supported]
    found = (_PLATFORMS.get(name.lower()) for name in names if isinstance(name, str))
    return next((platform for platform in found if platform), None)


def _text(info: dict[str, Any], key: str) -> str | None:
    value = info.get(key)
    return value if isinstance(value, str) and value else None


def _read_pkg(file: BinaryIO, name: str) -> Archive:
    problem = ""
    try:
        members = list(xar.members(file))
        for member in members:
            if member.path.endswith(".app/Contents/Info.plist"):
                return _from_info(xar.read(file, member), name, "com.apple.pkg")
        bundles = [
            bundle
            for member in members
            if member.name in ("PackageInfo", "Distribution")
            for bundle in _bundles(xar.read(file, member))
        ]
    except (ValueError, OSError) as error:
        problem, bundles = str(error), []
    # The app itself, not what is inside it; with both versions, if one says both.
    bundles.sort(key=lambda item: (item.version is None or item.build is None, item.path.strip("./").count("/")))
    if problem or not bundles:
        raise UploadError(f"{name} is no .pkg that can be read: {problem or 'it names no app'}")
    best = bundles[0]
    return Archive("com.apple.pkg", best.bundle_id, best.version, best.build, "MAC_OS")


class _Bundle(NamedTuple):
    path: str
    bundle_id: str
    version: str | None
    build: str | None


def _bundles(data: bytes) -> list[_Bundle]:
    found: list[_Bundle] = []
    for element in xar.parse(data).iter():
        if (
            element.tag.rpartition("}")[2] == "bundle"
            and element.get("id")
            and (element.get("path") or ".app").endswith(".app")
        ):
            version, build = element.get("CFBundleShortVersionString"), element.get("CFBundleVersion")
            found.append(_Bundle(element.get("path", ""), element.get("id", ""), version or None, build or None))
    return found
