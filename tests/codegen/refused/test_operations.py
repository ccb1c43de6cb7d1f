"""Operations without a rule: each refused by its place, with nothing written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.codegen.conftest import Refusal
from tests.codegen.documents import (
    ID,
    STRING,
    Json,
    answers,
    identifier,
    inline_create,
    obj,
    operation,
    page_of,
    ref,
    resource,
    said,
    things,
    to_one,
    with_operation,
)
from tests.codegen.documents import array as array_of

KINDS = "lower/kinds.py"
OPERATIONS = "lower/operations.py"
REQUESTS = "lower/requests.py"
LIST = answers(page_of("Thing"))
NOTHING = answers(None, "204")
BODY = ref("ThingCreateRequest")


def other(method: str, path: str, made: Json, **schemas: Json) -> Json:
    return with_operation(things({"name": STRING}, **schemas), method, path, made)


@pytest.mark.parametrize("method", ["put", "head", "options", "trace"])
def test_another_method(method: str, refusal: Refusal) -> None:
    document = other(method, "/v1/others", operation("others_getCollection", LIST))
    lives = "grammar.py and codegen/lower/operations.py"
    assert refusal(document) == said("/v1/others", f"a rule for {method}", lives)


def test_two_equal_operation_ids(refusal: Refusal) -> None:
    document = other("get", "/v1/others", operation("things_getCollection", LIST))
    place = "GET /v1/things and GET /v1/others"
    missing = "a rule for two operations with the operationId 'things_getCollection'"
    assert refusal(document) == said(place, missing, OPERATIONS)


def test_no_operation_id(refusal: Refusal) -> None:
    document = other("get", "/v1/others", {"responses": LIST})
    assert refusal(document) == said("GET /v1/others", "a rule for an operation without an operationId", OPERATIONS)


@pytest.mark.parametrize(
    "name",
    [
        "others",
        "others_fetch",
        "others_list_getCollection",
        "others_getToManyRelated",
        "a_b_c_getToManyRelated",
        "_getCollection",
        "others__getToManyRelated",
        "others_get_collection",
    ],
)
def test_an_operation_id_of_no_kind(name: str, refusal: Refusal) -> None:
    document = other("get", "/v1/others", operation(name, LIST))
    assert refusal(document) == said("GET /v1/others", f"a rule for the operationId {name!r}", KINDS)


def test_a_kind_by_another_method(refusal: Refusal) -> None:
    document = other("post", "/v1/others", operation("others_getCollection", LIST))
    assert refusal(document) == said("POST /v1/others", "a rule for getCollection by POST", KINDS)


@pytest.mark.parametrize("path", ["/others", "/v1", "/v1/oth ers", '/v1/"""', "/v1/others?x=1", "/v1/others/"])
def test_a_path_of_another_form(path: str, refusal: Refusal) -> None:
    document = other("get", path, operation("others_getCollection", LIST))
    assert refusal(document) == said(f"GET {path}", "a rule for a path that is not /v1/ and words", OPERATIONS)


def test_a_get_with_a_body(refusal: Refusal) -> None:
    document = other("get", "/v1/others", operation("others_getCollection", LIST, body=BODY))
    assert refusal(document) == said("GET /v1/others", "a rule for getCollection with a body", KINDS)


def test_a_delete_with_a_body(refusal: Refusal) -> None:
    document = other("delete", "/v1/others/{id}", operation("others_deleteInstance", NOTHING, ID, body=BODY))
    assert refusal(document) == said("DELETE /v1/others/{id}", "a rule for deleteInstance with a body", KINDS)


def test_a_create_without_a_body(refusal: Refusal) -> None:
    document = other("post", "/v1/others", operation("others_createInstance", answers(ref("ThingResponse"), "201")))
    assert refusal(document) == said("POST /v1/others", "a rule for createInstance without a body", KINDS)


def test_a_create_below_an_id(refusal: Refusal) -> None:
    made = operation("others_createInstance", answers(ref("ThingResponse"), "201"), ID, body=BODY)
    place, missing = "POST /v1/others/{id}", "a rule for createInstance with an id in its path"
    assert refusal(other("post", "/v1/others/{id}", made)) == said(place, missing, KINDS)


@pytest.mark.parametrize(("method", "kind"), [("patch", "updateInstance"), ("delete", "deleteInstance")])
def test_a_change_without_an_id(method: str, kind: str, refusal: Refusal) -> None:
    body = BODY if method == "patch" else None
    document = other(method, "/v1/others", operation(f"others_{kind}", NOTHING, body=body))
    missing = f"a rule for {kind} without an id in its path"
    assert refusal(document) == said(f"{method.upper()} /v1/others", missing, KINDS)


def linkage(kind: str, method: str, body: Json | None) -> Json:
    made = operation(f"things_parts_{kind}", NOTHING, ID, body=body)
    return other(method, "/v1/things/{id}/relationships/parts", made)


PARTS = "/v1/things/{id}/relationships/parts"


def test_an_addition_without_a_body(refusal: Refusal) -> None:
    document = linkage("createToManyRelationship", "post", None)
    assert refusal(document) == said(f"POST {PARTS}", "a rule for createToManyRelationship without a body", KINDS)


def test_an_addition_of_a_single_one(refusal: Refusal) -> None:
    document = linkage("createToManyRelationship", "post", obj({"data": identifier("parts")}))
    missing = "a rule for a request of linkages whose `data` is of type 'object'"
    assert refusal(document) == said(f"POST {PARTS}", missing, REQUESTS)


def test_a_to_one_relationship_that_is_set_to_a_list(refusal: Refusal) -> None:
    document = linkage("updateToOneRelationship", "patch", obj({"data": array_of(identifier("parts"))}))
    missing = "a rule for a request of linkage whose `data` is of type 'array'"
    assert refusal(document) == said(f"PATCH {PARTS}", missing, REQUESTS)


def test_linkage_of_several_types_in_a_request(refusal: Refusal) -> None:
    several = identifier("parts")
    several["properties"]["type"]["enum"].append("things")
    document = linkage("updateToOneRelationship", "patch", obj({"data": several}))
    missing = "a rule for linkage of several types in a request"
    assert refusal(document) == said(f"PATCH {PARTS}", missing, REQUESTS)


def created(body: Json, **schemas: Json) -> Json:
    made = operation("others_createInstance", answers(ref("ThingResponse"), "201"), body=body)
    return other("post", "/v1/others", made, **schemas)


@pytest.mark.parametrize("body", [STRING, obj({"name": STRING}), obj({"data": obj({}), "meta": obj({})})])
def test_a_body_that_is_no_json_api_document(body: Json, refusal: Refusal) -> None:
    missing = "a rule for a request that is no JSON:API document of resource"
    assert refusal(created(body)) == said("POST /v1/others", missing, REQUESTS)


def test_a_body_of_another_media_type(refusal: Refusal) -> None:
    document = created(BODY)
    content = document["paths"]["/v1/others"]["post"]["requestBody"]["content"]
    content["multipart/form-data"] = content.pop("application/json")
    missing = "a rule for a request body of multipart/form-data"
    assert refusal(document) == said("POST /v1/others", missing, "lower/document.py")


def body_with(relationship: Json, included: Any = None) -> Json:
    data = resource("others", None, {"part": relationship})
    members = {"data": data} if included is None else {"data": data, "included": array_of(included)}
    return obj(members, "data")


def test_a_relationship_without_data_in_a_request(refusal: Refusal) -> None:
    document = created(body_with(obj({"links": obj({"self": STRING})})))
    place = "POST /v1/others, request body.data.relationships.part"
    assert refusal(document) == said(place, "a rule for a relationship without data in a request", REQUESTS)


def test_a_relationship_to_several_types_in_a_request(refusal: Refusal) -> None:
    several = to_one("parts")
    several["properties"]["data"]["properties"]["type"]["enum"].append("things")
    place = "POST /v1/others, request body.data.relationships.part"
    missing = "a rule for a relationship to several types in a request"
    assert refusal(created(body_with(several))) == said(place, missing, REQUESTS)


def test_a_resource_that_is_no_inline_create_in_a_request(refusal: Refusal) -> None:
    document = created(body_with(to_one("parts"), {"oneOf": [ref("Part")]}), Part=resource("parts"))
    missing = "a rule for Part in a request's `included`"
    assert refusal(document) == said("POST /v1/others", missing, REQUESTS)


def test_an_inline_create_without_a_type(refusal: Refusal) -> None:
    part = inline_create("parts")
    del part["properties"]["type"]
    document = created(BODY, PartInlineCreate=part)
    place = "components.schemas.PartInlineCreate"
    assert refusal(document) == said(place, "a rule for an inline create without a type", REQUESTS)
