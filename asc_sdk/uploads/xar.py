"""XAR, the format of a .pkg: a header, a compressed table of contents in XML, and the heap that it points into."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAGIC = b"xar!"
_HEADER = struct.Struct(">4sHHQQ")
_LARGEST = 64 * 1024 * 1024
"""Bytes of a table of contents, or of a member, that are read at most."""


class Member(NamedTuple):
    """A file in the archive; its offset is that in the whole file."""

    path: str
    offset: int
    length: int
    size: int
    encoding: str

    @property
    def name(self) -> str:
        """Its name without the folders."""
        return self.path.rpartition("/")[2]


def members(file: BinaryIO) -> Iterator[Member]:
    """Give the files in the archive, from its table of contents.

    Raises:
        ValueError: it is damaged, or none.
    """
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        raise ValueError("its header is cut off")
    magic, size, _, packed, plain = _HEADER.unpack(head)
    if magic != MAGIC or size < _HEADER.size or max(packed, plain) > _LARGEST:
        raise ValueError("its header is damaged")
    file.seek(size)
    contents = parse(_inflate(file.read(packed), plain))
    toc = contents.find("toc")
    if toc is None:
        raise ValueError("it has no table of contents")
    yield from _files(toc, "", size + packed)


def _files(parent: ElementTree.Element, folder: str, heap: int) -> Iterator[Member]:
    for element in parent.findall("file"):
        path = folder + element.findtext("name", "")
        data = element.find("data")
        if data is not None:
            style = data.find("encoding")
            yield Member(
                path,
                heap + _number(data, "offset"),
                _number(data, "length"),
                _number(data, "size"),
                "" if style is None else style.get("style", ""),
            )
        yield from _files(element, f"{path}/", heap)


def _number(data: ElementTree.Element, name: str) -> int:
    text = (data.findtext(name) or "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise ValueError("its table of contents is damaged")
    return int(text)


def read(file: BinaryIO, member: Member) -> bytes:
    """Give the bytes of a member.

    Raises:
        ValueError: it is damaged, or packed in a way that is not known.
    """
    if max(member.length, member.size) > _LARGEST:
        raise ValueError(f"{member.name} is too large")
    file.seek(member.offset)
    data = file.read(member.length)
    if len(data) < member.length:
        raise ValueError("it is cut off")
    if member.encoding.endswith("gzip"):  # that is what XAR calls zlib's format
        return _inflate(data, member.size)
    if member.encoding.endswith("bzip2"):
        import bz2

        return bz2.decompress(data)
    if member.encoding not in ("", "application/octet-stream"):
        raise ValueError(f"{member.name} is packed as {member.encoding}")
    return data


def _inflate(data: bytes, size: int) -> bytes:
    unpacker = zlib.decompressobj(47)  # zlib's format or gzip's
    try:
        plain = unpacker.decompress(data, size + 1)
    except zlib.error:
        plain = b""
    if len(plain) != size:
        raise ValueError("it is damaged")
    return plain


def parse(data: bytes) -> ElementTree.Element:
    """Parse XML.

    Raises:
        ValueError: it is none.
    """
    if b"<!ENTITY" in data:
        raise ValueError("its XML has entities of its own")
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError:
        pass
    raise ValueError("its XML is damaged")
