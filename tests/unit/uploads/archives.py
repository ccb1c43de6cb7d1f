"""Archives as Xcode makes them, in small: an .ipa, and a .pkg in XAR."""

from __future__ import annotations

import plistlib
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

INFO = {
    "CFBundleIdentifier": "com.example.app",
    "CFBundleShortVersionString": "1.2.3",
    "CFBundleVersion": "42",
    "DTPlatformName": "iphoneos",
    "CFBundleSupportedPlatforms": ["iPhoneOS"],
}
PACKAGE_INFO = """<?xml version="1.0" encoding="utf-8"?>
<pkg-info format-version="2" identifier="com.example.app" version="1.2.3" install-location="/Applications">
  <bundle path="./App.app/Contents/Frameworks/Kit.framework" id="com.example.kit" CFBundleShortVersionString="9"
    CFBundleVersion="9"/>
  <bundle path="./App.app/Contents/PlugIns/Inner.app" id="com.example.inner" CFBundleShortVersionString="1.2.3"
    CFBundleVersion="7"/>
  <bundle path="./App.app" id="com.example.app" CFBundleShortVersionString="1.2.3" CFBundleVersion="42"/>
</pkg-info>"""
DISTRIBUTION = """<?xml version="1.0" encoding="utf-8"?>
<installer-gui-script minSpecVersion="1"><product id="com.example.app" version="1.2.3"/>
  <pkg-ref id="com.example.app"><bundle-version>
    <bundle CFBundleShortVersionString="1.2.3" CFBundleVersion="42" id="com.example.app" path="App.app"/>
  </bundle-version></pkg-ref>
</installer-gui-script>"""


def ipa(path: Path, info: dict[str, Any] | bytes | None = None, *, binary: bool = True, app: str = "App") -> Path:
    """An .ipa; `info` is its Info.plist, or that file's bytes."""
    content = INFO if info is None else info
    if isinstance(content, dict):
        content = plistlib.dumps(content, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"Payload/{app}.app/Info.plist", content)
        archive.writestr(
            f"Payload/{app}.app/Frameworks/Kit.framework/Info.plist", plistlib.dumps({"CFBundleVersion": "9"})
        )
        archive.writestr(f"Payload/{app}.app/{app}", bytes(range(256)) * 40)
    return path


def pkg(path: Path, files: dict[str, str | bytes] | None = None, *, packed: bool = True) -> Path:
    """A .pkg with these files; a name with a slash lies in a folder."""
    if files is None:
        files = {"Distribution": DISTRIBUTION, "App.pkg/PackageInfo": PACKAGE_INFO, "App.pkg/Payload": b"\0" * 5000}
    heap, entries = b"\0" * 20, ""  # the checksum of the table of contents comes first
    for number, (name, content) in enumerate(files.items(), 1):
        plain = content.encode() if isinstance(content, str) else content
        stored = zlib.compress(plain) if packed else plain
        style = "application/x-gzip" if packed else "application/octet-stream"
        folder, _, own = name.rpartition("/")
        entry = (
            f'<file id="{number}"><name>{own}</name><type>file</type><data><length>{len(stored)}</length>'
            f'<offset>{len(heap)}</offset><size>{len(plain)}</size><encoding style="{style}"/></data></file>'
        )
        for part in reversed(folder.split("/") if folder else []):
            entry = f'<file id="{number}00"><name>{part}</name><type>directory</type>{entry}</file>'
        entries += entry
        heap += stored
    toc = f'<?xml version="1.0" encoding="UTF-8"?><xar><toc>{entries}</toc></xar>'.encode()
    compressed = zlib.compress(toc)
    path.write_bytes(struct.pack(">4sHHQQI", b"xar!", 28, 1, len(compressed), len(toc), 1) + compressed + heap)
    return path
