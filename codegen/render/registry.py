"""What the template of the operations' table prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..sdk_model import Body, BodyRelationship, Client, Field, InlineCreate, Method, Parameter, Sdk
from .python import literal, spelled


def operation_views(sdk: Sdk) -> list[str]:
    """The source of every `Operation`."""
    return [_operation(client, method) for client in sdk.clients for method in client.methods]


def inline_create_view(item: InlineCreate) -> dict[str, Any]:
    """The name and the source of an inline create's `Body`."""
    return {"name": item.name, "body": _body(Body("resource", item.type, item.fields, item.relationships))}


def _operation(client: Client, method: Method) -> str:
    answer = method.answer
    parts = [
        client.attribute,
        method.name,
        method.operation_id,
        method.kind,
        method.http_method,
        method.path,
        method.relationship,
        int(answer.status),
        answer.media_type,
        answer.kind,
        answer.primary,
        answer.classes,
    ]
    source = ", ".join(literal(part) for part in parts)
    if method.parameters:
        source += f", parameters={_tuple(_parameter(item) for item in method.parameters)}"
    if method.body is not None:
        source += f", body={_body(method.body)}"
    return f"Operation({source}{', deprecated=True' if method.deprecated else ''})"


def _parameter(item: Parameter) -> str:
    parts = [literal(item.wire), literal(item.name), literal(item.kind), literal(spelled(item.type))]
    parts += ["required=True"] if item.required else []
    parts += [f"maximum={item.maximum}"] if item.maximum is not None else []
    return f"Parameter({', '.join(parts)})"


def _body(body: Body) -> str:
    parts = [literal(body.kind), literal(body.type)]
    if body.fields:
        parts.append(f"attributes={_tuple(_attribute(field) for field in body.fields)}")
    if body.relationships:
        parts.append(f"relationships={_tuple(_relationship(item) for item in body.relationships)}")
    return f"Body({', '.join(parts)})"


def _attribute(field: Field) -> str:
    parts = [literal(field.wire), literal(field.name), literal(spelled(field.type)), *_flags(field)]
    return f"Attribute({', '.join(parts)})"


def _relationship(item: BodyRelationship) -> str:
    parts = [literal(item.wire), literal(item.name), literal(item.many), literal(item.type)]
    parts += [f"inline={literal(item.inline_classes)}"] if item.inline_classes else []
    return f"Relationship({', '.join([*parts, *_flags(item)])})"


def _flags(item: Field | BodyRelationship) -> Iterator[str]:
    if item.required:
        yield "required=True"
    if item.nullable:
        yield "nullable=True"


def _tuple(items: Iterable[str]) -> str:
    return f"({', '.join(items)},)"
