"""Requests and responses as data."""

from __future__ import annotations

import pytest

from asc_sdk._transport.messages import Answer, Fault, Request, Response, Send, Sleep, request_id
from asc_sdk._transport.redact import Secret
from asc_sdk.errors import UnexpectedResponseError

GET = Request("GET", "/v1/apps?filter[name]=secret")


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/v1/apps?limit=2", "/v1/apps"),
        ("/v1/apps", "/v1/apps"),
        ("https://api.appstoreconnect.apple.com/v1/apps?cursor=https://x", "/v1/apps"),
        ("https://host", "/"),
        ("/v1/x?next=https://y", "/v1/x"),
        ("/v1/x#y", "/v1/x"),
    ],
)
def test_a_path_has_no_origin_and_no_query(target: str, path: str) -> None:
    assert Request("GET", target).path == path


def test_only_a_get_is_repeatable_by_default() -> None:
    assert GET.repeatable
    assert not Request("POST", "/").repeatable
    assert not Request("DELETE", "/").repeatable
    assert Request("DELETE", "/", repeatable=True).repeatable


def test_nothing_shows_more_than_the_path() -> None:
    assert repr(GET) == "Request(GET /v1/apps)"
    assert repr(Response(GET, 200, {})) == "Response(200 to GET /v1/apps)"
    assert repr(Send(GET, Secret("token"), 1)) == "Send(GET /v1/apps, try 1)"
    assert repr(Sleep(1.5)) == "Sleep(1.5)"
    assert repr(Answer(200, cut=Fault("x"))) == "Answer(200, cut)"
    assert repr(Answer(200)) == "Answer(200)"
    assert repr(Fault("x")) == "Fault('x', sent=True, timeout=False, hopeless=False)"
    assert Sleep(1) == Sleep(1.0)
    assert hash(Sleep(1)) == hash(Sleep(1.0))
    assert Sleep(1) != 1


@pytest.mark.parametrize(
    ("status", "headers", "body", "words"),
    [
        (
            200,
            {"content-type": "text/html"},
            b"<h1>Sign in</h1>",
            "200 with a body that is not JSON where JSON was expected",
        ),
        (204, {}, b"", "204 with an empty body"),
        (200, {"content-type": "application/json"}, b" \n", "an empty body"),
        (200, {}, b'{"data":', 'it begins: {"data":'),
        (200, {"x-request-id": "r-1"}, b"x", "request id r-1"),
        (200, {}, b"[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_json_is_said(status: int, headers: dict[str, str], body: bytes, words: str) -> None:
    with pytest.raises(UnexpectedResponseError) as caught:
        Response(GET, status, headers, body).json()
    error = caught.value
    assert words in str(error)
    assert (error.status, error.method, error.path, error.may_have_happened) == (status, "GET", "/v1/apps", False)
    assert error.excerpt is not None
    assert len(str(error)) < 1000
    assert error.__context__ is None


def test_a_write_whose_answer_is_no_json_may_have_happened() -> None:
    with pytest.raises(UnexpectedResponseError) as caught:
        Response(Request("POST", "/v1/x"), 201, {}, b"").json()
    assert caught.value.may_have_happened is True


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({"x-request-id": "a", "x-apple-request-uuid": "b"}, "a"),
        ({"x-apple-request-uuid": "b"}, "b"),
        ({"x-apple-jingle-correlation-key": "c"}, "c"),
        ({"x-request-id": ""}, None),
        ({}, None),
    ],
)
def test_the_id_that_apples_support_asks_for(headers: dict[str, str], found: str | None) -> None:
    assert request_id(headers) == found
