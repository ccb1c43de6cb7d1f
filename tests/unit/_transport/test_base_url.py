"""The token goes to one origin, however a URL is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._options import BASE_URL, ENTERPRISE_BASE_URL
from asc_sdk._transport.base_url import BaseUrl
from asc_sdk.errors import ConfigurationError

APPLE = BaseUrl(BASE_URL)


@pytest.mark.parametrize(
    ("text", "url", "origin"),
    [
        (BASE_URL, BASE_URL, BASE_URL),
        (ENTERPRISE_BASE_URL, ENTERPRISE_BASE_URL, ENTERPRISE_BASE_URL),
        (BASE_URL + "/", BASE_URL, BASE_URL),
        ("HTTPS://API.Example.COM:443/", "https://api.example.com", "https://api.example.com"),
        ("https://api.example.com./", "https://api.example.com", "https://api.example.com"),
        ("https://host:8443/gate/way//", "https://host:8443/gate/way", "https://host:8443"),
        (" http://127.0.0.1:8080 \n", "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:1", "http://localhost:1", "http://localhost:1"),
        ("http://app.localhost", "http://app.localhost", "http://app.localhost"),
        ("http://[::1]:9", "http://[::1]:9", "http://[::1]:9"),
        ("http://[::1]", "http://[::1]", "http://[::1]"),
        ("http://localhost:80/x", "http://localhost/x", "http://localhost"),
    ],
)
def test_what_is_taken(text: str, url: str, origin: str) -> None:
    base = BaseUrl(text)
    assert (base.url, base.origin) == (url, origin)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "https://"),
        ("api.appstoreconnect.apple.com", "https://"),
        ("ftp://host", "https://"),
        ("file:///etc/passwd", "https://"),
        ("https://", "no host"),
        ("https:///v1", "no host"),
        ("https://host:port", "port is no number"),
        ("https://user:s3cret@host", "no user"),
        ("https://host?x=1", "no query"),
        ("https://host/#x", "fragment"),
        ("https://ho st", "no URL"),
        ("https://host\\@evil", "backslash"),
        ("http://api.appstoreconnect.apple.com", "unencrypted"),
        ("http://127.0.0.1.evil.example", "unencrypted"),
        ("http://10.0.0.1", "unencrypted"),
        ("https://api.appstoreconnect.apple.com/v1", "leave the version out"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    with pytest.raises(ConfigurationError, match=why) as caught:
        BaseUrl(text)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("value", [None, 5, b"https://host"])
def test_other_types_are_refused(value: object) -> None:
    with pytest.raises(ConfigurationError, match="no URL"):
        BaseUrl(value)  # pyright: ignore[reportArgumentType] - what the test is about


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("/v1/apps?limit=2", BASE_URL + "/v1/apps?limit=2"),
        ("/v1/apps?x=%2B%2b+,[]", BASE_URL + "/v1/apps?x=%2B%2b+,[]"),
        (BASE_URL + "/v1/apps?cursor=A%2BB", BASE_URL + "/v1/apps?cursor=A%2BB"),
        ("HTTPS://API.appstoreconnect.apple.com:443/v1/apps", BASE_URL + "/v1/apps"),
        (BASE_URL + "?x=1", BASE_URL + "/?x=1"),
        (BASE_URL, BASE_URL + "/"),
        ("/v1/apps#part", BASE_URL + "/v1/apps"),
        ("//evil.example/v1", BASE_URL + "//evil.example/v1"),
    ],
)
def test_targets_are_joined_byte_for_byte(target: str, url: str) -> None:
    assert APPLE.resolve(target) == url


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/v1/apps",
        "http://api.appstoreconnect.apple.com/v1/apps",
        "https://api.appstoreconnect.apple.com:8443/v1/apps",
        "https://api.appstoreconnect.apple.com.evil.example/v1/apps",
        "https://api.appstoreconnect.apple.com@evil.example/v1/apps",
        "https://user@api.appstoreconnect.apple.com/v1/apps",
        "https://api.appstoreconnect.apple.com\\@evil.example/v1",
        "https://evil.example\\.api.appstoreconnect.apple.com/v1",
        "https:///v1/apps",
        "https://api.appstoreconnect.apple.com:x/v1",
        "javascript://api.appstoreconnect.apple.com/%0a",
        "v1/apps",
        "?cursor=2",
        "",
    ],
)
def test_the_token_stays_at_its_origin(target: str) -> None:
    with pytest.raises(ConfigurationError):
        APPLE.resolve(target)


@given(st.text(max_size=80) | st.text(max_size=40).map(lambda text: BASE_URL + text))
def test_no_text_leaves_the_origin(target: str) -> None:
    try:
        url = APPLE.resolve(target)
    except ConfigurationError:
        return
    assert url.startswith(BASE_URL + "/")


def test_a_base_with_a_path_keeps_it() -> None:
    base = BaseUrl("https://gate.example/asc")
    assert base.resolve("/v1/apps") == "https://gate.example/asc/v1/apps"
    assert base.resolve("/asc/v1/apps") == "https://gate.example/asc/v1/apps"
    assert base.resolve("https://gate.example/asc/v1/apps?cursor=2") == "https://gate.example/asc/v1/apps?cursor=2"
    assert "asc" in repr(base)
