"""Where a resource is found again: a client's own operations, and the other ends of its create's relationships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..sdk_model import Client, Finder, Method


def own(client: Client, kind: str) -> Method | None:
    """The client's operation of a kind, where it answers JSON."""
    return next((item for item in client.methods if item.kind == kind and item.answer.kind != "report"), None)


def finders(create: Method, clients: Iterable[Client]) -> Iterator[Finder]:
    """For each relationship of a create, the operation that gives the resource from the other end."""
    links = create.body.relationships if create.body else ()
    for link in links:
        found = [
            method
            for client in clients
            for method in client.methods
            if method.kind in ("getToManyRelated", "getToOneRelated")
            and method.answer.primary == create.answer.primary
            and method.path.split("/")[2] == link.type
        ]
        found.sort(key=lambda method: method.kind != "getToManyRelated")
        if found:
            yield Finder(link.name, found[0].path, many=found[0].kind == "getToManyRelated")
