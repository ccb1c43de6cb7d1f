"""Documents read by msgspec: attributes at once; relationships and links stay bytes until somebody looks.

Only what the extra `speed` installs is imported here, so whoever imports this module has made sure that it is there.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import UNSET, Raw, Struct, UnsetType, ValidationError
from msgspec.json import Decoder

from .._json_bytes import loads
from .items import PartlyRead

_ABSENT = Raw()
_split = Decoder(dict[str, Raw]).decode
_DIGITS_AS_ZERO = bytes(ord("0") if chr(byte) in "0123456789" else ord(" ") for byte in range(256))


class RawItem(PartlyRead, Struct, forbid_unknown_fields=True, gc=False):
    """A resource object that has the members that JSON:API gives it, of the types it gives them, and no others.

    Anything else is refused, and the whole document is then read by json: so nothing that Apple sends is lost.
    """

    type: str
    id: str
    attributes: dict[str, Any] | UnsetType = UNSET
    relationships: Raw = _ABSENT
    links: Raw = _ABSENT
    meta: Any = UNSET

    def whole(self) -> dict[str, Any]:
        """The item as json reads it, a copy of its own; its members in JSON:API's order, which is Apple's."""
        item: dict[str, Any] = {"type": self.type, "id": self.id}
        if self.attributes is not UNSET:
            item["attributes"] = copy.deepcopy(self.attributes)
        if self.relationships is not _ABSENT:
            item["relationships"] = loads(bytes(self.relationships))
        if self.links is not _ABSENT:
            item["links"] = loads(bytes(self.links))
        if self.meta is not UNSET:
            item["meta"] = copy.deepcopy(self.meta)
        return item

    def linked(self) -> Mapping[str, Any]:
        """The relationships, each read when it is looked at."""
        try:
            return _Parts(_split(self.relationships)) if self.relationships is not _ABSENT else {}
        except ValidationError:  # null, or a list
            return {}


class _Parts(Mapping[str, Any]):
    """An object of which only the names are read."""

    __slots__ = ("_parts",)

    def __init__(self, parts: dict[str, Raw]) -> None:
        self._parts = parts

    def __getitem__(self, name: str) -> Any:
        return loads(bytes(self._parts[name]))

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


class _RawDocument(Struct, gc=False):
    data: list[RawItem] | RawItem | UnsetType | None = UNSET
    included: list[RawItem] | UnsetType = UNSET
    links: Any = UNSET
    meta: Any = UNSET


_read_document = Decoder(_RawDocument).decode


def read_document(body: bytes) -> dict[str, Any] | None:
    """The members of a document, with a `RawItem` for each resource; None where it is for json to read or to refuse.

    Whatever json would refuse anywhere in the document is found here, not when somebody looks: msgspec checks the
    syntax of what it leaves raw, and what it does not check there is checked apart.
    """
    if not _is_text(body) or _has_endless_number(body):
        return None
    try:
        document = _read_document(body)
    except (ValueError, RecursionError):
        return None
    members: dict[str, Any] = {
        name: value for name in ("data", "included", "links", "meta") if (value := getattr(document, name)) is not UNSET
    }
    for part in (document.data, document.included):
        if isinstance(part, list):
            for item in part:
                _let_go(item)
        elif isinstance(part, RawItem):
            _let_go(part)
    return members


def _let_go(item: RawItem) -> None:
    """Give the item copies: a part of the body would keep the whole of it in memory, as long as one item is kept."""
    if (relationships := item.relationships) is not _ABSENT:
        item.relationships = relationships.copy()
    if (links := item.links) is not _ABSENT:
        item.links = links.copy()


def _is_text(body: bytes) -> bool:
    if body.isascii():
        return True
    try:
        body.decode("utf-8", "surrogatepass")  # as json reads it
    except UnicodeDecodeError:
        return False
    return True


def _has_endless_number(body: bytes) -> bool:
    """Whether there may be an integer with more digits than Python reads.

    Every tenth part of the limit a byte is looked at: nine digits in a row are in every number that is too long, and
    next to never anywhere else.
    """
    limit = sys.get_int_max_str_digits()
    return bool(limit) and b"000000000" in body[:: limit // 10].translate(_DIGITS_AS_ZERO)
