"""Tokens, judged as Apple judges them."""

from __future__ import annotations

import time
from collections.abc import Callable
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


# Made when the test runs: their times are counted from then.
BAD: dict[str, Callable[[], str]] = {
    "none": lambda: "",
    "empty": lambda: "Bearer ",
    "no token": lambda: "Bearer nonsense",
    "another scheme": lambda: "Basic dXNlcjpwYXNz",
    "another key": lambda: _token(OTHER),
    "an unknown key": lambda: _token(headers={"kid": "NOBODY"}),
    "another type": lambda: _token(headers={"typ": "JOSE"}),
    "another algorithm": lambda: _token("x" * 64, algorithm="HS256"),
    "another issuer": lambda: _token(iss="somebody else"),
    "no issuer": lambda: _token(iss=None),
    "another audience": lambda: _token(aud="appstoreconnect-v2"),
    "no audience": lambda: _token(aud=None),
    "no end": lambda: _token(exp=None),
    "an end in words": lambda: _token(exp="soon"),
    "over": lambda: _token(exp=_in(-1)),
    "older than 20 minutes": lambda: _token(iat=_in(-1300), exp=_in(30)),
    "longer than 20 minutes": lambda: _token(iat=_in(0), exp=_in(1230)),
    "20 minutes of a clock that is 34 s ahead": lambda: _token(iat=_in(34), exp=_in(1234)),
    "from the future": lambda: _token(iat=_in(300), exp=_in(900)),
    "a scope that is no list": lambda: _token(scope="GET /v1/apps"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_token(name: str) -> None:
    assert _judge(BAD[name]()) == 401


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
