"""Python source for values, types and coders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from openapi_python_client.strings import safe_for_docstring

from ..sdk_model import BodyRelationship, Field, FieldType, Finder

_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "any": "Any"}
_ESCAPES = {'"': '\\"', "'": "'"}
_DATES = {"date-time": "dt.datetime", "date": "dt.date"}


def literal(value: object) -> str:
    """A Python literal: strings in double quotes, as the formatter wants them."""
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    if isinstance(value, tuple):
        inner = ", ".join(literal(item) for item in cast("tuple[object, ...]", value))
        return f"({inner},)" if inner else "()"
    return repr(value)


def prose(text: str) -> str:
    """Text for a docstring: one line of letters that show, nothing that ends it or escapes from it."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return safe_for_docstring(" ".join(shown.split()))


def answer_type(kind: FieldType) -> str:
    """The annotation of a field of an answer: enumerations are open."""
    match kind.kind:
        case "literal":
            return f"{kind.name} | str"
        case "object":
            return kind.name
        case "array":
            return f"list[{answer_type(_item(kind))}]"
        case "map":
            return f"dict[str, {answer_type(_item(kind))}]"
        case _:
            return _PLAIN.get(kind.kind) or _DATES[kind.kind]


def argument_type(kind: FieldType) -> str:
    """The annotation of an argument: enumerations are closed, containers are any of their kind."""
    match kind.kind:
        case "literal":
            return kind.name
        case "object":
            return f"{kind.name} | Mapping[str, Any]"
        case "array":
            return f"Iterable[{argument_type(_item(kind))}]"
        case "map":
            return f"Mapping[str, {argument_type(_item(kind))}]"
        case "date-time" | "date":
            return f"{_DATES[kind.kind]} | str"
        case _:
            return _PLAIN[kind.kind]


def names_in(kind: FieldType) -> Iterator[str]:
    """The aliases and classes that an annotation names."""
    if kind.name:
        yield kind.name
    if kind.item is not None:
        yield from names_in(kind.item)


def reader(wire: str, kind: FieldType) -> str:
    """The expression that reads a field from `get`, its object's `get`."""
    value = f"get({literal(wire)})"
    call = _read_call(kind, "value")
    return value if call is None else f"None if (value := {value}) is None else {call}"


def field_readers(fields: Iterable[Field]) -> dict[str, str]:
    """The functions that read the fields that are no plain values, by Python name."""
    found = {field.name: _reader(field.type) for field in fields}
    return {name: made for name, made in found.items() if made}


def readers_in(kind: FieldType) -> Iterator[str]:
    """The names that `reader` uses."""
    match kind.kind:
        case "date-time":
            yield "read_date_time"
        case "date":
            yield "read_date"
        case "object":
            yield "read_nested"
        case "array" if _read_call(kind, "") is not None:
            yield "read_list"
            item = _item(kind)
            if item.kind != "object":
                yield from readers_in(item)
        case _:
            return


def coder(wire: str, kind: FieldType) -> str:
    """How an argument is written: Apple's name for a plain value, else its coder."""
    return _coder(wire, kind) or literal(wire)


def coders_in(kind: FieldType) -> Iterator[str]:
    """The names that `coder` uses."""
    match kind.kind:
        case "date-time":
            yield "DateTime"
        case "date":
            yield "Date"
        case "object":
            yield "Nested"
        case "array":
            yield "Array"
            yield from coders_in(_item(kind))
        case _:
            return


def field_coders(fields: Iterable[Field]) -> dict[str, str]:
    """The coders of the fields that are no plain values, by Python name."""
    found = {field.name: _coder(field.wire, field.type) for field in fields}
    return {name: made for name, made in found.items() if made}


def relationship_coder(item: BodyRelationship) -> str:
    """How a relationship of a body is written."""
    inline = f", {literal(item.inline_classes)}" if item.inline_classes else ""
    return f"{'ToMany' if item.many else 'ToOne'}({literal(item.wire)}, {literal(item.type)}{inline})"


def relationship_argument(item: BodyRelationship) -> str:
    """The annotation of a relationship's argument."""
    one = " | ".join((*item.classes, *item.inline_classes, "ResourceIdentifier", "str"))
    return f"Iterable[{one}]" if item.many else f"{one} | None" if item.nullable else one


def body(type_: str, fields: Iterable[Field], relationships: Iterable[BodyRelationship]) -> str:
    """A `Body`."""
    fields, relationships = tuple(fields), tuple(relationships)
    required = tuple(item.name for item in (*fields, *relationships) if item.required)
    parts = [literal(type_)]
    if fields:
        parts.append(f"attributes={mapping({field.name: coder(field.wire, field.type) for field in fields})}")
    if relationships:
        parts.append(f"relationships={mapping({item.name: relationship_coder(item) for item in relationships})}")
    if required:
        parts.append(f"required={literal(required)}")
    return f"Body({', '.join(parts)})"


def mapping(items: Mapping[str, str]) -> str:
    """A dict display of names and source."""
    return "{" + ", ".join(f"{literal(name)}: {value}" for name, value in items.items()) + "}"


def finders(items: Iterable[Finder]) -> str:
    """A mapping of the arguments to where their other ends lead."""
    return mapping({item.argument: f"Finder({literal(item.path)}, many={item.many})" for item in items})


def spelled(kind: FieldType) -> str:
    """A type as the registry writes it, such as `array:literal:Platform`."""
    if kind.item is not None:
        return f"{kind.kind}:{spelled(kind.item)}"
    return f"{kind.kind}:{kind.name}" if kind.name else kind.kind


def _item(kind: FieldType) -> FieldType:
    return kind.item or FieldType("any")


def _read_call(kind: FieldType, value: str) -> str | None:
    match kind.kind:
        case "date-time":
            return f"read_date_time({value})"
        case "date":
            return f"read_date({value})"
        case "object":
            return f"read_nested({kind.name}, {value})"
        case "array":
            made = _list_reader(_item(kind))
            return None if made is None else f"read_list({made}, {value})"
        case _:
            return None


def _reader(kind: FieldType) -> str | None:
    """The function that reads a value; None where it stays as it is."""
    if kind.kind == "object":
        return f"partial(read_nested, {kind.name})"
    return _list_reader(kind)


def _list_reader(item: FieldType) -> str | None:
    """What `read_list` reads a member with; None where members stay as they are."""
    match item.kind:
        case "date-time":
            return "read_date_time"
        case "date":
            return "read_date"
        case "object":
            return item.name
        case "array":
            inner = _list_reader(_item(item))
            return None if inner is None else f"partial(read_list, {inner})"
        case _:
            return None


def _coder(wire: str, kind: FieldType) -> str:
    match kind.kind:
        case "date-time":
            return f"DateTime({literal(wire)})"
        case "date":
            return f"Date({literal(wire)})"
        case "object":
            return f"Nested({literal(wire)}, {literal(kind.name)})"
        case "array":
            inner = _coder(wire, _item(kind))
            return f"Array({literal(wire)}{f', {inner}' if inner else ''})"
        case _:
            return ""


def _escaped(text: str) -> str:
    if text.isidentifier() and text.isascii():
        return text
    # Letter by letter: repr picks the quotes by what is in the text.
    return "".join(_ESCAPES.get(letter) or repr(letter)[1:-1] for letter in text)
