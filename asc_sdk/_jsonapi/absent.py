"""What a relationship that is not there needs: which `include=`, `fields_…` or `list_R`, as the request was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import RelationshipNotLoadedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .relationships import Relationship, RelationshipField
    from .resource import Resource

# A break before a capital after a small letter or digit, and before the last capital of a run.
_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Query:
    """What a request asked for, as far as it decides which relationships an answer holds.

    Attributes:
        include: The relationships in `include`, by Apple's names.
        limited: Those with a `limit[…]` of the caller's: their lists were cut off by wish.
        fieldsets: The fields of each `fields[…]`, by JSON:API type.
        takes: The parameters that the operation takes, by Apple's names.
    """

    __slots__ = ("fieldsets", "include", "limited", "takes")

    def __init__(
        self,
        include: frozenset[str] = frozenset(),
        limited: frozenset[str] = frozenset(),
        fieldsets: Mapping[str, frozenset[str]] | None = None,
        takes: frozenset[str] = frozenset(),
    ) -> None:
        self.include = include
        self.limited = limited
        self.fieldsets = fieldsets or {}
        self.takes = takes

    def of_included(self) -> Query:
        """What it means for an included resource: neither `include` nor a limit was for it."""
        return Query(fieldsets=self.fieldsets)


def not_given(resource: Resource, name: str, field: RelationshipField) -> RelationshipNotLoadedError:
    """The error for a relationship of a resource that was made by hand."""
    return RelationshipNotLoadedError(f"{_said(resource, name)} was not given.{_all_of_them(resource, field)}")


def cut_off(
    resource: Resource, name: str, field: RelationshipField, relationship: Relationship, query: Query, *, primary: bool
) -> RelationshipNotLoadedError:
    """The error for a list that Apple cut off, which nobody asked for."""
    came = len(relationship.identifiers or ())
    text = f"{_said(resource, name)} was cut off by Apple: {came} of {relationship.total} came."
    text += _all_of_them(resource, field)
    if primary and f"limit[{field.wire}]" in query.takes:
        text += f" Or pass limit_{name}= to take as many as that, cut off or not."
    return RelationshipNotLoadedError(text)


def not_loaded(
    resource: Resource,
    name: str,
    field: RelationshipField,
    relationship: Relationship | None,
    query: Query,
    *,
    primary: bool,
) -> RelationshipNotLoadedError:
    """The error for a relationship that the answer does not hold.

    Args:
        resource: Whose it is.
        name: Its Python name.
        field: What the document says of it.
        relationship: What the answer says of it, if anything.
        query: What the request asked for.
        primary: Whether the resource stands in `data`, which is what the request's `include` is for.
    """
    said = _said(resource, name)
    identifiers = relationship.identifiers if relationship is not None else None
    if field.links_only:
        text = f"{said} is not in the answer: Apple never includes it."
    elif (relationship is not None and relationship.is_unreadable) or (not field.many and len(identifiers or ()) > 1):
        text = f"{said} is in the answer in a shape that no relationship has; to_dict() shows it."
    else:
        only_ids = identifiers is not None
        what = "is in the answer by its id only" if only_ids else "is not in the answer"
        text = f"{said} {what}{_advice(resource, field, query, only_ids=only_ids, primary=primary)}."
    return RelationshipNotLoadedError(text + _all_of_them(resource, field))


def _advice(resource: Resource, field: RelationshipField, query: Query, *, only_ids: bool, primary: bool) -> str:
    wire, kind = field.wire, resource.resource_type
    fieldset = query.fieldsets.get(kind)
    fields = f"fields_{_BREAK.sub('_', kind).lower()}="
    asked = primary and wire in query.include
    if fieldset is not None and wire not in fieldset and not only_ids and (asked or not primary):
        return f': add "{wire}" to {fields}'
    if asked and fieldset is not None:
        return f', though include= and {fields} asked for "{wire}"'
    if asked:
        return f', though include= asked for "{wire}"'
    if primary and "include" in query.takes:
        return f': pass include=["{wire}"]'
    return f': ask for the {type(resource).__name__} by itself, with include=["{wire}"]'


def _said(resource: Resource, name: str) -> str:
    return f"{type(resource).__name__}.{name} of {resource.id!r}"


def _all_of_them(resource: Resource, field: RelationshipField) -> str:
    if not field.method:
        return ""
    many = field.many and ".get_" not in field.method
    return f" asc.{field.method}({resource.id!r}) gets {'all of them' if many else 'it'}."
