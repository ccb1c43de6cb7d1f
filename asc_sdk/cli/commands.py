"""One command a method: `apps list`, `beta-groups create`; its options are the method's arguments."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from ..api import _operations as table
from . import output, several
from .arguments import add_fields, add_parameter, given_fields, shell
from .options import client_options, open_client

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence


def is_client(word: str) -> bool:
    """Whether a word is a client attribute, written as in Python or with hyphens."""
    return shell(word) in _clients()


def near_clients(word: str) -> list[str]:
    """Client attributes that are spelled much like a word."""
    return get_close_matches(shell(word), _clients(), n=3)


def run(words: Sequence[str]) -> int:
    """Runs the command of a method.

    Args:
        words: the client attribute, the method, its arguments.

    Returns:
        The exit code.
    """
    client = _clients()[shell(words[0])]
    operations = {shell(operation.name): operation for operation in table.OPERATIONS if operation.client == client}
    method = shell(words[1]) if len(words) > 1 else "--help"
    if method in several.methods(client):
        return several.run(client, method, words[2:])
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
        near = get_close_matches(shell(unknown), [*operations, *several.methods(client)], n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        print(f"error: {shell(client)} has no {unknown!r}{hint}", file=out)
    print(f"usage: python -m asc_sdk {shell(client)} METHOD [...]\n\nmethods (each has --help):", file=out)
    for operation in operations.values():
        mark = "  (deprecated)" if operation.deprecated else ""
        print(f"  {shell(operation.name):44} {operation.method:6} {operation.path}{mark}", file=out)
    for name, text in several.methods(client).items():
        print(f"  {name:44} {text}", file=out)
    return 2 if unknown else 0


def parser_of(operation: table.Operation) -> ArgumentParser:
    """The options of a method's command."""
    name = f"{shell(operation.client)} {shell(operation.name)}"
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
        add_parameter(own, parameter)
    if operation.body is not None:
        _add_body(parser, own, operation.body)
    if operation.answer == "report":
        parser.add_argument("--save", metavar="FILE", help="save Apple's bytes there, in place of printing the text")
    elif operation.answer != "nothing":
        parser.add_argument("-o", "--output", choices=output.FORMATS, default="json", help="default: json")
    if operation.answer in ("page", "linkages", "metrics"):
        parser.add_argument("--all", action="store_true", help="all pages, not the first alone")
    return parser


def _add_body(parser: ArgumentParser, group: Any, body: table.Body) -> None:
    if body.kind == "linkages":
        parser.add_argument("items", nargs="*", metavar="ID", help=f"ids of type {body.type}")
    elif body.kind == "linkage":
        parser.add_argument("item", metavar="ID", help=f"an id of type {body.type}; null unlinks")
    else:
        add_fields(group, body)


def _positional_words(operation: table.Operation) -> str:
    linkage = operation.body.kind if operation.body is not None else ""
    last = {"linkages": "ID... ", "linkage": "ID|null "}.get(linkage, "")
    return f"{'ID ' if '{id}' in operation.path else ''}{last}"


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
    given = {name: value for name in names if (value := getattr(options, name)) is not None}
    body = operation.body
    return {**given, **given_fields(body, options)} if body is not None and body.kind == "resource" else given


def _clients() -> dict[str, str]:
    return {shell(operation.client): operation.client for operation in table.OPERATIONS}
