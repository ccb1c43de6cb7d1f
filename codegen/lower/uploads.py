"""Recognises what takes a file: clients whose resource has `uploadOperations`, and those that gather such files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from ..errors import NoRuleError
from ..sdk_model import Body, Client, ResourceClass, Upload
from .finders import finders, own

_LIVES = "codegen/lower/uploads.py"
_OPERATIONS = "uploadOperations"
_FILE = ("fileName", "fileSize")
_VERSIONS = ("cfBundleShortVersionString", "cfBundleVersion", "platform")
# What an update takes of the bytes that were sent; the later one where Apple marks the other as deprecated.
_CHECKSUMS = ("sourceFileChecksum", "sourceFileChecksums")
# Arguments of `upload` itself: a field of such a name could not be given.
_ARGUMENTS = frozenset({"file", "keep", "on_progress", "parallel", "timeout", "wait"})


def with_uploads(clients: tuple[Client, ...], resources: Iterable[ResourceClass]) -> tuple[Client, ...]:
    """The clients, each that takes files with its `Upload`.

    Raises:
        NoRuleError: A resource has `uploadOperations` and can be made and updated, but not in a way that is known.
    """
    by_name = {item.name: item for item in resources}
    uploads = {client.attribute: _upload(client, clients, by_name) for client in clients}
    archives = {client.attribute: _archive(client, clients, uploads, by_name) for client in clients}
    return tuple(evolve(client, upload=uploads[client.attribute] or archives[client.attribute]) for client in clients)


def _upload(client: Client, clients: Iterable[Client], resources: Mapping[str, ResourceClass]) -> Upload | None:
    create, update, get = (own(client, kind) for kind in ("createInstance", "updateInstance", "getInstance"))
    resource = resources.get(create.answer.primary) if create else None
    if create is None or update is None or resource is None or not _has(resource, _OPERATIONS):
        return None
    taken = _fields(create.body)
    place = f"{create.http_method} {create.path}"
    known = update.answer.primary == resource.name
    if get is None or not known or "uploaded" not in _fields(update.body) or not set(_FILE) <= set(taken):
        raise NoRuleError(
            place, "a rule for an upload that is not reserved, committed and read like the others", _LIVES
        )
    clash = sorted(set(_names(create.body)) & _ARGUMENTS)
    if clash:
        raise NoRuleError(place, f"a rule for a field called {clash[0]}, which `upload` needs itself", _LIVES)
    committed = update.body.fields if update.body else ()
    sums = [field for field in committed if field.wire in _CHECKSUMS]
    sums.sort(key=lambda field: field.deprecated)
    return Upload(resource.name, sums[0].name if sums else "", tuple(finders(create, clients)))


def _archive(
    client: Client,
    clients: Iterable[Client],
    uploads: Mapping[str, Upload | None],
    resources: Mapping[str, ResourceClass],
) -> Upload | None:
    """A resource that is made with an app's versions, and whose file is another resource with `uploadOperations`."""
    create = own(client, "createInstance")
    resource = resources.get(create.answer.primary) if create else None
    if create is None or resource is None or not set(_VERSIONS) <= set(_fields(create.body)):
        return None
    for other in clients:
        upload, inner = uploads[other.attribute], own(other, "createInstance")
        if upload is None or inner is None or inner.body is None:
            continue
        for link in inner.body.relationships:
            if link.type == resource.type and link.required:
                found = tuple(finders(create, clients))
                return Upload(resource.name, "", found, files=other.attribute, files_link=link.name)
    return None


def _has(resource: ResourceClass, wire: str) -> bool:
    return any(field.wire == wire for field in resource.fields)


def _fields(body: Body | None) -> list[str]:
    return [field.wire for field in body.fields] if body else []


def _names(body: Body | None) -> list[str]:
    return [item.name for item in (*body.fields, *body.relationships)] if body else []
