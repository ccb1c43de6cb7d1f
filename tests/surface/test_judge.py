"""The judge itself: a good request passes, and each thing that can be wrong with one is found."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from tests.surface.judge import Judge, Seen

BODY = {
    "data": {
        "type": "appPriceSchedules",
        "relationships": {
            "app": {"data": {"type": "apps", "id": "1"}},
            "baseTerritory": {"data": {"type": "territories", "id": "USA"}},
            "manualPrices": {"data": [{"type": "appPrices", "id": "${1}"}]},
        },
    },
    "included": [{"type": "appPrices", "id": "${1}", "attributes": {"startDate": None, "endDate": "2026-03-01"}}],
}


@pytest.fixture
def token(private_key: str) -> Callable[..., str]:
    """Signs; keywords change claims, None drops one."""

    def sign(kid: str = "ABC123DEFG", **changed: Any) -> str:
        now = int(time.time())
        claims = {
            "iss": "00000000-1111-2222-3333-444444444444",
            "aud": "appstoreconnect-v1",
            "iat": now,
            "exp": now + 900,
        }
        kept = {name: value for name, value in (claims | changed).items() if value is not None}
        return jwt.encode(kept, private_key, "ES256", headers={"kid": kid})

    return sign


def get(token: str, target: str = "/v1/apps?fields[apps]=name,sku&limit=200", **headers: str) -> Seen:
    """A GET."""
    all_headers = {"host": "localhost", "accept": "application/json", "authorization": f"Bearer {token}"} | headers
    return Seen("GET", target, list(all_headers.items()), b"")


def post(token: str, body: Any, content_type: str = "application/json") -> Seen:
    """A POST of a price schedule."""
    seen = get(token, "/v1/appPriceSchedules", **{"content-type": content_type})
    return seen._replace(method="POST", body=body if isinstance(body, bytes) else json.dumps(body).encode())


def changed(change: Callable[[Any], object]) -> Any:
    """The good body with a change."""
    body = json.loads(json.dumps(BODY))
    change(body)
    return body


def test_a_good_request_has_no_violations(judge: Judge, token: Callable[..., str]) -> None:
    assert judge.judge(get(token())).violations == []
    assert judge.judge(get(token())).query == {"fields[apps]": ["name", "sku"], "limit": ["200"]}
    assert judge.judge(get(token(), "/v1/apps/a%2Fb")).own_id == "a/b"
    assert judge.judge(post(token(), BODY)).violations == []
    assert judge.judge(post(token(), BODY)).body == BODY


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("/v1/app", "the document has no GET"),
        ("/v1/apps/1/x", "the document has no GET"),
        ("/v1/apps/", "no escaped id"),
        ("/v1/apps/..", "no escaped id"),
        ("/v1/apps/%2e%2e", "no escaped id"),
        ("/v1/apps/a b", "no escaped id"),
        ("/v1/apps?", "target"),
        ("/v1/apps?limit=1&limit=2", "repeated"),
        ("/v1/apps?limit=201", "more than 200"),
        ("/v1/apps?limit=0", "no whole number"),
        ("/v1/apps?limit=", "no whole number"),
        ("/v1/apps?nothing=1", "no parameter 'nothing'"),
        ("/v1/apps?filter%5Bsku%5D=1", "no parameter"),
        ("/v1/apps?fields[apps]=name&fields[apps]=sku", "repeated"),
        ("/v1/apps?fields[apps]=name%2Csku", "no member 'name,sku'"),
        ("/v1/apps?fields[apps]=bundleID", "no member 'bundleID'"),
        ("/v1/apps?fields[apps]=name,name", "twice"),
        ("/v1/apps?filter[sku]=", "filter[sku]="),
        ("/v1/apps?filter[sku]=a+b", "filter[sku]=a+b"),
        ("/v1/apps?filter[sku]=a,,b", "filter[sku]="),
        ("/v1/apps?exists[gameCenterEnabledVersions]=True", "is no boolean"),
        ("/v1/salesReports?filter[frequency]=DAILY", "filter[vendorNumber] is required"),
    ],
)
def test_a_wrong_target_is_found(target: str, said: str, judge: Judge, token: Callable[..., str]) -> None:
    assert any(said in violation for violation in judge.judge(get(token(), target)).violations)


Change = Callable[[Any], object]
WRONG_BODIES: list[tuple[Change, str]] = [
    (lambda body: body["data"].update(id="1"), "'id' was unexpected"),
    (lambda body: body["data"].update(type="apps"), "body.data.type"),
    (lambda body: body.update(meta={}), "'meta' was unexpected"),
    (lambda body: body["data"]["relationships"].pop("app"), "'app' is a required property"),
    (lambda body: body["data"]["relationships"]["app"]["data"].update(id=None), "None is not of type 'string'"),
    (lambda body: body["data"]["relationships"]["app"]["data"].update(name="x"), "'name' was unexpected"),
    (lambda body: body["data"]["relationships"]["app"].update(data=None), "None is not of type 'object'"),
    (lambda body: body["data"]["relationships"]["manualPrices"].update(data={}), "{} is not of type 'array'"),
    (lambda body: body["included"][0].update(type="apps"), "not valid under any"),
    (lambda body: body["included"][0]["attributes"].update(endDate="1.3.2026"), "not valid under any"),
    (lambda body: body["included"][0]["attributes"].update(price="1"), "not valid under any"),
]


@pytest.mark.parametrize(("change", "said"), WRONG_BODIES)
def test_a_wrong_body_is_found(change: Change, said: str, judge: Judge, token: Callable[..., str]) -> None:
    violations = judge.judge(post(token(), changed(change))).violations
    assert any(said in violation for violation in violations), violations


def test_what_is_no_json_body_is_found(judge: Judge, token: Callable[..., str]) -> None:
    assert judge.judge(post(token(), b"{")).violations
    assert judge.judge(post(token(), b'{"data": 1, "data": 2}')).violations == ["body: a member stands twice"]
    assert judge.judge(post(token(), b'{"data": NaN}')).violations == ["body: NaN is no JSON"]
    assert judge.judge(post(token(), BODY, content_type="text/plain")).violations == ["content-type: ['text/plain']"]
    assert judge.judge(get(token())._replace(body=b"{}")).violations
    assert judge.judge(get(token(), **{"content-type": "application/json"})).violations


def test_wrong_headers_are_found(judge: Judge, token: Callable[..., str]) -> None:
    assert judge.judge(get(token(), accept="*/*")).violations
    assert judge.judge(get(token(), accept="text/csv")).violations
    assert judge.judge(get(token(), cookie="a=b")).violations
    assert judge.judge(get(token(), authorization="Basic eDp5")).violations == ["authorization: no bearer token"]


@pytest.mark.parametrize(
    "claims",
    [
        {"kid": "another"},
        {"iss": "another"},
        {"iss": None},
        {"aud": "another"},
        # Far off: the clock is read when tests are collected, minutes before this one may run.
        {"iat": int(time.time()) + 100_000},
        {"exp": int(time.time()) - 10},
        {"exp": int(time.time()) + 100_000},
        {"exp": time.time() + 900.5},
        {"scope": ["GET /v1/apps"]},
    ],
)
def test_a_wrong_token_is_found(claims: dict[str, Any], judge: Judge, token: Callable[..., str]) -> None:
    assert judge.judge(get(token(**claims))).violations
    assert judge.judge(get(token()[:-4] + "AAAA")).violations


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2026-03-01T09:00:00Z", True),
        ("2026-03-01T09:00:00.123+05:30", True),
        ("2026-03-01T09:00:00.123456Z", False),
        ("2026-03-01T09:00:00", False),
        ("2026-02-30T09:00:00Z", False),
    ],
)
def test_dates_are_judged(value: str, good: bool, judge: Judge, token: Callable[..., str]) -> None:
    attributes = {"earliestReleaseDate": value, "platform": "IOS", "versionString": "1"}
    app = {"app": {"data": {"type": "apps", "id": "1"}}}
    body = {"data": {"type": "appStoreVersions", "attributes": attributes, "relationships": app}}
    assert (judge.judge(post(token(), body)._replace(target="/v1/appStoreVersions")).violations == []) is good
