"""Recognises what `ensure` can look for: clients whose resource is created, and listed by them or from another end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from ..errors import NoRuleError
from ..sdk_model import Client, Ensure, Method, ResourceClass
from .finders import finders, own

_LIVES = "codegen/lower/ensures.py"
# Arguments of `ensure` itself: a field of such a name could not be given.
_ARGUMENTS = frozenset({"match", "update"})


def with_ensures(clients: Iterable[Client], resources: Iterable[ResourceClass]) -> tuple[Client, ...]:
    """The clients, each that can look for what it creates with its `Ensure`.

    Raises:
        NoRuleError: A field has the name of an argument that `ensure` needs itself.
    """
    clients = tuple(clients)
    by_name = {item.name: item for item in resources}
    return tuple(evolve(client, ensure=_ensure(client, clients, by_name)) for client in clients)


def _ensure(client: Client, clients: Iterable[Client], resources: Mapping[str, ResourceClass]) -> Ensure | None:
    create, listing = own(client, "createInstance"), own(client, "getCollection")
    # What takes a file is reserved anew each time; what Apple means to remove gets no new method.
    if create is None or create.body is None or create.deprecated or client.upload is not None:
        return None
    resource = resources.get(create.answer.primary)
    if listing is not None and listing.answer.primary != create.answer.primary:
        listing = None
    found = tuple(item for item in finders(create, clients) if item.argument in _to_one(create))
    if resource is None or (listing is None and not found):
        return None
    wires = {field.wire for field in resource.fields}
    attributes = {field.name: field.wire for field in create.body.fields if field.wire in wires}
    links = {link.name: link.wire for link in create.body.relationships if not link.many}
    filters = _filters(listing, attributes | links)
    needed: set[str] = set() if listing is None else {item.name for item in listing.parameters if item.required}
    if not needed <= set(filters.values()):
        # Its list must be narrowed by something that no argument of the create says.
        listing, filters = None, {}
        if not found:
            return None
    match = (*attributes, *(name for name in links if name in filters or any(item.argument == name for item in found)))
    if not match:
        return None
    clash = sorted({item.name for item in (*create.body.fields, *create.body.relationships)} & _ARGUMENTS)
    if clash:
        place = f"{create.http_method} {create.path}"
        raise NoRuleError(place, f"a rule for a field called {clash[0]}, which `ensure` needs itself", _LIVES)
    return Ensure(match, tuple(filters.items()), found, listed=listing is not None)


def _to_one(create: Method) -> set[str]:
    return {link.name for link in create.body.relationships if not link.many} if create.body else set()


def _filters(listing: Method | None, names: Mapping[str, str]) -> dict[str, str]:
    """By argument of the create, the filter of the list that takes the same."""
    parameters = {} if listing is None else {item.wire: item.name for item in listing.parameters if not item.deprecated}
    return {name: parameters[f"filter[{wire}]"] for name, wire in names.items() if f"filter[{wire}]" in parameters}
