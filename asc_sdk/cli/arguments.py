"""A method's arguments as options, and the options' values as arguments."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable

    from ..api import _operations as table

_SEVERAL = " (several: once each)"
_JSON_KINDS = ("object", "map", "array")


def shell(name: str) -> str:
    """A name of Python's as a word of the command line."""
    return name.rstrip("_").replace("_", "-")


def add_parameter(group: Any, parameter: table.Parameter) -> None:
    """Adds the option of a query parameter."""
    flag = f"--{shell(parameter.name)}"
    text = _values_of(parameter.type)
    if parameter.kind == "integer":
        most = f"at most {parameter.maximum}" if parameter.maximum else None
        group.add_argument(flag, dest=parameter.name, type=int, metavar="N", required=parameter.required, help=most)
    elif parameter.kind == "boolean":
        group.add_argument(flag, dest=parameter.name, type=_boolean, metavar="true|false", required=parameter.required)
    else:
        many = parameter.kind == "many"
        more = _SEVERAL if many else ""
        group.add_argument(
            flag,
            dest=parameter.name,
            action="append" if many else "store",
            metavar="VALUE",
            required=parameter.required,
            help=f"{text}{more}",
        )


def add_fields(group: Any, body: table.Body) -> None:
    """Adds the options of a resource's fields, and the one that sends null for them."""
    for attribute in body.attributes:
        kind = attribute.type.partition(":")[0].partition("<")[0].partition("[")[0]
        group.add_argument(
            f"--{shell(attribute.name)}",
            dest=attribute.name,
            type=_reader(kind),
            metavar="JSON" if kind in _JSON_KINDS else "true|false" if kind == "boolean" else "VALUE",
            required=attribute.required,
            help=_values_of(attribute.type) + (", or null" if attribute.nullable else ""),
        )
    for link in body.relationships:
        also = f", or JSON of a new one ({', '.join(link.inline)})" if link.inline else ""
        group.add_argument(
            f"--{shell(link.name)}",
            dest=link.name,
            action="append" if link.many else "store",
            metavar="ID",
            required=link.required and not link.many,
            help=f"{'ids' if link.many else 'an id'} of type {link.type}{also}{_SEVERAL if link.many else ''}",
        )
    names = [shell(name) for name in field_names(body)]
    group.add_argument(
        "--null", action="append", default=[], metavar="FIELD", help="send null for a field", choices=names
    )


def given_fields(body: table.Body, options: Namespace) -> dict[str, Any]:
    """The fields that were given, as keyword arguments; the rest is left out."""
    links = {link.name: link for link in body.relationships}
    given = {name: value for name in field_names(body) if (value := getattr(options, name)) is not None}
    for name, link in links.items():
        if name in given:
            values: list[str] = given[name] if link.many else [given[name]]
            made = [_linked(name, value, link) for value in values]
            given[name] = made if link.many else made[0]
        elif link.required and link.many:
            given[name] = []
    return given | {name: None for name in field_names(body) if shell(name) in options.null}


def _linked(name: str, value: str, link: table.Relationship) -> Any:
    """An id, or what is to be created along with the request, from JSON."""
    if not link.inline or not value.lstrip().startswith("{"):
        return value
    from .. import models

    fields = _json(value)
    kind: type[Any] = getattr(models, link.inline[0])
    try:
        return kind(**{field.replace("-", "_"): own for field, own in fields.items()})
    except TypeError as error:
        raise ValueError(f"--{shell(name)}: {error}") from None


def field_names(body: table.Body) -> list[str]:
    """The names of a resource's fields, as arguments."""
    return [*(attribute.name for attribute in body.attributes), *(link.name for link in body.relationships)]


def _reader(kind: str) -> Callable[[str], Any]:
    readers: dict[str, Callable[[str], Any]] = {"boolean": _boolean, "integer": int, "number": float}
    return _json if kind in _JSON_KINDS else readers.get(kind, str)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ArgumentTypeError(f"JSON is needed here: {error}") from None


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ArgumentTypeError(f"true or false, not {text!r}")
    return text == "true"


def _values_of(kind: str) -> str:
    """What a value may be, for the help: the members of an enumeration where they are few."""
    name = kind.partition("literal:")[2].rstrip("]>")
    if not name:
        return kind.partition(":")[0]
    from typing import get_args

    from ..models import literals

    members = cast("Iterable[str]", get_args(getattr(literals, name)))
    shown = ", ".join(members)
    return shown.replace("%", "%%") if len(shown) < 300 else f"one of {name}"
