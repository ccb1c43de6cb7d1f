"""What a token says, and how long it may say it: lifetimes and scopes that Apple takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta

BACKDATED = 60
"""Seconds that `iat` lies back: Apple refuses a token from the future, and clocks differ."""

DEFAULT_LIFETIME = 900
"""Seconds from now; Apple's limit without a margin is met by clocks that are a little ahead."""

LONGEST = 1200
"""Seconds between `iat` and `exp` that Apple takes for any token."""

LONGEST_FOR_GETS = 184 * 24 * 3600
"""... for a token whose scope is GETs only: six months."""

AUDIENCE = "appstoreconnect-v1"
ENTERPRISE_AUDIENCE = "apple-developer-enterprise-v1"

_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD")


def seconds_of(lifetime: float | timedelta) -> int:
    """Give a lifetime in whole seconds.

    Args:
        lifetime: seconds or a timedelta.

    Raises:
        ValueError: not at least a second.
        TypeError: neither a number nor a timedelta.
    """
    total: Any = getattr(lifetime, "total_seconds", None)
    value: Any = total() if total is not None else lifetime
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"lifetime takes seconds or a timedelta, not {type(lifetime).__name__}")
    if not 1 <= value < 1e12:
        raise ValueError(f"lifetime has to be at least a second, not {value!r}")
    return int(value)


def scope_of(scope: str | Iterable[str] | None) -> list[str] | None:
    """Check a token's scope.

    Args:
        scope: "GET /v1/apps?filter[platform]=IOS", or several of these; None for no limit.

    Raises:
        ValueError: it is empty, or an entry is no method and path.
    """
    if scope is None:
        return None
    entries = [scope] if isinstance(scope, str) else list(scope)
    if not entries:
        raise ValueError("scope is empty: leave it out for a token that may do everything")
    for entry in entries:
        method, space, path = entry.partition(" ") if isinstance(entry, str) else ("", "", "")  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        if method not in _METHODS or not space or not path.startswith("/") or " " in path:
            raise ValueError(f'a scope is a method and a path, such as "GET /v1/apps", not {entry!r}')
    return entries


def check_lifetime(lifetime: int, scope: list[str] | None) -> None:
    """Refuse a lifetime that Apple would answer with a 401.

    Raises:
        ValueError: it is too long for this scope.
    """
    if lifetime <= LONGEST:
        return
    if scope is None or not all(entry.startswith("GET ") for entry in scope):
        raise ValueError(
            f"a lifetime of {lifetime} s is too long: Apple takes at most {LONGEST} s, "
            'and up to six months only with a scope of GETs (scope=["GET /v1/apps"])'
        )
    if lifetime > LONGEST_FOR_GETS:
        raise ValueError(
            f"a lifetime of {lifetime} s is too long: Apple takes at most six months ({LONGEST_FOR_GETS} s)"
        )


def claims(
    *, issuer_id: str | None, audience: str, now: float, lifetime: int, scope: list[str] | None
) -> dict[str, Any]:
    """Give the payload of a token.

    Args:
        issuer_id: of a team key; None for an individual key.
        audience: App Store Connect's or the Enterprise Program's.
        now: the wall clock, in epoch seconds: the same in every time zone.
        lifetime: whole seconds from now.
        scope: what the token is for.
    """
    issued = int(now) - BACKDATED
    longest = LONGEST if lifetime <= LONGEST else LONGEST_FOR_GETS
    payload: dict[str, Any] = {"iss": issuer_id} if issuer_id is not None else {"sub": "user"}
    payload |= {"iat": issued, "exp": min(int(now) + lifetime, issued + longest), "aud": audience}
    if scope is not None:
        payload["scope"] = scope
    return payload
