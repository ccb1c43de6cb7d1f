"""AppStoreConnect and AsyncAppStoreConnect: options, views, any request, and no copies."""

from __future__ import annotations

import asyncio
import copy
import multiprocessing
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from asc_sdk import (
    ApiKey,
    AppStoreConnect,
    AsyncAppStoreConnect,
    ConfigurationError,
    NotFoundError,
    Pacing,
    Retry,
    ServerError,
)
from asc_sdk._options import BASE_URL, ENTERPRISE_BASE_URL
from tests.clients import Client
from tests.unit._transport.fault_server import FaultServer, answer, page


def get(path: str = "/v1/apps", **options: Any) -> Callable[[AppStoreConnect], httpx.Response]:
    return lambda asc: asc.request("GET", path, **options)


def test_a_request_of_any_kind(client: Client) -> None:
    client.answer({"data": {"id": "1"}}, 201, {"x-request-id": "r"})
    response = client.run(lambda asc: asc.request("post", "v1/betaGroups", json={"name": "Größe"}))
    assert isinstance(response, httpx.Response)
    assert (response.status_code, response.json(), response.headers["x-request-id"]) == (
        201,
        {"data": {"id": "1"}},
        "r",
    )
    sent = client.requests[0]
    assert (sent.method, str(sent.url)) == ("POST", f"{BASE_URL}/v1/betaGroups")
    assert sent.read() == '{"name":"Größe"}'.encode()
    assert sent.headers["authorization"].startswith("Bearer ey")
    assert "authorization" not in response.request.headers


@pytest.mark.parametrize(
    ("path", "params", "target"),
    [
        ("/v1/apps", {"filter[name]": ["A, B", "C"], "limit": 2}, "/v1/apps?filter[name]=A%2C%20B,C&limit=2"),
        ("/v1/apps?sort=name", {"exists[x]": True}, "/v1/apps?sort=name&exists[x]=true"),
        ("/v1/apps?cursor=A%2BB", None, "/v1/apps?cursor=A%2BB"),
        ("/v1/apps", {}, "/v1/apps"),
        ("/v1/apps", {"filter[name]": None}, "/v1/apps"),
        ("/v1/apps/größe x", None, "/v1/apps/gr%C3%B6%C3%9Fe%20x"),
        ("/v1/apps/1#x", None, "/v1/apps/1%23x"),
        (f"{BASE_URL}/v1/apps?cursor=2", None, "/v1/apps?cursor=2"),
    ],
)
def test_paths_and_parameters(client: Client, path: str, params: Any, target: str) -> None:
    client.answer({})
    client.run(get(path, params=params))
    assert client.requests[0].url.raw_path.decode() == target


@pytest.mark.parametrize("path", ["/v1/../v2/apps", "/v1/./apps", "..", "/v1/apps/.."])
def test_a_path_that_climbs_is_refused(client: Client, path: str) -> None:
    with pytest.raises(ValueError, match=r"no part \. or \.\."):
        client.run(get(path))
    assert client.requests == []


def test_the_token_goes_to_no_other_host(client: Client) -> None:
    with pytest.raises(ConfigurationError, match="the token is for"):
        client.run(get("https://evil.example/v1/apps"))
    assert client.requests == []


def test_another_media_type(client: Client) -> None:
    client.answer(b"a,b", headers={"content-type": "text/csv"})
    assert client.run(get(accept="text/csv")).text == "a,b"
    assert client.requests[0].headers["accept"] == "text/csv"


def test_errors_are_raised(client: Client) -> None:
    client.answer({"errors": [{"code": "NOT_FOUND"}]}, 404)
    with pytest.raises(NotFoundError):
        client.run(get())


@pytest.mark.parametrize(
    ("path", "json", "repeated"),
    [
        ("/v1/betaGroups/1", None, True),
        ("/v1/betaGroups/1/relationships/apps", {"data": []}, False),
        ("/v1/betaGroups/1/relationships/apps", None, False),
    ],
)
def test_a_delete_of_one_thing_is_repeated(client: Client, path: str, json: Any, repeated: bool) -> None:
    client.options(retry=Retry(backoff=0))
    client.answer(b"", 503)
    client.answer({"errors": []}, 404)

    def call(asc: AppStoreConnect) -> httpx.Response:
        return asc.request("DELETE", path, json=json)

    if repeated:
        assert client.run(call).status_code == 204
    else:
        with pytest.raises(ServerError):
            client.run(call)


def test_views(client: Client) -> None:
    client.answer({}, headers={"x-rate-limit": "user-hour-lim:3500;user-hour-rem:9;"})

    def look(asc: Any) -> Any:
        view = asc.with_options(timeout=5, retry=Retry.none(), read_only=True, pacing=Pacing(reserve=1))
        assert type(view) is type(asc)
        view.close() if isinstance(asc, AppStoreConnect) else None  # closes nothing
        return view.request("GET", "/v1/apps")

    client.run(look)
    limit = client.run(lambda asc: asc.rate_limit)
    assert (limit.hour.limit, limit.hour.remaining, limit.minute.remaining) == (3500, 9, None)

    def write(asc: Any) -> Any:
        return asc.with_options(read_only=True).request("DELETE", "/v1/apps/1")

    with pytest.raises(ConfigurationError, match="read-only"):
        client.run(write)
    client.answer(None, 204)
    assert client.run(lambda asc: asc.request("DELETE", "/v1/apps/1")).status_code == 204


def test_a_read_only_client(client: Client) -> None:
    client.options(read_only=True)
    client.answer({})
    client.run(get())
    for method in ("POST", "PATCH", "DELETE"):
        with pytest.raises(ConfigurationError, match="read-only"):
            client.run(lambda asc, method=method: asc.request(method, "/v1/apps"))
    assert len(client.requests) == 1


@pytest.mark.parametrize("kind", [AppStoreConnect, AsyncAppStoreConnect])
def test_base_urls_and_keys(kind: Any, api_key: ApiKey, private_key: str) -> None:
    assert kind(api_key).base_url == BASE_URL
    assert kind(ApiKey("K", private_key, enterprise=True)).base_url == ENTERPRISE_BASE_URL
    assert kind(api_key, base_url="http://127.0.0.1:1/").base_url == "http://127.0.0.1:1"
    assert repr(kind(api_key)) == f"{kind.__name__}('{BASE_URL}')"
    with pytest.raises(ConfigurationError, match="key takes an ApiKey"):
        kind("AuthKey_X.p8")
    with pytest.raises(ConfigurationError, match="no App Store Connect key was found"):
        kind()


def test_context_managers_close(api_key: ApiKey) -> None:
    with FaultServer() as server:
        with AppStoreConnect(api_key, base_url=server.url) as asc:
            asc.request("GET", "/v1/apps")
            asc.with_options().close()
            asc.request("GET", "/v1/apps")
        with pytest.raises(ConfigurationError, match="closed"):
            asc.request("GET", "/v1/apps")

        async def main() -> None:
            async with AsyncAppStoreConnect(api_key, base_url=server.url) as asc:
                await asc.request("GET", "/v1/apps")
                await asc.with_options().close()
                await asc.request("GET", "/v1/apps")
            with pytest.raises(ConfigurationError, match="closed"):
                await asc.request("GET", "/v1/apps")
            await asc.aclose()

        asyncio.run(main())


def test_the_text_of_an_error_of_a_proxy(api_key: ApiKey) -> None:
    with FaultServer() as server, AppStoreConnect(api_key, base_url=server.url, retry=Retry.none()) as asc:
        server.script(page(502), answer(200, b"x"))
        with pytest.raises(ServerError, match="Correlation Key: AAAABBBBCCCC"):
            asc.request("GET", "/v1/apps")
        assert asc.request("GET", "/v1/apps").text == "x"


@pytest.mark.parametrize("kind", [AppStoreConnect, AsyncAppStoreConnect])
@pytest.mark.parametrize("clone", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_client_is_not_copied(kind: Any, clone: Any, api_key: ApiKey) -> None:
    with pytest.raises(TypeError, match="Make it in the child process"):
        clone(kind(api_key))
    with pytest.raises(TypeError, match="Make it in the child process"):
        clone(kind(api_key).with_options(timeout=5))


def test_a_process_pool_says_so_too(api_key: ApiKey) -> None:
    process = multiprocessing.get_context("spawn").Process(target=print, args=(AppStoreConnect(api_key),))
    with pytest.raises(TypeError, match="Make it in the child process"):
        process.start()
