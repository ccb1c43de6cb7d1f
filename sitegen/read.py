"""Takes the package apart: signatures and annotations from its source, the rest from its tables. Imports no client."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
import typing
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from griffe import Docstring, DocstringSection, DocstringSectionKind

import asc_sdk
import asc_sdk.models.literals as literals
from asc_sdk.api._operations import DOCUMENT_VERSION, OPERATIONS, Operation
from asc_sdk.models._registry import RESOURCES

from .surface import Argument, Client, Field, Method, Model, Relationship, Surface

PACKAGE = Path(inspect.getfile(asc_sdk)).parent
_KINDS = {"Resource": "resource", "NestedObject": "object", "InlineCreate": "inline"}


def read_surface(package: Path = PACKAGE) -> Surface:
    """Read what the reference is about."""
    operations: dict[str, dict[str, Operation]] = {}
    for operation in OPERATIONS:
        operations.setdefault(operation.client, {})[operation.name] = operation
    sources: dict[str, str] = {}
    clients: list[Client] = []
    for attribute, module, name in client_classes((package / "api" / "__init__.py").read_text()):
        if module not in sources:
            sources[module] = (package / "api" / f"{module}.py").read_text()
        clients.append(read_client(sources[module], name, attribute, operations[attribute]))
    models = [model for path in sorted((package / "models").glob("[!_]*.py")) for model in read_models(path)]
    aliases = {
        name: typing.get_args(value)
        for name, value in vars(literals).items()
        if typing.get_origin(value) is typing.Literal
    }
    for source in sources.values():
        aliases.update(local_aliases(source))
    return Surface(DOCUMENT_VERSION, tuple(clients), {model.name: model for model in models}, aliases)


def client_classes(source: str) -> Iterator[tuple[str, str, str]]:
    """(attribute, module, class) of each attribute of the sync client, from the source of `asc_sdk.api`."""
    owner = _class(source, "Clients")
    for node in owner.body:
        if isinstance(node, ast.FunctionDef):
            home = next(one for one in node.body if isinstance(one, ast.ImportFrom))
            yield node.name, home.module or "", home.names[0].name


def local_aliases(source: str) -> dict[str, tuple[str, ...]]:
    """The enumerations that a module of `asc_sdk.api` has for its own methods: the field names that `ensure` takes."""
    found: dict[str, tuple[str, ...]] = {}
    for block in _tree(source).body:
        for node in block.body if isinstance(block, ast.If) else []:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
                members = node.value.slice
                values = members.elts if isinstance(members, ast.Tuple) else [members]
                found[ast.unparse(node.targets[0])] = tuple(ast.literal_eval(value) for value in values)
    return found


def read_client(source: str, name: str, attribute: str, operations: dict[str, Operation]) -> Client:
    """Read a class of a module of `asc_sdk.api`."""
    owner = _class(source, name)
    lines = source.splitlines()
    methods = [
        _method(node, lines, operations.get(node.name))
        for node in owner.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    return Client(attribute, owner.name, tuple(methods))


def _class(source: str, name: str) -> ast.ClassDef:
    return next(node for node in _tree(source).body if isinstance(node, ast.ClassDef) and node.name == name)


_tree = lru_cache(4)(ast.parse)


def _method(node: ast.FunctionDef, lines: list[str], operation: Operation | None) -> Method:
    sections = _sections(ast.get_docstring(node) or "")
    texts = _named(sections, DocstringSectionKind.parameters)
    returns = _named(sections, DocstringSectionKind.returns)
    summary = next((str(section.value) for section in sections if section.kind is DocstringSectionKind.text), "")
    marks = [ast.unparse(mark) for mark in node.decorator_list]
    return Method(
        node.name,
        _signature(node, lines),
        summary.split("\n\n")[0].replace("\n", " "),
        tuple(_arguments(node.args, dict(texts))),
        ast.unparse(node.returns) if node.returns else "None",
        # Here nothing stands before a colon but words: the type is in the signature.
        ": ".join(part for part in returns[0] if part) if returns else "",
        tuple(_named(sections, DocstringSectionKind.raises)),
        any(mark.startswith("deprecated(") for mark in marks),
        _page_in(ast.get_docstring(node) or ""),
        operation,
    )


def _sections(text: str) -> list[DocstringSection]:
    return Docstring(text).parse("google", warnings=False, returns_named_value=False, returns_multiple_items=False)


def _named(sections: list[DocstringSection], kind: DocstringSectionKind) -> list[tuple[str, str]]:
    """(name, or the exception's, and text) of what a section lists."""
    return [
        (str(getattr(item, "name", None) or item.annotation or ""), item.description.replace("\n", " "))
        for section in sections
        if section.kind is kind
        for item in section.value
    ]


def _signature(node: ast.FunctionDef, lines: list[str]) -> str:
    """The signature as it is formatted in the source, without `self`."""
    text = "\n".join(lines[node.lineno - 1 : node.body[0].lineno - 1])
    text = textwrap.dedent(text).removesuffix(":").removeprefix("def ")
    return text.replace("(\n    self,\n", "(\n", 1).replace("(self, ", "(", 1).replace("(self)", "()", 1)


def _arguments(arguments: ast.arguments, texts: dict[str, str]) -> Iterator[Argument]:
    positional = arguments.args
    missing = len(positional) - len(arguments.defaults)
    for index, argument in enumerate(positional[1:], 1):
        default = ast.unparse(arguments.defaults[index - missing]) if index >= missing else None
        yield _argument(argument, default, texts, keyword=False)
    for argument, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _argument(argument, None if value is None else ast.unparse(value), texts, keyword=True)


def _argument(argument: ast.arg, default: str | None, texts: dict[str, str], *, keyword: bool) -> Argument:
    annotation = ast.unparse(argument.annotation) if argument.annotation else ""
    return Argument(argument.arg, annotation, default, texts.get(argument.arg, ""), keyword)


def read_models(path: Path) -> Iterator[Model]:
    """Read the classes of a module of `asc_sdk.models`."""
    module = importlib.import_module(f"asc_sdk.models.{path.stem}")
    for node in ast.parse(path.read_text()).body:
        kind = _KINDS.get(ast.unparse(node.bases[0])) if isinstance(node, ast.ClassDef) and node.bases else None
        if isinstance(node, ast.ClassDef) and kind:
            yield _model(node, kind, path.stem, getattr(module, node.name))


def _model(node: ast.ClassDef, kind: str, module: str, cls: typing.Any) -> Model:
    relationships: dict[str, typing.Any] = getattr(cls, "__relationships__", {})
    wire = dict(getattr(cls, "__fields__", {}))
    if kind == "inline":
        body = cls.__body__
        named = {**body.attributes, **body.relationships}
        wire = {name: one if isinstance(one, str) else one.wire for name, one in named.items()}
    fields: list[Field] = []
    annotations: dict[str, str] = {}
    deprecated: set[str] = set()
    for item in node.body:
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
            continue
        name, annotation = item.target.id, ast.unparse(item.annotation)
        if annotation.startswith("ClassVar"):
            continue
        if annotation.startswith("Deprecated["):
            deprecated.add(name)
            annotation = annotation.removeprefix("Deprecated[").removesuffix("]")
        annotations[name] = annotation
        if name not in relationships:
            default = ast.unparse(item.value) if item.value else None
            fields.append(Field(name, wire.get(name, name), annotation, default, name in deprecated))
    return Model(
        node.name,
        module,
        kind,
        RESOURCES[node.name].type if kind == "resource" else getattr(cls, "resource_type", ""),
        "deprecated by Apple" in (ast.get_docstring(node) or ""),
        tuple(fields),
        tuple(
            Relationship(
                name, one.wire, annotations.get(name, ""), one.many, one.method, one.links_only, name in deprecated
            )
            for name, one in relationships.items()
        ),
        _page_in(ast.get_docstring(node) or ""),
    )


def _page_in(text: str) -> str:
    found = re.search(r"^See (https://\S+)$", text, re.MULTILINE)
    return found[1] if found else ""
