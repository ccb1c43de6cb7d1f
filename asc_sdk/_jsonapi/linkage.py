"""Relationships of a request: identifiers, and the local ids of what is created inline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from .._unset import UNSET
from .relationships import ResourceIdentifier
from .resource import Resource
from .show import show

if TYPE_CHECKING:
    from .body import Body
    from .encode import ClassLoader


class ToOne:
    """A to-one relationship of a request.

    Args:
        wire: Apple's name.
        resource_type: The JSON:API type that it leads to.
        inline: Names of the classes that may be created along with it.
    """

    __slots__ = ("inline", "resource_type", "wire")

    def __init__(self, wire: str, resource_type: str, inline: tuple[str, ...] = ()) -> None:
        self.wire = wire
        self.resource_type = resource_type
        self.inline = inline

    def write(self, name: str, value: Any, inlines: Inlines) -> Any:
        """Its linkage: an identifier, or null."""
        return None if value is None else inlines.linkage(name, value, self)


class ToMany(ToOne):
    """A to-many relationship of a request."""

    __slots__ = ()

    def write(self, name: str, value: Any, inlines: Inlines) -> Any:
        """Its linkage: a list of identifiers.

        Raises:
            ValueError: for a list that Apple had cut off: the rest would be unlinked.
        """
        if value is None:
            raise TypeError(f"{name} takes a list; an empty one unlinks all")
        if getattr(value, "is_cut_off", False):
            raise ValueError(
                f"{name} is a list that Apple cut off ({len(value)} of {value.total}): the others would be left out. "
                f"Get all of them first{f', with asc.{value.method}(…).all()' if value.method else ''}"
            )
        return [inlines.linkage(f"{name}[{index}]", item, self) for index, item in enumerate(_several(name, value))]


class InlineCreate:
    """The base of inline creates: resources that are created inside another one's request."""

    __slots__ = ()

    id: str | None
    resource_type: ClassVar[str]
    __body__: ClassVar[Body]

    def __repr__(self) -> str:
        names = ["id", *self.__body__.names()]
        given = [(name, value) for name in names if (value := getattr(self, name)) is not UNSET]
        return show(type(self).__name__, given)


class Inlines:
    """The inline creates of one request, each with its local id."""

    def __init__(self, load: ClassLoader) -> None:
        self.load = load
        # By identity; the object is kept, lest another one of this request come to live at its address.
        self._local_ids: dict[int, tuple[str, InlineCreate]] = {}
        self._taken: set[str] = set()
        self.included: list[dict[str, Any]] = []

    def linkage(self, name: str, value: Any, relationship: ToOne) -> dict[str, str]:
        """The identifier for a resource, an identifier, an id or an inline create."""
        wanted = relationship.resource_type
        if isinstance(value, InlineCreate):
            return self._inline(name, value, relationship)
        if isinstance(value, str):
            if not value.strip():
                raise ValueError(f"{name} must be the id of a resource, not {value!r}")
            return {"type": wanted, "id": value}
        if isinstance(value, Resource):
            kind = value.resource_type
        elif isinstance(value, ResourceIdentifier):
            kind = value.type
        else:
            raise TypeError(f"{name} takes a resource of type {wanted!r}, its identifier or its id, not {value!r}")
        if kind != wanted:
            raise TypeError(f"{name} takes a resource of type {wanted!r}, not one of {kind!r}, {value.id!r}")
        return {"type": wanted, "id": value.id}

    def _inline(self, name: str, value: InlineCreate, relationship: ToOne) -> dict[str, str]:
        if type(value).__name__ not in relationship.inline:
            may = (
                f"only as {' or '.join(relationship.inline)}" if relationship.inline else "it takes what exists already"
            )
            raise TypeError(f"{name} cannot be created inline as {type(value).__name__}: {may}")
        known = self._local_ids.get(id(value))
        local = self._local_id(name, value) if known is None else known[0]
        identifier = {"type": value.resource_type, "id": local}
        if known is None:
            self._local_ids[id(value)] = local, value
            item: dict[str, Any] = dict(identifier)
            self.included.append(item)
            fields = {field: getattr(value, field) for field in value.__body__.names()}
            item.update(value.__body__.members(fields, self, prefix=f"{name}."))
        return identifier

    def _local_id(self, name: str, value: InlineCreate) -> str:
        if value.id is not None:
            if not re.fullmatch(r"\$\{.+\}", value.id):
                raise ValueError(
                    f"{name} has the id {value.id!r}: what is created inline has a local id of its own, ${{…}}; "
                    "leave it out, or pass an existing resource's id itself"
                )
            if value.id in self._taken:
                raise ValueError(f"{name} has the local id {value.id!r}, which another one has in the same request")
            self._taken.add(value.id)
            return value.id
        number = len(self._local_ids) + 1
        while (local := f"${{new-{value.resource_type}-{number}}}") in self._taken:
            number += 1
        self._taken.add(local)
        return local


def _several(name: str, value: Any) -> list[Any]:
    if isinstance(value, (str, Resource, ResourceIdentifier, InlineCreate)):
        return [value]
    if isinstance(value, (bytes, Mapping)) or not isinstance(value, Iterable):
        hint = "; its items come with `await page.all()`" if hasattr(cast("object", value), "__aiter__") else ""
        raise TypeError(f"{name} takes a list of resources, identifiers or ids, not {value!r}{hint}")
    items = list(cast("Iterable[object]", value))
    # A set has no order of its own: two equal requests should look the same.
    return sorted(items, key=_id_of) if isinstance(value, (set, frozenset)) else items


def _id_of(item: object) -> str:
    return str(getattr(item, "id", item))
