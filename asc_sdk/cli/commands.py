"""One command a method: `apps list`, `beta-groups create`; its options are the method's arguments."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

from ..api import _operations as table
from . import output
from .options import client_options, open_client

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Sequence

_SEVERAL = " (several: once each)"
_JSON_KINDS = ("object", "map", "array")


def is_client(word: str) -> bool:
    """Whether a word is a client attribute, written as in Python or with hyphens."""
    return _shell(word) in _clients()


def near_clients(word: str) -> list[str]:
    """Client attributes that are spelled much like a word."""
    return get_close_matches(_shell(word), _clients(), n=3)


def run(words: Sequence[str]) -> int:
    """Runs the command of a method.

    Args:
        words: the client attribute, the method, its arguments.

    Returns:
        The exit code.
    """
    client = _clients()[_shell(words[0])]
    operations = {_shell(operation.name): operation for operation in table.OPERATIONS if operation.client == client}
    method = _shell(words[1]) if len(words) > 1 else "--help"
    if method not in operations:
        return _tell_methods(client, operations, "" if method in ("--help", "-h") else words[1])
    operation = operations[method]
    options = parser_of(operation).parse_args(words[2:])
    arguments = _arguments(operation, options)
    with open_client(options) as asc:
        call: Callable[..., Any] = getattr(getattr(asc, client), operation.name)
        found = call(*_positional(operation, options), **arguments)
        if operation.answer == "report":
            output.write_report(found, options.save, sys.stdout)
        elif operation.answer in ("page", "linkages", "metrics"):
            _write_page(found, options)
        elif found is not None or operation.answer != "nothing":
            output.write(found, options.output, sys.stdout)
    return 0


def _write_page(page: Any, options: Namespace) -> None:
    items = page.all() if options.all else page.items
    output.write(items, options.output, sys.stdout)
    if not options.all and page.has_next:
        of = f" of {page.total}" if page.total is not None else ""
        print(f"{len(items)}{of}; --all gets the rest", file=sys.stderr)


def _tell_methods(client: str, operations: dict[str, table.Operation], unknown: str) -> int:
    """The methods of a client attribute, as help or after a word that is none of them."""
    out = sys.stderr if unknown else sys.stdout
    if unknown:
        near = get_close_matches(_shell(unknown), operations, n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        print(f"error: {_shell(client)} has no {unknown!r}{hint}", file=out)
    print(f"usage: python -m asc_sdk {_shell(client)} METHOD [...]\n\nmethods (each has --help):", file=out)
    for operation in operations.values():
        mark = "  (deprecated)" if operation.deprecated else ""
        print(f"  {_shell(operation.name):44} {operation.method:6} {operation.path}{mark}", file=out)
    return 2 if unknown else 0


def parser_of(operation: table.Operation) -> ArgumentParser:
    """The options of a method's command."""
    name = f"{_shell(operation.client)} {_shell(operation.name)}"
    parser = ArgumentParser(
        prog=f"python -m asc_sdk {name}",
        usage=f"python -m asc_sdk {name} {_positional_words(operation)}[--ARGUMENT ...]",
        description=f"{operation.method} {operation.path}\nasc.{operation.client}.{operation.name}",
        formatter_class=RawDescriptionHelpFormatter,
        parents=[client_options()],
        allow_abbrev=False,
    )
    if "{id}" in operation.path:
        parser.add_argument("id", help="the id of the resource")
    own = parser.add_argument_group("arguments")
    for parameter in operation.parameters:
        _add_parameter(own, parameter)
    if operation.body is not None:
        _add_body(parser, own, operation.body)
    if operation.answer == "report":
        parser.add_argument("--save", metavar="FILE", help="save Apple's bytes there, in place of printing the text")
    elif operation.answer != "nothing":
        parser.add_argument("-o", "--output", choices=output.FORMATS, default="json", help="default: json")
    if operation.answer in ("page", "linkages", "metrics"):
        parser.add_argument("--all", action="store_true", help="all pages, not the first alone")
    return parser


def _positional_words(operation: table.Operation) -> str:
    linkage = operation.body.kind if operation.body is not None else ""
    last = {"linkages": "ID... ", "linkage": "ID|null "}.get(linkage, "")
    return f"{'ID ' if '{id}' in operation.path else ''}{last}"


def _add_parameter(group: Any, parameter: table.Parameter) -> None:
    flag = f"--{_shell(parameter.name)}"
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


def _add_body(parser: ArgumentParser, group: Any, body: table.Body) -> None:
    if body.kind == "linkages":
        parser.add_argument("items", nargs="*", metavar="ID", help=f"ids of type {body.type}")
        return
    if body.kind == "linkage":
        parser.add_argument("item", metavar="ID", help=f"an id of type {body.type}; null unlinks")
        return
    for attribute in body.attributes:
        kind = attribute.type.partition(":")[0].partition("<")[0].partition("[")[0]
        group.add_argument(
            f"--{_shell(attribute.name)}",
            dest=attribute.name,
            type=_reader(kind),
            metavar="JSON" if kind in _JSON_KINDS else "true|false" if kind == "boolean" else "VALUE",
            required=attribute.required,
            help=_values_of(attribute.type) + (", or null" if attribute.nullable else ""),
        )
    for link in body.relationships:
        also = f", or JSON of a new one ({', '.join(link.inline)})" if link.inline else ""
        group.add_argument(
            f"--{_shell(link.name)}",
            dest=link.name,
            action="append" if link.many else "store",
            metavar="ID",
            required=link.required and not link.many,
            help=f"{'ids' if link.many else 'an id'} of type {link.type}{also}{_SEVERAL if link.many else ''}",
        )
    names = [_shell(name) for name in _fields(body)]
    group.add_argument(
        "--null", action="append", default=[], metavar="FIELD", help="send null for a field", choices=names
    )


def _positional(operation: table.Operation, options: Namespace) -> list[Any]:
    words = [options.id] if "{id}" in operation.path else []
    if operation.body is not None and operation.body.kind == "linkages":
        return [*words, options.items]
    if operation.body is not None and operation.body.kind == "linkage":
        return [*words, None if options.item == "null" else options.item]
    return words


def _arguments(operation: table.Operation, options: Namespace) -> dict[str, Any]:
    """The keyword arguments that were given; the rest is left out."""
    names = [parameter.name for parameter in operation.parameters]
    body = operation.body
    links: dict[str, table.Relationship] = {}
    if body is not None and body.kind == "resource":
        links = {link.name: link for link in body.relationships}
        names += _fields(body)
    given = {name: value for name in names if (value := getattr(options, name)) is not None}
    for name, link in links.items():
        if name in given:
            values: list[str] = given[name] if link.many else [given[name]]
            made = [_linked(name, value, link) for value in values]
            given[name] = made if link.many else made[0]
        elif link.required and link.many:
            given[name] = []
    if body is not None and body.kind == "resource":
        given |= {name: None for name in names if _shell(name) in options.null}
    return given


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
        raise ValueError(f"--{_shell(name)}: {error}") from None


def _fields(body: table.Body) -> list[str]:
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


def _clients() -> dict[str, str]:
    return {_shell(operation.client): operation.client for operation in table.OPERATIONS}


def _shell(name: str) -> str:
    """A name of Python's as a word of the command line."""
    return name.rstrip("_").replace("_", "-")
