"""Judges bearer tokens as Apple does: signature, key, audience, life, scope."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

import jwt

from .errors import RefusedError, forbidden, not_authorized

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

    from .messages import Incoming

AUDIENCE = "appstoreconnect-v1"
LONGEST = 1200
LONGEST_SCOPED = 190 * 24 * 3600
_SKEW = 60
"""Seconds that a token may come from the future: clocks differ."""

# What an individual key may not use: Provisioning, Sales and Finance (Apple's documentation).
_TEAM_ONLY = frozenset(
    (
        "bundleIdCapabilities",
        "bundleIds",
        "certificates",
        "devices",
        "financeReports",
        "merchantIds",
        "passTypeIds",
        "profiles",
        "salesReports",
    )
)


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key that the emulator accepts; without an issuer it is an individual one."""

    key_id: str
    public_key: EllipticCurvePublicKey
    issuer_id: str | None
    roles: frozenset[str] = field(default=frozenset({"ADMIN"}))


class Tokens:
    """The keys of the account, and which tokens they signed."""

    def __init__(self) -> None:
        self._keys: dict[str, KnownKey] = {}
        self._verified: dict[str, dict[str, Any]] = {}

    def add(self, key: KnownKey) -> None:
        self._keys[key.key_id] = key

    def judge(self, request: Incoming) -> KnownKey:
        """Let a request pass, or refuse it.

        Returns:
            The key that signed it.

        Raises:
            RefusedError: 401 for a token that is missing or wrong, 403 for one that may not do this.
        """
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise RefusedError(not_authorized())
        claims = self._claims(token.strip())
        if claims is None or not _alive(claims):
            raise RefusedError(not_authorized())
        scope = claims.get("scope")
        if scope is not None and not any(_covers(str(one), request) for one in scope):
            raise RefusedError(forbidden("The scope of the token does not hold this request"))
        if claims["individual"] and (request.segments[1:2] or [""])[0] in _TEAM_ONLY:
            raise RefusedError(forbidden("The API key in use does not allow this request"))
        return self._keys[claims["kid"]]

    def _claims(self, token: str) -> dict[str, Any] | None:
        """The claims of a token with a good signature and the right names in it; None for any other."""
        if token in self._verified:
            return self._verified[token]
        try:
            header = jwt.get_unverified_header(token)
            key = self._keys[header["kid"]]
            options: Any = {"require": ["exp", "aud"], "verify_exp": False, "verify_iat": False}
            claims = jwt.decode(token, key.public_key, algorithms=["ES256"], audience=AUDIENCE, options=options)
        except (jwt.PyJWTError, KeyError, ValueError, TypeError):
            return None
        if header.get("typ", "JWT") != "JWT" or not _numbers(claims) or not _issued_by(key, claims):
            return None
        claims |= {"kid": key.key_id, "individual": key.issuer_id is None}
        if len(self._verified) > 1000:
            self._verified.clear()
        self._verified[token] = claims
        return claims


def _issued_by(key: KnownKey, claims: dict[str, Any]) -> bool:
    if key.issuer_id is None:
        return "iss" not in claims and claims.get("sub") == "user"
    return claims.get("iss") == key.issuer_id


def _numbers(claims: dict[str, Any]) -> bool:
    scope = claims.get("scope")
    return (
        isinstance(claims["exp"], int)
        and isinstance(claims.get("iat", 0), int)
        and (scope is None or isinstance(scope, list))
    )


def _alive(claims: dict[str, Any]) -> bool:
    """Whether a token has begun, has not ended, and does not live too long; by the real clock."""
    now = time.time()
    issued, ends = float(claims.get("iat", now)), float(claims["exp"])
    scope = claims.get("scope")
    longest = LONGEST_SCOPED if scope and all(str(one).startswith("GET ") for one in scope) else LONGEST
    return issued <= now + _SKEW and now < ends and ends - min(issued, now) <= longest


def _covers(scope: str, request: Incoming) -> bool:
    """Whether one entry of a scope (`GET /v1/apps?filter[platform]=IOS`) holds a request."""
    method, _, target = scope.partition(" ")
    path, _, query = target.partition("?")
    if method != request.method or unquote(path) != unquote(request.raw_path):
        return False
    return set(parse_qsl(query)) <= set(parse_qsl(request.raw_query))
