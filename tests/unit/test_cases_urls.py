"""Faults that people met with links and ids (cases C04 and C15), and more of each kind."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from asc_sdk import ApiKey, PaginationError
from tests.clients import Client, SyncClient

ORIGIN = "https://api.appstoreconnect.apple.com"
Json = dict[str, Any]


def app(own: str, **attributes: Any) -> Json:
    """An app as Apple sends it."""
    return {"type": "apps", "id": own, "attributes": attributes}


# --- C04: links.next as servers and mocks send it ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/v1/apps?cursor=Mg&limit=2", "/v1/apps?cursor=Mg&limit=2"),
        ("?cursor=Mg&limit=2", "/v1/apps?cursor=Mg&limit=2"),
        (f" {ORIGIN}/v1/apps?cursor=A%2BB%3D%3D&limit=2 ", "/v1/apps?cursor=A%2BB%3D%3D&limit=2"),
        (f"{ORIGIN}/v1/apps?cursor=A%2bB&fields[apps]=name,sku", "/v1/apps?cursor=A%2bB&fields[apps]=name,sku"),
        (f"{ORIGIN}/v1/apps?cursor=%7E~%20&x=", "/v1/apps?cursor=%7E~%20&x="),
        (f"{ORIGIN.upper().replace('HTTPS', 'https')}/v1/apps?cursor=Mg", "/v1/apps?cursor=Mg"),
        (f"{ORIGIN}:443/v1/apps?cursor=Mg", "/v1/apps?cursor=Mg"),
        ("apps?cursor=Mg", "/v1/apps?cursor=Mg"),
    ],
)
def test_c04_a_link_is_followed_byte_for_byte(client: Client, link: str, target: str) -> None:
    client.answer({"data": [app("1")], "links": {"self": "x", "next": link}})
    client.answer({"data": [app("2")], "links": {"self": "x"}})
    assert [one.id for one in client.items(lambda asc: asc.apps.list(limit=2))] == ["1", "2"]
    assert client.requests[1].url.raw_path.decode() == target
    assert client.requests[1].url.host == "api.appstoreconnect.apple.com"


@pytest.mark.parametrize(
    "last", [{"links": {"next": ""}}, {"links": {"next": None}}, {"links": {"next": "  "}}, {"links": None}, {}]
)
def test_c04_no_link_ends_the_list(client: Client, last: Json) -> None:
    client.answer({"data": [app("1")], **last})
    assert [one.id for one in client.items(lambda asc: asc.apps.list())] == ["1"]


def test_c04_an_empty_page_is_not_the_end(client: Client) -> None:
    client.answer({"data": [], "links": {"next": "/v1/apps?cursor=2"}})
    client.answer({"data": [app("2")]})
    assert [one.id for one in client.items(lambda asc: asc.apps.list())] == ["2"]


@pytest.mark.parametrize(
    "link",
    [
        "https://api.appstoreconnect.apple.com.evil.example/v1/apps?cursor=2",
        "https://api.appstoreconnect.apple.com@evil.example/v1/apps?cursor=2",
        "https://user:pass@api.appstoreconnect.apple.com/v1/apps?cursor=2",
        "http://api.appstoreconnect.apple.com/v1/apps?cursor=2",
        "https://api.appstoreconnect.apple.com:8443/v1/apps?cursor=2",
        "//evil.example/v1/apps?cursor=2",
        "/\\evil.example/v1/apps",
        "https:\\\\evil.example/v1/apps",
        "https://api.appstoreconnect.apple.com\n.evil.example/v1/apps",
        "https://[/v1/apps",
        "file:///etc/passwd",
        "javascript:alert(1)",
        7,
        {"href": "/v1/apps?cursor=2"},
    ],
)
def test_c04_a_link_to_elsewhere_is_never_followed(client: Client, link: object) -> None:
    client.answer({"data": [app("1")], "links": {"next": link}})
    with pytest.raises(PaginationError):
        client.items(lambda asc: asc.apps.list())
    assert len(client.requests) == 1


@pytest.mark.parametrize(
    "again",
    [
        "/v1/apps?limit=2&cursor=Mg",
        "/v1/apps?cursor=%4Dg&limit=2",
        f"{ORIGIN}/v1/apps?cursor=Mg&limit=2",
        "/v1/%61pps?cursor=Mg&limit=2",
        "/v1/apps?limit=2",
        "/v1/apps?cursor=Mg&limit=2#top",
        "/v1/./apps?cursor=Mg&limit=2",
        "/v1/x/../apps?cursor=Mg&limit=2",
    ],
)
def test_c04_a_circle_ends_in_an_error_however_it_is_spelt(client: Client, again: str) -> None:
    client.answer({"data": [app("1")], "links": {"next": "/v1/apps?cursor=Mg&limit=2"}})
    for _ in range(3):
        client.answer({"data": [app("2")], "links": {"next": again}})
    with pytest.raises(PaginationError, match="already"):
        client.items(lambda asc: asc.apps.list(limit=2))
    assert len(client.requests) == 2


# --- C15: ids and filter values on the URL ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "own",
    ["a/b", "1#x", "1?limit=1", " 1", "eyJzIjoiMSJ9==", "größe", "a%2Fb", "a+b", "...", "a\\b", "a;b", "日本", "%"],
)
def test_c15_an_id_is_one_escaped_segment(client: Client, own: str) -> None:
    client.answer({"data": app(own)})
    client.run(lambda asc: asc.apps.get(own))
    path = client.requests[0].url.raw_path.decode()
    assert path.count("/") == 3
    assert "?" not in path
    assert "#" not in path
    assert unquote(path.removeprefix("/v1/apps/")) == own


@pytest.mark.parametrize("own", ["", ".", "..", " ", "\t\n"])
def test_c15_an_id_that_leads_elsewhere_is_refused_before_anything_is_sent(client: Client, own: str) -> None:
    with pytest.raises(ValueError, match="id"):
        client.run(lambda asc: asc.apps.get(own))
    with pytest.raises(ValueError, match="id"):
        client.run(lambda asc: asc.beta_groups.delete(own))
    assert client.requests == []


@pytest.mark.parametrize(
    ("argument", "value", "query"),
    [
        ("filter_name", "Ä, b & c", "filter[name]=%C3%84%2C%20b%20%26%20c"),
        ("filter_name", ["A, B", "C"], "filter[name]=A%2C%20B,C"),
        ("filter_sku", "qa+1@example.com", "filter[sku]=qa%2B1%40example.com"),
        ("filter_sku", "50%", "filter[sku]=50%25"),
        ("filter_sku", ("a=b", "c[d]"), "filter[sku]=a%3Db,c%5Bd%5D"),
        ("filter_sku", iter(["x", "y"]), "filter[sku]=x,y"),
        ("filter_sku", {"b", "a", "c"}, "filter[sku]=a,b,c"),
        ("filter_sku", {"a": 1, "b": 2}.keys(), "filter[sku]=a,b"),
    ],
)
def test_c15_values_arrive_as_they_were_given(api_key: ApiKey, argument: str, value: Any, query: str) -> None:
    client = SyncClient(api_key)
    client.answer({"data": []})
    client.run(lambda asc: asc.apps.list(**{argument: value}))
    client.close()
    assert client.requests[0].url.raw_path.decode() == f"/v1/apps?{query}"


@pytest.mark.parametrize("value", [[], (), set[str](), "", [""], [None], ["a", None], None, iter(())])
def test_c15_an_empty_filter_is_never_an_unfiltered_request(api_key: ApiKey, value: Any) -> None:
    client = SyncClient(api_key)
    with pytest.raises(ValueError, match="filter_name"):
        client.run(lambda asc: asc.apps.list(filter_name=value))
    assert client.requests == []
    client.close()


def test_every_case_is_asked_with_the_token_only_on_its_own_host(client: Client) -> None:
    client.answer({"data": [], "links": {"next": "/v1/apps?cursor=2"}})
    client.wire.answer(httpx.Response(200, json={"data": []}))
    client.items(lambda asc: asc.apps.list())
    assert {request.url.host for request in client.requests} == {"api.appstoreconnect.apple.com"}
