"""Request documents → flat arguments, and the inline creates that some of them take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..errors import NoRuleError
from ..names import ARGUMENTS, class_name, field_name, pascal, require_unique, snake
from ..sdk_model import Body, BodyKind, BodyRelationship, Field, InlineCreate
from .document import Document, Schema
from .resources import linkage, linkage_types, members_of, resource_type
from .types import Owner, Types

_LIVES = "codegen/lower/requests.py"
_RESERVED = frozenset({"id"}) | ARGUMENTS
_INLINE_RESERVED = frozenset({"id", "resource_type", "self"})


class Requests:
    """Lowers request schemas; an inline create's relationships may lead to its neighbours in some request."""

    def __init__(self, document: Document, types: Types, by_type: Mapping[str, tuple[str, ...]]) -> None:
        self._document = document
        self._types = types
        self._by_type = by_type
        # Inline classes by JSON:API type, for each inline class: what comes with it in some request.
        self._together: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def body(self, schema: Schema, kind: BodyKind, place: str) -> Body:
        """The body of one operation.

        Args:
            schema: Its schema.
            kind: What the operation's kind takes.
            place: Where it stands.
        """
        target = self._document.resolve(schema)
        known = {"data", "included"} if kind == "resource" else {"data"}
        data = target.properties.get("data")
        if data is None or set(target.properties) - known or target.one_of:
            raise NoRuleError(place, f"a rule for a request that is no JSON:API document of {kind}", _LIVES)
        data = self._document.resolve(data)
        if (data.type == "array") != (kind == "linkages"):
            raise NoRuleError(place, f"a rule for a request of {kind} whose `data` is of type {data.type!r}", _LIVES)
        if kind != "resource":
            kinds = linkage_types(data, self._document)
            if len(kinds) != 1:
                raise NoRuleError(place, "a rule for linkage of several types in a request", _LIVES)
            return Body(kind, kinds[0], classes=self._by_type.get(kinds[0], ()))
        inline = self._inline_classes(target, place)
        for names in inline.values():
            for name in names:
                for own, others in inline.items():
                    self._together[name][own] |= others
        return self._resource(data, inline, schema.ref, place)

    def inline_creates(self) -> tuple[InlineCreate, ...]:
        """The inline creates of all requests, by name; call it when all bodies are lowered."""
        lowered: list[InlineCreate] = []
        for name, schema in self._document.schemas.items():
            if not name.endswith("InlineCreate"):
                continue
            own = class_name(name, schema.place)
            owner = Owner(own.removesuffix("InlineCreate"), "Inline", rank=2)
            fields = self._fields(schema, owner, _INLINE_RESERVED, strict=False)
            together = self._together.get(own, {})
            relationships = tuple(self._relationships(schema, together, _INLINE_RESERVED))
            _refuse_clashes(fields, relationships, schema.place)
            kind = resource_type(schema)
            if not kind:
                raise NoRuleError(schema.place, "a rule for an inline create without a type", _LIVES)
            module = snake(owner.root, schema.place)
            lowered.append(InlineCreate(own, module, kind, fields, relationships))
        return tuple(sorted(lowered, key=lambda item: item.name))

    def _inline_classes(self, target: Schema, place: str) -> dict[str, set[str]]:
        included = target.properties.get("included")
        if included is None:
            return {}
        items = included.items
        if items is None:
            raise NoRuleError(place, "a rule for an `included` that is no list", _LIVES)
        classes: dict[str, set[str]] = defaultdict(set)
        for reference in items.one_of or (items,):
            kind = resource_type(self._document.resolve(reference))
            if not reference.ref.endswith("InlineCreate") or not kind:
                raise NoRuleError(place, f"a rule for {reference.ref or 'an object'} in a request's `included`", _LIVES)
            classes[kind].add(pascal(reference.ref, place))
        return dict(classes)

    def _resource(self, data: Schema, inline: Mapping[str, set[str]], ref: str, place: str) -> Body:
        unknown = sorted(set(data.properties) - {"type", "id", "attributes", "relationships"})
        kind = data.properties.get("type")
        if unknown or kind is None or len(kind.enum) != 1:
            raise NoRuleError(place, "a rule for a request whose `data` is no resource", _LIVES)
        base, trail = _owner_name(ref or pascal(kind.enum[0], place))
        fields = self._fields(data, Owner(base, trail, rank=2), _RESERVED, strict=True)
        relationships = tuple(self._relationships(data, inline, _RESERVED))
        _refuse_clashes(fields, relationships, place)
        return Body("resource", kind.enum[0], _required_first(fields), relationships)

    def _fields(self, data: Schema, owner: Owner, reserved: frozenset[str], *, strict: bool) -> tuple[Field, ...]:
        members = members_of(data, "attributes", self._document)
        if not members:
            return ()
        needed = self._document.resolve(data.properties["attributes"]).required
        if strict and "attributes" not in data.required:
            needed = frozenset[str]()
        return tuple(
            self._types.field(wire, field_name(wire, inner.place, reserved), inner, owner, required=wire in needed)
            for wire, inner in members.items()
        )

    def _relationships(
        self, data: Schema, inline: Mapping[str, set[str]], reserved: frozenset[str]
    ) -> Iterable[BodyRelationship]:
        members = members_of(data, "relationships", self._document)
        if not members:
            return
        needed = self._document.resolve(data.properties["relationships"]).required
        for wire, reference in members.items():
            inner = self._document.resolve(reference)
            found = linkage(inner, self._document)
            if found is None:
                raise NoRuleError(inner.place, "a rule for a relationship without data in a request", _LIVES)
            kinds = linkage_types(found, self._document)
            if len(kinds) != 1:
                raise NoRuleError(inner.place, "a rule for a relationship to several types in a request", _LIVES)
            yield BodyRelationship(
                wire,
                field_name(wire, inner.place, reserved),
                found.type == "array",
                kinds[0],
                self._by_type.get(kinds[0], ()),
                tuple(sorted(inline.get(kinds[0], ()))),
                required=wire in needed and "relationships" in data.required,
                nullable=found.nullable or inner.nullable or inner.properties["data"].nullable,
            )


def _owner_name(ref: str) -> tuple[str, str]:
    for suffix, trail in (("CreateRequest", "Create"), ("UpdateRequest", "Update")):
        if ref.endswith(suffix):
            return ref.removesuffix(suffix), trail
    return ref, "Request"


def _required_first(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(sorted(fields, key=lambda field: not field.required))


def _refuse_clashes(fields: Iterable[Field], relationships: Iterable[BodyRelationship], place: str) -> None:
    pairs = [*((item.wire, item.name) for item in fields), *((item.wire, item.name) for item in relationships)]
    require_unique(pairs, place)
