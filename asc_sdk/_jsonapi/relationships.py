"""Resource identifiers, lists that may be cut off, and what an answer says of a relationship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, SupportsIndex, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ResourceIdentifier:
    """A resource's type and id: what a relationship holds, and what names a resource in a request.

    Args:
        type: The JSON:API type, such as `"apps"`.
        id: The resource's id.
    """

    __slots__ = ("id", "type")

    def __init__(self, type: str, id: str) -> None:
        self.type = type
        self.id = id

    def to_dict(self) -> dict[str, str]:
        """The identifier as JSON:API writes it."""
        return {"type": self.type, "id": self.id}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ResourceIdentifier):
            return NotImplemented
        return (self.type, self.id) == (other.type, other.id)

    def __hash__(self) -> int:
        return hash((self.type, self.id))

    def __repr__(self) -> str:
        return f"ResourceIdentifier(type={self.type!r}, id={self.id!r})"

    def __reduce__(self) -> tuple[type[ResourceIdentifier], tuple[str, str]]:
        return ResourceIdentifier, (self.type, self.id)


class RelationshipField:
    """A relationship as the document declares it: its wire name, one or many, and the method that gets it.

    `method` is such as `apps.list_builds`; "" where Apple has no such operation. `links_only` marks one that Apple
    never includes, `to_own_type` one that leads to resources of the same type.
    """

    __slots__ = ("links_only", "many", "method", "to_own_type", "wire")

    def __init__(
        self, wire: str, method: str = "", *, many: bool = False, links_only: bool = False, to_own_type: bool = False
    ) -> None:
        self.wire = wire
        self.method = method
        self.many = many
        self.links_only = links_only
        self.to_own_type = to_own_type


class CutIdentifiers(tuple[ResourceIdentifier, ...]):
    """Identifiers of a list that Apple cut off: what would unlink the others refuses them."""

    total: int
    method = ""
    is_cut_off = True


class RelatedList(list[Any]):
    """Related resources. It remembers where Apple cut it off: what would unlink the others refuses it.

    Args:
        items: What came.
        total: How many there are in all; by default, as many as came.
        method: The method that gets all of them, such as `apps.list_builds`.
    """

    __slots__ = ("is_cut_off", "method", "total")

    def __init__(self, items: Iterable[Any] = (), total: int | None = None, method: str = "") -> None:
        super().__init__(items)
        self.total = len(self) if total is None else total
        self.method = method
        # Once and for all: neither removing one nor adding one changes whether the others are missing.
        self.is_cut_off = self.total > len(self)

    def copy(self) -> RelatedList:
        """A list of its own, cut off where this one is."""
        return self.__add__([])

    def __add__(self, other: list[Any], /) -> RelatedList:
        made = RelatedList(super().__add__(other), None, self.method)
        made.__setstate__((self.total, self.method, self.is_cut_off))
        return made

    def __setstate__(self, state: tuple[int, str, bool]) -> None:
        self.total, self.method, self.is_cut_off = state

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]:
        # The items go in one by one, after the list itself: one of them may lead back to it.
        return RelatedList, (), (self.total, self.method, self.is_cut_off), iter(self)


class Relationship:
    """What an answer says of one relationship.

    Attributes:
        identifiers: The linkage as a tuple; None where the answer does not hold it, which is not the same as empty.
        links: `self` and `related`, as Apple sent them.
        total: How many there are in all, where Apple says so; more than `identifiers` when the list was cut off.
        is_unreadable: Whether there is a linkage, but of another shape than JSON:API gives it.
    """

    __slots__ = ("__raw__", "identifiers", "is_unreadable", "links", "total")

    def __init__(self, raw: object) -> None:
        self.__raw__ = raw
        members = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
        self.identifiers = read_linkage(members["data"]) if "data" in members else None
        self.is_unreadable = self.identifiers is None and "data" in members
        links = members.get("links")
        self.links: dict[str, Any] = cast("dict[str, Any]", links) if isinstance(links, dict) else {}
        self.total = read_total(members)
        if self.identifiers is not None and self.total is not None and self.total > len(self.identifiers):
            cut = self.identifiers = CutIdentifiers(self.identifiers)
            cut.total = self.total

    @property
    def is_cut_off(self) -> bool:
        """Whether Apple sent fewer identifiers than there are."""
        return isinstance(self.identifiers, CutIdentifiers)

    def __eq__(self, other: object) -> bool:
        return self.__raw__ == other.__raw__ if isinstance(other, Relationship) else NotImplemented

    def __repr__(self) -> str:
        return f"Relationship(identifiers={self.identifiers!r}, total={self.total!r})"

    def __reduce__(self) -> tuple[type[Relationship], tuple[object]]:
        return Relationship, (self.__raw__,)


class Relationships(Mapping[str, Relationship]):
    """The relationships that an answer holds, by Python name; Apple's spelling finds them as well."""

    __slots__ = ("__names__", "__raw__")

    def __init__(self, raw: Mapping[str, Any], names: Mapping[str, str]) -> None:
        self.__raw__ = raw
        # Apple's name → Python's; a relationship that the SDK does not know keeps Apple's.
        self.__names__ = names

    def __getitem__(self, name: str) -> Relationship:
        if name in self.__raw__:
            return Relationship(self.__raw__[name])
        for wire, python in self.__names__.items():
            if python == name and wire in self.__raw__:
                return Relationship(self.__raw__[wire])
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (self.__names__.get(wire, wire) for wire in self.__raw__)

    def __len__(self) -> int:
        return len(self.__raw__)

    def __repr__(self) -> str:
        return f"Relationships({', '.join(self)})"


def read_linkage(data: object) -> tuple[ResourceIdentifier, ...] | None:
    """The identifiers in a relationship's `data`: none for null; None where one of them cannot be read."""
    if data is None:
        return ()
    items: Sequence[Any] = cast("Sequence[Any]", data) if isinstance(data, list) else [data]
    found = [identifier for item in items if (identifier := read_identifier(item)) is not None]
    return tuple(found) if len(found) == len(items) else None


def read_identifier(item: object) -> ResourceIdentifier | None:
    """The identifier, or None where the value is none."""
    if not isinstance(item, dict):
        return None
    members = cast("dict[str, Any]", item)
    kind, own = members.get("type"), read_id(members.get("id"))
    return ResourceIdentifier(kind, own) if isinstance(kind, str) and own is not None else None


def read_id(own: object) -> str | None:
    """An id: a string, or a number read as one; None where it is neither."""
    if isinstance(own, str):
        return own
    return str(own) if isinstance(own, int) and not isinstance(own, bool) else None


def read_total(members: Mapping[str, Any]) -> int | None:
    """`meta.paging.total`, where it is there and a number."""
    value: Any = members
    for name in ("meta", "paging", "total"):
        value = cast("dict[str, Any]", value).get(name) if isinstance(value, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
