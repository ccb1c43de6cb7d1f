"""Schemas of values → field types; nested objects become classes on the way."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from ..errors import NoRuleError
from ..names import field_name, joined, pascal, require_unique, singular, snake
from ..sdk_model import Field, FieldType, ObjectClass
from .document import Document, Schema
from .literals import ATTRIBUTE, SCHEMA, TYPE, Candidate, Enumerations

# Members that every nested object of ours has.
_RESERVED = frozenset({"extra", "to_dict"})
_LIVES = "codegen/lower/types.py"
# Formats of strings that stay strings: Apple's values break the stricter readings of them.
_STRING_FORMATS = frozenset({"", "uri", "uri-reference", "email", "number", "duration", "uuid", "byte"})


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
        return tuple(dict.fromkeys((joined(self.root, own), self.root + own, self.root + self.trail + own)))

    def inner(self, wire: str, place: str) -> Owner:
        """The owner of what stands inside that value."""
        return evolve(self, trail=self.trail + pascal(wire, place))


class Types:
    """Lowers values, and collects the classes of the nested objects that it meets."""

    def __init__(self, document: Document, enumerations: Enumerations) -> None:
        self._document = document
        self._enumerations = enumerations
        self._objects: dict[str, ObjectClass] = {}
        self._open: set[str] = set()

    def objects(self) -> tuple[ObjectClass, ...]:
        """The classes met so far, by name."""
        return tuple(sorted(self._objects.values(), key=lambda item: item.name))

    def enumeration(self, members: tuple[str, ...], *candidates: Candidate, shared: str = "") -> FieldType:
        """The type of a value out of a fixed set.

        Args:
            members: The set.
            candidates: Names for it, the best first.
            shared: A name for the case that places with other names have the same set.
        """
        return FieldType("literal", self._enumerations.alias(members, candidates, shared))

    def resource_type(self, schema: Schema) -> FieldType:
        """The type of a JSON:API type, such as `"apps"`."""
        return self.enumeration(schema.enum, Candidate(TYPE, f"{pascal(schema.enum[0], schema.place)}ResourceType"))

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
        if schema.enum:
            names = owner.names(wire, schema.place)
            candidates = [Candidate(owner.rank, name) for name in (*names, f"{names[-1]}Value")]
            return self.enumeration(schema.enum, *candidates)
        match schema.type:
            case "string":
                return _string(schema)
            case "integer" | "number" | "boolean":
                return FieldType(schema.type)
            case "array" if schema.items is not None:
                return FieldType("array", item=self.value(schema.items, owner, singular(wire)))
            case "object" | "":
                return self._object_or_map(schema, owner, wire)
            case _:
                raise NoRuleError(schema.place, f"a rule for the type {schema.type!r}", _LIVES)

    def named_object(self, name: str, schema: Schema) -> FieldType:
        """The class of an object schema that the document names."""
        class_name = pascal(name, schema.place)
        if class_name not in self._objects and class_name not in self._open:
            self._open.add(class_name)
            self._add(class_name, snake(class_name, schema.place), schema, Owner(class_name))
            self._open.discard(class_name)
        return FieldType("object", class_name)

    def _reference(self, schema: Schema, target: Schema) -> FieldType:
        if target.enum:
            return self.enumeration(target.enum, Candidate(SCHEMA, pascal(schema.ref, schema.place)))
        if target.type == "object" and target.properties:
            return self.named_object(schema.ref, target)
        return self.value(target, Owner(pascal(schema.ref, schema.place)), "value")

    def _object_or_map(self, schema: Schema, owner: Owner, wire: str) -> FieldType:
        if schema.one_of:
            raise NoRuleError(schema.place, "a rule for oneOf in a value", _LIVES)
        if schema.properties:
            return FieldType("object", self._nested(schema, owner, wire))
        if schema.values is not None:
            return FieldType("map", item=self.value(schema.values, owner, wire))
        return FieldType("map", item=FieldType("any")) if schema.type == "object" else FieldType("any")

    def _nested(self, schema: Schema, owner: Owner, wire: str) -> str:
        """The class of an object written in place, in the module of the class that owns it."""
        module = snake(owner.root, schema.place)
        for name in owner.names(wire, schema.place):
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
            self.field(wire, field_name(wire, inner.place, _RESERVED), inner, owner, required=wire in schema.required)
            for wire, inner in schema.properties.items()
        )
        require_unique(((field.wire, field.name) for field in fields), schema.place)
        self._objects[name] = ObjectClass(name, module, fields, deprecated=schema.deprecated)


def _string(schema: Schema) -> FieldType:
    if schema.format in ("date-time", "date"):
        return FieldType(schema.format)
    if schema.format not in _STRING_FORMATS:
        raise NoRuleError(schema.place, f"a rule for the format {schema.format!r}", _LIVES)
    return FieldType("string")


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
