"""The link to the next page: whatever text it is, the token goes to one origin, and a circle ends."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asc_sdk import PaginationError
from asc_sdk._transport.base_url import BaseUrl
from asc_sdk._transport.links import Place
from asc_sdk._transport.messages import Request

APPLE = "https://api.appstoreconnect.apple.com"
GATEWAY = "http://localhost:8080/asc"


def place(base: str = APPLE, target: str = "/v1/apps?limit=2", accept: str = "application/json") -> Place:
    url = BaseUrl(base)
    return Place(Request("GET", target, accept=accept), url.url, url.origin)


def follow(link: object, base: str = APPLE) -> Request:
    make = place(base).next_request(link)
    assert make is not None
    return make()


@pytest.mark.parametrize("link", [None, "", " ", "\n\t "])
def test_no_link_is_the_end(link: object) -> None:
    assert place().next_request(link) is None


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/v1/apps?cursor=Mg", f"{APPLE}/v1/apps?cursor=Mg"),
        ("?cursor=A%2BB%3D%3D&x=", f"{APPLE}/v1/apps?cursor=A%2BB%3D%3D&x="),
        ("apps?cursor=Mg", f"{APPLE}/v1/apps?cursor=Mg"),
        (f"  {APPLE}/v1/apps?cursor=Mg\n", f"{APPLE}/v1/apps?cursor=Mg"),
        (f"{APPLE}:443/v1/apps?cursor=Mg", f"{APPLE}:443/v1/apps?cursor=Mg"),
        ("HTTPS://API.AppStoreConnect.Apple.com/v1/apps?a=1", "HTTPS://API.AppStoreConnect.Apple.com/v1/apps?a=1"),
        ("//api.appstoreconnect.apple.com/v1/apps?a=1", f"{APPLE}/v1/apps?a=1"),
        (f"{APPLE}/v1/apps?filter[name]=Ä,%C3%84", f"{APPLE}/v1/apps?filter[name]=%C3%84,%C3%84"),
        (f"{APPLE}/v1/apps?cursor=Mg#top", f"{APPLE}/v1/apps?cursor=Mg"),
        (f"{APPLE}/v1/apps?next=http://evil.example/", f"{APPLE}/v1/apps?next=http://evil.example/"),
    ],
)
def test_a_link_is_followed_byte_for_byte(link: str, target: str) -> None:
    assert follow(link).target == target


@pytest.mark.parametrize(
    "link",
    [
        "http://api.appstoreconnect.apple.com/v1/apps?a=1",
        f"{APPLE}:444/v1/apps?a=1",
        f"{APPLE}:0/v1/apps?a=1",
        f"{APPLE}.evil.example/v1/apps?a=1",
        f"{APPLE}.:443/v1/apps?a=1",
        f"{APPLE}@evil.example/v1/apps?a=1",
        "https://evil@api.appstoreconnect.apple.com/v1/apps?a=1",
        "https://@api.appstoreconnect.apple.com/v1/apps?a=1",
        "https://api.appstoreconnect.apple.co\u0301m/v1/apps?a=1",
        "https://api.appstoreconnect\uff0eapple.com/v1/apps?a=1",
        "//evil.example/v1/apps?a=1",
        "https:///v1/apps?a=1",
        "ftp://api.appstoreconnect.apple.com/v1/apps",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:,x",
    ],
)
def test_another_origin_is_never_followed(link: str) -> None:
    with pytest.raises(PaginationError, match=r"^links\.next leaves https://api\.appstoreconnect\.apple\.com: "):
        follow(link)


@pytest.mark.parametrize(
    "link",
    [
        "https://[::1/v1/apps",
        "///evil.example/v1/apps?a=1",
        "//[/v1/apps",
        f"{APPLE}:x/v1/apps",
        f"{APPLE}:99999/v1/apps",
        "/\\evil.example/v1/apps",
        f"{APPLE}\n.evil.example/v1/apps",
        f"{APPLE}/v1/apps?a=b c",
        f"{APPLE}/v1/apps?a=\x00",
        f"{APPLE}/v1/apps?a=\x7f",
        f"{APPLE}/v1/apps?a=\ud83d",
    ],
)
def test_what_is_no_url_is_said_to_be_none(link: str) -> None:
    with pytest.raises(PaginationError, match=r"^links\.next is no URL: "):
        follow(link)


@pytest.mark.parametrize("link", [7, True, ["/v1/apps?a=1"], {"href": "/v1/apps?a=1"}])
def test_what_is_no_text_is_said_to_be_no_link(link: object) -> None:
    with pytest.raises(PaginationError, match=r"^links\.next is no link: "):
        follow(link)


def test_a_long_link_is_cut_in_the_error() -> None:
    with pytest.raises(PaginationError) as caught:
        follow(f"https://evil.example/{'x' * 5000}")
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/v1/apps?a=1", f"{GATEWAY}/v1/apps?a=1"),
        ("/asc/v1/apps?a=1", f"{GATEWAY}/v1/apps?a=1"),
        ("/ascii?a=1", f"{GATEWAY}/ascii?a=1"),
        ("?a=1", f"{GATEWAY}/v1/apps?a=1"),
        ("apps?a=1", f"{GATEWAY}/v1/apps?a=1"),
        (f"{GATEWAY}/v1/apps?a=1", f"{GATEWAY}/v1/apps?a=1"),
    ],
)
def test_a_gateways_prefix_is_kept(link: str, target: str) -> None:
    assert follow(link, GATEWAY).target == target


def test_the_next_request_asks_for_the_same_media_type() -> None:
    make = place(accept="application/vnd.apple.x+json").next_request("?a=1")
    assert make is not None
    assert (make().accept, make().method, make().body) == ("application/vnd.apple.x+json", "GET", None)


@pytest.mark.parametrize(
    "link",
    [
        "/v1/apps?limit=2",
        "?limit=2",
        "?limit=%32",
        f"{APPLE}/v1/apps?limit=2",
        f"{APPLE}:443/v1/apps?limit=2",
        "/v1/%61pps?limit=2",
        "/v1/./apps?limit=2",
        "/v1/x/../apps?limit=2",
        "//api.appstoreconnect.apple.com/v1/apps?limit=2#top",
        "#top",
    ],
)
def test_a_page_does_not_lead_to_itself_however_it_is_spelt(link: str) -> None:
    with pytest.raises(
        PaginationError, match=r"^links\.next of /v1/apps leads back to a page that was there already: "
    ):
        follow(link)


def test_a_circle_over_several_pages_ends() -> None:
    seen: frozenset[Any] = frozenset()
    for cursor in "ab":
        seen = Place(Request("GET", f"{APPLE}/v1/apps?cursor={cursor}&limit=2"), APPLE, APPLE, seen).seen
    here = Place(Request("GET", f"{APPLE}/v1/apps?cursor=c&limit=2"), APPLE, APPLE, seen)
    for cursor in "abc":
        make = here.next_request(f"/v1/apps?limit=2&cursor={cursor}")
        assert make is not None
        with pytest.raises(PaginationError, match="already"):
            make()
    make = here.next_request("/v1/apps?limit=2&cursor=d")
    assert make is not None
    assert make().target.endswith("cursor=d")


PIECES = st.sampled_from(
    [
        "https:",
        "http:",
        "//",
        "/",
        "\\",
        "@",
        ":",
        "?",
        "#",
        ".",
        "..",
        "[",
        "]",
        "8080",
        "443",
        "asc",
        "localhost",
        "evil.example",
        "api.appstoreconnect.apple.com",
        "v1/apps",
        "cursor=2",
        "limit=2",
        "%2F",
        "%0A",
        "ü",
        "\n",
        " ",
        "\ud83d",
    ]
)
LINKS = st.lists(PIECES, max_size=8).map("".join) | st.text()


@given(LINKS, st.sampled_from([APPLE, GATEWAY]))
@example("https://api.appstoreconnect.apple.com#@evil.example/", APPLE)
@example("https://api.appstoreconnect.apple.com?@evil.example/", APPLE)
@example("https:api.appstoreconnect.apple.com/v1/x", APPLE)
def test_whatever_the_text_the_token_stays_on_its_origin(link: str, base: str) -> None:
    make = place(base).next_request(link)
    if make is None:
        assert not link.strip()
        return
    try:
        request = make()
    except PaginationError:
        return
    # What the connection would send to, and what the host of that is to any reader of URLs.
    url = BaseUrl(base).resolve(request.target)
    assert url.startswith(f"{BaseUrl(base).origin}/")
    assert urlsplit(url).netloc == urlsplit(base).netloc
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url


@given(st.lists(st.sampled_from("abc"), min_size=1), st.booleans())
def test_no_walk_is_endless(cursors: list[str], absolute: bool) -> None:
    """Each step leads to a page that was not there before: as many as there are, and no more."""
    seen: frozenset[Any] = frozenset()
    target, steps = "/v1/apps?limit=2", 0
    for cursor in [*dict.fromkeys(cursors), *cursors * 5]:
        here = Place(Request("GET", target), APPLE, APPLE, seen)
        seen = here.seen
        make = here.next_request(f"{APPLE if absolute else ''}/v1/apps?cursor={quote(cursor)}&limit=2")
        assert make is not None
        try:
            target = make().target
        except PaginationError:
            break
        steps += 1
    assert steps == len(set(cursors))
