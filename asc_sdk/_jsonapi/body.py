"""A request's document: attributes and relationships, null against left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._unset import UNSET
from .encode import write_plain
from .linkage import Inlines, ToMany, ToOne

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .encode import ClassLoader, Coder


class Body:
    """What a create or an update takes, and how it is written.

    Args:
        resource_type: The JSON:API type.
        attributes: By argument, Apple's name of a plain value, or the coder of another.
        relationships: By argument.
        required: The arguments that must have a value.
    """

    __slots__ = ("attributes", "relationships", "required", "resource_type")

    def __init__(
        self,
        resource_type: str,
        attributes: Mapping[str, str | Coder] | None = None,
        relationships: Mapping[str, ToOne] | None = None,
        required: tuple[str, ...] = (),
    ) -> None:
        self.resource_type = resource_type
        self.attributes = attributes or {}
        self.relationships = relationships or {}
        self.required = required

    def names(self) -> list[str]:
        """All arguments."""
        return [*self.attributes, *self.relationships]

    def document(self, arguments: Mapping[str, Any], load: ClassLoader, own_id: str | None = None) -> dict[str, Any]:
        """The request's document.

        Args:
            arguments: By name; UNSET is left out, None is null.
            load: Gives a nested class by name.
            own_id: The id of the resource that is updated.

        Raises:
            TypeError: for a value of the wrong kind, ValueError for one that cannot be right; both name the argument.
        """
        inlines = Inlines(load)
        data: dict[str, Any] = {"type": self.resource_type}
        if own_id is not None:
            data["id"] = own_id
        data.update(self.members(arguments, inlines))
        return {"data": data, "included": inlines.included} if inlines.included else {"data": data}

    def members(self, arguments: Mapping[str, Any], inlines: Inlines, prefix: str = "") -> dict[str, Any]:
        """`attributes` and `relationships`; each only where something is in it."""
        for name in self.required:
            value = arguments.get(name, UNSET)
            if value is UNSET or value is None:
                raise TypeError(f"{prefix}{name} is required{'' if value is UNSET else ' and cannot be None'}")
        attributes: dict[str, Any] = {}
        for name, coder in self.attributes.items():
            value = arguments.get(name, UNSET)
            if value is UNSET:
                continue
            where = prefix + name
            if isinstance(coder, str):
                attributes[coder] = write_plain(where, value)
            else:
                attributes[coder.wire] = None if value is None else coder.write(where, value, inlines.load)
        relationships: dict[str, Any] = {}
        for name, relationship in self.relationships.items():
            value = arguments.get(name, UNSET)
            if value is not UNSET:
                relationships[relationship.wire] = {"data": relationship.write(prefix + name, value, inlines)}
        members = {"attributes": attributes, "relationships": relationships}
        return {name: found for name, found in members.items() if found}


class Linkage:
    """What the relationship operations take: identifiers, and nothing else."""

    __slots__ = ("relationship",)

    def __init__(self, resource_type: str, *, many: bool) -> None:
        self.relationship = (ToMany if many else ToOne)("data", resource_type)

    def document(self, name: str, value: Any, load: ClassLoader) -> dict[str, Any]:
        """The request's document."""
        return {"data": self.relationship.write(name, value, Inlines(load))}
