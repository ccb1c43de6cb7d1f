"""Bodies: flat arguments, required and nullable ones, and what is created inline."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.codegen.conftest import Generate, Serve
from tests.codegen.documents import (
    STRING,
    answers,
    array,
    inline_create,
    obj,
    operation,
    ref,
    request,
    resource,
    things,
    to_many,
    to_one,
    with_operation,
)
from tests.codegen.lowered import lowered, method

DATA = {"data": {"type": "things", "id": "1"}}


def creating(body: dict[str, Any], **schemas: dict[str, Any]) -> dict[str, Any]:
    """A document whose create takes this body."""
    document = things(**schemas)
    document["components"]["schemas"]["ThingCreateRequest"] = body
    return document


def required(body: dict[str, Any], **members: list[str]) -> dict[str, Any]:
    data = body["properties"]["data"]
    for name, needed in members.items():
        data["properties"][name]["required"] = needed
        data["required"].append(name)
    return body


def test_required_arguments_come_first() -> None:
    body = request("things", {"a": STRING, "b": STRING}, {"c": to_one("things"), "d": to_many("things")})
    create = method(lowered(creating(required(body, attributes=["b"], relationships=["d"]))), "things.create").body
    assert create is not None
    assert [(item.name, item.required) for item in create.fields] == [("b", True), ("a", False)]
    assert [(item.name, item.required) for item in create.relationships] == [("c", False), ("d", True)]


def test_attributes_that_may_be_left_out_as_a_whole_require_nothing() -> None:
    body = request("things", {"a": STRING})
    body["properties"]["data"]["properties"]["attributes"]["required"] = ["a"]
    create = method(lowered(creating(body)), "things.create").body
    assert create is not None
    assert not create.fields[0].required


def test_a_required_argument_is_asked_for_before_anything_is_sent(generate: Generate, serve: Serve) -> None:
    package = generate(creating(required(request("things", {"a": STRING}), attributes=["a"])))
    asc, requests = serve(package, DATA, status=201)
    with pytest.raises(TypeError, match="'a'"):
        asc.things.create()
    assert requests == []


def test_a_relationship_may_be_null_where_the_document_says_so() -> None:
    nullable = to_one("things")
    nullable["properties"]["data"]["nullable"] = True
    sdk = lowered(creating(request("things", None, {"a": nullable, "b": to_one("things")})))
    create = method(sdk, "things.create").body
    assert create is not None
    assert [item.nullable for item in create.relationships] == [True, False]


def test_a_body_without_anything(generate: Generate, serve: Serve) -> None:
    asc, requests = serve(generate(creating(request("things"))), DATA, status=201)
    assert asc.things.create().id == "1"
    assert requests[0].content == b'{"data":{"type":"things"}}'


def test_a_body_that_is_written_in_place() -> None:
    body = request("others", {"a": STRING})
    made = operation("others_createInstance", answers(ref("ThingResponse"), "201"), body=body)
    found = method(lowered(with_operation(things(), "post", "/v1/others", made)), "others.create").body
    assert found is not None
    assert (found.type, [item.wire for item in found.fields]) == ("others", ["a"])


def with_inlines() -> dict[str, Any]:
    """A thing is created with parts, and each part with screws."""
    body = request("things", None, {"parts": to_many("parts"), "main": to_one("parts")})
    names = ("PartInlineCreate", "ScrewInlineCreate")
    body["properties"]["included"] = array({"oneOf": [ref(name) for name in names]})
    links = {"screws": to_many("screws"), "thing": to_one("things")}
    return creating(
        body,
        Part=resource("parts", {"name": STRING}),
        PartInlineCreate=inline_create("parts", {"name": STRING, "self": STRING}, links),
        ScrewInlineCreate=inline_create("screws", {"size": obj({"mm": STRING})}),
    )


def test_inline_creates_within_inline_creates(generate: Generate, serve: Serve) -> None:
    package = generate(with_inlines())
    asc, requests = serve(package, DATA, status=201)
    models = package.models
    screw = models.ScrewInlineCreate(size={"mm": "4"})
    main = models.PartInlineCreate(name="a", self_="s", screws=[screw, "S9"], thing=models.Thing(id="7"))
    asc.things.create(parts=[main, models.Part(id="P2"), "P3"], main=main)
    sent = json.loads(requests[0].content)
    links = sent["data"]["relationships"]
    local = links["main"]["data"]["id"]
    assert [one["id"] for one in links["parts"]["data"]] == [local, "P2", "P3"]
    by_type = {one["type"]: one for one in sent["included"]}
    assert len(sent["included"]) == 2
    assert by_type["parts"]["id"] == local
    assert by_type["parts"]["attributes"] == {"name": "a", "self": "s"}
    inner = by_type["parts"]["relationships"]
    assert [one["id"] for one in inner["screws"]["data"]] == [by_type["screws"]["id"], "S9"]
    assert inner["thing"]["data"] == {"type": "things", "id": "7"}
    assert by_type["screws"]["attributes"] == {"size": {"mm": "4"}}


def test_an_inline_create_stands_beside_its_resource() -> None:
    sdk = lowered(with_inlines())
    assert [(item.name, item.module) for item in sdk.inline_creates] == [
        ("PartInlineCreate", "part"),
        ("ScrewInlineCreate", "screw"),
    ]
