"""The commands whose method is several operations: `upload`, `resume`, `ensure`."""

from __future__ import annotations

import inspect
import sys
from argparse import ArgumentParser, BooleanOptionalAction
from typing import TYPE_CHECKING, Any

from ..api import Clients
from ..api import _operations as table
from . import output
from .arguments import add_fields, field_names, given_fields, shell
from .options import client_options, open_client

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SUMMARIES = {
    "upload": "uploads a file",
    "resume": "takes up an upload that was not finished",
    "ensure": "finds one, or creates it",
}


def methods(client: str) -> dict[str, str]:
    """Those that a client attribute has, each with what it does."""
    kind = _class_of(client)
    return {name: text for name, text in _SUMMARIES.items() if hasattr(kind, name)}


def run(client: str, method: str, words: Sequence[str]) -> int:
    """Runs one of them.

    Args:
        client: the client attribute.
        method: one of `methods`.
        words: its arguments.

    Returns:
        The exit code.
    """
    options = parser_of(client, method).parse_args(words)
    parameters = _parameters(client, method)
    body = _body(client, parameters)
    given = given_fields(body, options) if field_names(body) else {}
    given |= {name: getattr(options, name) for name in _SWITCHES if name in parameters}
    if "on_progress" in parameters and sys.stderr.isatty():
        given["on_progress"] = _show_progress
    with open_client(options) as asc:
        call: Callable[..., Any] = getattr(getattr(asc, client), method)
        found = call(*(getattr(options, name) for name in _positional(parameters)), **given)
    output.write(found, options.output, sys.stdout)
    return 0


def parser_of(client: str, method: str) -> ArgumentParser:
    """The options of one of them."""
    name = f"{shell(client)} {method}"
    parser = ArgumentParser(
        prog=f"python -m asc_sdk {name}",
        description=f"asc.{client}.{method}: {_SUMMARIES[method]}",
        parents=[client_options()],
        allow_abbrev=False,
    )
    parameters = _parameters(client, method)
    body = _body(client, parameters)
    own = parser.add_argument_group("arguments")
    positional = _positional(parameters)
    for word, text in (("id", "the id of the resource"), ("file", "the path of the file")):
        if word in positional:
            parser.add_argument(word, help=text)
    if "match" in positional:
        fields = {shell(field): field for field in field_names(body)}
        own.add_argument(
            "--match",
            action="append",
            required=True,
            type=lambda word: fields.get(shell(word), word),
            metavar="FIELD",
            help=f"a field that tells one from another, of {', '.join(fields)} (several: once each)",
        )
    if field_names(body):
        add_fields(own, body)
    for switch, (kind, text) in _SWITCHES.items():
        if switch in parameters:
            default = parameters[switch].default
            if kind is bool:
                own.add_argument(f"--{switch}", action=BooleanOptionalAction, default=default, help=text)
            else:
                own.add_argument(
                    f"--{switch}", type=kind, metavar="N", default=default, help=f"{text} (default: {default})"
                )
    parser.add_argument("-o", "--output", choices=output.FORMATS, default="json", help="default: json")
    return parser


_SWITCHES: dict[str, tuple[type, str]] = {
    "update": (bool, "change the other fields of what is found to those given"),
    "wait": (bool, "wait until Apple has processed the file"),
    "timeout": (float, "seconds to wait for that"),
    "parallel": (int, "how many parts are sent side by side"),
    "keep": (bool, "leave what was reserved in place when the upload fails, for resume"),
}


class _Unconnected(Clients):
    """The client attributes, to be looked at: nothing can be sent."""

    __connection__: Any = None


def _class_of(client: str) -> type:
    attribute: object = getattr(_Unconnected(), client)
    return type(attribute)


def _parameters(client: str, method: str) -> Mapping[str, inspect.Parameter]:
    function: Callable[..., object] = getattr(_class_of(client), method)
    parameters = dict(inspect.signature(function).parameters)
    del parameters["self"]
    return parameters


def _positional(parameters: Mapping[str, inspect.Parameter]) -> list[str]:
    return [name for name, one in parameters.items() if one.kind is not inspect.Parameter.KEYWORD_ONLY]


def _body(client: str, parameters: Mapping[str, inspect.Parameter]) -> table.Body:
    """The fields of a creation that the method takes, required where it requires them."""
    (create,) = (one for one in table.OPERATIONS if one.client == client and one.name == "create")
    assert create.body is not None
    required = {name for name, one in parameters.items() if one.default is inspect.Parameter.empty}
    attributes = [
        one._replace(required=one.name in required) for one in create.body.attributes if one.name in parameters
    ]
    links = [one._replace(required=one.name in required) for one in create.body.relationships if one.name in parameters]
    return create.body._replace(attributes=tuple(attributes), relationships=tuple(links))


def _show_progress(sent: int, total: int) -> None:
    end = "\n" if sent == total else ""
    print(f"\r{sent / (total or 1):4.0%} of {total:,} bytes", end=end, file=sys.stderr, flush=True)
