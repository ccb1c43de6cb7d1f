"""Both drivers on both HTTP libraries, against a server on loopback."""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest

from asc_sdk._options import Pacing, Retry
from asc_sdk._transport import drivers
from asc_sdk._transport.drivers import AsyncConnection, Connection
from asc_sdk._transport.messages import Request
from asc_sdk.errors import APIConnectionError, APITimeoutError, ConfigurationError, RateLimitError
from tests.unit._transport import fault_server as faults
from tests.unit._transport.fault_server import OK, Exchange, FaultServer, answer, head
from tests.unit._transport.flows import FakeTokens
from tests.unit._transport.wires import Wire

APPS = Request("GET", "/v1/apps")


# --- the request ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "/v1/apps?filter[bundleId]=com.example.a,com.example.b&limit=2",
        "/v1/apps?cursor=A%2BB%3D%3D&x=a%20b+c",
        "/v1/apps/gr%C3%B6%C3%9Fe%2Fx",
        "/v1/apps?q='();:@$!*~|{}^`\\",
        "/v1/apps?q=%zz&r=100%",
        "/v1/./apps/../x",
        "/v1/apps?",
    ],
)
def test_a_target_goes_out_byte_for_byte(wire: Wire, server: FaultServer, target: str) -> None:
    connection = wire.connect(server.url)
    wire.send(connection, Request("GET", target))
    wire.send(connection, Request("GET", server.url + target))
    assert [seen.path for seen in server.seen] == [target, target]


def test_the_headers_are_ours(wire: Wire, server: FaultServer) -> None:
    wire.send(
        wire.connect(server.url), Request("POST", "/v1/x", body=b'{"a":1}', accept="application/vnd.apple.x+json")
    )
    seen = server.seen[0]
    assert seen.body == b'{"a":1}'
    assert seen.headers["accept"] == "application/vnd.apple.x+json"
    assert seen.headers["authorization"] == "Bearer token-1"
    assert seen.headers["content-type"] == "application/json"
    assert seen.headers["content-length"] == "7"
    assert seen.headers["user-agent"].startswith("asc_sdk/")
    assert "transfer-encoding" not in seen.headers


def test_cookies_are_not_kept(wire: Wire, server: FaultServer) -> None:
    server.script(answer(200, b"{}", set_cookie="session=1; Path=/"))
    connection = wire.connect(server.url)
    wire.send(connection, APPS)
    wire.send(connection, APPS)
    assert all("cookie" not in seen.headers for seen in server.seen)


def test_of_the_users_client_only_headers_go_along(wire: Wire, server: FaultServer) -> None:
    if wire.family == "own":
        pytest.skip("there is no client of the user's")
    http = {
        "headers": {
            "X-Team": "blue",
            "Authorization": "Basic theirs",
            "Accept": "text/plain",
            "Cookie": "a=b",
            "User-Agent": "theirs",
        },
        "params": {"extra": "1"},
        "cookies": {"c": "d"},
        "auth": ("user", "password"),
        "base_url": "http://127.0.0.1:1/elsewhere/",
    }
    wire.send(wire.connect(server.url, http=http), APPS)
    seen = server.seen[0]
    assert seen.path == "/v1/apps"
    assert seen.headers["x-team"] == "blue"
    assert seen.headers["user-agent"] == "theirs"
    assert seen.headers["accept"] == "application/json"
    assert seen.headers["authorization"] == "Bearer token-1"
    assert "cookie" not in seen.headers


def test_the_token_follows_no_redirect(wire: Wire, server: FaultServer) -> None:
    http = None if wire.family == "own" else {"follow_redirects": True}
    with FaultServer() as other:
        server.script(faults.redirect(other.url + "/v1/apps"))
        with pytest.raises(Exception, match="which is not followed"):
            wire.send(wire.connect(server.url, http=http), APPS)
        assert other.seen == []


def test_the_token_is_for_one_host(wire: Wire, server: FaultServer) -> None:
    connection = wire.connect(server.url)
    with FaultServer() as other, pytest.raises(ConfigurationError, match="the token is for"):
        wire.send(connection, Request("GET", other.url + "/v1/apps"))
    assert wire.tokens.made == 0


# --- the answer -------------------------------------------------------------------------------------------------------


def test_headers_have_small_names(wire: Wire, server: FaultServer) -> None:
    server.script(answer(201, b"{}", X_Request_ID="r1"))
    response = wire.send(wire.connect(server.url), Request("POST", "/v1/x", body=b"{}"))
    assert response.status == 201
    assert response.headers["x-request-id"] == "r1"
    assert response.json() == {}
    assert response.file is None


def test_a_gzip_of_two_members_is_read_whole(wire: Wire, server: FaultServer) -> None:
    body = gzip.compress(b'{"data":') + gzip.compress(b"[]}")
    server.script(answer(200, body, content_encoding="gzip"))
    assert wire.send(wire.connect(server.url), APPS).json() == {"data": []}


def test_a_file_has_the_bytes_that_apple_sent(wire: Wire, server: FaultServer) -> None:
    report = gzip.compress(b"SKU\tUnits\n") + gzip.compress(b"A\t1\n")
    large = bytes(range(256)) * 20_000
    server.script(
        answer(200, report, content_type="application/a-gzip"),
        answer(200, gzip.compress(report), content_type="application/a-gzip", content_encoding="gzip"),
        answer(200, large, content_type="application/a-gzip"),
    )
    connection = wire.connect(server.url)
    for expected in (report, report, large):
        response = wire.send(connection, Request("GET", "/v1/salesReports", accept="application/a-gzip", stream=True))
        assert response.body == b""
        assert response.file is not None
        with response.file as file:
            assert file.tell() == 0
            assert file.read() == expected
            assert file.seek(0) == 0


def test_a_file_that_broke_off_is_asked_for_again(wire: Wire, server: FaultServer) -> None:
    cut = gzip.compress(b"rows" * 1000)[:-9]
    server.script(faults.cut_body, answer(200, cut, content_encoding="gzip"), answer(200, b"whole"))
    response = wire.send(wire.connect(server.url), Request("GET", "/v1/salesReports", stream=True))
    assert response.file is not None
    with response.file as file:
        assert file.read() == b"whole"
    assert len(server.seen) == 3


def test_an_error_of_a_file_is_read_as_an_error(wire: Wire, server: FaultServer) -> None:
    server.script(faults.apple(404, "NOT_FOUND"))
    with pytest.raises(Exception, match="404 NOT_FOUND: Detail"):
        wire.send(wire.connect(server.url), Request("GET", "/v1/salesReports", stream=True))


def test_a_sign_in_page_is_no_file(wire: Wire, server: FaultServer) -> None:
    server.script(faults.page(200))
    with pytest.raises(Exception, match="a web page where Apple's answer was expected"):
        wire.send(wire.connect(server.url), Request("GET", "/v1/salesReports", stream=True))


def test_a_connection_that_was_closed_while_idle_is_not_used(wire: Wire, server: FaultServer) -> None:
    closed = threading.Event()

    def close_after_answer(exchange: Exchange) -> None:
        exchange.write(head(200, 2, {"content-type": "application/json"}) + b"{}")
        exchange.close()
        closed.set()

    server.script(close_after_answer)
    connection = wire.connect(server.url)
    wire.send(connection, APPS)
    assert closed.wait(5)
    time.sleep(0.05)  # for the FIN to arrive: nothing else tells
    assert wire.send(connection, Request("POST", "/v1/x", body=b"{}")).status == 200


# --- settings ---------------------------------------------------------------------------------------------------------


def test_timeouts(wire: Wire, server: FaultServer) -> None:
    server.default = faults.slow_answer
    connection = wire.connect(server.url, timeout=httpx.Timeout(5, read=0.05), retry=Retry.none())
    with pytest.raises(APITimeoutError, match=r"no answer from 127\.0\.0\.1:\d+ within 0\.05 s"):
        wire.send(connection, APPS)
    limits = httpx.Timeout(5, read=0.06)
    with pytest.raises(APITimeoutError, match=r"within 0\.06 s"):
        wire.send(connection.with_options(timeout=limits), APPS)


def test_the_users_clients_own_timeouts_hold(wire: Wire, server: FaultServer) -> None:
    if wire.family == "own":
        pytest.skip("there is no client of the user's")
    server.default = faults.slow_answer
    with pytest.raises(APITimeoutError, match=r"within 0\.07 s"):
        wire.send(
            wire.connect(
                server.url,
                http={"timeout": httpx.Timeout(5, read=0.07) if wire.family == "httpx" else (5, 0.07, 5, 5)},
                retry=Retry.none(),
            ),
            APPS,
        )


def test_a_view_has_its_own_settings_and_shares_the_rest(wire: Wire, server: FaultServer) -> None:
    connection = wire.connect(server.url)
    view = connection.with_options(read_only=True, retry=Retry.none(), pacing=Pacing(reserve=5, max_wait=0))
    server.script(answer(200, b"{}", x_rate_limit="user-hour-lim:10;user-hour-rem:5;"))
    wire.send(view, APPS)
    assert connection.rate_limit == view.rate_limit
    assert connection.rate_limit.hour.remaining == 5
    with pytest.raises(ConfigurationError, match="read-only"):
        wire.send(view, Request("POST", "/v1/x", body=b"{}"))
    with pytest.raises(RateLimitError, match="not sent"):
        wire.send(view, APPS)
    assert wire.send(connection, Request("POST", "/v1/x", body=b"{}")).status == 200
    assert wire.tokens.made == 1


def test_waits_are_slept(wire: Wire, server: FaultServer) -> None:
    server.script(faults.apple(429, "RATE_LIMIT_EXCEEDED", retry_after="7"))
    wire.send(wire.connect(server.url), APPS)
    assert 7 <= wire.slept[0] <= 7.7


# --- open and closed --------------------------------------------------------------------------------------------------


def test_a_closed_client_says_so(wire: Wire, server: FaultServer) -> None:
    connection = wire.connect(server.url)
    wire.send(connection, APPS)
    if wire.asynchronous:
        wire.run(connection.close())
        wire.run(connection.close())
    else:
        connection.close()
        connection.close()
    with pytest.raises(ConfigurationError, match="this client is closed"):
        wire.send(connection, APPS)
    with pytest.raises(ConfigurationError, match="this client is closed"):
        wire.send(connection.with_options(timeout=5), APPS)
    assert wire.tokens.made == 1


def test_a_client_handed_in_stays_open(server: FaultServer) -> None:
    with httpx.Client() as client:
        connection = Connection(FakeTokens(), base_url=server.url, http_client=client)
        connection.send(APPS)
        connection.close()
        assert not client.is_closed
        connection = Connection(FakeTokens(), base_url=server.url, http_client=client)
    with pytest.raises(ConfigurationError, match="the http_client that was handed in is closed"):
        connection.send(APPS)


def test_a_client_that_is_closed_in_this_moment_says_so() -> None:
    def close(request: httpx.Request) -> httpx.Response:
        client.close()
        raise RuntimeError("Cannot send a request, as the client has been closed.")

    client = httpx.Client(transport=httpx.MockTransport(close))
    with pytest.raises(ConfigurationError, match="closed"):
        Connection(FakeTokens(), http_client=client).send(APPS)

    def mistake(request: httpx.Request) -> httpx.Response:
        raise RuntimeError("a mistake of theirs")

    with httpx.Client(transport=httpx.MockTransport(mistake)) as other, pytest.raises(RuntimeError, match="theirs"):
        Connection(FakeTokens(), http_client=other).send(APPS)


def test_nothing_is_opened_before_the_first_request() -> None:
    connection = Connection(FakeTokens(), base_url="http://127.0.0.1:9")
    connection.close()

    async def closed() -> None:
        await AsyncConnection(FakeTokens(), base_url="http://127.0.0.1:9").close()

    asyncio.run(closed())


# --- hooks, mocks and transports of the user's ------------------------------------------------------------------------


def test_a_hook_may_read_the_answer(server: FaultServer) -> None:
    def read(response: httpx.Response) -> None:
        response.read()

    server.script(answer(200, gzip.compress(b"[1]"), content_encoding="gzip"))
    with httpx.Client(event_hooks={"response": [read]}) as client:
        response = Connection(FakeTokens(), base_url=server.url, http_client=client).send(APPS)
    assert response.json() == [1]


def test_what_a_hook_raises_is_the_users(server: FaultServer) -> None:
    def refuse(response: httpx.Response) -> None:
        raise LookupError("theirs")

    with httpx.Client(event_hooks={"response": [refuse]}) as client, pytest.raises(LookupError):
        Connection(FakeTokens(), base_url=server.url, http_client=client).send(APPS)
    assert len(server.seen) == 1


def test_a_mock_transport_answers_for_a_file() -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=b"bytes")

    with httpx.Client(transport=httpx.MockTransport(respond)) as client:
        response = Connection(FakeTokens(), http_client=client).send(Request("GET", "/v1/x", stream=True))
    assert response.file is not None
    assert response.file.read() == b"bytes"


@pytest.mark.parametrize("error", [OSError("broken"), ConnectionResetError("reset"), TimeoutError("slow")])
def test_the_operating_systems_errors_are_connection_errors(error: OSError) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    with httpx.Client(transport=httpx.MockTransport(fail)) as client, pytest.raises(APIConnectionError) as caught:
        Connection(FakeTokens(), http_client=client, retry=Retry.none()).send(APPS)
    assert str(error) in str(caught.value)
    assert caught.value.__context__ is None


def test_no_error_leads_to_the_token(wire: Wire, server: FaultServer) -> None:
    import traceback

    server.default = faults.reset_after_request
    with pytest.raises(APIConnectionError) as caught:
        wire.send(wire.connect(server.url, retry=Retry.none()), APPS)
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    inside = [str(frame.locals) for frame in shown.stack if "/asc_sdk/" in frame.filename]
    assert inside
    assert "token-1" not in "".join(inside)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


# --- many at once, and one after the other ----------------------------------------------------------------------------


def test_many_threads_use_one_connection(server: FaultServer) -> None:
    connection = Connection(tokens := FakeTokens(), base_url=server.url)
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(5):
                connection.send(APPS).json()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    assert failed == []
    assert len(server.seen) == 320
    assert tokens.rejected == []


@asynccontextmanager
async def serving_in_this_loop() -> AsyncGenerator[str, None]:
    """A server's URL. A server in a thread would fight with a thousand tasks for the interpreter."""
    served: list[asyncio.Task[Any] | None] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.current_task())
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(head(200, 2, {"content-type": "application/json"}) + b"{}")
                await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await asyncio.gather(*[task for task in served if task is not None])


@pytest.mark.parametrize("given", [False, True], ids=["own", "given"])
def test_a_thousand_tasks_wait_in_the_sdks_queue(given: bool) -> None:
    async def main() -> int:
        # A client of the user's with three connections, and no patience for a free one.
        limits = httpx.Limits(max_connections=3)
        client = httpx.AsyncClient(limits=limits, timeout=httpx.Timeout(30, pool=0.001)) if given else None
        async with serving_in_this_loop() as url:
            connection = AsyncConnection(FakeTokens(), base_url=url, http_client=client)
            responses = await asyncio.gather(*[connection.send(APPS) for _ in range(1000)])
            await connection.close()
            if client is not None:
                await client.aclose()
        return len(responses)

    assert asyncio.run(main()) == 1000


def test_one_client_in_one_event_loop_after_another(server: FaultServer) -> None:
    connection = AsyncConnection(FakeTokens(), base_url=server.url)

    async def ask() -> int:
        return (await connection.send(APPS)).status

    assert asyncio.run(ask()) == 200
    assert asyncio.run(ask()) == 200  # the connections of the first loop were closed with it: no warning either
    with asyncio.Runner() as first, asyncio.Runner() as second:
        assert [runner.run(ask()) for runner in (first, second, first)] == [200, 200, 200]
        first.run(connection.close())
        with pytest.raises(ConfigurationError, match="closed"):
            second.run(ask())


class OfAnotherLoop(httpx.AsyncBaseTransport):
    """What httpcore does with an idle connection whose event loop has ended."""

    def __init__(self, text: str) -> None:
        self.texts = [text]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.texts:
            raise RuntimeError(self.texts.pop())
        return httpx.Response(200, json={})


@pytest.mark.parametrize("text", ["Event loop is closed", "Task got Future attached to a different loop"])
def test_a_client_of_the_users_in_another_event_loop(text: str) -> None:
    async def ask(method: str, text: str = text) -> int:
        async with httpx.AsyncClient(transport=OfAnotherLoop(text)) as client:
            connection = AsyncConnection(FakeTokens(), http_client=client, retry=Retry(backoff=0))
            return (await connection.send(Request(method, "/v1/apps"))).status

    assert asyncio.run(ask("GET")) == 200
    with pytest.raises(APIConnectionError, match="a connection of another event loop") as caught:
        asyncio.run(ask("POST"))
    assert caught.value.may_have_happened is True
    with pytest.raises(RuntimeError, match="a mistake of theirs"):
        asyncio.run(ask("GET", "a mistake of theirs"))


def test_a_cancelled_request_ends_at_once_and_leaves_a_working_client(server: FaultServer) -> None:
    async def main() -> None:
        connection = AsyncConnection(FakeTokens(), base_url=server.url)
        for step in (faults.slow_answer, faults.slow_body):
            server.script(step)
            task = asyncio.create_task(connection.send(APPS))
            while not server.seen:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await connection.send(APPS)).status == 200
        await connection.close()

    asyncio.run(asyncio.wait_for(main(), 10))


def test_a_cancelled_wait_ends_at_once(server: FaultServer) -> None:
    async def main() -> None:
        server.script(faults.apple(429, "RATE_LIMIT_EXCEEDED", retry_after="50"))
        connection = AsyncConnection(FakeTokens(), base_url=server.url)
        task = asyncio.create_task(connection.send(APPS))
        while not server.seen:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await connection.close()

    asyncio.run(asyncio.wait_for(main(), 10))
    assert len(server.seen) == 1


def test_a_keyboard_interrupt_ends_a_wait(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", interrupted)
    server.script(faults.apple(429, "RATE_LIMIT_EXCEEDED", retry_after="50"))
    connection = Connection(FakeTokens(), base_url=server.url)
    with pytest.raises(KeyboardInterrupt):
        connection.send(APPS)
    connection.close()


class Interrupted(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in whose middle the user presses Ctrl-C."""

    closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"["
        raise KeyboardInterrupt

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"["
        raise asyncio.CancelledError

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


def test_an_interrupted_body_is_closed() -> None:
    stream = Interrupted()

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=stream)

    request = Request("GET", "/v1/x", stream=True)
    with httpx.Client(transport=httpx.MockTransport(respond)) as client, pytest.raises(KeyboardInterrupt):
        Connection(FakeTokens(), http_client=client).send(request)
    assert stream.closed
    stream.closed = False

    async def main() -> Any:
        async with httpx.AsyncClient(transport=httpx.MockTransport(respond)) as client:
            await AsyncConnection(FakeTokens(), http_client=client).send(request)

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(main())
    assert stream.closed


def test_real_sleeps_sleep() -> None:
    drivers._sleep(0)  # pyright: ignore[reportPrivateUsage] - the other tests replace it
    asyncio.run(drivers._async_sleep(0))  # pyright: ignore[reportPrivateUsage] - likewise
    assert OK is not None
