"""What the template of a module of client attributes prints."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..names import snake
from ..sdk_model import Client, Method, Parameter, ResourceClass, Sdk
from . import ensures, python, uploads
from .docs import attribute_doc, method_doc, module_doc
from .imports import import_lines, sort_lines
from .models import argument_annotation
from .uploads import constant_prefix

# The parts of a method's view that are code.
_CODE = ("item", "query", "body", "positional", "keywords", "returns")
_IMPORTS = {
    "typing": ("TYPE_CHECKING",),
    ".._deprecated": ("deprecated",),
    ".._endpoint": (
        "Array",
        "AsyncEndpoint",
        "Body",
        "Classes",
        "Date",
        "DateTime",
        "Endpoint",
        "Linkage",
        "Nested",
        "Operation",
        "QuerySpec",
        "ToMany",
        "ToOne",
        "async_pages",
        "async_run",
        "pages",
        "run",
    ),
    ".._unset": ("UNSET",),
}
_TYPE_IMPORTS = {
    "": ("dt",),
    "collections.abc": ("Iterable", "Mapping"),
    "typing": ("Any",),
    ".._jsonapi.relationships": ("ResourceIdentifier",),
    ".._unset": ("Unset",),
    "..paging": ("AsyncPageCall", "Page"),
    "..reports": ("Report",),
}
_QUERY_KINDS = ("many", "text", "integer", "boolean")
Pairs = tuple[tuple[str, str], ...]


def attributes_view(clients: Iterable[Client]) -> dict[str, Any]:
    """What the template of the client's attributes prints."""
    clients = tuple(clients)
    modules: dict[str, list[str]] = defaultdict(list)
    for client in clients:
        modules[client.module] += [client.class_name, f"Async{client.class_name}"]
    return {
        "imports": [f"from .{module} import {', '.join(sorted(names))}" for module, names in sorted(modules.items())],
        "clients": [
            {
                "attribute": client.attribute,
                "class_name": client.class_name,
                "module": client.module,
                "doc": attribute_doc(client),
            }
            for client in clients
        ],
    }


def module_views(sdk: Sdk) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each module of `api/`, what its template prints; two versions of an attribute share a module."""
    resources = {item.name: item for item in sdk.resources}
    models = {item.name: item.module for item in (*sdk.objects, *sdk.resources, *sdk.inline_creates)}
    modules: dict[str, list[Client]] = defaultdict(list)
    for client in sdk.clients:
        modules[client.module].append(client)
    for module, clients in modules.items():
        yield module, _module_view(clients, {client.attribute: client for client in sdk.clients}, resources, models)


def _module_view(
    clients: Iterable[Client],
    by_attribute: Mapping[str, Client],
    resources: Mapping[str, ResourceClass],
    models: Mapping[str, str],
) -> dict[str, Any]:
    clients = tuple(clients)
    constants = _class_constants(clients, resources)
    views = [_client_view(client, by_attribute, resources, constants) for client in clients]
    methods = [method for view in views for method in view["methods"]]
    extras = [view[name] for view in views for name in ("upload", "ensure") if view[name]]
    source = [f"{method[part]}" for method in methods for part in _CODE]
    source += [keyword for extra in extras for keyword in extra["keywords"]]
    needed = {"AsyncEndpoint", "Endpoint", "Operation", *re.findall(r"\w+", " ".join(source))}
    needed |= {"Classes"} if constants else set()
    needed |= {"deprecated"} if any(method["deprecated"] for method in methods) else set()
    for method in methods:
        needed |= {"async_pages", "pages"} if method["paged"] else {"async_run", "run"}
    for extra in extras:
        needed |= extra["needed"]
    names = {name for client in clients for method in client.methods for name in _names(method)}
    type_imports = sort_lines(
        [
            *import_lines(_merged(_TYPE_IMPORTS, uploads.TYPE_IMPORTS, ensures.TYPE_IMPORTS), needed),
            *_imports(names, models),
        ]
    )
    needed |= {"TYPE_CHECKING"} if type_imports else set()
    imports = import_lines(_merged(_IMPORTS, uploads.IMPORTS, ensures.IMPORTS), needed)
    return {
        "doc": module_doc(clients),
        "imports": sort_lines([*imports, *(extra["import"] for extra in extras if extra.get("import"))]),
        "type_imports": type_imports,
        "classes": [
            (name, python.mapping({kind: python.literal(own) for kind, own in pairs}))
            for pairs, name in constants.items()
        ],
        "clients": views,
    }


def _client_view(
    client: Client,
    by_attribute: Mapping[str, Client],
    resources: Mapping[str, ResourceClass],
    constants: Mapping[Pairs, str],
) -> dict[str, Any]:
    return {
        "doc": attribute_doc(client),
        "class_name": client.class_name,
        "methods": [_method_view(client, method, resources, constants) for method in client.methods],
        "upload": uploads.upload_view(client, by_attribute),
        "ensure": ensures.ensure_view(client),
    }


def _merged(*tables: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    modules = {module for table in tables for module in table}
    return {
        module: tuple(sorted(name for table in tables for name in table.get(module, ()))) for module in sorted(modules)
    }


def _class_constants(clients: Iterable[Client], resources: Mapping[str, ResourceClass]) -> dict[Pairs, str]:
    """The constants that hold the classes of answers: equal answers share one, named after its first class."""
    constants: dict[Pairs, str] = {}
    counts: dict[str, int] = defaultdict(int)
    for client in clients:
        for method in client.methods:
            pairs = _pairs(method, resources)
            if pairs and pairs not in constants:
                base = f"_{snake(method.answer.classes[0], client.attribute).upper()}_CLASSES"
                counts[base] += 1
                constants[pairs] = base if counts[base] == 1 else f"{base}_{counts[base]}"
    return constants


def _pairs(method: Method, resources: Mapping[str, ResourceClass]) -> Pairs:
    return tuple((resources[name].type, name) for name in method.answer.classes)


def _names(method: Method) -> Iterator[str]:
    if method.answer.primary:
        yield method.answer.primary
    for parameter in method.parameters:
        yield from python.names_in(parameter.type)
    if method.body is not None:
        yield from method.body.classes
        for field in method.body.fields:
            yield from python.names_in(field.type)
        for link in method.body.relationships:
            yield from (*link.classes, *link.inline_classes)


def _imports(names: Iterable[str], modules: Mapping[str, str]) -> Iterator[str]:
    by_module: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_module[modules.get(name, "literals")].append(name)
    for module in sorted(by_module):
        yield f"from ..models.{module} import {', '.join(sorted(by_module[module], key=str.lower))}"


def _method_view(
    client: Client, method: Method, resources: Mapping[str, ResourceClass], constants: Mapping[Pairs, str]
) -> dict[str, Any]:
    positional, keywords, call = _signature(method)
    paged = method.answer.kind in ("page", "linkages", "metrics")
    pairs = _pairs(method, resources)
    return {
        "name": method.name,
        "constant": f"_{constant_prefix(client)}{method.name.rstrip('_').upper()}",
        "item": _item(method),
        "http_method": method.http_method,
        "path": method.path,
        "classes": constants[pairs] if pairs else "",
        "accept": method.answer.media_type or "application/json",
        "query": _query(method.parameters),
        "body": _body(method),
        "item_class": method.answer.primary if method.answer.kind in ("metrics", "object") else "",
        "deprecated": "Apple marks this operation as deprecated" if method.deprecated else "",
        "positional": positional,
        "keywords": keywords,
        "returns": _returns(method),
        "paged": paged,
        "call": call,
        "doc": textwrap.indent(method_doc(client, method), " " * 8).strip(),
    }


def _item(method: Method) -> str:
    match method.answer.kind:
        case "linkage" | "linkages":
            return "ResourceIdentifier"
        case "nothing":
            return "None"
        case "report":
            return "Report"
        case "object" if not method.answer.primary:
            return "dict[str, Any]"
        case _:
            return method.answer.primary


def _returns(method: Method) -> tuple[str, str]:
    """The annotations of what the sync and the async method give."""
    item = _item(method)
    match method.answer.kind:
        case "page" | "linkages" | "metrics":
            return f"Page[{item}]", f"AsyncPageCall[{item}]"
        case "optional_resource" | "linkage":
            return f"{item} | None", f"{item} | None"
        case _:
            return item, item


def _signature(method: Method) -> tuple[list[str], list[str], str]:
    """Positional arguments, keyword-only ones, and the call of the operation."""
    positional = ["id: str"] if "{id}" in method.path else []
    keywords = [_query_argument(parameter) for parameter in method.parameters]
    names = [parameter.name for parameter in method.parameters]
    body = method.body
    if body is not None and body.kind == "resource":
        arguments = [
            *((field.name, argument_annotation(field), field.required) for field in body.fields),
            *((link.name, python.relationship_argument(link), link.required) for link in body.relationships),
        ]
        arguments.sort(key=lambda argument: not argument[2])
        keywords += [_keyword(name, annotation, required=required) for name, annotation, required in arguments]
        names += [name for name, _, _ in arguments]
    elif body is not None:
        one = " | ".join((*body.classes, "ResourceIdentifier", "str"))
        name = "items" if body.kind == "linkages" else "item"
        positional.append(f"{name}: Iterable[{one}]" if body.kind == "linkages" else f"{name}: {one} | None")
        names.append(name)
    call = _call_name(method)
    first = ["id"] if positional else [] if call == "create" else ["None"]
    return positional, keywords, f"{call}({', '.join([*first, *(f'{name}={name}' for name in names)])})"


def _call_name(method: Method) -> str:
    kind = method.answer.kind
    if kind != "nothing":
        if method.kind == "createInstance":
            return "create"
        return "update" if method.kind == "updateInstance" else kind
    if method.kind == "deleteInstance":
        return "delete"
    return "write" if method.kind in ("createInstance", "updateInstance") else "change"


def _query_argument(parameter: Parameter) -> str:
    one = python.argument_type(parameter.type)
    annotation = f"{one} | Iterable[{one}]" if parameter.kind == "many" else one
    return _keyword(parameter.name, annotation, required=parameter.required)


def _keyword(name: str, annotation: str, *, required: bool) -> str:
    return f"{name}: {annotation}" if required else f"{name}: {annotation} | Unset = UNSET"


def _query(parameters: Iterable[Parameter]) -> str:
    parameters = tuple(parameters)
    if not parameters:
        return ""
    parts: list[str] = []
    for kind in _QUERY_KINDS:
        found = {item.name: python.literal(item.wire) for item in parameters if item.kind == kind}
        if found:
            parts.append(f"{kind}={python.mapping(found)}")
    required = tuple(item.name for item in parameters if item.required)
    if required:
        parts.append(f"required={python.literal(required)}")
    return f"QuerySpec({', '.join(parts)})"


def _body(method: Method) -> str:
    body = method.body
    if body is None:
        return ""
    if body.kind == "resource":
        return python.body(body.type, body.fields, body.relationships)
    return f"Linkage({python.literal(body.type)}, many={body.kind == 'linkages'})"
