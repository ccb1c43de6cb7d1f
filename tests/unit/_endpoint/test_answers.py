"""Answers are read, or end in an error that says what came."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from asc_sdk import Report, Resource, ResourceIdentifier, UnexpectedResponseError
from asc_sdk._endpoint import answers
from asc_sdk._endpoint.answers import NO_CLASSES, NOTHING_ASKED, Classes
from asc_sdk._transport.messages import Request, Response
from asc_sdk.models import App, Build, ImageAsset

CLASSES = Classes({"apps": "App", "builds": "Build"})
APP = {"type": "apps", "id": "1", "attributes": {"name": "x"}}
BUILD = {"type": "builds", "id": "2"}


def response(document: Any, method: str = "GET") -> Response:
    headers = {"content-type": "application/json", "x-request-id": "R-1"}
    return Response(Request(method, "/v1/apps?x=1"), 200, headers, json.dumps(document).encode())


def test_classes_are_those_of_the_operation() -> None:
    assert CLASSES.primary_type == "apps"
    assert CLASSES.find("apps") is App
    assert CLASSES.find("apps") is App
    assert CLASSES.find("novelties") is Resource
    assert NO_CLASSES.find("apps") is Resource
    assert NO_CLASSES.primary_type == ""


def test_a_resource() -> None:
    app = answers.read_resource(response({"data": APP, "included": [BUILD]}), CLASSES, NOTHING_ASKED)
    assert (type(app), app.name) == (App, "x")
    assert answers.read_resource(response({"data": None}), CLASSES, NOTHING_ASKED) is None
    assert answers.read_required_resource(response({"data": APP}), CLASSES, NOTHING_ASKED) == app


def test_a_page() -> None:
    document = {"data": [APP, BUILD], "included": [BUILD], "links": {"next": "n"}, "meta": {"paging": {"total": 9}}}
    contents = answers.read_resources(response(document), CLASSES, NOTHING_ASKED)
    assert [type(item) for item in contents.items] == [App, Build]
    assert (contents.next, contents.total) == ("n", 9)
    assert contents.read_included() == [contents.items[1]]


@pytest.mark.parametrize("links", [None, [], "x", {}, {"next": None}])
@pytest.mark.parametrize("meta", [None, [], {}, {"paging": None}, {"paging": {"total": "9"}}])
def test_odd_members_beside_the_data_do_no_harm(links: object, meta: object) -> None:
    document = {"data": [APP], "included": {"a": 1}, "links": links, "meta": meta}
    contents = answers.read_resources(response(document), CLASSES, NOTHING_ASKED)
    assert (len(contents.items), contents.next, contents.total, contents.read_included()) == (1, None, None, [])


def test_linkages() -> None:
    one = ResourceIdentifier("apps", "1")
    assert answers.read_linkage(response({"data": APP})) == one
    assert answers.read_linkage(response({"data": None})) is None
    contents = answers.read_linkages(response({"data": [APP, {"type": "apps", "id": 1}]}))
    assert (contents.items, contents.read_included()) == ([one, one], [])


def test_metrics_and_other_json() -> None:
    contents = answers.read_metrics(response({"data": [{"width": 5}]}), "ImageAsset", CLASSES, NOTHING_ASKED)
    assert contents.items == [ImageAsset(width=5)]
    assert answers.read_object(response({"width": 5}), "ImageAsset") == ImageAsset(width=5)
    assert answers.read_object(response({"width": 5}), "") == {"width": 5}


def test_a_file() -> None:
    request = Request("GET", "/v1/x", stream=True)
    read = answers.read_report(Response(request, 200, {"content-type": "text/csv"}, file=io.BytesIO(b"A,B\n1,2\n")))
    assert isinstance(read, Report)
    assert read.rows() == [{"A": "1", "B": "2"}]


READERS: dict[str, Callable[[Response], Any]] = {
    "resource": lambda got: answers.read_resource(got, CLASSES, NOTHING_ASKED),
    "required": lambda got: answers.read_required_resource(got, CLASSES, NOTHING_ASKED),
    "page": lambda got: answers.read_resources(got, CLASSES, NOTHING_ASKED),
    "linkage": answers.read_linkage,
    "linkages": answers.read_linkages,
    "metrics": lambda got: answers.read_metrics(got, "ImageAsset", CLASSES, NOTHING_ASKED),
    "object": lambda got: answers.read_object(got, "ImageAsset"),
    "anything": lambda got: answers.read_object(got, ""),
    "report": answers.read_report,
}
NO_OBJECTS: list[Any] = [None, [], "x", 5, True]
NO_RESOURCES: list[Any] = ["x", 5, [], [APP], {}, {"id": "1"}]
WRONG: list[tuple[str, Any]] = [
    *((kind, document) for kind in READERS for document in NO_OBJECTS),
    *((kind, {}) for kind in ("resource", "required", "page", "linkage", "linkages", "metrics")),
    *((kind, {"data": data}) for kind in ("page", "linkages", "metrics") for data in (None, {}, "x", APP)),
    *((kind, {"data": [data]}) for kind in ("page", "linkages", "metrics") for data in NO_OBJECTS[:4]),
    *((kind, {"data": [data]}) for kind in ("page", "linkages") for data in ({}, {"type": "apps"}, {"id": "1"})),
    *((kind, {"data": data}) for kind in ("resource", "linkage") for data in NO_RESOURCES),
    ("required", {"data": None}),
]


@pytest.mark.parametrize(("kind", "document"), WRONG)
def test_another_shape_is_our_error_and_names_the_request(kind: str, document: Any) -> None:
    with pytest.raises(UnexpectedResponseError) as caught:
        READERS[kind](response(document))
    error = caught.value
    assert (error.status, error.method, error.path, error.request_id) == (200, "GET", "/v1/apps", "R-1")
    assert not error.may_have_happened
    assert str(error).startswith("200 with ")


def test_a_write_whose_answer_is_odd_may_have_happened() -> None:
    with pytest.raises(UnexpectedResponseError) as caught:
        answers.read_required_resource(response({"data": None}, "POST"), CLASSES, NOTHING_ASKED)
    assert caught.value.may_have_happened
