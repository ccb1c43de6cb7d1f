"""The page of a client attribute: its methods, each with signature, HTTP line, arguments, answer and an example."""

from __future__ import annotations

from collections.abc import Iterator

from ..areas import area_of
from ..examples import example
from ..roles import ROLES, known_roles, roles_of
from ..surface import Argument, Client, Method, Surface
from .places import Places, area_page, client_page, relative
from .words import cell, choices, type_words

_LONG_SIGNATURE = 14
"""Lines; a longer one is folded away, since the table of arguments says the same."""


def client_text(client: Client, surface: Surface, places: Places) -> str:
    """The page in Markdown."""
    page = client_page(client.attribute)
    parts = [f"# {client.attribute.replace('_', ' ').capitalize()}", *_head(client, surface, places, page)]
    for method in client.methods:
        parts += _method(client, method, surface, places, page)
    return "\n\n".join(parts) + "\n"


def _head(client: Client, surface: Surface, places: Places, page: str) -> Iterator[str]:
    area = area_of(client.attribute)
    resources = [name for name in _answers(client) if name in places.of and surface.models[name].kind == "resource"]
    links = f" Gives {', '.join(places.link(name, page) for name in resources)}." if resources else ""
    yield f"`asc.{client.attribute}`, part of [{area.title}]({relative(area_page(area.slug), page)}).{links}"
    roles = f"The roles at each method are [Apple's]({ROLES}), area by area: a key needs one of them."
    known = "".join(f" {one.text} ([source]({one.source}))" for one in known_roles(client.attribute))
    yield f'!!! info "Keys and roles"\n    {roles}{known}'
    rows = [
        f"| {_struck(f'[`{method.name}`](#{method.name})', method.deprecated)} | {_http(method)} |"
        for method in client.methods
    ]
    yield "\n".join(["| method | request |", "|---|---|", *rows])


def _answers(client: Client) -> list[str]:
    """The client's own resources, not what belongs to them."""
    own = ("getCollection", "getInstance", "createInstance", "updateInstance")
    found = (method.operation for method in client.methods if method.operation)
    return list(dict.fromkeys(one.primary for one in found if one.kind in own and one.primary))


def _http(method: Method) -> str:
    return f"`{method.operation.method} {method.operation.path}`" if method.operation else "several"


def _struck(text: str, deprecated: bool) -> str:
    return f"<s>{text}</s>" if deprecated else text


def _method(client: Client, method: Method, surface: Surface, places: Places, page: str) -> Iterator[str]:
    yield f"## {method.name} {{ #{method.name}{' .asc-deprecated' if method.deprecated else ''} }}"
    yield f"{method.summary}{' **Deprecated by Apple.**' if method.deprecated else ''}"
    if method.operation:
        operation = method.operation
        yield f"`{operation.method} {operation.path}` · `{operation.id}` · [Apple's page]({method.apple_page})"
        yield f"Roles: {roles_of(operation)}"
    yield _signature(client, method)
    if method.arguments:
        yield _arguments(method, surface, places, page)
    if method.returns != "None":
        yield f"**Returns** {type_words(method.returns, places, page)}: {cell(_begin_small(method.returns_text))}"
    for name, text in method.raises:
        yield f"**Raises** {places.link(name, page)}: {cell(_linked(text, places, page))}"
    yield f"```python\n{example(client, method, surface)}\n```"


def _signature(client: Client, method: Method) -> str:
    code = f"```python\nasc.{client.attribute}.{method.signature}\n```"
    if code.count("\n") <= _LONG_SIGNATURE:
        return code
    return '??? abstract "Signature"\n' + "\n".join(f"    {line}" for line in code.splitlines())


def _arguments(method: Method, surface: Surface, places: Places, page: str) -> str:
    limits = {one.name: one.maximum for one in method.operation.parameters} if method.operation else {}
    rows = [
        f"| {_name(argument)} | {type_words(argument.annotation, places, page)} | "
        f"{_text(argument, surface, limits.get(argument.name))} |"
        for argument in method.arguments
    ]
    return "\n".join(["| argument | type | |", "|---|---|---|", *rows])


def _name(argument: Argument) -> str:
    name = _struck(f"`{argument.name}`", "Deprecated by Apple" in argument.text)
    return f"{name} **required**" if argument.required else name


def _text(argument: Argument, surface: Surface, maximum: int | None) -> str:
    text = cell(argument.text)
    if maximum is not None and str(maximum) not in text:
        text = f"{text} At most {maximum}."
    if members := choices(argument.annotation, surface.aliases):
        text = f"{text} Choices: {members}."
    if argument.default not in (None, "UNSET"):
        text = f"{text} Default: `{argument.default}`."
    return text.strip()


def _begin_small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}" if text[:2].istitle() or text.startswith("A ") else text


def _linked(text: str, places: Places, page: str) -> str:
    """The text, with a link at the second exception that the docstrings name in it."""
    return text.replace("APIConnectionError", places.link("APIConnectionError", page))
