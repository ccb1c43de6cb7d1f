"""Proxy variables as containers and VPNs set them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._transport.proxies import proxy_for

APPLE = "https://api.appstoreconnect.apple.com"
PROXY = "http://proxy.invalid:3128"


def through(no_proxy: str, origin: str = APPLE) -> bool:
    return proxy_for(origin, {"https": PROXY, "http": PROXY, "no": no_proxy}) is not None


@pytest.mark.parametrize(
    "no_proxy",
    [
        "",
        "localhost,127.0.0.1,::1,[::1]",
        "localhost,fd07:b51a:cc66:f0::/64",
        "::1/128",
        "10.0.0.0/8,.corp",
        "apple.co,pple.com,.invalid",
        "api.appstoreconnect.apple.com:8443",
        ",,, ,",
        "[,]:,[::1,:::::,1/2/3,*.,.,%00,http://",
    ],
)
def test_entries_for_others_and_nonsense_are_passed_over(no_proxy: str) -> None:
    assert through(no_proxy)


@pytest.mark.parametrize(
    "no_proxy",
    [
        "*",
        "apple.com",
        ".apple.com",
        "*.apple.com",
        "API.appstoreconnect.APPLE.com",
        "api.appstoreconnect.apple.com:443",
        "https://api.appstoreconnect.apple.com",
        "localhost ::1/128 apple.com",
        "::1/128,[::1],apple.com",
    ],
)
def test_entries_for_the_host_count(no_proxy: str) -> None:
    assert not through(no_proxy)


@pytest.mark.parametrize(
    ("origin", "no_proxy", "proxied"),
    [
        ("http://127.0.0.1:8080", "127.0.0.0/8", False),
        ("http://127.0.0.1:8080", "127.0.0.1", False),
        ("http://127.0.0.1:8080", "127.0.0.1:8080", False),
        ("http://127.0.0.1:8080", "127.0.0.1:9090", True),
        ("http://[::1]:8080", "::1", False),
        ("http://[::1]:8080", "[::1]", False),
        ("http://[::1]:8080", "[::1]:8080", False),
        ("http://[::1]:8080", "[::1]:9", True),
        ("http://[::1]:8080", "::1/128", False),
        ("http://[::1]", "fd07::/16", True),
        ("https://10.1.2.3", "10.0.0.0/8", False),
        ("https://10.1.2.3", "11.0.0.0/8", True),
    ],
)
def test_addresses_and_networks(origin: str, no_proxy: str, proxied: bool) -> None:
    assert through(no_proxy, origin) is proxied


@given(st.text(alphabet="[]:/.*,0123456789abcdef %@-", max_size=60))
def test_no_value_raises(no_proxy: str) -> None:
    for origin in (APPLE, "http://127.0.0.1:80", "http://[::1]:80"):
        assert proxy_for(origin, {"all": PROXY, "no": no_proxy}) in (None, PROXY)


def test_the_proxy_of_the_scheme_comes_first() -> None:
    assert proxy_for(APPLE, {"https": "http://a", "all": "http://b"}) == "http://a"
    assert proxy_for(APPLE, {"all": "http://b"}) == "http://b"
    assert proxy_for(APPLE, {"http": "http://a"}) is None
    assert proxy_for(APPLE, {"https": "proxy:3128"}) == "http://proxy:3128"
    assert proxy_for(APPLE, {"https": "  "}) is None


def test_the_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    assert proxy_for(APPLE) == PROXY
    monkeypatch.setenv("NO_PROXY", "apple.com")
    assert proxy_for(APPLE) is None
