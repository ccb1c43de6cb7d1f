"""Resource schemas → resource classes: attributes and relationships in one namespace, as JSON:API has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from attrs import evolve

from ..errors import NoRuleError
from ..names import class_name, field_name, pascal, require_unique, snake
from ..sdk_model import Client, Field, Relationship, ResourceClass
from .document import Document, Schema
from .types import Owner, Types, is_resource

# Members that every resource of ours has, and what its methods call it: an attribute of that name gets a trailing
# underscore.
RESERVED = frozenset({"id", "extra", "from_dict", "from_item", "relationships", "resource_type", "self", "to_dict"})
_MEMBERS = frozenset({"type", "id", "attributes", "relationships", "links", "meta"})
_LIVES = "codegen/lower/resources.py"


def resource_type(schema: Schema) -> str:
    """The JSON:API type of a resource schema; "" where it is none."""
    return schema.properties["type"].enum[0] if is_resource(schema) else ""


def resource_schemas(document: Document) -> dict[str, Schema]:
    """The schemas of resources by name; inline creates, which exist in requests only, are none."""
    return {
        name: schema
        for name, schema in document.schemas.items()
        if resource_type(schema) and not name.endswith("InlineCreate")
    }


def classes_by_type(document: Document) -> dict[str, tuple[str, ...]]:
    """The classes of each JSON:API type: sixteen types have two."""
    classes: dict[str, list[str]] = defaultdict(list)
    for name, schema in resource_schemas(document).items():
        classes[resource_type(schema)].append(pascal(name, schema.place))
    return {kind: tuple(sorted(names)) for kind, names in classes.items()}


def lower_resources(
    document: Document, types: Types, neighbours: Mapping[str, Mapping[str, frozenset[str]]]
) -> tuple[ResourceClass, ...]:
    """All resource classes, by name.

    Args:
        document: The document.
        types: Lowers the attributes' values.
        neighbours: For each class, by JSON:API type, the classes that come with it in some answer.
    """
    by_type = classes_by_type(document)
    lowered: list[ResourceClass] = []
    for name, schema in resource_schemas(document).items():
        own = class_name(name, schema.place)
        fields = _attributes(schema, document, types, own)
        relationships = tuple(_relationships(schema, document, by_type, neighbours.get(own, {})))
        pairs = [*((field.wire, field.name) for field in fields), *((item.wire, item.name) for item in relationships)]
        require_unique(pairs, schema.place)
        module = snake(own, schema.place)
        deprecated = schema.deprecated
        lowered.append(ResourceClass(own, module, resource_type(schema), fields, relationships, deprecated))
    return tuple(sorted(lowered, key=lambda item: item.name))


def members_of(schema: Schema, name: str, document: Document) -> Mapping[str, Schema]:
    """What is in a resource's `attributes` or `relationships`; nothing where it has none.

    Raises:
        NoRuleError: it is no object whose members are all named.
    """
    if name not in schema.properties:
        return {}
    found = document.resolve(schema.properties[name])
    if found.type != "object" or found.one_of or found.values is not None or found.enum:
        raise NoRuleError(found.place, f"a rule for `{name}` whose members have no names", _LIVES)
    return found.properties


def _attributes(schema: Schema, document: Document, types: Types, own: str) -> tuple[Field, ...]:
    unknown = sorted(set(schema.properties) - _MEMBERS)
    if unknown:
        raise NoRuleError(schema.place, f"a rule for the member {unknown[0]!r} of a resource", _LIVES)
    return tuple(
        types.field(wire, field_name(wire, inner.place, RESERVED), inner, Owner(own), required=False)
        for wire, inner in members_of(schema, "attributes", document).items()
    )


def _relationships(
    schema: Schema,
    document: Document,
    by_type: Mapping[str, tuple[str, ...]],
    neighbours: Mapping[str, frozenset[str]],
) -> Iterable[Relationship]:
    for wire, reference in members_of(schema, "relationships", document).items():
        inner = document.resolve(reference)
        name = field_name(wire, inner.place, RESERVED)
        deprecated = inner.deprecated or reference.deprecated
        data = linkage(inner, document)
        if data is None:
            yield Relationship(wire, name, True, (), (), "", links_only=True, deprecated=deprecated)
            continue
        kinds = linkage_types(data, document)
        classes: set[str] = set()
        for kind in kinds:
            classes |= neighbours.get(kind) or set(by_type.get(kind, ()))
        many = data.type == "array"
        yield Relationship(wire, name, many, kinds, tuple(sorted(classes)), "", deprecated=deprecated)


def linkage(relationship: Schema, document: Document) -> Schema | None:
    """The `data` of a relationship; None where it has links only."""
    unknown = sorted(set(relationship.properties) - {"data", "links", "meta"})
    if relationship.type != "object" or relationship.one_of or unknown or not relationship.properties:
        raise NoRuleError(relationship.place, "a rule for a relationship that has no data, links or meta", _LIVES)
    data = relationship.properties.get("data")
    return None if data is None else document.resolve(data)


def linkage_types(data: Schema, document: Document) -> tuple[str, ...]:
    """The JSON:API types of a relationship's `data`, which is one identifier or a list of them."""
    identifier = document.resolve(data.items) if data.type == "array" and data.items else data
    kind = identifier.properties.get("type")
    if kind is None or not kind.enum or set(identifier.properties) - {"type", "id"}:
        raise NoRuleError(data.place, "a rule for linkage that is no resource identifier", _LIVES)
    return kind.enum


def with_methods(resources: Iterable[ResourceClass], clients: Iterable[Client]) -> tuple[ResourceClass, ...]:
    """The classes, each relationship with the method that gets it from Apple (`apps.list_builds`)."""
    served: dict[tuple[str, str], str] = {}
    owners = {client.attribute: owner_class(client) for client in clients}
    for client in clients:
        for method in client.methods:
            related = method.kind in ("getToManyRelated", "getToOneRelated") and method.answer.kind != "report"
            if related and owners[client.attribute]:
                key = (owners[client.attribute], method.relationship)
                served.setdefault(key, f"{client.attribute}.{method.name}")
    return tuple(
        evolve(
            resource,
            relationships=tuple(
                evolve(item, method=served.get((resource.name, item.wire), "")) for item in resource.relationships
            ),
        )
        for resource in resources
    )


def owner_class(client: Client) -> str:
    """The resource class that a client attribute serves; "" where it serves none (reports)."""
    for kind in ("getInstance", "getCollection", "createInstance", "updateInstance"):
        for method in client.methods:
            if method.kind == kind and method.answer.primary:
                return method.answer.primary
    return ""
