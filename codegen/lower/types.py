"""Schemas of values → field types; nested objects become classes on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import evolve, frozen

from ..errors import NoRuleError
from ..names import OWN_NAMES, class_name, field_name, joined, pascal, require_unique, singular, snake
from ..sdk_model import Field, FieldType, ObjectClass, TypeKind
from .document import Document, Schema
from .literals import ATTRIBUTE, SCHEMA, Candidate, Enumerations

# Members that every nested object of ours has, and what its methods call it.
RESERVED = frozenset({"extra", "from_dict", "self", "to_dict"})
_LIVES = "codegen/lower/types.py"
# Formats of strings that stay strings: Apple's values break the stricter readings of them.
_FORMATS: Mapping[str, frozenset[str]] = {
    "string": frozenset({"", "uri", "uri-reference", "email", "number", "duration", "uuid", "byte"}),
    "integer": frozenset({"", "int32", "int64"}),
    "number": frozenset({"", "float", "double"}),
    "boolean": frozenset({""}),
}


@frozen
class Owner:
    """Whose value it is: nested classes and enumerations take their names, and classes their module, from it.

    `rank` is the claim to a name: requests leave it to what stands in answers.
    """

    root: str
    trail: str = ""
    rank: int = ATTRIBUTE

    def names(self, wire: str, place: str) -> tuple[str, ...]:
        """Names for a value of its own, the shortest first."""
        own = pascal(wire, place)
        names = (joined(self.root, own), self.root + own, self.root + self.trail + own)
        return tuple(name for name in dict.fromkeys(names) if name not in OWN_NAMES)

    def inner(self, wire: str, place: str) -> Owner:
        """The owner of what stands inside that value."""
        return evolve(self, trail=self.trail + pascal(wire, place))


class Types:
    """Lowers values, and collects the classes of the nested objects that it meets."""

    def __init__(self, document: Document, enumerations: Enumerations) -> None:
        self._document = document
        self._enumerations = enumerations
        self._objects: dict[str, ObjectClass] = {}
        self._named: dict[str, str] = {}
        self._open: set[str] = set()
        self._unfolding: set[str] = set()

    def objects(self) -> tuple[ObjectClass, ...]:
        """The classes met so far, by name."""
        return tuple(sorted(self._objects.values(), key=lambda item: item.name))

    def enumeration(self, members: tuple[str, ...], *candidates: Candidate, place: str, shared: str = "") -> FieldType:
        """The type of a value out of a fixed set.

        Args:
            members: The set.
            candidates: Names for it, the best first.
            place: Where it stands.
            shared: A name for the case that places with other names have the same set.
        """
        return FieldType("literal", self._enumerations.alias(members, candidates, shared, place))

    def field(self, wire: str, name: str, schema: Schema, owner: Owner, *, required: bool) -> Field:
        """One attribute of a resource or property of an object.

        Args:
            wire: Its name in the document.
            name: Its Python name.
            schema: Its schema.
            owner: The class that has it.
            required: Whether a request must have it.
        """
        target = self._document.resolve(schema)
        return Field(
            wire,
            name,
            self.value(schema, owner, wire),
            required=required,
            nullable=schema.nullable or target.nullable,
            deprecated=schema.deprecated or target.deprecated,
        )

    def value(self, schema: Schema, owner: Owner, wire: str) -> FieldType:
        """The type of one value."""
        if schema.ref:
            return self._reference(schema, self._document.resolve(schema))
        if schema.one_of:
            raise NoRuleError(schema.place, "a rule for oneOf in a value", _LIVES)
        if schema.enum:
            names = owner.names(wire, schema.place)
            candidates = [Candidate(owner.rank, name) for name in (*names, f"{names[-1]}Value")]
            return self.enumeration(schema.enum, *candidates, place=schema.place)
        match schema.type:
            case "string" | "integer" | "number" | "boolean":
                return plain(schema)
            case "array" if schema.items is not None:
                return FieldType("array", item=self.value(schema.items, owner, singular(wire)))
            case "object" | "":
                return self._object_or_map(schema, owner, wire)
            case _:
                raise NoRuleError(schema.place, f"a rule for the type {schema.type!r}", _LIVES)

    def named_object(self, name: str, schema: Schema) -> FieldType:
        """The class of an object schema that the document names."""
        own = class_name(name, schema.place)
        if self._named.setdefault(own, name) != name:
            require_unique(((self._named[own], own), (name, own)), schema.place)
        if own not in self._objects and own not in self._open:
            self._open.add(own)
            self._add(own, snake(own, schema.place), schema, Owner(own))
            self._open.discard(own)
        return FieldType("object", own)

    def _reference(self, schema: Schema, target: Schema) -> FieldType:
        own = pascal(schema.ref, schema.place)
        if target.enum and not target.one_of:
            return self.enumeration(target.enum, Candidate(SCHEMA, own), place=target.place)
        if target.type == "object" and target.properties and not target.one_of:
            if is_resource(target):
                raise NoRuleError(schema.place, f"a rule for the resource {schema.ref} as a value", _LIVES)
            _refuse_more_members(target)
            return self.named_object(schema.ref, target)
        if schema.ref in self._unfolding:
            raise NoRuleError(schema.place, "a rule for a value that holds itself", _LIVES)
        self._unfolding.add(schema.ref)
        kind = self.value(target, Owner(own), "value")
        self._unfolding.discard(schema.ref)
        return kind

    def _object_or_map(self, schema: Schema, owner: Owner, wire: str) -> FieldType:
        if schema.properties:
            _refuse_more_members(schema)
            return FieldType("object", self._nested(schema, owner, wire))
        if schema.values is None:
            return FieldType("map", item=FieldType("any")) if schema.type == "object" else FieldType("any")
        item = self.value(schema.values, owner, wire)
        if not _is_plain(item):
            raise NoRuleError(schema.place, f"a rule for additionalProperties of {item.kind}", _LIVES)
        return FieldType("map", item=item)

    def _nested(self, schema: Schema, owner: Owner, wire: str) -> str:
        """The class of an object written in place, in the module of the class that owns it."""
        module = snake(owner.root, schema.place)
        names = owner.names(wire, schema.place)
        for name in (*names, f"{names[-1]}Object"):
            before = self._objects.get(name)
            self._add(name, module, schema, owner.inner(wire, schema.place))
            if before is None:
                return name
            if _alike(before, self._objects[name]):
                self._objects[name] = _merged(before, self._objects[name])
                return name
            self._objects[name] = before
        missing = f"a second name for an object that is {owner.root}{pascal(wire)} elsewhere, with other properties"
        raise NoRuleError(schema.place, missing, _LIVES)

    def _add(self, name: str, module: str, schema: Schema, owner: Owner) -> None:
        fields = tuple(
            self.field(wire, field_name(wire, inner.place, RESERVED), inner, owner, required=wire in schema.required)
            for wire, inner in schema.properties.items()
        )
        require_unique(((field.wire, field.name) for field in fields), schema.place)
        self._objects[name] = ObjectClass(name, module, fields, deprecated=schema.deprecated)


def plain(schema: Schema) -> FieldType:
    """The type of a string, number or boolean."""
    if schema.type == "string" and schema.format in ("date-time", "date"):
        return FieldType(schema.format)
    if schema.format not in _FORMATS[schema.type]:
        raise NoRuleError(schema.place, f"a rule for the format {schema.format!r} of {schema.type}", _LIVES)
    return FieldType(cast("TypeKind", schema.type), format=schema.format)


def is_resource(schema: Schema) -> bool:
    """Whether a schema is a resource's: it has an id, and one type."""
    kind = schema.properties.get("type")
    return schema.type == "object" and "id" in schema.properties and kind is not None and len(kind.enum) == 1


def _is_plain(kind: FieldType) -> bool:
    """Whether a value is read and written as it stands: maps hold such values only."""
    if kind.kind in ("date-time", "date", "object"):
        return False
    return kind.item is None or _is_plain(kind.item)


def _refuse_more_members(schema: Schema) -> None:
    # `additionalProperties: true` asks for nothing: what is not known is kept in `extra`.
    more = schema.values
    if more is not None and (more.type or more.ref or more.enum or more.one_of or more.properties):
        raise NoRuleError(schema.place, "a rule for properties with typed additionalProperties beside them", _LIVES)


def _alike(one: ObjectClass, other: ObjectClass) -> bool:
    """Whether the two have the same properties of the same types."""
    return {field.wire: field.type for field in one.fields} == {field.wire: field.type for field in other.fields}


def _merged(one: ObjectClass, other: ObjectClass) -> ObjectClass:
    """The class for both: a property is nullable where one of them takes null, required where both ask for it."""
    twins = {field.wire: field for field in other.fields}

    def both(fields: Iterable[Field]) -> Iterable[Field]:
        for field in fields:
            twin = twins[field.wire]
            yield evolve(
                field,
                nullable=field.nullable or twin.nullable,
                required=field.required and twin.required,
                deprecated=field.deprecated and twin.deprecated,
            )

    return evolve(one, fields=tuple(both(one.fields)))
