"""The page of a resource: fields, relationships, what gives it, and the objects and inline creates beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ..areas import area_of
from ..surface import Field, Model, Relationship, Surface
from .places import OBJECTS, Places, area_page, method_place, relative, resource_page
from .words import cell, choices, type_words

_MANY = 12
"""Methods; a longer list is folded away."""


def model_text(model: Model, surface: Surface, places: Places) -> str:
    """The page of a resource in Markdown."""
    page = resource_page(model, surface)
    area = area_of(model.slug)
    apple = f" [Apple's page]({model.apple_page})." if model.apple_page else ""
    mark = " **Deprecated by Apple.**" if model.deprecated else ""
    parts = [
        f"# `{model.name}`{' { .asc-deprecated }' if model.deprecated else ''}",
        f"A resource of type `{model.type}`, part of "
        f"[{area.title}]({relative(area_page(area.slug), page)}).{apple}{mark}",
        f"```python\nfrom asc_sdk.models import {model.name}\n```",
        "## Fields",
        _fields(model, surface, places, page),
    ]
    if model.relationships:
        parts += ["## Relationships", _relationships(model, surface, places, page)]
    parts += _givers(model, surface, page)
    beside = [one for one in surface.models.values() if one.kind != "resource" and resource_page(one, surface) == page]
    for other in beside:
        parts += _beside(other, surface, places, page)
    return "\n\n".join(parts) + "\n"


def objects_text(surface: Surface, places: Places) -> str:
    """The page of the objects that stand beside no resource: shared ones, and those of metrics and logs."""
    parts = [
        "# Objects",
        "What fields hold that is no resource: a class or, where you give one, a mapping with Apple's names. "
        "Objects of one resource stand on its page.",
    ]
    for model in surface.models.values():
        if model.kind != "resource" and resource_page(model, surface) == OBJECTS:
            parts += _beside(model, surface, places, OBJECTS)
    return "\n\n".join(parts) + "\n"


def _beside(model: Model, surface: Surface, places: Places, page: str) -> Iterator[str]:
    yield f"## `{model.name}` {{ #{model.name} }}"
    if model.kind == "inline":
        yield f"A resource of type `{model.type}` to be created inside another one's request."
    yield _fields(model, surface, places, page)


def _fields(model: Model, surface: Surface, places: Places, page: str) -> str:
    rows = [_row(one, model, surface, places, page) for one in model.fields]
    return "\n".join(["| field | type | Apple's name |", "|---|---|---|", *rows])


def _row(field: Field, model: Model, surface: Surface, places: Places, page: str) -> str:
    name = f"<s>`{field.name}`</s> deprecated" if field.deprecated else f"`{field.name}`"
    if model.kind == "inline" and field.default is None:
        name = f"{name} **required**"
    held = cell(type_words(field.annotation, places, page))
    if members := choices(field.annotation, surface.aliases):
        held = f"{held}: {members}"
    return f"| {name} | {held} | `{field.wire}` |"


def _relationships(model: Model, surface: Surface, places: Places, page: str) -> str:
    rows = [_relationship(one, surface, places, page) for one in model.relationships]
    return "\n".join(["| relationship | leads to | method |", "|---|---|---|", *rows])


def _relationship(one: Relationship, surface: Surface, places: Places, page: str) -> str:
    name = f"<s>`{one.name}`</s> deprecated" if one.deprecated else f"`{one.name}`"
    if one.links_only:
        leads = "never included: only the method gets it"
    else:
        leads = f'{cell(type_words(one.annotation, places, page))} (`include=\\["{one.wire}"\\]`)'.replace("\\", "")
    return f"| {name} | {leads} | {_method_link(one.method, page) if one.method else ''} |"


def _method_link(method: str, page: str) -> str:
    client, _, name = method.partition(".")
    return f"[`asc.{method}`]({relative(method_place(client, name), page)})"


def _givers(model: Model, surface: Surface, page: str) -> Iterator[str]:
    """The methods that give it, that take it, and that it can come along with."""
    gives: list[str] = []
    along: list[str] = []
    for client in surface.clients:
        for method in client.methods:
            operation = method.operation
            if operation is None:
                if method.returns == model.name:
                    gives.append(f"{client.attribute}.{method.name}")
            elif operation.primary == model.name:
                gives.append(f"{client.attribute}.{method.name}")
            elif model.name in operation.classes and any(one.wire == "include" for one in operation.parameters):
                along.append(f"{client.attribute}.{method.name}")
    if gives:
        yield "## Returned by"
        yield _listed(gives, page)
    if along:
        yield "## Included by"
        yield "With the right `include=`, it comes along with what these give:"
        yield _listed(along, page)


def _listed(methods: list[str], page: str) -> str:
    items = "\n".join(f"- {_method_link(method, page)}" for method in methods)
    if len(methods) <= _MANY:
        return items
    return f'??? note "{len(methods)} methods"\n' + "\n".join(f"    {line}" for line in items.splitlines())
