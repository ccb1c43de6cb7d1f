"""Operations → the methods of the client's attributes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast, get_args

from attrs import evolve, frozen

from ..errors import CodegenError, NoRuleError
from ..names import pascal, require_unique, singular, snake
from ..sdk_model import Answer, Client, Method, OperationKind
from .answers import Answers
from .document import Document, ParsedOperation
from .queries import QueryNames, lower_queries
from .requests import Requests
from .types import Types

_LIVES = "codegen/lower/operations.py"
_KINDS: tuple[str, ...] = get_args(OperationKind)
_METHOD_NAMES: Mapping[OperationKind, str] = {
    "getCollection": "list",
    "getInstance": "get",
    "createInstance": "create",
    "updateInstance": "update",
    "deleteInstance": "delete",
    "getToManyRelated": "list_{}",
    "getToOneRelated": "get_{}",
    "getToManyRelationship": "list_{}_linkages",
    "getToOneRelationship": "get_{}_linkage",
    "createToManyRelationship": "add_{}",
    "deleteToManyRelationship": "remove_{}",
    "replaceToManyRelationship": "replace_{}",
    "updateToOneRelationship": "set_{}",
    "getMetrics": "get_{}_metrics",
}
_HTTP_METHODS: Mapping[OperationKind, str] = {
    "createInstance": "POST",
    "updateInstance": "PATCH",
    "deleteInstance": "DELETE",
    "createToManyRelationship": "POST",
    "deleteToManyRelationship": "DELETE",
    "replaceToManyRelationship": "PATCH",
    "updateToOneRelationship": "PATCH",
}
# What each kind may answer; a report is possible for every GET.
_ANSWER_KINDS: Mapping[OperationKind, frozenset[str]] = {
    "getCollection": frozenset({"page"}),
    "getInstance": frozenset({"resource", "object"}),
    "createInstance": frozenset({"resource", "nothing"}),
    "updateInstance": frozenset({"resource", "nothing"}),
    "deleteInstance": frozenset({"nothing"}),
    "getToManyRelated": frozenset({"page", "object"}),
    "getToOneRelated": frozenset({"optional_resource", "object"}),
    "getToManyRelationship": frozenset({"linkages"}),
    "getToOneRelationship": frozenset({"linkage"}),
    "createToManyRelationship": frozenset({"nothing"}),
    "deleteToManyRelationship": frozenset({"nothing"}),
    "replaceToManyRelationship": frozenset({"nothing"}),
    "updateToOneRelationship": frozenset({"nothing"}),
    "getMetrics": frozenset({"metrics"}),
}
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
        attribute = snake(wire, wire)
        # Some of Apple's types are named like a schema: the class that has the name is the resource.
        class_name = pascal(wire) + ("Client" if pascal(wire) in document.schemas else "")
        clients.append(Client(attribute, class_name, attribute.rstrip("_"), tuple(_ordered(found))))
    require_unique(((client.class_name, client.attribute) for client in clients), "the client's attributes")
    return tuple(sorted(clients, key=lambda client: client.attribute))


def parse_operation_id(operation: ParsedOperation) -> tuple[str, str, OperationKind]:
    """Client, relationship ("" where there is none) and kind, from an operationId old or new.

    Apple wrote `apps-builds-get_to_many_related` until 2.x, and writes `apps_builds_getToManyRelated`.
    """
    parts = operation.id.split("-") if "-" in operation.id else operation.id.split("_")
    head, *tail = parts[-1].split("_")
    kind = head + "".join(word.capitalize() for word in tail)
    if len(parts) not in (2, 3) or kind not in _KINDS:
        raise NoRuleError(operation.place, f"a rule for the operationId {operation.id!r}", _LIVES)
    typed = cast("OperationKind", kind)
    relationship = parts[1] if len(parts) == 3 else ""
    if ("{}" in _METHOD_NAMES[typed]) != bool(relationship):
        raise NoRuleError(operation.place, f"a rule for the operationId {operation.id!r}", _LIVES)
    if operation.method != _HTTP_METHODS.get(typed, "GET"):
        raise NoRuleError(operation.place, f"a rule for {kind} by {operation.method}", _LIVES)
    return parts[0], relationship, typed


def _with_unique_ids(operations: Iterable[ParsedOperation]) -> Iterable[tuple[ParsedOperation, _OperationId]]:
    """Each operation with its name; where /v1 and /v2 share an operationId, the later one's client ends in V2."""
    by_id: dict[str, list[ParsedOperation]] = defaultdict(list)
    for operation in operations:
        by_id[operation.id].append(operation)
    for same in by_id.values():
        versions = [_version(operation) for operation in same]
        if len(set(versions)) != len(versions):
            raise CodegenError(f"{same[0].place} and {same[1].place} have the same operationId {same[0].id!r}")
        for operation, version in zip(same, versions, strict=True):
            client, relationship, kind = parse_operation_id(operation)
            suffix = f"V{version}" if version != min(versions) else ""
            yield operation, _OperationId(client + suffix, relationship, kind)


def _version(operation: ParsedOperation) -> int:
    match = re.match(r"/v(\d+)/", operation.path)
    if match is None:
        raise NoRuleError(operation.place, "a rule for a path without a version", _LIVES)
    return int(match[1])


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
    relationship = snake(name.relationship, operation.place).rstrip("_") if name.relationship else ""
    primary = next((answer for answer in found if answer.primary), found[0])
    owner = owners.get(name.client, singular(pascal(name.client)))
    parent = owner + pascal(name.relationship or _METHOD_NAMES[name.kind])
    naming = QueryNames(primary.primary or owner, answers.classes_by_type(primary), parent, _RANKS.get(name.kind, 5))
    common = Method(
        name="",
        operation_id=operation.id,
        kind=name.kind,
        http_method=operation.method,
        path=operation.path,
        relationship=name.relationship,
        answer=found[0],
        parameters=lower_queries(operation.parameters, types, naming, operation.path_parameters, operation.place),
        body=requests.body(operation.body, operation.place) if operation.body else None,
        deprecated=operation.deprecated,
        accepted=accepted,
        page_url=_PAGES + _page(operation),
    )
    for answer in found:
        if answer.kind == "report":
            if operation.method != "GET":
                raise NoRuleError(operation.place, "a rule for a file that is no answer to a GET", _LIVES)
            yield evolve(common, name=f"download_{relationship}" if relationship else "download", answer=answer)
            continue
        if answer.kind not in _ANSWER_KINDS[name.kind]:
            raise NoRuleError(operation.place, f"a rule for {name.kind} that answers with {answer.kind}", _LIVES)
        yield evolve(common, name=_METHOD_NAMES[name.kind].format(relationship), answer=answer)


def all_answers(clients: Iterable[Client]) -> Iterable[Answer]:
    """The answers of all methods."""
    return (method.answer for client in clients for method in client.methods)


def _page(operation: ParsedOperation) -> str:
    path = re.sub(r"\{(\w+)\}", r"_\1_", operation.path)
    return f"{operation.method.lower()}{path.replace('/', '-')}"


def _ordered(methods: Iterable[Method]) -> list[Method]:
    """The resource's own operations first, in the order of the kinds; then by relationship."""
    return sorted(
        methods, key=lambda item: (bool(item.relationship), item.relationship, _KINDS.index(item.kind), item.name)
    )
