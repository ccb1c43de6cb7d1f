"""Refuses names that come out the same, and modules that would import each other in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..errors import NoRuleError
from ..names import require_unique
from ..sdk_model import FieldType, InlineCreate, Method, ResourceClass, Sdk
from .places import BARE

_MENDED = "codegen/names.py, or rename one with a patch in spec/patches/"
# A module of the generator's own beside those of the classes.
_LITERALS = "literals"


def class_names(sdk: Sdk) -> list[str]:
    """The names of all models."""
    return [item.name for item in (*sdk.objects, *sdk.resources, *sdk.inline_creates)]


def refuse_clashes(sdk: Sdk) -> None:
    """Refuse what would hide or overwrite something in silence.

    Raises:
        NoRuleError: two classes, modules or arguments have one name, or modules import each other.
    """
    _refuse_equal("components.schemas", "a rule for two classes that come out as {}", class_names(sdk))
    # Each has a module of its own, or shares one on purpose; nested objects live in those of others.
    for items in (sdk.resources, sdk.inline_creates):
        modules = {(item.module, _subject(item)) for item in items}
        _refuse_equal("components.schemas", "a rule for two classes in the module {}", (name for name, _ in modules))
    for item in (*sdk.objects, *sdk.resources, *sdk.inline_creates):
        if item.module == _LITERALS:
            missing = f"a rule for the class {item.name}, whose module would be that of the enumerations"
            raise NoRuleError("components.schemas", missing, _MENDED)
    _refuse_circles(sdk)
    both = [f"{prefix}{client.class_name}" for client in sdk.clients for prefix in ("", "Async")]
    _refuse_equal("the client's attributes", "a rule for two classes that come out as {}", both)
    for client in sdk.clients:
        hidden = {client.class_name, f"Async{client.class_name}"}
        for method in client.methods:
            place = f"{method.http_method} {method.path}"
            require_unique(_arguments(method), place)
            if clash := sorted(hidden & set(_names(method))):
                missing = f"a rule for the model {clash[0]}, whose client has that name too"
                raise NoRuleError(place, missing, _MENDED)


def _subject(item: ResourceClass | InlineCreate) -> str:
    """What a module is about: one resource, or all that are an id and no more."""
    bare = item.module == BARE and not item.fields and not item.relationships
    return "" if bare else re.sub(r"(V\d+)?(InlineCreate)?$", "", item.name)


def _refuse_equal(place: str, missing: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise NoRuleError(place, missing.format(name), _MENDED)
        seen.add(name)


def _arguments(method: Method) -> Iterator[tuple[str, str]]:
    if "{id}" in method.path:
        yield "id", "id"
    body = method.body
    fields = (*body.fields, *body.relationships) if body else ()
    for item in (*method.parameters, *fields):
        yield item.wire, item.name


def _names(method: Method) -> Iterator[str]:
    """The models and aliases that a method names."""
    yield from method.answer.classes
    yield method.answer.primary
    types = [item.type for item in method.parameters]
    if method.body is not None:
        types += [field.type for field in method.body.fields]
        yield from method.body.classes
        for link in method.body.relationships:
            yield from (*link.classes, *link.inline_classes)
    for kind in types:
        yield from _named(kind)


def _named(kind: FieldType) -> Iterator[str]:
    if kind.name:
        yield kind.name
    if kind.item is not None:
        yield from _named(kind.item)


def _refuse_circles(sdk: Sdk) -> None:
    """A nested object is imported when its reader runs: modules that need each other could not be imported."""
    places = {item.name: item.module for item in sdk.objects}
    needs: dict[str, set[str]] = {}
    for item in (*sdk.objects, *sdk.resources):
        names = (name for field in item.fields for name in _named(field.type))
        needs.setdefault(item.module, set()).update(
            places[name] for name in names if name in places and places[name] != item.module
        )
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        if module in trail:
            circle = " → ".join((*trail[trail.index(module) :], module))
            missing = f"a rule for nested objects in a circle of modules: {circle}"
            raise NoRuleError("components.schemas", missing, "codegen/lower/clashes.py")
        if module not in done:
            for needed in sorted(needs.get(module, ())):
                visit(needed, (*trail, module))
            done.add(module)

    for module in sorted(needs):
        visit(module, ())
