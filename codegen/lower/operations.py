"""Operations → the methods of the client's attributes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from ..errors import NoRuleError
from ..names import class_name, pascal, require_unique, singular, snake
from ..sdk_model import Answer, Client, Method, OperationKind
from .answers import Answers
from .document import Document, ParsedOperation
from .kinds import KINDS, METHOD_NAMES, body_kind, parse_operation_id, refuse_answer
from .queries import QueryNames, lower_queries
from .requests import Requests
from .types import Types

_LIVES = "codegen/lower/operations.py"
# What the clients themselves offer, now or later: an attribute of that name would hide it.
_CLIENT_MEMBERS = frozenset(
    {"analytics", "base_url", "cached_property", "close", "rate_limit", "request", "wait", "with_options"}
)
_RANKS: Mapping[OperationKind, int] = {"getCollection": 2, "getInstance": 3, "getToManyRelated": 4}
_PAGES = "https://developer.apple.com/documentation/appstoreconnectapi/"


@frozen
class _OperationId:
    client: str
    relationship: str
    kind: OperationKind


def lower_operations(document: Document, types: Types, answers: Answers, requests: Requests) -> tuple[Client, ...]:
    """All client attributes with their methods, in the order of their names."""
    methods: dict[str, list[Method]] = defaultdict(list)
    owners = _owners(document, answers)
    for operation, name in _with_unique_ids(document.operations):
        methods[name.client].extend(_methods(operation, name, types, answers, requests, owners))
    clients: list[Client] = []
    for wire, found in methods.items():
        require_unique(((item.operation_id, item.name) for item in found), f"operations of {wire}")
        place = f"operations of {wire}"
        attribute = snake(wire, place)
        if attribute in _CLIENT_MEMBERS:
            raise NoRuleError(place, f"a rule for an attribute called {attribute}, which every client has", _LIVES)
        # Some of Apple's types are named like a schema: the class that has the name is the resource.
        own = class_name(wire, place) + ("Client" if pascal(wire) in document.schemas else "")
        clients.append(Client(attribute, own, attribute, tuple(_ordered(found))))
    require_unique(((client.class_name, client.attribute) for client in clients), "the client's attributes")
    return tuple(sorted(clients, key=lambda client: client.attribute))


def _with_unique_ids(operations: Iterable[ParsedOperation]) -> Iterable[tuple[ParsedOperation, _OperationId]]:
    """Each operation with its name.

    Where /v1 and /v2 share an operationId, all of the later one's operations go to a client that ends in V2.
    """
    operations = tuple(operations)
    first: dict[str, int] = {}
    by_id: dict[str, list[ParsedOperation]] = defaultdict(list)
    for operation in operations:
        by_id[operation.id].append(operation)
    for same in by_id.values():
        versions = [_version(operation) for operation in same]
        if len(set(versions)) != len(versions):
            missing = f"a rule for two operations with the operationId {same[0].id!r}"
            raise NoRuleError(f"{same[0].place} and {same[1].place}", missing, _LIVES)
        client, _, _ = parse_operation_id(same[0])
        if len(versions) > 1:
            first[client] = min(first.get(client, versions[0]), *versions)
    for operation in operations:
        client, relationship, kind = parse_operation_id(operation)
        version = _version(operation)
        suffix = f"V{version}" if version > first.get(client, version) else ""
        yield operation, _OperationId(client + suffix, relationship, kind)


def _version(operation: ParsedOperation) -> int:
    return int(operation.path.split("/")[1].removeprefix("v"))


def _owners(document: Document, answers: Answers) -> dict[str, str]:
    """The resource class that each client serves, by the answers of its own operations."""
    owners: dict[str, str] = {}
    for kinds in (("getInstance",), ("getCollection",), ("createInstance", "updateInstance")):
        for operation, name in _with_unique_ids(document.operations):
            if name.kind in kinds and name.client not in owners:
                found, _ = answers.of(operation, name.kind)
                for answer in found:
                    if answer.classes:
                        owners[name.client] = answer.primary
    return owners


def _methods(
    operation: ParsedOperation,
    name: _OperationId,
    types: Types,
    answers: Answers,
    requests: Requests,
    owners: Mapping[str, str],
) -> Iterable[Method]:
    found, accepted = answers.of(operation, name.kind)
    if operation.path_parameters != (("id",) if "{" in operation.path else ()):
        raise NoRuleError(operation.place, f"a rule for the path parameters {operation.path_parameters}", _LIVES)
    sent = body_kind(operation, name.kind)
    relationship = snake(name.relationship, operation.place).rstrip("_") if name.relationship else ""
    primary = next((answer for answer in found if answer.primary), found[0])
    owner = owners.get(name.client, singular(pascal(name.client)))
    parent = owner + pascal(name.relationship or METHOD_NAMES[name.kind])
    by_type = answers.classes_by_type(primary, operation.place)
    naming = QueryNames(primary.primary or owner, by_type, parent, _RANKS.get(name.kind, 5))
    common = Method(
        name="",
        operation_id=operation.id,
        kind=name.kind,
        http_method=operation.method,
        path=operation.path,
        relationship=name.relationship,
        answer=found[0],
        parameters=lower_queries(operation.parameters, types, naming, operation.path_parameters, operation.place),
        body=requests.body(operation.body, sent, operation.place) if operation.body and sent else None,
        deprecated=operation.deprecated,
        accepted=accepted,
        page_url=_PAGES + _page(operation),
    )
    for answer in found:
        refuse_answer(operation, name.kind, answer)
        pattern = METHOD_NAMES[name.kind] if answer.kind != "report" else "download_{}" if relationship else "download"
        yield evolve(common, name=pattern.format(relationship), answer=answer)


def all_answers(clients: Iterable[Client]) -> Iterable[Answer]:
    """The answers of all methods."""
    return (method.answer for client in clients for method in client.methods)


def _page(operation: ParsedOperation) -> str:
    path = re.sub(r"\{(\w+)\}", r"_\1_", operation.path)
    return f"{operation.method.lower()}{path.replace('/', '-')}"


def _ordered(methods: Iterable[Method]) -> list[Method]:
    """The resource's own operations first, in the order of the kinds; then by relationship."""
    return sorted(
        methods, key=lambda item: (bool(item.relationship), item.relationship, KINDS.index(item.kind), item.name)
    )
