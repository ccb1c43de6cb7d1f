"""What the template of a client attribute prints for `ensure`: a constant, the names to match on, the method."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from ..sdk_model import BodyRelationship, Client, Ensure, Field
from . import python
from .docs import field_doc, one_of
from .uploads import constant_prefix, keyword, required_first

IMPORTS = {".._endpoint": ("Ensure", "async_ensure", "ensure")}
TYPE_IMPORTS = {"typing": ("Literal",)}
_NEEDED = ("Ensure", "Iterable", "Literal", "async_ensure", "ensure")
_RAISES = """\
Raises:
    LookupError: More than one has these values.
    APIStatusError: Apple refuses a step; APIConnectionError: no answer came."""


def ensure_view(client: Client) -> dict[str, Any] | None:
    """The `ensure` of a client attribute; None where what it creates cannot be looked for."""
    ensure = client.ensure
    create = next((item for item in client.methods if item.kind == "createInstance"), None)
    if ensure is None or create is None or create.body is None:
        return None
    arguments = required_first((*create.body.fields, *create.body.relationships))
    update = any(item.kind == "updateInstance" and item.answer.kind == "resource" for item in client.methods)
    prefix, resource = constant_prefix(client), create.answer.primary
    operations = [f"_{prefix}CREATE", *([f"_{prefix}UPDATE"] if update else [])]
    operations += [f"{'' if update else 'listing='}_{prefix}LIST"] if ensure.listed else []
    names = f"{resource}Match"
    return {
        "constant": f"_{prefix}ENSURE",
        "definition": (f"_{prefix}ENSURE: Ensure[{resource}] = Ensure({', '.join([*operations, *_extras(ensure)])})"),
        "alias": f"{names} = Literal[{', '.join(map(python.literal, ensure.match))}]",
        "match": f"match: {names} | Iterable[{names}]",
        "keywords": [*map(keyword, arguments), *(["update: bool = False"] if update else [])],
        "returns": resource,
        "passed": "".join(
            f", {name}={name}" for name in [*(item.name for item in arguments), *(["update"] if update else [])]
        ),
        "doc": textwrap.indent(_doc(client, arguments, create.page_url, update=update), " " * 8).strip(),
        "needed": {*_NEEDED, *(["Finder"] if ensure.finders else [])},
    }


def _extras(ensure: Ensure) -> Iterable[str]:
    yield f"match={python.literal(ensure.match)}"
    if ensure.filters:
        yield f"filters={python.mapping({name: python.literal(own) for name, own in ensure.filters})}"
    if ensure.finders:
        yield f"finders={python.finders(ensure.finders)}"


def _doc(client: Client, arguments: Iterable[Field | BodyRelationship], page_url: str, *, update: bool) -> str:
    noun = one_of(client).partition(" ")[2]
    lines = ["    match: The fields that tell one from another, by name: one or several.", *map(field_doc, arguments)]
    lines += ["    update: Whether to change the other fields of what is found to those given."] if update else []
    parts = [
        f"Gives the {noun} whose `match` fields are those given, and creates it where there is none.",
        "Args:\n" + "\n".join(lines),
        f"Returns:\n    The {noun}, found or created.",
        _RAISES,
        f"See {page_url}",
    ]
    return "\n\n".join(parts) + "\n"
