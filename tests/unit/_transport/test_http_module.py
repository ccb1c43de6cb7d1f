"""The one file that knows both HTTP libraries: timeouts, proxies, and what their exceptions mean."""

from __future__ import annotations

import ssl
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest

from asc_sdk import APIConnectionError, ConfigurationError, Retry
from asc_sdk._transport.drivers import AsyncConnection, Connection
from asc_sdk._transport.http_module import Http, check_timeout, family_of, timeouts
from asc_sdk._transport.messages import Fault, Request, Response
from asc_sdk._unset import UNSET
from tests.unit._transport.fault_server import FaultServer
from tests.unit._transport.flows import FakeTokens

LIMITS: dict[str, float | None] = {"connect": 10.0, "read": 60.0, "write": 60.0, "pool": None}


@pytest.fixture(params=["httpx", "httpx2"])
def module(request: pytest.FixtureRequest) -> Any:
    if find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return import_module(request.param)


def http(module: Any) -> Http:
    with module.Client() as client:
        return Http(client)


# --- clients ----------------------------------------------------------------------------------------------------------


def test_each_client_has_its_module(module: Any) -> None:
    subclass_of_theirs: Any = type("Subclass", (module.Client,), {})
    with module.Client() as client, subclass_of_theirs() as subclass:
        assert family_of(client) == family_of(subclass) == module.__name__
        assert Http(client).module is module
    assert Http().module is httpx


@pytest.mark.parametrize("client", [object(), "x", 5])
def test_a_client_of_another_library_is_refused(client: Any) -> None:
    for kind in (Connection, AsyncConnection):
        with pytest.raises(ConfigurationError, match="a client of httpx or httpx2"):
            kind(FakeTokens(), http_client=client)


def test_a_client_of_the_wrong_kind_is_refused(module: Any) -> None:
    with module.Client() as client, pytest.raises(ConfigurationError, match=r"takes an .*\.AsyncClient as http_client"):
        AsyncConnection(FakeTokens(), http_client=client)
    with pytest.raises(ConfigurationError, match=r"AppStoreConnect takes an .*\.Client as http_client"):
        Connection(FakeTokens(), http_client=module.AsyncClient())


# --- timeouts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("timeout", [None, 5, 0.5, UNSET, httpx.Timeout(5)])
def test_what_is_a_timeout(timeout: Any) -> None:
    check_timeout(timeout)


@pytest.mark.parametrize("timeout", [0, -1, "5", True, float("nan"), [5]])
def test_what_is_none(timeout: Any) -> None:
    with pytest.raises(ConfigurationError, match="timeout takes"):
        Connection(FakeTokens(), timeout=timeout)


@pytest.mark.parametrize(
    ("timeout", "limits"),
    [
        (UNSET, (10, 60, 60, None)),
        (None, (None, None, None, None)),
        (5, (5, 5, 5, None)),
        (300.0, (10, 300, 300, None)),
        (httpx.Timeout(5, read=7), (5, 7, 5, None)),
    ],
)
def test_each_part_has_its_limit(timeout: Any, limits: tuple[float | None, ...]) -> None:
    assert tuple(timeouts(timeout, None).values()) == limits


def test_the_users_client_keeps_its_limits_and_has_none_for_our_queue(module: Any) -> None:
    with module.Client(timeout=module.Timeout(3, read=4)) as client:
        assert tuple(timeouts(UNSET, client).values()) == (3, 4, 3, None)


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sent", "timeout", "hopeless", "words"),
    [
        ("ConnectTimeout", False, True, False, "no connection to host within 10 s"),
        ("PoolTimeout", False, True, False, "no connection of the HTTP client became free"),
        ("ReadTimeout", True, True, False, "no answer from host within 60 s"),
        ("WriteTimeout", True, True, False, "could not be sent to host in time"),
        ("ConnectError", False, False, False, "no connection to host: why"),
        ("ProxyError", False, False, False, "the proxy refused: why"),
        ("UnsupportedProtocol", False, False, True, "cannot be sent: why"),
        ("LocalProtocolError", False, False, True, "cannot be sent: why"),
        ("RemoteProtocolError", True, False, False, "the connection to host broke: why"),
        ("ReadError", True, False, False, "broke: why"),
        ("WriteError", True, False, False, "broke: why"),
        ("CloseError", True, False, False, "broke: why"),
        ("DecodingError", True, False, False, "broke: why"),
    ],
)
def test_what_an_exception_means(module: Any, name: str, sent: bool, timeout: bool, hopeless: bool, words: str) -> None:
    library = http(module)
    error = getattr(module, name)("why")
    assert isinstance(error, library.during_send)
    fault = library.fault(error, "host", LIMITS)
    assert (fault.sent, fault.timeout, fault.hopeless) == (sent, timeout, hopeless)
    assert words in fault.message


def test_every_transport_error_is_caught(module: Any) -> None:
    names = [name for name in dir(module) if isinstance(getattr(module, name), type)]
    errors = [getattr(module, name) for name in names if issubclass(getattr(module, name), module.TransportError)]
    assert len(errors) > 10
    for error in errors:
        assert isinstance(http(module).fault(error(""), "host", LIMITS), Fault)


def test_a_certificate_that_is_not_trusted_is_not_tried_again(module: Any) -> None:
    error = module.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed")
    assert http(module).fault(error, "host", LIMITS).hopeless
    error = module.ConnectError("x")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed")
    fault = http(module).fault(error, "host", LIMITS)
    assert fault.hopeless
    assert "SSL_CERT_FILE" in fault.message


def test_a_proxy_that_wants_a_password_is_not_asked_again(module: Any) -> None:
    assert http(module).fault(module.ProxyError("407 Proxy Authentication Required"), "host", LIMITS).hopeless


def test_the_operating_systems_errors_are_broken_connections(module: Any) -> None:
    fault = http(module).fault(OSError(), "host", LIMITS)
    assert (fault.message, fault.sent) == ("the connection to host broke: OSError", True)


# --- proxies ----------------------------------------------------------------------------------------------------------

GET = Request("GET", "/v1/apps")


@pytest.mark.parametrize(
    "no_proxy", ["localhost,127.0.0.1,::1,[::1]", "::1/128,fd07:b51a:cc66:f0::/64", "10.0.0.0/8,.corp", ""]
)
def test_a_client_is_made_whatever_no_proxy_says(no_proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", no_proxy)
        connection = Connection(FakeTokens(), base_url="http://127.1.2.3:9")
        assert connection.send(GET).status == 200
        connection.close()
        assert [seen.path for seen in proxy.seen] == ["http://127.1.2.3:9/v1/apps"]


@pytest.mark.parametrize("options", [{"trust_env": False}, {}], ids=["trust_env", "no_proxy"])
def test_the_environment_can_be_left_out(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    if not options:
        monkeypatch.setenv("NO_PROXY", "127.0.0.0/8")
    with FaultServer() as server:
        connection = Connection(FakeTokens(), base_url=server.url, **options)
        assert connection.send(GET).status == 200
        connection.close()


@pytest.mark.parametrize("proxy", ["http://user:s3cret@[::", "ftp://user:s3cret@host", "socks5://user:s3cret@host"])
def test_a_proxy_that_cannot_be_used_is_said_without_its_password(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(ConfigurationError, match="the proxy that the environment names") as caught:
        Connection(FakeTokens()).send(GET)
    assert "s3cret" not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_certificates_that_cannot_be_read_are_said(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    connection = Connection(FakeTokens(), base_url="https://127.0.0.1:1", retry=Retry.none())
    if name == "SSL_CERT_FILE":
        with pytest.raises(ConfigurationError, match="certificates that SSL_CERT_FILE"):
            connection.send(GET)
    else:  # OpenSSL looks into the folder later
        with pytest.raises(APIConnectionError):
            connection.send(GET)
    connection.close()


# --- responses for asc.request ----------------------------------------------------------------------------------------


def test_a_public_response_is_read_and_has_no_token(module: Any) -> None:
    headers = {"content-type": "application/json", "content-encoding": "gzip", "content-length": "99", "x": "y"}
    made = http(module).public_response(Response(GET, 200, headers, b'{"a":1}'), "https://host/v1/apps")
    assert made.json() == {"a": 1}
    assert made.headers["x"] == "y"
    assert str(made.url) == "https://host/v1/apps"
    assert made.raise_for_status() is made
    assert "authorization" not in made.request.headers
