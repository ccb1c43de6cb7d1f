"""Finds related resources in a document's `included`, and says what to pass where they are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from ..errors import RelationshipNotLoadedError, UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .relationships import RelationshipField, ResourceIdentifier
    from .resource import Resource


class Classes(Protocol):
    """The classes of one operation's answer; unknown types are generic resources."""

    def find(self, resource_type: str) -> type[Resource]:
        """The class for a JSON:API type."""
        ...


class Query:
    """What a request asked for, as far as it decides which relationships an answer holds.

    Attributes:
        include: The relationships in `include`, by Apple's names.
        limited: Those with a `limit[…]` of the caller's: their lists were cut off by wish.
        fieldsets: The JSON:API types with a `fields[…]`.
    """

    __slots__ = ("fieldsets", "include", "limited")

    def __init__(
        self,
        include: frozenset[str] = frozenset(),
        limited: frozenset[str] = frozenset(),
        fieldsets: frozenset[str] = frozenset(),
    ) -> None:
        self.include = include
        self.limited = limited
        self.fieldsets = fieldsets


class RelatedList(list[Any]):
    """Related resources; `total` is more than their number where Apple cut the list off."""

    __slots__ = ("method", "total")

    def __init__(self, items: Iterable[Any], total: int | None = None, method: str = "") -> None:
        super().__init__(items)
        self.total = len(self) if total is None else total
        self.method = method

    @property
    def is_cut_off(self) -> bool:
        """Whether there are more than these."""
        return self.total > len(self)

    def __reduce__(self) -> tuple[type[RelatedList], tuple[list[Any], int, str]]:
        return RelatedList, (list(self), self.total, self.method)


class Document:
    """One answer's resources: the primary ones as they are made, the included ones read when somebody looks."""

    __slots__ = ("_classes", "_included", "_index", "_primary", "_query")

    def __init__(self, classes: Classes, included: object = None, query: Query | None = None) -> None:
        self._classes = classes
        self._included: Sequence[Any] = cast("Sequence[Any]", included) if isinstance(included, list) else ()
        self._query = query or Query()
        self._primary: list[Resource] = []
        self._index: dict[tuple[str, str], Resource | dict[str, Any]] | None = None

    def read(self, item: object) -> Resource:
        """A primary resource of this document.

        Raises:
            UnexpectedResponseError: where it is no resource: no object, or without a type or an id.
        """
        resource = self._make(_checked(item))
        self._primary.append(resource)
        return resource

    def included(self) -> list[Resource]:
        """All included resources, in Apple's order."""
        found = (self._find(item["type"], item["id"]) for item in self._included if _is_resource(item))
        return [resource for resource in found if resource is not None]

    def related(self, resource: Resource, name: str, field: RelationshipField) -> Any:
        """The resource or resources that a relationship leads to.

        Raises:
            RelationshipNotLoadedError: where the answer does not hold them, or only a part of them.
        """
        relationship = resource.relationships.get(name)
        if relationship is None or relationship.identifiers is None:
            raise RelationshipNotLoadedError(self._missing(resource, name, field))
        found = [self._find(identifier.type, identifier.id) for identifier in relationship.identifiers]
        resources = [related for related in found if related is not None]
        if len(resources) < len(found):
            raise RelationshipNotLoadedError(self._missing(resource, name, field))
        if not field.many:
            return resources[0] if resources else None
        if relationship.is_cut_off and not self._cut_by_wish(resource, field):
            raise RelationshipNotLoadedError(
                f"{_said(resource, name)} was cut off by Apple: {len(resources)} of {relationship.total} came."
                f"{_all_of_them(resource, field)} Or pass limit_{name}= for as many as you want."
            )
        return RelatedList(resources, relationship.total, field.method)

    def reachable(self, resource: Resource) -> list[dict[str, Any]]:
        """The included items that the resource leads to, over any number of steps: what a copy of it needs."""
        index = self._indexed()
        seen: dict[tuple[str, str], dict[str, Any]] = {}
        waiting = _linked(resource.__item__())
        while waiting:
            identifier = waiting.pop()
            key = (identifier.type, identifier.id)
            found = index.get(key)
            if key in seen or found is None or found is resource:
                continue
            seen[key] = found if isinstance(found, dict) else found.__item__()
            waiting.extend(_linked(seen[key]))
        return list(seen.values())

    def narrowed(self, resource: Resource) -> Document:
        """A document that holds just this resource and what it leads to."""
        document = Document(self._classes, self.reachable(resource), self._query)
        document.adopt(resource)
        return document

    def adopt(self, resource: Resource) -> None:
        """Takes a resource that exists already as a primary one."""
        self._primary.append(resource)

    def __getstate__(self) -> dict[str, Any]:
        classes = {item["type"]: self._classes.find(item["type"]) for item in self._included if _is_resource(item)}
        query = self._query
        return {
            "classes": classes,
            "included": self._included,
            "query": (query.include, query.limited, query.fieldsets),
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._classes = KnownClasses(state["classes"])
        self._included = state["included"]
        self._query = Query(*state["query"])
        self._primary = []
        self._index = None

    def _make(self, item: dict[str, Any]) -> Resource:
        return self._classes.find(item["type"]).from_dict(item, self)

    def _find(self, kind: str, own: str) -> Resource | None:
        index = self._indexed()
        found = index.get((kind, own))
        if isinstance(found, dict):
            found = index[kind, own] = self._make(found)
        return found

    def _indexed(self) -> dict[tuple[str, str], Resource | dict[str, Any]]:
        if self._index is None:
            index: dict[tuple[str, str], Resource | dict[str, Any]] = {
                (item["type"], item["id"]): item for item in self._included if _is_resource(item)
            }
            index.update({(item.resource_type, item.id): item for item in self._primary})
            self._index = index
        return self._index

    def _cut_by_wish(self, resource: Resource, field: RelationshipField) -> bool:
        return field.wire in self._query.limited and any(item is resource for item in self._primary)

    def _missing(self, resource: Resource, name: str, field: RelationshipField) -> str:
        said, kind, query = _said(resource, name), resource.resource_type, self._query
        if field.links_only:
            return f"{said} is not in the answer: Apple never includes it.{_all_of_them(resource, field)}"
        if kind in query.fieldsets and (field.wire in query.include or name not in resource.relationships):
            advice = f'add "{field.wire}" to fields_{_snake(kind)}='
            if field.wire not in query.include:
                advice += f' and pass include=["{field.wire}"]'
            return f"{said} is not in the answer: {advice}.{_all_of_them(resource, field)}"
        if field.wire in query.include:
            return f"{said} is not in the answer, though include= asked for it.{_all_of_them(resource, field)}"
        return f'{said} is not in the answer: pass include=["{field.wire}"].{_all_of_them(resource, field)}'


class KnownClasses:
    """Classes by JSON:API type, for a document that was copied or unpickled."""

    __slots__ = ("_by_type",)

    def __init__(self, by_type: Mapping[str, type[Resource]]) -> None:
        self._by_type = by_type

    def find(self, resource_type: str) -> type[Resource]:
        """The class for a JSON:API type."""
        from .resource import Resource

        return self._by_type.get(resource_type, Resource)


def without_answer(resource: Resource, name: str, field: RelationshipField) -> RelationshipNotLoadedError:
    """The error for a relationship of a resource that was made by hand."""
    return RelationshipNotLoadedError(f"{_said(resource, name)} was not given.{_all_of_them(resource, field)}")


def _said(resource: Resource, name: str) -> str:
    return f"{type(resource).__name__}.{name} of {resource.id!r}"


def _all_of_them(resource: Resource, field: RelationshipField) -> str:
    return f" asc.{field.method}({resource.id!r}) gets {'all of them' if field.many else 'it'}." if field.method else ""


def _snake(kind: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind)


def _checked(item: object) -> dict[str, Any]:
    if not _is_resource(item):
        raise UnexpectedResponseError("the answer's `data` holds something that is no resource with a type and an id")
    return cast("dict[str, Any]", item)


def _is_resource(item: object) -> bool:
    if not isinstance(item, dict):
        return False
    members = cast("dict[str, Any]", item)
    return isinstance(members.get("type"), str) and isinstance(members.get("id"), str)


def _linked(item: Mapping[str, Any]) -> list[ResourceIdentifier]:
    from .relationships import Relationship

    relationships = item.get("relationships")
    found: list[ResourceIdentifier] = []
    for raw in cast("dict[str, Any]", relationships).values() if isinstance(relationships, dict) else ():
        found.extend(Relationship(raw).identifiers or ())
    return found
