"""What the templates of `models/` print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from ..sdk_model import Field, InlineCreate, ObjectClass, ResourceClass, Sdk
from . import python
from .docs import argument_text
from .field_docs import FieldTexts, resource_doc
from .imports import import_lines, sort_lines

_KERNEL = "_jsonapi"
_IMPORTS = {"functools": ("partial",), "typing": ("TYPE_CHECKING", "Any", "ClassVar", "Literal")}
_TYPE_IMPORTS = {"": ("dt",), "collections.abc": ("Callable", "Iterable", "Mapping")}


class _Module:
    """The classes of one module."""

    def __init__(self) -> None:
        self.objects: list[ObjectClass] = []
        self.resources: list[ResourceClass] = []
        self.inlines: list[InlineCreate] = []


def module_views(sdk: Sdk) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each module of models, what its template prints."""
    modules: dict[str, _Module] = defaultdict(_Module)
    for item in sdk.objects:
        modules[item.module].objects.append(item)
    for resource in sdk.resources:
        modules[resource.module].resources.append(resource)
    for inline in sdk.inline_creates:
        modules[inline.module].inlines.append(inline)
    places = dict(_places(sdk))
    texts = FieldTexts(sdk)
    for name in sorted(modules):
        yield name, _view(name, modules[name], places, texts)


def _places(sdk: Sdk) -> Iterator[tuple[str, str]]:
    for alias in sdk.literals:
        yield alias.name, "literals"
    for item in (*sdk.objects, *sdk.resources, *sdk.inline_creates):
        yield item.name, item.module


def _view(name: str, module: _Module, places: Mapping[str, str], texts: FieldTexts) -> dict[str, Any]:
    objects = _in_order(module.objects)
    own = {item.name for item in objects}
    fields = [field for item in (*objects, *module.resources) for field in item.fields]
    nested = {
        found for field in fields for found in python.names_in(field.type) if places[found] not in ("literals", name)
    }
    typed = {found for field in fields for found in python.names_in(field.type) if places[found] == "literals"}
    for resource in module.resources:
        own.add(resource.name)
        typed |= {found for item in resource.relationships for found in item.classes}
    for inline in module.inlines:
        own.add(inline.name)
        typed |= _inline_names(inline)
    imports = [*_kernel_imports(module, objects, fields), *_imports(sorted(nested), places, ".")]
    typed_imports = [*_typed_kernel(module, objects, fields), *_imports(sorted(typed - own - nested), places, ".")]
    views: dict[str, Any] = {
        "objects": [_object_view(item, texts) for item in objects],
        "resources": [_resource_view(item, texts) for item in module.resources],
        "inlines": [_inline_view(item) for item in module.inlines],
    }
    # The documentation of a field may say a word that is a name.
    needed = set(re.findall(r"\w+", str(_without_docs(views)))) | {"ClassVar"}
    needed |= {"Literal"} if module.resources or module.inlines else set()
    needed |= {"Any", "Mapping"} if objects or module.resources else set()
    needed |= {"Callable"} if any(item["readers"] for item in views["resources"]) else set()
    type_lines = sort_lines([*import_lines(_TYPE_IMPORTS, needed), *typed_imports])
    needed |= {"TYPE_CHECKING"} if type_lines else set()
    return {
        "title": _title(module),
        "imports": sort_lines([*import_lines(_IMPORTS, needed), *imports]),
        "type_imports": type_lines,
        **views,
    }


def _without_docs(view: Any) -> Any:
    if isinstance(view, dict):
        parts = cast("dict[str, Any]", view)
        return {name: _without_docs(part) for name, part in parts.items() if name != "doc"}
    return [_without_docs(part) for part in cast("list[Any]", view)] if isinstance(view, list) else view


def _in_order(objects: Iterable[ObjectClass]) -> list[ObjectClass]:
    """Inner classes first: a reader names them when it runs, a newcomer reads from the parts to the whole."""
    waiting = {item.name: item for item in sorted(objects, key=lambda item: item.name)}
    ordered: list[ObjectClass] = []

    def place(item: ObjectClass) -> None:
        waiting.pop(item.name, None)
        for field in item.fields:
            for name in python.names_in(field.type):
                if name in waiting:
                    place(waiting[name])
        ordered.append(item)

    while waiting:
        place(next(iter(waiting.values())))
    return ordered


def _kernel_imports(module: _Module, objects: list[ObjectClass], fields: list[Field]) -> Iterator[str]:
    yield f"from ..{_KERNEL}.define import define"
    readers = sorted({found for field in fields for found in python.readers_in(field.type)})
    if readers:
        yield f"from ..{_KERNEL}.decode import {', '.join(readers)}"
    if module.inlines:
        if _leaves_out(module):
            yield "from .._unset import UNSET"
        yield f"from ..{_KERNEL}.body import Body"
        links = sorted(
            {"ToMany" if item.many else "ToOne" for inline in module.inlines for item in inline.relationships}
        )
        yield f"from ..{_KERNEL}.linkage import {', '.join(['InlineCreate', *links])}"
    coded = [field for item in (*objects, *module.inlines) for field in item.fields]
    coders = sorted({found for field in coded for found in python.coders_in(field.type)})
    if coders:
        yield f"from ..{_KERNEL}.encode import {', '.join(coders)}"
    if objects:
        yield f"from ..{_KERNEL}.nested import LEFT_OUT, NestedObject"
    if any(field.deprecated for resource in module.resources for field in resource.fields):
        yield "from .._deprecated import NO_VALUE"
    relationships = [item for resource in module.resources for item in resource.relationships]
    if relationships:
        yield f"from ..{_KERNEL}.relationships import RelationshipField"
    if module.resources:
        loaded = any(not item.links_only for item in relationships)
        yield f"from ..{_KERNEL}.resource import {'NOT_LOADED, ' if loaded else ''}Resource"


def _typed_kernel(module: _Module, objects: list[ObjectClass], fields: list[Field]) -> Iterator[str]:
    links = (item for resource in module.resources for item in resource.relationships if not item.links_only)
    if any(item.deprecated for item in (*fields, *links)):
        yield "from .._deprecated import Deprecated"
    if any(python.field_coders(item.fields) for item in objects):
        yield f"from ..{_KERNEL}.encode import Coder"
    if any(inline.relationships for inline in module.inlines):
        yield f"from ..{_KERNEL}.relationships import ResourceIdentifier"
    if _leaves_out(module):
        yield "from .._unset import Unset"


def _leaves_out(module: _Module) -> bool:
    """Whether an inline create has something that may be left out."""
    return any(not item.required for inline in module.inlines for item in (*inline.fields, *inline.relationships))


def _imports(names: Iterable[str], places: Mapping[str, str], prefix: str) -> Iterator[str]:
    by_module: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_module[places[name]].append(name)
    for module in sorted(by_module):
        yield f"from {prefix}{module} import {', '.join(sorted(by_module[module], key=str.lower))}"


def _inline_names(inline: InlineCreate) -> set[str]:
    names = {found for field in inline.fields for found in python.names_in(field.type)}
    names |= {found for item in inline.relationships for found in (*item.classes, *item.inline_classes)}
    return names - {inline.name}


def _title(module: _Module) -> str:
    if module.resources:
        names = " and ".join(item.name for item in module.resources)
        resources = "resources" if len(module.resources) > 1 else "a resource"
        return f"{names}: {resources} of type `{python.prose(module.resources[0].type)}`."
    if module.inlines:
        first, kind = module.inlines[0].name, python.prose(module.inlines[0].type)
        return f"{first}: a resource of type `{kind}` that is created inside another one's request."
    names = [item.name for item in module.objects]
    return (
        f"{names[0]}: a nested object."
        if len(names) == 1
        else f"Nested objects: {', '.join(names[:3])}{', …' if len(names) > 3 else ''}."
    )


def _field_view(field: Field, texts: FieldTexts) -> dict[str, Any]:
    annotation = f"{python.answer_type(field.type)} | None"
    return {
        "name": field.name,
        "annotation": _marked(annotation, deprecated=field.deprecated),
        "reader": python.reader(field.wire, field.type),
        "deprecated": field.deprecated,
        "doc": texts.field(field),
    }


def _marked(annotation: str, *, deprecated: bool) -> str:
    return f"Deprecated[{annotation}]" if deprecated else annotation


def _object_view(item: ObjectClass, texts: FieldTexts) -> dict[str, Any]:
    coders = python.field_coders(item.fields)
    return {
        "name": item.name,
        "doc": "A nested object." if not item.deprecated else "A nested object, deprecated by Apple.",
        "names": python.mapping({field.name: python.literal(field.wire) for field in item.fields}),
        "coders": python.mapping(coders) if coders else "",
        "fields": [_field_view(field, texts) for field in item.fields],
    }


def _resource_view(item: ResourceClass, texts: FieldTexts) -> dict[str, Any]:
    readers = python.field_readers(item.fields)
    return {
        "name": item.name,
        "doc": resource_doc(item),
        "type": item.type,
        "names": python.mapping({field.name: python.literal(field.wire) for field in item.fields}),
        "readers": python.mapping(readers) if readers else "",
        "plain": [(field.name, field.wire) for field in item.fields if field.name not in readers],
        "fields": [_field_view(field, texts) for field in item.fields],
        "relationships": [
            {
                "name": link.name,
                "wire": link.wire,
                "method": link.method,
                "many": link.many,
                "links_only": link.links_only,
                "to_own_type": item.type in link.types,
                "deprecated": link.deprecated,
                "annotation": _marked(_related(link.classes, many=link.many), deprecated=link.deprecated),
                "doc": texts.relationship(item, link),
            }
            for link in item.relationships
        ],
    }


def _related(classes: tuple[str, ...], *, many: bool) -> str:
    one = " | ".join(classes) or "Resource"
    return f"list[{one}]" if many else f"{one} | None"


def _inline_view(item: InlineCreate) -> dict[str, Any]:
    arguments = [
        {
            "name": field.name,
            "annotation": _optional(argument_annotation(field), field.required),
            "required": field.required,
            "doc": argument_text(field),
        }
        for field in item.fields
    ] + [
        {
            "name": link.name,
            "annotation": _optional(python.relationship_argument(link), link.required),
            "required": link.required,
            "doc": argument_text(link),
        }
        for link in item.relationships
    ]
    return {
        "name": item.name,
        "doc": f"A resource of type `{python.prose(item.type)}` to be created inside another one's request.",
        "type": item.type,
        "body": python.body(item.type, item.fields, item.relationships),
        "arguments": arguments,
    }


def argument_annotation(field: Field) -> str:
    """The annotation of an attribute's argument, without UNSET."""
    return f"{python.argument_type(field.type)} | None" if field.nullable else python.argument_type(field.type)


def _optional(annotation: str, required: bool) -> str:
    return annotation if required else f"{annotation} | Unset"
