"""The 14 kinds of operation: how each is called and sent, what it takes and what it may answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from ..errors import NoRuleError
from ..sdk_model import Answer, BodyKind, OperationKind
from .document import ParsedOperation

_LIVES = "codegen/lower/kinds.py"
KINDS: tuple[str, ...] = get_args(OperationKind)
METHOD_NAMES: Mapping[OperationKind, str] = {
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
# What each kind must be sent; the others have no body.
_BODIES: Mapping[OperationKind, BodyKind] = {
    "createInstance": "resource",
    "updateInstance": "resource",
    "createToManyRelationship": "linkages",
    "deleteToManyRelationship": "linkages",
    "replaceToManyRelationship": "linkages",
    "updateToOneRelationship": "linkage",
}


def parse_operation_id(operation: ParsedOperation) -> tuple[str, str, OperationKind]:
    """Client, relationship ("" where there is none) and kind, from an operationId old or new.

    Apple wrote `apps-builds-get_to_many_related` until 2.x, and writes `apps_builds_getToManyRelated`.
    """
    parts = operation.id.split("-") if "-" in operation.id else operation.id.split("_")
    head, *tail = parts[-1].split("_")
    kind = head + "".join(word.capitalize() for word in tail)
    if len(parts) not in (2, 3) or not all(parts) or kind not in KINDS:
        raise NoRuleError(operation.place, f"a rule for the operationId {operation.id!r}", _LIVES)
    typed = cast("OperationKind", kind)
    relationship = parts[1] if len(parts) == 3 else ""
    if ("{}" in METHOD_NAMES[typed]) != bool(relationship):
        raise NoRuleError(operation.place, f"a rule for the operationId {operation.id!r}", _LIVES)
    if operation.method != _HTTP_METHODS.get(typed, "GET"):
        raise NoRuleError(operation.place, f"a rule for {kind} by {operation.method}", _LIVES)
    return parts[0], relationship, typed


def body_kind(operation: ParsedOperation, kind: OperationKind) -> BodyKind | None:
    """What the operation is sent.

    Raises:
        NoRuleError: it has a body that its kind has no use for, or lacks one, or asks for a query or an id that no
            method of its kind can send.
    """
    expected = _BODIES.get(kind)
    if (operation.body is None) != (expected is None):
        missing = f"a rule for {kind} {'without' if operation.body is None else 'with'} a body"
        raise NoRuleError(operation.place, missing, _LIVES)
    if operation.method != "GET":
        if operation.parameters:
            raise NoRuleError(operation.parameters[0].place, f"a rule for a query of {kind}", _LIVES)
        if bool(operation.path_parameters) == (kind == "createInstance"):
            missing = f"a rule for {kind} {'with' if operation.path_parameters else 'without'} an id in its path"
            raise NoRuleError(operation.place, missing, _LIVES)
    return expected


def refuse_answer(operation: ParsedOperation, kind: OperationKind, answer: Answer) -> None:
    """Refuse an answer that no method of this kind can read."""
    if answer.kind == "report":
        if operation.method != "GET":
            raise NoRuleError(operation.place, "a rule for a file that is no answer to a GET", _LIVES)
    elif answer.kind not in _ANSWER_KINDS[kind]:
        raise NoRuleError(operation.place, f"a rule for {kind} that answers with {answer.kind}", _LIVES)
