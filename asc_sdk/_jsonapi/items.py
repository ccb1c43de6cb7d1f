"""Resource objects as they stand in `data` and `included`, before a resource is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ..errors import UnexpectedResponseError
from .relationships import Relationship, read_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .relationships import ResourceIdentifier


class PartlyRead:
    """An item of which only the attributes are read, the rest when somebody looks: a `RawItem`, by msgspec."""

    __slots__ = ()

    if TYPE_CHECKING:
        type: str
        id: str
        attributes: Any

        def whole(self) -> dict[str, Any]:
            """The item as json reads it, a copy of its own."""
            ...

        def linked(self) -> Mapping[str, Any]:
            """The relationships by Apple's names, each read when it is looked at."""
            ...


Item: TypeAlias = "dict[str, Any] | PartlyRead"


def checked_item(item: object) -> Item:
    """The item.

    Raises:
        UnexpectedResponseError: where it is no resource: no object, or without a type or an id.
    """
    if isinstance(item, PartlyRead):
        return item
    if isinstance(item, dict):
        members = cast("dict[str, Any]", item)
        if isinstance(members.get("type"), str) and read_id(members.get("id")) is not None:
            return members
    raise UnexpectedResponseError("the answer's `data` holds something that is no resource with a type and an id")


def item_key(item: object) -> tuple[str, str] | None:
    """Type and id of an item; None where it is no resource."""
    if isinstance(item, PartlyRead):
        return item.type, item.id
    if not isinstance(item, dict):
        return None
    members = cast("dict[str, Any]", item)
    kind, own = members.get("type"), read_id(members.get("id"))
    return (kind, own) if isinstance(kind, str) and own is not None else None


def whole_item(item: Item) -> dict[str, Any]:
    """The item as json reads it."""
    return item if isinstance(item, dict) else item.whole()


def linked_by(item: Item) -> Mapping[str, Any]:
    """The relationships of an item, by Apple's names; none where it has no object of them."""
    if not isinstance(item, dict):
        return item.linked()
    linked = item.get("relationships")
    return cast("dict[str, Any]", linked) if isinstance(linked, dict) else {}


def identifiers_in(item: Item) -> list[ResourceIdentifier]:
    """All that the relationships of an item lead to."""
    return [found for raw in linked_by(item).values() for found in Relationship(raw).identifiers or ()]
