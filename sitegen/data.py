"""The reference as data: `operations.json` for programs, and the finder's table."""

from __future__ import annotations

import json
import re
from typing import Any

from .pages.places import method_place
from .surface import Argument, Client, Method, Surface

FORMAT = 1


def operations(surface: Surface) -> dict[str, Any]:
    """What `operations.json` says. Keys are added, never renamed or taken away, while `FORMAT` stays."""
    return {
        "format": FORMAT,
        "document": surface.version,
        "operations": [_operation(client, method) for client, method in _methods(surface)],
    }


def operations_json(surface: Surface) -> str:
    """The file, an operation a line."""
    whole = operations(surface)
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in whole.pop("operations"))
    head = json.dumps(whole, separators=(",", ":"))
    return f'{head[:-1]},"operations":[\n{lines}\n]}}\n'


def finder_script(surface: Surface) -> str:
    """The finder's table: (operationId, HTTP method, path, call, page, deprecated) a row.

    It is a script, since a page of the file system may load no JSON.
    """
    rows = [
        [
            method.operation.id,
            method.operation.method,
            method.operation.path,
            f"asc.{client.attribute}.{method.name}",
            _page(client, method).removeprefix("reference/"),
            int(method.deprecated),
        ]
        for client, method in _methods(surface)
        if method.operation
    ]
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    return f"window.ascOperations = [\n{lines}\n];\n"


def _methods(surface: Surface) -> list[tuple[Client, Method]]:
    return [(client, method) for client in surface.clients for method in client.methods if method.operation]


def _operation(client: Client, method: Method) -> dict[str, Any]:
    operation = method.operation
    assert operation is not None
    queries = {one.name: one for one in operation.parameters}
    return {
        "operationId": operation.id,
        "http": operation.method,
        "path": operation.path,
        "call": f"asc.{client.attribute}.{method.name}({_arguments(method)})",
        "parameters": [_parameter(argument, queries.get(argument.name)) for argument in method.arguments],
        "returns": None if method.returns == "None" else method.returns,
        "deprecated": method.deprecated,
        "page": _page(client, method),
    }


def _parameter(argument: Argument, query: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": argument.name,
        "type": re.sub(r" \| Unset$", "", argument.annotation),
        "required": argument.required,
    }
    if query is not None:
        said["wire"] = query.wire
        if query.maximum is not None:
            said["maximum"] = query.maximum
    return said


def _arguments(method: Method) -> str:
    positional = [one.name for one in method.arguments if not one.keyword]
    keywords = [one for one in method.arguments if one.keyword]
    named = [f"{one.name}=..." for one in sorted(keywords, key=lambda one: not one.required)]
    return ", ".join([*positional, *named])


def _page(client: Client, method: Method) -> str:
    return method_place(client.attribute, method.name).replace(".md#", ".html#")
