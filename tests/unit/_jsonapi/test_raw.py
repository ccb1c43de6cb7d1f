"""A document read by msgspec is the document read by json: every property, every error, and neither any later."""

from __future__ import annotations

import copy
import gc
import json
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk import RelationshipNotLoadedError, UnexpectedResponseError, _json_bytes
from asc_sdk._endpoint.answers import Classes, read_required_resource, read_resources
from asc_sdk._jsonapi.absent import Query
from asc_sdk._jsonapi.raw import RawItem, read_document
from asc_sdk._jsonapi.resource import Resource
from asc_sdk._transport.messages import Request, Response
from asc_sdk.models import App

CLASSES = Classes({"apps": "App", "builds": "Build"})
INCLUDE = Query(frozenset({"builds", "app"}))
RELATED = {
    "builds": {"data": [{"type": "builds", "id": "B"}], "meta": {"paging": {"total": 1}}, "links": {"self": "/b"}},
    "ciProduct": {"links": {"related": "/c"}},
    "novelty": {"data": None},
}
ITEM: dict[str, Any] = {
    "type": "apps",
    "id": "1",
    "attributes": {"name": "Größe 😀", "novelty": [1, {"a": 1.0}]},
    "relationships": RELATED,
    "links": {"self": "/1"},
    "meta": {"rank": 1},
}
BACK = {"app": {"data": {"type": "apps", "id": "1"}}, "buildUpload": {"data": None}}
BUILD = {"type": "builds", "id": "B", "attributes": {"uploadedDate": "2026-03-01"}, "relationships": BACK}


@pytest.fixture(params=["msgspec", "json"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    parse_by(request.param, monkeypatch)
    return request.param


def parse_by(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_json_bytes, "_looked", parser == "json")
    monkeypatch.setattr(_json_bytes, "_fast", None)
    monkeypatch.setattr(_json_bytes, "WORTH_THE_IMPORT", 0)


@pytest.fixture
def both() -> Iterator[Callable[[bytes], tuple[object, object]]]:
    """What a body comes to by json and by msgspec."""
    with pytest.MonkeyPatch.context() as patch:

        def judged(body: bytes) -> tuple[object, object]:
            parse_by("json", patch)
            by_json = outcome(body)
            parse_by("msgspec", patch)
            return by_json, outcome(body)

        yield judged


def answer(body: bytes) -> Response:
    return Response(Request("GET", "/v1/apps"), 200, {"content-type": "application/json"}, body)


def outcome(body: bytes) -> object:
    """All that can be seen of an answer, as one value to compare; an error where it comes."""
    try:
        contents = read_resources(answer(body), CLASSES, INCLUDE)
    except UnexpectedResponseError as error:
        return str(error)
    included = contents.read_included()
    seen = [look(resource) for resource in [*contents.items, *included]]
    return repr((contents.next, contents.total, len(included), seen))


def look(resource: Resource) -> object:
    related: list[object] = []
    for name in resource.__relationships__:
        try:
            related.append(getattr(resource, name))
        except RelationshipNotLoadedError as error:
            related.append(str(error))
    return [
        type(resource).__name__,
        sorted(resource.to_dict().items()),
        resource,
        resource.extra,
        sorted((name, found, found.links) for name, found in resource.relationships.items()),
        list(resource.relationships),
        related,
        sorted(pickle.loads(pickle.dumps(resource)).to_dict().items()),
        copy.copy(resource) == resource == copy.deepcopy(resource),
    ]


def page(*items: object, **members: object) -> bytes:
    return json.dumps({"data": items, **members}).encode()


def test_what_is_raw_is_whole(parser: str) -> None:
    contents = read_resources(answer(page(ITEM, included=[BUILD])), CLASSES, INCLUDE)
    (app,) = contents.items
    assert isinstance(app.__source__, RawItem) == (parser == "msgspec")
    assert app.to_dict() == ITEM
    assert list(app.to_dict()) == list(ITEM)
    assert app.to_dict() is not app.to_dict()
    assert app.relationships["ci_product"].links == {"related": "/c"}
    assert app.builds[0].app is app
    assert app.builds[0].to_dict() == BUILD
    assert app.builds[0].build_upload is None
    assert pickle.loads(pickle.dumps(app)).builds[0].app.to_dict() == ITEM
    assert app == copy.deepcopy(app) == copy.copy(app)
    assert app == App.from_dict(ITEM)


def test_one_resource_is_read_the_same_way(parser: str) -> None:
    app = read_required_resource(answer(json.dumps({"data": ITEM}).encode()), CLASSES, INCLUDE)
    assert isinstance(app.__source__, RawItem) == (parser == "msgspec")
    assert app.to_dict() == ITEM


ODD = [
    b"",
    b"[]",
    b"null",
    b"<html>",
    b'{"data":null}',
    b'{"data":[null]}',
    b'{"data":["x"]}',
    b'{"data":{"type":"apps","id":"1"}}',
    b'{"data":[{"type":"apps"}]}',
    b'{"data":[{"type":1,"id":"1"}]}',
    b'{"data":[{"type":"apps","id":7}]}',
    b'{"data":[{"type":"apps","id":true}]}',
    b'{"data":[{"type":"apps","id":"1","lid":"2","novelty":[1]}]}',
    b'{"data":[{"type":"apps","id":"1","attributes":null}]}',
    b'{"data":[{"type":"apps","id":"1","attributes":[],"relationships":[],"links":null,"meta":7}]}',
    b'{"data":[{"type":"apps","id":"1","relationships":null}]}',
    b'{"data":[{"type":"apps","id":"1","relationships":{}}],"included":[]}',
    b'{"data":[],"included":[null,7,{"type":"builds"},{"type":"builds","id":3},{"type":"novelties","id":"1"}]}',
    b'{"data":[],"included":null,"links":null,"meta":null}',
    b'{"data":[],"links":{"next":7},"meta":{"paging":{"total":true}}}',
    b'{"data":[],"data":[{"type":"apps","id":"1","id":"2","links":1,"links":{}}]}',
    b'{"data":[{"type":"apps","id":"1","attributes":{"name":"a","name":"b"},"attributes":{"sku":"c"}}]}',
    b'{"da\\u0074a":[{"t\\u0079pe":"apps","id":"1","relationsh\\u0069ps":{"builds":{"data":[]}}}]}',
    b'{"data":[]} x',
    b'{"data":[]}}',
    b'{"data":[],}',
    b"\xef\xbb\xbf" + b'{"data":[{"type":"apps","id":"1"}]}',
    '{"data":[{"type":"apps","id":"1"}]}'.encode("utf-16"),
    '{"data":[{"type":"apps","id":"1"}]}'.encode("utf-32-le"),
]
VALUES = [
    b"NaN",
    b"Infinity",
    b"-Infinity",
    b"1e400",
    b"-1e400",
    b"1e-400",
    b"1.0",
    b"1e5",
    b"1E+5",
    b"-0",
    b"-0.0",
    b"0.1",
    b"01",
    b"1.",
    b".5",
    b"-",
    b"123456789012345678901234567890",
    b"18446744073709551616",
    b"9" * 4300,
    b"9" * 4301,
    b"-" + b"9" * 4301,
    b'"' + b"9" * 9000 + b'"',
    b'"\\ud83d"',
    b'"\\ude00"',
    b'"\\ud83d\\ude00"',
    b'"\\ud83dabc"',
    b'"\\u12"',
    b'"\\x"',
    b'"\x01"',
    b'"\x7f"',
    b'"\xff"',
    b'"\xc2"',
    b'"\xed\xa0\x80"',
    b'"\xf4\x90\x80\x80"',
    '"größe 😀"'.encode(),
    b'""',
    b'{"":{"":""}}',
    b'{"a":1,"a":2}',
    b"[1,]",
    b'{"a"}',
    b"{1:2}",
    b"tru",
    b"null",
    b"[[1]]",
    b" [ 1 , 2 ] ",
    b"[" * 200 + b"]" * 200,
    b"[" * 5000 + b"]" * 5000,
    b'{"data":{"type":"apps","id":7}}',
    b'{"data":[{"type":"builds","id":"B"}],"meta":{"paging":{"total":9}}}',
]
PLACES = [
    b'{"data":[{"type":"apps","id":"1","attributes":{"name":%b}}]}',
    b'{"data":[{"type":"apps","id":"1","attributes":%b}]}',
    b'{"data":[{"type":"apps","id":"1","relationships":{"builds":%b}}]}',
    b'{"data":[{"type":"apps","id":"1","relationships":%b}]}',
    b'{"data":[{"type":"apps","id":"1","links":%b}]}',
    b'{"data":[{"type":"apps","id":"1","novelty":%b}]}',
    b'{"data":[],"included":[{"type":"builds","id":"1","relationships":{"app":{"novelty":%b}}}]}',
    b'{"data":[],"links":{"next":%b},"novelty":%b}',
    b'{"data":[{"type":"apps","id":%b}]}',
]


@pytest.mark.parametrize("body", ODD)
def test_odd_documents_are_the_same(both: Callable[[bytes], tuple[object, object]], body: bytes) -> None:
    by_json, by_msgspec = both(body)
    assert by_msgspec == by_json


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value[:20]))
def test_odd_values_are_the_same_wherever_they_stand(
    both: Callable[[bytes], tuple[object, object]], value: bytes, place: bytes
) -> None:
    by_json, by_msgspec = both(place.replace(b"%b", value))
    assert by_msgspec == by_json


TEXT = st.text(max_size=6)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
IDENTIFIER = st.fixed_dictionaries({"type": st.sampled_from(["apps", "builds"]), "id": st.sampled_from("1B")})
LINKAGE = st.fixed_dictionaries(
    {}, optional={"data": st.none() | IDENTIFIER | st.lists(IDENTIFIER, max_size=3) | JSON, "links": JSON, "meta": JSON}
)
RELATIONSHIPS = st.dictionaries(st.sampled_from(["app", "builds", "ciProduct", "novelty"]), LINKAGE, max_size=3)
ATTRIBUTES = st.dictionaries(st.sampled_from(["name", "bundleId", "uploadedDate", "novelty", ""]), JSON, max_size=4)
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(["apps", "builds", "novelties"]), "id": st.sampled_from(["1", "B", "2"])},
    optional={"attributes": ATTRIBUTES, "relationships": RELATIONSHIPS, "links": JSON, "meta": JSON},
)
DOCUMENTS = st.fixed_dictionaries(
    {"data": st.lists(ITEMS, max_size=3)},
    optional={"included": st.lists(ITEMS, max_size=3), "links": JSON, "meta": JSON, "novelty": JSON},
)


@given(DOCUMENTS, st.booleans())
def test_any_document_is_the_same(document: Any, ascii_only: bool) -> None:
    body = json.dumps(document, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        parse_by("json", patch)
        by_json = outcome(body)
        parse_by("msgspec", patch)
        assert outcome(body) == by_json


@given(st.data())
def test_a_damaged_document_is_refused_at_once_or_the_same(data: st.DataObject) -> None:
    body = bytearray(page(ITEM, included=[BUILD]))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(body) - 1))
        body[place : place + data.draw(st.integers(0, 2))] = data.draw(st.sampled_from(DAMAGE))
    with pytest.MonkeyPatch.context() as patch:
        parse_by("json", patch)
        by_json = outcome(bytes(body))
        parse_by("msgspec", patch)
        assert outcome(bytes(body)) == by_json


DAMAGE = [
    b"",
    b'"',
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"0",
    b"e",
    b"-",
    b"\xff",
    b"\x00",
    b"\xc3",
    b"\\ud8",
    b"n",
]


def test_a_kept_item_does_not_keep_its_page() -> None:
    body = page(*(dict(ITEM, id=str(number)) for number in range(200)))
    document = read_document(body)
    assert document is not None
    kept: RawItem = document["data"][7]
    del document
    assert body not in gc.get_referrers(kept.relationships)
    for part in (kept.relationships, kept.links):
        assert len(memoryview(part).obj) < len(body) / 100  # pyright: ignore[reportArgumentType] - it has a buffer


def test_a_number_that_may_be_too_long_is_left_to_json() -> None:
    assert read_document(page(dict(ITEM, meta=int("9" * 4300)))) is None
    assert read_document(page(dict(ITEM, meta=int("9" * 4299)))) is None  # a guess on the safe side
    assert read_document(page(dict(ITEM, meta=int("9" * 999)))) is not None
