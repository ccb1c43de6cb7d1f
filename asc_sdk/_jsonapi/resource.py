"""The base of all resources: identity, unknown fields, the way back to JSON, copies, and one line to show."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, ClassVar, cast

from .absent import not_given
from .included import Document, KnownClasses
from .items import linked_by, whole_item
from .relationships import RelatedList, RelationshipField, Relationships, ResourceIdentifier, read_id
from .show import show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Self

    from .items import Item

# The default of every relationship: its slot stays empty, and reading it asks the document.
NOT_LOADED: Any = object()

_new = object.__new__


class Resource:
    """A resource. The generator makes an attrs class of each one; a type that it does not know is just this.

    Attributes:
        resource_type: The JSON:API type, such as `"apps"`.
        id: The resource's id.
    """

    __slots__ = ("__document__", "__source__", "id", "resource_type")

    # Each class's own constant; a generic resource, which may be of any type, has it in a slot.
    resource_type: ClassVar[str]
    id: str
    __source__: Item | None
    __document__: Document | None
    __fields__: ClassVar[Mapping[str, str]] = {}
    """Attributes: Python names → Apple's."""
    __readers__: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    """How the attributes are read that are no plain values, such as dates; that is done when somebody looks."""
    __relationships__: ClassVar[Mapping[str, RelationshipField]] = {}

    def __init__(self, resource_type: str, id: str) -> None:
        object.__setattr__(self, "resource_type", resource_type)
        self.id = id
        self.__source__ = None
        self.__document__ = None

    @classmethod
    def from_dict(cls, item: dict[str, Any]) -> Self:
        """The resource from a JSON:API item, as it stands in `data` or `included`, and as `to_dict` gives it.

        Args:
            item: An object with `type` and `id`.

        Raises:
            ValueError: where it is no resource of this type.
        """
        kind, own = item.get("type"), read_id(item.get("id"))
        if own is None or not isinstance(kind, str):
            raise ValueError(f"this is no resource with a type and an id: {show('item', item.items())}")
        self = cls.from_item(copy.deepcopy(item), None)
        self.id = own
        if self.resource_type != kind:
            raise ValueError(f"this is no {cls.__name__}, whose type is {self.resource_type!r}, but one of {kind!r}")
        return self

    @classmethod
    def from_item(cls, item: Item, document: Document | None) -> Self:
        """The resource from an item that was checked; its relationships are resolved in the document."""
        self = _new(cls)
        self.__source__ = item
        self.__document__ = document
        if isinstance(item, dict):
            kind, own, attributes = item["type"], item["id"], item.get("attributes")
        else:
            kind, own, attributes = item.type, item.id, item.attributes
        if cls is Resource:
            object.__setattr__(self, "resource_type", kind)
        self.id = own if isinstance(own, str) else str(own)
        self.__read__(attributes if isinstance(attributes, dict) else {})  # pyright: ignore[reportUnknownArgumentType] - JSON
        return self

    def to_dict(self) -> dict[str, Any]:
        """The JSON:API item as Apple sent it, unknown members included; made by hand, as Apple would write it."""
        item = self.__item__()
        if not isinstance(item, dict):
            return item.whole()
        return copy.deepcopy(item) if item is self.__source__ else item

    def __item__(self) -> Item:
        """The JSON:API item itself, for reading: `to_dict` gives a copy."""
        if self.__source__ is not None:
            return self.__source__
        item: dict[str, Any] = {"type": self.resource_type, "id": self.id}
        attributes = {wire: _plain(getattr(self, name)) for name, wire in self.__fields__.items()}
        if given := {name: value for name, value in attributes.items() if value is not None}:
            item["attributes"] = given
        relationships = {
            field.wire: _relationship(name, value)
            for name, field in self.__relationships__.items()
            if (value := _slot(self, name)) is not NOT_LOADED
        }
        if relationships:
            item["relationships"] = relationships
        return item

    @property
    def extra(self) -> dict[str, Any]:
        """The attributes that this version of the SDK does not know, by Apple's names."""
        known = set(self.__fields__.values())
        return {name: value for name, value in _attributes(self.__source__).items() if name not in known}

    @property
    def relationships(self) -> Relationships:
        """What the answer says of the relationships: identifiers, links and totals, by Python name."""
        names = {field.wire: name for name, field in self.__relationships__.items()}
        return Relationships(linked_by(self.__item__()), names)

    def __read__(self, attributes: dict[str, Any]) -> None:
        """Sets the attributes that are plain values; generated for each class."""

    def __attrs_post_init__(self) -> None:
        self.__source__ = None
        self.__document__ = None
        for name, field in self.__relationships__.items():
            if not field.links_only and getattr(self, name) is NOT_LOADED:
                delattr(self, name)

    if not TYPE_CHECKING:  # pragma: no branch - a type checker is to see the fields only

        def __getattr__(self, name: str) -> Any:
            # Only an empty slot comes here: a relationship that nobody gave, or a date before the first look.
            if (read := self.__readers__.get(name)) is not None:
                value = _attributes(self.__source__).get(self.__fields__[name])
                found = None if value is None else read(value)
                setattr(self, name, found)
                return found
            field = self.__relationships__.get(name)
            if field is None:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            return self.__related__(name, field)

    def __related__(self, name: str, field: RelationshipField) -> Any:
        if self.__document__ is None and self.__source__ is None:
            raise not_given(self, name, field)
        # Without an answer, null and empty are still to be told from what is not there.
        document = Document(KnownClasses({})) if self.__document__ is None else self.__document__
        return document.related(self, name, field)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Resource) or type(other) is not type(self):
            return NotImplemented
        if (self.resource_type, self.id) != (other.resource_type, other.id):
            return False
        # Own fields only: related resources lead back here.
        return (
            all(getattr(self, name) == getattr(other, name) for name in self.__fields__) and self.extra == other.extra
        )

    def __hash__(self) -> int:
        return hash((self.resource_type, self.id))

    def __repr__(self) -> str:
        fields = [(name, getattr(self, name)) for name in self.__fields__]
        kind = [("resource_type", self.resource_type)] if type(self) is Resource else []
        return show(type(self).__name__, [*kind, ("id", self.id), *fields, *self.extra.items()])

    if not TYPE_CHECKING:  # an editor is to offer no private names

        def _repr_html_(self) -> str:
            from .views import card, to_html

            return to_html(card(self))

        def __rich__(self) -> object:
            from .views import card, to_rich

            return to_rich(card(self))

    def __getstate__(self) -> dict[str, Any]:
        document = self.__document__.narrowed(self) if self.__document__ is not None else None
        return {**self.__own_state__(), "document": document}

    def __own_state__(self) -> dict[str, Any]:
        fields = {name: getattr(self, name) for name in self.__fields__}
        fields |= {name: value for name in self.__relationships__ if (value := _slot(self, name)) is not NOT_LOADED}
        return {
            "identity": (self.resource_type, self.id),
            "fields": fields,
            "source": None if self.__source__ is None else whole_item(self.__source__),
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        kind, self.id = state["identity"]
        if type(self) is Resource:
            object.__setattr__(self, "resource_type", kind)
        self.__source__ = state["source"]
        self.__document__ = state["document"]
        fields = state["fields"]
        # Pickled by another version, it may have fields that this one has not, and the reverse.
        for name in self.__fields__:
            setattr(self, name, fields.get(name))
        for name in self.__relationships__:
            if name in fields:
                setattr(self, name, fields[name])
        if self.__document__ is not None:
            self.__document__.adopt(self)

    def __copy__(self) -> Self:
        twin = type(self).__new__(type(self))
        twin.__setstate__({**self.__own_state__(), "document": None})
        twin.__document__ = self.__document__
        return twin


def _attributes(item: Item | None) -> dict[str, Any]:
    if item is None:
        return {}
    attributes = item.get("attributes") if isinstance(item, dict) else item.attributes
    return attributes if isinstance(attributes, dict) else {}  # pyright: ignore[reportUnknownVariableType] - JSON


def _slot(resource: Resource, name: str) -> Any:
    try:
        return object.__getattribute__(resource, name)
    except AttributeError:
        return NOT_LOADED


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        items = cast("Sequence[Any]", value)
        return [_plain(item) for item in items]
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value.isoformat() if hasattr(value, "isoformat") else copy.deepcopy(value)


def _relationship(name: str, value: Any) -> dict[str, Any]:
    if isinstance(value, (list, tuple)):
        items = cast("Sequence[Any]", value)
        linkage: dict[str, Any] = {"data": [_linkage(name, item) for item in items]}
        if isinstance(value, RelatedList) and value.is_cut_off:
            linkage["meta"] = {"paging": {"total": value.total}}
        return linkage
    return {"data": None if value is None else _linkage(name, value)}


def _linkage(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, ResourceIdentifier):
        return value.to_dict()
    if not isinstance(value, Resource):
        raise TypeError(f"{name} holds resources or their identifiers, not {value!r}")
    return {"type": value.resource_type, "id": value.id}
