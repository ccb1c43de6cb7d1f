"""Query parameters → keyword arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import evolve

from ..errors import NoRuleError
from ..names import ARGUMENTS, field_name, joined, pascal, require_unique, snake
from ..sdk_model import FieldType, Parameter
from .document import QueryParameter, Schema
from .literals import Candidate
from .types import Types, plain

_LIVES = "codegen/lower/queries.py"


def lower_queries(
    parameters: Iterable[QueryParameter], types: Types, names: QueryNames, path_parameters: Iterable[str], place: str
) -> tuple[Parameter, ...]:
    """The query parameters of one operation, required ones first.

    Args:
        parameters: As Apple declares them. One that stands twice is one, with the members of both enumerations.
        types: Names the enumerations.
        names: Proposes those names.
        path_parameters: The arguments that come before.
        place: Where the operation stands.
    """
    lowered = [_parameter(parameter, types, names) for parameter in _united(parameters)]
    pairs = [(name, snake(name, place)) for name in path_parameters]
    require_unique([*pairs, *((item.wire, item.name) for item in lowered)], place)
    return tuple(sorted(lowered, key=lambda item: not item.required))


class QueryNames:
    """Names for the enumerations of one operation's parameters.

    Args:
        primary: The class that the operation answers with.
        classes: By JSON:API type, the class of this operation.
        parent: The class of the client that has the operation, with the relationship: the second choice.
        rank: The claim of this operation to the short name.
    """

    def __init__(self, primary: str, classes: Mapping[str, str], parent: str, rank: int) -> None:
        self._primary = primary
        self._classes = classes
        self._parent = parent
        self._rank = rank

    def shared(self, wire: str, members: tuple[str, ...], place: str) -> str:
        """A name by what is in it, for members that parameters of several resources have; "" where none is short."""
        if wire in ("include", "sort"):
            words = tuple(dict.fromkeys(member.removeprefix("-") for member in members))
            if len(words) > 2 or not all(re.fullmatch(r"[A-Za-z][A-Za-z0-9.]*", word) for word in words):
                return ""
            return f"{'SortBy' if wire == 'sort' else 'Include'}{'And'.join(pascal(word, place) for word in words)}"
        return "" if "[" in wire else pascal(wire, place)

    def candidates(self, wire: str, place: str) -> tuple[Candidate, ...]:
        """Names for the members of a parameter, the best first."""
        kind, bracket, inner = wire.partition("[")
        inner = inner.rstrip("]")
        if kind == "fields" and bracket:
            own = self._classes.get(inner, pascal(inner, place))
            names = [f"{own}Field", f"{self._primary}{own}Field", f"{self._parent}{own}Field"]
        elif kind in ("filter", "exists") and bracket:
            own = pascal(inner, place)
            names = [joined(self._primary, own), f"{self._primary}{own}Filter", f"{self._parent}{own}Filter"]
        else:
            own = pascal(wire, place)
            names = [f"{self._primary}{own}", f"{self._parent}{own}"]
        # One more, for the day on which all of them are taken.
        return tuple(Candidate(self._rank, name) for name in dict.fromkeys((*names, f"{names[-1]}Value")))


def _united(parameters: Iterable[QueryParameter]) -> Iterable[QueryParameter]:
    by_name: dict[str, QueryParameter] = {}
    for parameter in parameters:
        known = by_name.get(parameter.name)
        by_name[parameter.name] = parameter if known is None else _union(known, parameter)
    return by_name.values()


def _union(one: QueryParameter, other: QueryParameter) -> QueryParameter:
    shapes = [(item.schema.type, item.schema.items.type if item.schema.items else "") for item in (one, other)]
    if shapes[0] != shapes[1]:
        raise NoRuleError(one.place, "a rule for one parameter with two types", _LIVES)
    schema = one.schema
    if schema.items is not None and other.schema.items is not None:
        schema = evolve(schema, items=_members(schema.items, other.schema.items))
    required = one.required and other.required
    deprecated = one.deprecated and other.deprecated
    return evolve(one, schema=_members(schema, other.schema), required=required, deprecated=deprecated)


def _members(one: Schema, other: Schema) -> Schema:
    # A side without an enumeration takes any value, and so does the union.
    enum = tuple(dict.fromkeys((*one.enum, *other.enum))) if one.enum and other.enum else ()
    return evolve(one, enum=enum)


def _enumeration(parameter: QueryParameter, enum: tuple[str, ...], types: Types, names: QueryNames) -> FieldType:
    candidates = names.candidates(parameter.name, parameter.place)
    shared = names.shared(parameter.name, enum, parameter.place)
    return types.enumeration(enum, *candidates, place=parameter.place, shared=shared)


def _parameter(parameter: QueryParameter, types: Types, names: QueryNames) -> Parameter:
    name = field_name(parameter.name, parameter.place, ARGUMENTS)
    schema = parameter.schema
    value = schema.items if schema.type == "array" and schema.items else schema
    if value.one_of or (value.type in ("string", "integer", "boolean") and plain(value).kind != value.type):
        missing = f"a rule for a parameter of {f'format {value.format}' if value.format else 'oneOf'}"
        raise NoRuleError(parameter.place, missing, _LIVES)
    if value.type == "string":
        kind = "many" if schema.type == "array" else "text"
        enum = value.enum
        value_type = _enumeration(parameter, enum, types, names) if enum else FieldType("string")
    elif schema.type == "integer":
        kind, value_type = "integer", FieldType("integer")
    elif schema.type == "boolean":
        kind, value_type = "boolean", FieldType("boolean")
    else:
        missing = f"a rule for a parameter of type {schema.type or 'any'}{f' of {value.type}' if schema.items else ''}"
        raise NoRuleError(parameter.place, missing, _LIVES)
    return Parameter(
        parameter.name,
        name,
        kind,
        value_type,
        required=parameter.required,
        deprecated=parameter.deprecated,
        maximum=schema.maximum,
        description=parameter.description,
    )
