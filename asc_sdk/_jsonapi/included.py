"""Finds related resources in a document's `included`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from .absent import Query, cut_off, not_loaded
from .items import PartlyRead, checked_item, identifiers_in, item_key, linked_by, whole_item
from .relationships import RelatedList, Relationship

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from typing_extensions import TypeIs

    from ..errors import RelationshipNotLoadedError
    from .items import Item
    from .relationships import RelationshipField
    from .resource import Resource


class Classes(Protocol):
    """The classes of one operation's answer; unknown types are generic resources."""

    def find(self, resource_type: str) -> type[Resource]:
        """The class for a JSON:API type."""
        ...


class Document:
    """One answer's resources: the primary ones as they are made, the included ones read when somebody looks."""

    __slots__ = ("_classes", "_included", "_index", "_primary", "_query")

    def __init__(self, classes: Classes, included: object = None, query: Query | None = None) -> None:
        self._classes = classes
        self._included: Sequence[Any] = cast("Sequence[Any]", included) if isinstance(included, list) else ()
        self._query = query or Query()
        # Where nothing leads from one primary resource to another, each is kept by its user alone.
        is_linked = isinstance(included, list) or bool(self._query.include)
        self._primary: list[Resource] | None = [] if is_linked else None
        self._index: dict[tuple[str, str], Resource | Item] | None = None

    def read(self, item: object) -> Resource:
        """A primary resource of this document.

        Raises:
            UnexpectedResponseError: where it is no resource: no object, or without a type or an id.
        """
        return self.read_all((item,))[0]

    def read_all(self, items: Sequence[object]) -> list[Resource]:
        """The primary resources of this document.

        Raises:
            UnexpectedResponseError: as `read`.
        """
        # A page is nearly always of one type: its class is asked for once.
        kinds: dict[str, type[Resource]] = {}
        resources: list[Resource] = []
        for item in items:
            checked = checked_item(item)
            kind = checked["type"] if isinstance(checked, dict) else checked.type
            cls = kinds.get(kind)
            if cls is None:
                cls = kinds[kind] = self._classes.find(kind)
            resources.append(cls.from_item(checked, self))
        if self._primary is None and _may_lead_to_each_other({*kinds.values()}):
            self._primary = []
        if self._primary is not None:
            self._primary += resources
        return resources

    def included(self) -> list[Resource]:
        """All included resources, in Apple's order."""
        keys = dict.fromkeys(key for item in self._included if (key := item_key(item)) is not None)
        return [found for kind, own in keys if (found := self._find(kind, own)) is not None]

    def related(self, resource: Resource, name: str, field: RelationshipField) -> Any:
        """The resource or resources that a relationship leads to.

        Raises:
            RelationshipNotLoadedError: where the answer does not hold them, or only a part of them.
        """
        linked = linked_by(resource.__item__())
        relationship = Relationship(linked[field.wire]) if field.wire in linked else None
        identifiers = relationship.identifiers if relationship is not None else None
        if relationship is None or identifiers is None or not (field.many or len(identifiers) < 2):
            raise self._not_loaded(resource, name, field, relationship)
        found = [self._find(identifier.type, identifier.id) for identifier in identifiers]
        resources = [related for related in found if related is not None]
        if len(resources) < len(found):
            raise self._not_loaded(resource, name, field, relationship)
        if not field.many:
            return resources[0] if resources else None
        if relationship.is_cut_off and not (self._is_primary(resource) and field.wire in self._query.limited):
            raise cut_off(resource, name, field, relationship, self._query, primary=self._is_primary(resource))
        return RelatedList(resources, relationship.total, field.method)

    def reachable(self, resource: Resource) -> list[dict[str, Any]]:
        """The included items that the resource leads to, over any number of steps: what a copy of it needs."""
        index = self._indexed()
        seen: dict[tuple[str, str], dict[str, Any]] = {}
        waiting = identifiers_in(resource.__item__())
        while waiting:
            identifier = waiting.pop()
            key = (identifier.type, identifier.id)
            found = index.get(key)
            if key in seen or found is None or found is resource:
                continue
            item = found.__item__() if _is_resource(found) else found
            seen[key] = whole_item(item)
            waiting.extend(identifiers_in(item))
        return list(seen.values())

    def narrowed(self, resource: Resource) -> Document:
        """A document that holds just this resource and what it leads to."""
        query = self._query if self._is_primary(resource) else self._query.of_included()
        document = Document(self._classes, self.reachable(resource), query)
        document.adopt(resource)
        return document

    def adopt(self, resource: Resource) -> None:
        """Takes a resource that exists already as a primary one."""
        if self._primary is not None:
            self._primary.append(resource)

    def __getstate__(self) -> dict[str, Any]:
        kinds = {key[0] for item in self._included if (key := item_key(item)) is not None}
        classes = {kind: self._classes.find(kind) for kind in kinds}
        query = self._query
        return {
            "classes": classes,
            "included": self._included,
            "query": (query.include, query.limited, query.fieldsets, query.takes),
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._classes = KnownClasses(state["classes"])
        self._included = state["included"]
        self._query = Query(*state["query"])
        self._primary = []
        self._index = None

    def _make(self, item: Item) -> Resource:
        kind = item["type"] if isinstance(item, dict) else item.type
        return self._classes.find(kind).from_item(item, self)

    def _find(self, kind: str, own: str) -> Resource | None:
        index = self._indexed()
        found = index.get((kind, own))
        if found is not None and not _is_resource(found):
            found = index[kind, own] = self._make(found)
        return found

    def _indexed(self) -> dict[tuple[str, str], Resource | Item]:
        if self._index is None:
            index: dict[tuple[str, str], Resource | Item] = {
                key: item for item in self._included if (key := item_key(item)) is not None
            }
            index.update({(item.resource_type, item.id): item for item in self._primary or ()})
            self._index = index
        return self._index

    def _is_primary(self, resource: Resource) -> bool:
        # A copy of a primary resource is one, too.
        own = (resource.resource_type, resource.id)
        return self._primary is None or any((item.resource_type, item.id) == own for item in self._primary)

    def _not_loaded(
        self, resource: Resource, name: str, field: RelationshipField, relationship: Relationship | None
    ) -> RelationshipNotLoadedError:
        primary = self._is_primary(resource)
        return not_loaded(resource, name, field, relationship, self._query, primary=primary)


class KnownClasses:
    """Classes by JSON:API type, for a document that was copied or unpickled."""

    __slots__ = ("_by_type",)

    def __init__(self, by_type: Mapping[str, type[Resource]]) -> None:
        self._by_type = by_type

    def find(self, resource_type: str) -> type[Resource]:
        """The class for a JSON:API type."""
        from .resource import Resource

        return self._by_type.get(resource_type, Resource)


def _may_lead_to_each_other(kinds: Collection[type[Resource]]) -> bool:
    """Whether resources of these classes can be related without any that is included."""
    return len(kinds) > 1 or any(field.to_own_type for kind in kinds for field in kind.__relationships__.values())


def _is_resource(found: Resource | Item) -> TypeIs[Resource]:
    return not isinstance(found, (dict, PartlyRead))
