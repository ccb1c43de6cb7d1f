"""What Apple takes: lifetimes, scopes, and times that are the same in every zone."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.auth.claims import AUDIENCE, LONGEST, LONGEST_FOR_GETS, check_lifetime, claims, scope_of, seconds_of

NOW = 1_792_567_670.9


def made(lifetime: int, scope: list[str] | None = None, issuer_id: str | None = "issuer") -> dict[str, Any]:
    return claims(issuer_id=issuer_id, audience=AUDIENCE, now=NOW, lifetime=lifetime, scope=scope)


def test_a_team_keys_claims() -> None:
    assert made(900) == {"iss": "issuer", "iat": 1792567610, "exp": 1792568570, "aud": "appstoreconnect-v1"}


def test_an_individual_keys_claims() -> None:
    found = made(900, issuer_id=None)
    assert "iss" not in found
    assert found["sub"] == "user"


@given(st.integers(min_value=1, max_value=LONGEST))
def test_no_token_lives_longer_than_apple_takes(lifetime: int) -> None:
    found = made(lifetime)
    assert 0 < found["exp"] - found["iat"] <= 1200
    assert found["iat"] == int(NOW) - 60
    assert type(found["iat"]) is type(found["exp"]) is int


def test_a_long_token_lives_long() -> None:
    found = made(LONGEST_FOR_GETS, ["GET /v1/apps"])
    assert found["exp"] - found["iat"] == LONGEST_FOR_GETS
    assert found["scope"] == ["GET /v1/apps"]


@pytest.mark.parametrize(
    ("given_", "seconds"),
    [(900, 900), (900.9, 900), (timedelta(minutes=20), 1200), (timedelta(days=180), 180 * 86400), (1, 1)],
)
def test_lifetimes_are_seconds_or_timedeltas(given_: Any, seconds: int) -> None:
    assert seconds_of(given_) == seconds


@pytest.mark.parametrize("lifetime", [0, -1, 0.5, math.nan, math.inf, timedelta(0), timedelta(days=-1)])
def test_a_lifetime_of_nothing_is_refused(lifetime: Any) -> None:
    with pytest.raises(ValueError, match="at least a second"):
        seconds_of(lifetime)


@pytest.mark.parametrize("lifetime", ["900", None, True, [900]])
def test_a_lifetime_of_another_type_is_refused(lifetime: Any) -> None:
    with pytest.raises(TypeError):
        seconds_of(lifetime)


@pytest.mark.parametrize("lifetime", [1201, 15_552_000])
@pytest.mark.parametrize("scope", [None, ["POST /v1/apps"], ["GET /v1/apps", "PATCH /v1/apps/1"]])
def test_more_than_twenty_minutes_needs_a_scope_of_gets(lifetime: int, scope: list[str] | None) -> None:
    with pytest.raises(ValueError, match="1200"):
        check_lifetime(lifetime, scope)


def test_what_is_taken() -> None:
    check_lifetime(1200, None)
    check_lifetime(1201, ["GET /v1/apps"])
    check_lifetime(183 * 86400, ["GET /v1/apps", "GET /v1/builds?limit=2"])
    with pytest.raises(ValueError, match="six months"):
        check_lifetime(365 * 86400, ["GET /v1/apps"])


def test_scopes() -> None:
    assert scope_of(None) is None
    assert scope_of("GET /v1/apps?filter[platform]=IOS") == ["GET /v1/apps?filter[platform]=IOS"]
    assert scope_of(("GET /v1/apps", "POST /v1/builds")) == ["GET /v1/apps", "POST /v1/builds"]


@pytest.mark.parametrize(
    "scope", [[], "", "/v1/apps", "get /v1/apps", "GET v1/apps", "GET  /v1/apps", "GET /v1 x", [5]]
)
def test_what_is_no_scope_is_refused(scope: Any) -> None:
    with pytest.raises(ValueError, match="scope"):
        scope_of(scope)
