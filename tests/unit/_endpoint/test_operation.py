"""An operation makes its request from a call's arguments and reads its answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from asc_sdk import UNSET, Report, ResourceIdentifier
from asc_sdk._endpoint import Body, Classes, Linkage, Operation, QuerySpec, ToOne
from asc_sdk._endpoint.operation import Call
from asc_sdk._transport.messages import Response
from asc_sdk.models import App, ImageAsset

CLASSES = Classes({"apps": "App"})
QUERY = QuerySpec(many={"fields_apps": "fields[apps]"}, integer={"limit": "limit"})
BODY = Body("apps", {"name": "name"}, {"bundle_id": ToOne("bundleId", "bundleIds")}, ("name",))
APP = {"type": "apps", "id": "1"}


def operation(method: str, path: str, **options: Any) -> Operation[Any]:
    return Operation(method, path, CLASSES, **options)


def answered(call: Call[Any], document: Any) -> Any:
    return call.read(Response(call.request, 200, {}, json.dumps(document).encode()))


def test_gets() -> None:
    get = operation("GET", "/v1/apps/{id}", query=QUERY)
    call = get.resource("a/b", fields_apps=["name", "sku"])
    request = call.request
    assert (request.method, request.target) == ("GET", "/v1/apps/a%2Fb?fields[apps]=name,sku")
    assert (request.accept, request.body, request.repeatable) == ("application/json", None, True)
    assert answered(call, {"data": APP}) == App(id="1")
    assert get.resource("1", limit=UNSET).request.target == "/v1/apps/1"
    assert answered(get.optional_resource("1"), {"data": None}) is None


def test_lists() -> None:
    call = operation("GET", "/v1/apps", query=QUERY).page(None, limit=2)
    assert call.request.target == "/v1/apps?limit=2"
    assert answered(call, {"data": [APP]}).items == [App(id="1")]
    call = operation("GET", "/v1/apps/{id}/relationships/x", query=QUERY).linkages("1", limit=2)
    assert call.request.target == "/v1/apps/1/relationships/x?limit=2"
    assert answered(call, {"data": [APP]}).items == [ResourceIdentifier("apps", "1")]
    assert answered(operation("GET", "/v1/x/{id}").linkage("1"), {"data": APP}) == ResourceIdentifier("apps", "1")


def test_metrics_objects_and_files_have_their_own_accept() -> None:
    accept = "application/vnd.apple.xcode-metrics+json"
    metrics = operation("GET", "/v1/apps/{id}/m", accept=accept, item="ImageAsset")
    assert metrics.metrics("1").request.accept == metrics.object("1").request.accept == accept
    assert answered(metrics.metrics("1"), {"data": [{"width": 1}]}).items == [ImageAsset(width=1)]
    assert answered(metrics.object("1"), {"width": 1}) == ImageAsset(width=1)
    call = operation("GET", "/v1/salesReports", accept="application/a-gzip").report(None)
    assert (call.request.accept, call.request.stream) == ("application/a-gzip", True)
    import io

    assert isinstance(call.read(Response(call.request, 200, {}, file=io.BytesIO(b"A\n"))), Report)


def test_writes() -> None:
    create = operation("POST", "/v1/apps", body=BODY).create(name="x", bundle_id="7")
    assert (create.request.method, create.request.target, create.request.repeatable) == ("POST", "/v1/apps", False)
    assert json.loads(create.request.body or b"") == {
        "data": {
            "type": "apps",
            "attributes": {"name": "x"},
            "relationships": {"bundleId": {"data": {"type": "bundleIds", "id": "7"}}},
        }
    }
    assert answered(create, {"data": APP}) == App(id="1")
    update = operation("PATCH", "/v1/apps/{id}", body=Body("apps", {"name": "name"})).update("1/2", name=None)
    assert update.request.target == "/v1/apps/1%2F2"
    assert json.loads(update.request.body or b"")["data"] == {"type": "apps", "id": "1/2", "attributes": {"name": None}}
    write = operation("POST", "/v1/apps", body=BODY).write(None, name="x")
    assert write.read(Response(write.request, 204, {})) is None


def test_changes_of_a_relationship() -> None:
    linkage = Linkage("builds", many=True)
    call = operation("DELETE", "/v1/x/{id}/relationships/builds", body=linkage).change("1", builds=["2"])
    assert (call.request.method, call.request.repeatable, call.request.gone_is_done) == ("DELETE", False, False)
    assert call.request.body == b'{"data":[{"type":"builds","id":"2"}]}'
    assert call.read(Response(call.request, 204, {})) is None
    with pytest.raises(TypeError, match=r"^builds takes a list"):
        operation("POST", "/v1/x/{id}", body=linkage).change("1", builds=None)


def test_a_delete_may_be_sent_again() -> None:
    call = operation("DELETE", "/v1/apps/{id}").delete("1#x")
    request = call.request
    assert (request.method, request.target, request.body) == ("DELETE", "/v1/apps/1%23x", None)
    assert (request.repeatable, request.gone_is_done) == (True, True)
    assert call.read(Response(request, 204, {})) is None


@pytest.mark.parametrize("own", [None, "", ".", "..", 5, App(id="1"), UNSET])
def test_an_id_that_is_none_is_refused_before_anything_is_sent(own: Any) -> None:
    for call in (operation("DELETE", "/v1/apps/{id}").delete, operation("GET", "/v1/apps/{id}").resource):
        with pytest.raises((TypeError, ValueError), match=r"^id must be "):
            call(own)
