"""Documents of a few lines in Apple's style, put together from parts: what a test is about stands in the test."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

STRING: Json = {"type": "string"}
INTEGER: Json = {"type": "integer"}
DATE_TIME: Json = {"type": "string", "format": "date-time"}
PREFIX = "#/components/schemas/"


def document(paths: Json, schemas: Json, version: str = "0.9") -> Json:
    """A whole document; no patch is meant for a version below 1.8."""
    info = {"title": "A test", "version": version}
    return {"openapi": "3.0.1", "info": info, "paths": paths, "components": {"schemas": schemas}}


def ref(name: str, **siblings: Any) -> Json:
    return {"$ref": PREFIX + name, **siblings}


def enum(*members: Any) -> Json:
    return {"type": "string", "enum": list(members)}


def obj(properties: Json, *required: str) -> Json:
    made: Json = {"type": "object", "properties": properties}
    return {**made, "required": list(required)} if required else made


def array(items: Json) -> Json:
    return {"type": "array", "items": items}


def identifier(kind: str) -> Json:
    return obj({"type": enum(kind), "id": STRING}, "id", "type")


def to_one(kind: str) -> Json:
    """A relationship with linkage to one resource."""
    return obj({"links": obj({"self": STRING}), "data": identifier(kind)})


def to_many(kind: str) -> Json:
    return obj({"links": obj({"self": STRING}), "data": array(identifier(kind))})


def resource(kind: str, attributes: Json | None = None, relationships: Json | None = None) -> Json:
    """The schema of a resource."""
    members: Json = {"type": enum(kind), "id": STRING}
    if attributes is not None:
        members["attributes"] = obj(attributes)
    if relationships is not None:
        members["relationships"] = obj(relationships)
    return obj(members, "id", "type")


def inline_create(kind: str, attributes: Json | None = None, relationships: Json | None = None) -> Json:
    """The schema of what is created inside another request: its id is not required."""
    return {**resource(kind, attributes, relationships), "required": ["type"]}


def page_of(name: str, *included: str) -> Json:
    """The schema of an answer with a list of resources."""
    return _answer(array(ref(name)), included)


def one_of(name: str, *included: str) -> Json:
    """The schema of an answer with one resource."""
    return _answer(ref(name), included)


def _answer(data: Json, included: tuple[str, ...]) -> Json:
    members: Json = {"data": data, "links": obj({"self": STRING})}
    if included:
        members["included"] = array({"oneOf": [ref(name) for name in included]})
    return obj(members, "data")


def answers(schema: Json | None, status: str = "200", media_type: str = "application/json") -> Json:
    """The responses of an operation; no schema for an answer without a body."""
    if schema is None:
        return {status: {"description": ""}}
    return {status: {"description": "", "content": {media_type: {"schema": schema}}}}


def operation(operation_id: str, responses: Json, *parameters: Json, body: Json | None = None, **members: Any) -> Json:
    made: Json = {"operationId": operation_id, "responses": responses, **members}
    if parameters:
        made["parameters"] = list(parameters)
    if body is not None:
        made["requestBody"] = {"content": {"application/json": {"schema": body}}, "required": True}
    return made


def query(name: str, schema: Json, **members: Any) -> Json:
    explode = {"style": "form", "explode": False} if schema.get("type") == "array" else {}
    return {"name": name, "in": "query", "schema": schema, **explode, **members}


ID: Json = {"name": "id", "in": "path", "required": True, "schema": STRING}


def request(kind: str, attributes: Json | None = None, relationships: Json | None = None, *, id: bool = False) -> Json:
    """The schema of a create's or an update's body."""
    data = resource(kind, attributes, relationships)
    if not id:
        del data["properties"]["id"]
        data["required"] = ["type"]
    return obj({"data": data}, "data")


def things(
    attributes: Json | None = None,
    relationships: Json | None = None,
    *parameters: Json,
    **schemas: Json,
) -> Json:
    """`Thing` with these attributes and relationships, and its list, get, create, update and delete.

    Args:
        attributes: Of the resource and of both requests.
        relationships: Likewise.
        parameters: Of the list.
        schemas: Further schemas by name.
    """
    thing: Json = {
        "Thing": resource("things", attributes, relationships),
        "ThingResponse": one_of("Thing"),
        "ThingCreateRequest": request("things", attributes, relationships),
        "ThingUpdateRequest": request("things", attributes, relationships, id=True),
    }
    one = answers(ref("ThingResponse"))
    paths: Json = {
        "/v1/things": {
            "get": operation("things_getCollection", answers(page_of("Thing")), *parameters),
            "post": operation(
                "things_createInstance", answers(ref("ThingResponse"), "201"), body=ref("ThingCreateRequest")
            ),
        },
        "/v1/things/{id}": {
            "get": operation("things_getInstance", one, ID),
            "patch": operation("things_updateInstance", one, ID, body=ref("ThingUpdateRequest")),
            "delete": operation("things_deleteInstance", answers(None, "204"), ID),
        },
    }
    return document(paths, {**thing, **schemas})


def with_operation(document: Json, method: str, path: str, made: Json) -> Json:
    """The document with one more operation."""
    document["paths"].setdefault(path, {})[method] = made
    return document


def said(place: str, missing: str, lives: str) -> str:
    """What the generator says of something that it has no rule for; `lives` is a file in codegen/."""
    return f"{place}: missing {missing}; such rules live in codegen/{lives}"
