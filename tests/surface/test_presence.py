"""Nothing of Apple's document is missing: operations, parameters, enumerations, fields, in sync and async."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_args

import pytest

import asc_sdk
from asc_sdk import models
from asc_sdk.api import AsyncClients, Clients
from asc_sdk.api import _operations as table
from asc_sdk.models import _registry as registry
from asc_sdk.models import literals
from tests.surface.apple import Apple, Schema
from tests.surface.arguments import snake

# Apple's last part of an operationId → the method, by the design's table; R is the relationship.
PLAIN = {
    "getCollection": "list",
    "getInstance": "get",
    "createInstance": "create",
    "updateInstance": "update",
    "deleteInstance": "delete",
}
RELATED = {
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


def wanted(apple: Apple) -> set[tuple[str, str, str, str, str]]:
    """Client, method, HTTP method, path, operationId of everything in the document."""
    found: set[tuple[str, str, str, str, str]] = set()
    for operation in apple.operations.values():
        client, *related, kind = _parts(operation.id)
        json_answers = [answer for answer in operation.answers if answer.media_type.endswith("json")]
        files = [answer for answer in operation.answers if answer.media_type in ("text/csv", "application/a-gzip")]
        if json_answers or not files:
            name = RELATED[kind].format(snake(related[0])) if related else PLAIN[kind]
            found.add((snake(client), name, operation.method, operation.path, operation.id))
        if files:
            name = f"download_{snake(related[0])}" if related else "download"
            found.add((snake(client), name, operation.method, operation.path, operation.id))
    return found


def _parts(operation_id: str) -> list[str]:
    """`apps_builds_getToManyRelated`, and as it was before 2.0: `apps-builds-get_to_many_related`."""
    if "-" not in operation_id:
        return operation_id.split("_")
    *names, kind = operation_id.split("-")
    first, *others = kind.split("_")
    return [*names, first + "".join(map(str.capitalize, others))]


def kind_of(clients: type, client: str) -> type:
    """The class of an attribute, taken from a client without a connection: nothing can be sent."""
    unconnected: Any = type("Unconnected", (clients,), {"__connection__": None})()
    attribute: object = getattr(unconnected, client)
    return type(attribute)


def method_of(clients: type, client: str, name: str) -> Callable[..., Any]:
    """The method's function."""
    return getattr(kind_of(clients, client), name)


def public_methods(clients: type) -> set[tuple[str, str]]:
    """Client and name of everything that can be called."""
    found: set[tuple[str, str]] = set()
    for client in vars(clients):
        if not client.startswith("_"):
            methods = dict(vars(kind_of(clients, client)))
            found |= {(client, name) for name, value in methods.items() if not name.startswith("_") and callable(value)}
    return found


def test_the_document_is_the_one_that_the_sdk_was_made_from(apple: Apple) -> None:
    assert apple.version == table.DOCUMENT_VERSION


def test_every_operation_has_its_method_and_no_method_is_made_up(apple: Apple) -> None:
    have = {(one.client, one.name, one.method, one.path, one.id) for one in table.OPERATIONS}
    assert have == wanted(apple)
    assert len(have) == len(table.OPERATIONS)


@pytest.mark.parametrize("clients", [Clients, AsyncClients])
def test_both_clients_have_all_of_them(clients: type, apple: Apple) -> None:
    have = public_methods(clients)
    missing = {(client, name) for client, name, *_ in wanted(apple)} - have
    assert missing == set()
    assert {client for client, _ in have} == {client for client, *_ in wanted(apple)}
    assert issubclass(asc_sdk.AppStoreConnect, Clients)
    assert issubclass(asc_sdk.AsyncAppStoreConnect, AsyncClients)


def test_the_figures_are_those_of_the_newest_document(apple: Apple) -> None:
    if apple.version != "4.4.1":
        pytest.skip(f"the figures are those of 4.4.1, not of {apple.version}")
    assert len(apple.operations) == 1263
    assert len(table.OPERATIONS) == 1271
    assert len({one.client for one in table.OPERATIONS}) == 211
    assert len(table.INLINE_CREATES) == 23


def test_every_signature_names_the_parameters_of_the_document(apple: Apple) -> None:
    wrong: list[str] = []
    for record in table.OPERATIONS:
        operation = apple.operations[record.id]
        sync, async_ = (method_of(clients, record.client, record.name) for clients in (Clients, AsyncClients))
        parameters = inspect.signature(sync).parameters
        if list(parameters.values()) != list(inspect.signature(async_).parameters.values()):
            wrong.append(f"{record.client}.{record.name}: sync and async differ")
        keywords = {name: each for name, each in parameters.items() if each.kind is inspect.Parameter.KEYWORD_ONLY}
        declared = {snake(wire): one.required for wire, one in operation.parameters.items()}
        declared |= _fields(apple, operation.body)
        required = {name: each.default is inspect.Parameter.empty for name, each in keywords.items()}
        if required != declared:
            wrong.append(f"{record.client}.{record.name}: {set(required.items()) ^ set(declared.items())}")
    assert wrong == []


def _fields(apple: Apple, body: Schema | None) -> dict[str, bool]:
    """The fields of a body, and whether each is required; a linkage has none."""
    data: Schema = apple.resolve(body)["properties"]["data"] if body else {}
    found: dict[str, bool] = {}
    for group in ("attributes", "relationships"):
        inner = data.get("properties", {}).get(group, {})
        found |= {snake(wire): wire in inner.get("required", ()) for wire in inner.get("properties", {})}
    return found


def test_every_enumeration_of_a_parameter_has_the_members_of_the_document(apple: Apple) -> None:
    wrong: list[str] = []
    for record in table.OPERATIONS:
        for parameter in record.parameters:
            members = apple.operations[record.id].parameters[parameter.wire].members
            alias = parameter.type.removeprefix("literal:")
            have = None if alias == parameter.type else get_args(getattr(literals, alias))
            if (None if have is None else set(have)) != (None if members is None else set(members)):
                wrong.append(f"{record.id} {parameter.wire}: {alias}")
    assert wrong == []


def test_every_resource_has_the_fields_of_the_document(apple: Apple) -> None:
    wrong: list[str] = []
    for name, schema in apple.schemas.items():
        properties = schema.get("properties", {})
        if not {"type", "id"} <= set(properties) or name.endswith("InlineCreate"):
            continue
        kind: Any = getattr(models, name)
        attributes = properties.get("attributes", {}).get("properties", {})
        relationships = properties.get("relationships", {}).get("properties", {})
        given = {wire for wire, each in relationships.items() if "data" in each["properties"]}
        if dict(kind.__fields__) != {snake(wire): wire for wire in attributes}:
            wrong.append(f"{name}: attributes")
        if {field: each.wire for field, each in kind.__relationships__.items()} != {snake(w): w for w in relationships}:
            wrong.append(f"{name}: relationships")
        if {each.wire for each in kind.__relationships__.values() if not each.links_only} != given:
            wrong.append(f"{name}: which relationships Apple never includes")
        if set(inspect.signature(kind).parameters) != {"id"} | {snake(wire) for wire in (*attributes, *given)}:
            wrong.append(f"{name}: the constructor")
    assert wrong == []


def test_every_enumeration_of_a_field_has_the_members_of_the_document(apple: Apple) -> None:
    """In resources, nested objects, bodies and inline creates: the alias that the SDK names is the document's enum."""
    wrong: list[str] = []
    for name, info in registry.RESOURCES.items():
        attributes = apple.schemas[name]["properties"].get("attributes", {}).get("properties", {})
        for wire, kind in info.attributes.items():
            wrong += _enumeration(apple, f"{name}.{wire}", kind, attributes[wire])
    for record in table.OPERATIONS:
        if record.body is not None and record.body.kind == "resource":
            data = apple.resolve(apple.operations[record.id].body or {})["properties"]["data"]
            wrong += _enumerations(apple, record.id, record.body, data)
    for name, body in table.INLINE_CREATES.items():
        wrong += _enumerations(apple, name, body, apple.schemas[name])
    assert wrong == []


def _enumerations(apple: Apple, where: str, body: table.Body, schema: Schema) -> list[str]:
    attributes = schema["properties"].get("attributes", {}).get("properties", {})
    wrong = [
        f"{where}.{one.wire} may be null"
        for one in body.attributes
        if one.nullable is not _nullable(apple, attributes[one.wire])
    ]
    for attribute in body.attributes:
        wrong += _enumeration(apple, f"{where}.{attribute.wire}", attribute.type, attributes[attribute.wire])
    return wrong


def _nullable(apple: Apple, schema: Schema) -> bool:
    return bool(apple.resolve(schema).get("nullable"))


def _enumeration(apple: Apple, where: str, kind: str, schema: Schema) -> list[str]:
    """Where a field's type is not what its schema says; nested objects are entered."""
    schema = apple.resolve(schema)
    if kind.startswith("array:"):
        return _enumeration(apple, f"{where}[]", kind.removeprefix("array:"), schema["items"])
    if kind.startswith("object:"):
        members = registry.OBJECTS[kind.removeprefix("object:")]
        if set(members) != set(schema["properties"]):
            return [f"{where}: {members}"]
        inner = [_enumeration(apple, f"{where}.{wire}", of, schema["properties"][wire]) for wire, of in members.items()]
        return [wrong for each in inner for wrong in each]
    if kind.startswith("literal:"):
        have = set(get_args(getattr(literals, kind.removeprefix("literal:"))))
        return [] if have == set(schema.get("enum", ())) else [f"{where}: {kind}"]
    return [f"{where}: {kind} has no enumeration"] if "enum" in schema else []


def test_what_is_deprecated_is_marked(apple: Apple) -> None:
    wrong = [one.id for one in table.OPERATIONS if one.deprecated is not apple.operations[one.id].deprecated]
    assert wrong == []
