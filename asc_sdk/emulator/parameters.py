"""Reads a query and judges it against what the operation takes; every fault is told at once."""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from ..models import literals
from .cursors import read_cursor
from .errors import RefusedError, illegal_parameter, invalid_parameter, missing_parameter

if TYPE_CHECKING:
    from ..api._operations import Operation, Parameter
    from .errors import Problem

DEFAULT_LIMIT = 50
_PAGED = ("page", "linkages", "metrics")
_WHOLE = re.compile(r"[0-9]{1,9}")


@dataclass(slots=True)
class Query:
    """What a query asks for, by Apple's names without brackets."""

    fields: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    include: tuple[str, ...] = ()
    limits: dict[str, int] = field(default_factory=dict[str, int])
    limit: int = DEFAULT_LIMIT
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    exists: dict[str, bool] = field(default_factory=dict[str, bool])
    sort: tuple[str, ...] = ()
    offset: int = 0
    other: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


@cache
def members(type: str) -> tuple[str, ...] | None:
    """The values of an enumeration; None for any other type."""
    kind, _, name = type.partition(":")
    return typing.get_args(getattr(literals, name)) if kind == "literal" else None


@cache
def _taken(operation: Operation) -> dict[str, Parameter]:
    return {parameter.wire: parameter for parameter in operation.parameters}


def read(operation: Operation, raw_query: str) -> Query:
    """The query, judged.

    Raises:
        RefusedError: with one error for each parameter that is unknown, repeated, missing or has a wrong value.
    """
    taken, query = _taken(operation), Query()
    problems: list[Problem] = []
    seen: set[str] = set()
    for pair in filter(None, raw_query.split("&")):
        raw_name, _, raw_value = pair.partition("=")
        name = unquote_plus(raw_name)
        if name in seen:
            problems.append(illegal_parameter(name, f"The parameter '{name}' can only be provided once"))
            continue
        seen.add(name)
        # The comma that parts values is bare; one inside a value is escaped.
        values = tuple(unquote_plus(value) for value in raw_value.split(","))
        parameter = taken.get(name)
        if name == "cursor" and operation.answer in _PAGED:
            offset = read_cursor(values[0], operation.id, raw_query)
            query.offset = offset or 0
            if offset is None:
                problems.append(invalid_parameter(name, f"'{values[0]}' is not a valid cursor for this request"))
        elif parameter is None:
            problems.append(illegal_parameter(name))
        else:
            found = _wrong(parameter, values)
            problems += found
            if not found:
                _put(query, name, values)
    problems += [missing_parameter(one.wire) for one in operation.parameters if one.required and one.wire not in seen]
    if problems:
        raise RefusedError(*problems)
    for relationship in query.limits.keys() - set(query.include):
        del query.limits[relationship]
    return query


def _wrong(parameter: Parameter, values: tuple[str, ...]) -> list[Problem]:
    name, value = parameter.wire, values[0]
    if parameter.kind != "many" and len(values) > 1:
        return [invalid_parameter(name, f"The parameter '{name}' takes one value")]
    if parameter.kind == "integer":
        highest = parameter.maximum or 10**9
        if not _WHOLE.fullmatch(value) or not 1 <= int(value) <= highest:
            return [
                invalid_parameter(name, f"'{value}' is not a valid value for '{name}': a number from 1 to {highest}")
            ]
    elif parameter.kind == "boolean":
        if value not in ("true", "false"):
            return [invalid_parameter(name, f"'{value}' is not a valid value for '{name}': true or false")]
    elif not all(values):
        return [invalid_parameter(name, f"The parameter '{name}' has an empty value")]
    known = members(parameter.type)
    what = _described(name)
    return [
        invalid_parameter(name, f"'{value}' is not a valid {what}") for value in values if known and value not in known
    ]


def _described(name: str) -> str:
    if name.startswith("fields["):
        return "field name"
    if name == "include":
        return "relationship name"
    return f"value for the parameter '{name}'"


def _put(query: Query, name: str, values: tuple[str, ...]) -> None:
    family, _, key = name.rstrip("]").partition("[")
    if family == "fields":
        query.fields[key] = values
    elif family == "filter":
        query.filters[key] = values
    elif family == "exists":
        query.exists[key] = values[0] == "true"
    elif name == "include":
        query.include = tuple(dict.fromkeys(values))
    elif name == "limit":
        query.limit = int(values[0])
    elif family == "limit":
        query.limits[key] = int(values[0])
    elif name == "sort":
        query.sort = values
    else:
        query.other[name] = values
