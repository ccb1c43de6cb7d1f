"""Tokens, judged as Apple judges them."""

from __future__ import annotations

import time
from typing import Any

import jwt
import pytest

from asc_sdk.emulator import keys
from asc_sdk.emulator.errors import RefusedError
from asc_sdk.emulator.messages import Incoming
from asc_sdk.emulator.tokens import Tokens

PEM = keys.new_private_key()
OTHER = keys.new_private_key()
ISSUER = "69a6de70-0000-47e3-e053-5b8c7c11a4d1"
GET_APPS = ["GET /v1/apps"]


def _judge(token: str, method: str = "GET", path: str = "/v1/apps", query: str = "") -> int:
    """200, or the status of the refusal."""
    tokens = Tokens()
    keys.accept(tokens, "TEAM", PEM, ISSUER)
    keys.accept(tokens, "MINE", PEM, None)
    try:
        tokens.judge(Incoming(method, path, query, {"authorization": token}))
    except RefusedError as refused:
        return refused.problems[0].status
    return 200


def _token(key: str = PEM, headers: dict[str, str] | None = None, algorithm: str = "ES256", **claims: Any) -> str:
    now = int(time.time())
    given = {"iss": ISSUER, "iat": now, "exp": now + 600, "aud": "appstoreconnect-v1", **claims}
    payload = {name: value for name, value in given.items() if value is not None}
    signed = jwt.encode(payload, key, algorithm, {"kid": "TEAM", **(headers or {})})
    return f"Bearer {signed}"


def _in(seconds: float) -> int:
    return int(time.time() + seconds)


def test_a_good_token() -> None:
    assert _judge(_token()) == 200


@pytest.mark.parametrize(
    "token",
    [
        "",
        "Bearer ",
        "Bearer nonsense",
        "Basic dXNlcjpwYXNz",
        _token(OTHER),
        _token(headers={"kid": "NOBODY"}),
        _token(headers={"typ": "JOSE"}),
        _token("x" * 64, algorithm="HS256"),
        _token(iss="somebody else"),
        _token(iss=None),
        _token(aud="appstoreconnect-v2"),
        _token(aud=None),
        _token(exp=None),
        _token(exp="soon"),
        _token(exp=_in(-1)),
        _token(iat=_in(-1300), exp=_in(1)),
        _token(iat=_in(0), exp=_in(1210)),
        # The client's clock is 34 s ahead, and its token lives the full 20 minutes.
        _token(iat=_in(34), exp=_in(1234)),
        _token(iat=_in(300), exp=_in(900)),
        _token(scope="GET /v1/apps"),
    ],
)
def test_a_bad_token(token: str) -> None:
    assert _judge(token) == 401


def test_a_clock_that_is_a_little_ahead() -> None:
    assert _judge(_token(iat=_in(30), exp=_in(630))) == 200


@pytest.mark.parametrize(
    ("scope", "method", "path", "query", "status"),
    [
        (GET_APPS, "GET", "/v1/apps", "", 200),
        (GET_APPS, "GET", "/v1/apps", "limit=2", 200),
        (GET_APPS, "POST", "/v1/apps", "", 403),
        (GET_APPS, "GET", "/v1/builds", "", 403),
        (["GET /v1/apps?filter[platform]=IOS"], "GET", "/v1/apps", "filter%5Bplatform%5D=IOS&limit=1", 200),
        (["GET /v1/apps?filter[platform]=IOS"], "GET", "/v1/apps", "", 403),
        ([*GET_APPS, "GET /v1/builds"], "GET", "/v1/builds", "", 200),
    ],
)
def test_a_scope_is_kept_to(scope: list[str], method: str, path: str, query: str, status: int) -> None:
    assert _judge(_token(scope=scope), method, path, query) == status


def test_only_a_scope_of_gets_lives_long() -> None:
    half_a_year = _in(180 * 24 * 3600)
    assert _judge(_token(scope=GET_APPS, exp=half_a_year)) == 200
    assert _judge(_token(scope=[*GET_APPS, "POST /v1/apps"], exp=half_a_year)) == 401
    assert _judge(_token(exp=half_a_year)) == 401


def test_an_individual_key() -> None:
    mine = _token(headers={"kid": "MINE"}, iss=None, sub="user")
    assert _judge(mine) == 200
    assert _judge(mine, path="/v1/salesReports") == 403
    assert _judge(mine, path="/v1/profiles/1") == 403
    assert _judge(_token(headers={"kid": "MINE"})) == 401
    assert _judge(_token(headers={"kid": "MINE"}, iss=None)) == 401
