"""`doctor`: tries the key, the clock, the role, the agreements and the rate limit, and says what is wrong."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from ..errors import APIStatusError, AppStoreConnectError, PermissionDeniedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from ..client import AppStoreConnect

_SLACK = 60.0
"""Seconds by which clocks may differ: a token is dated a minute back for that."""


def examine(asc: AppStoreConnect, now: float, out: TextIO) -> bool:
    """Prints a line for each thing that is tried.

    Args:
        asc: a client that does not try again: what is wrong is to be seen.
        now: this machine's time, in seconds since 1970.
        out: where to.

    Returns:
        Whether all is well.
    """
    well = True
    for good, line in _findings(asc, now):
        print(f"{'ok     ' if good else 'wrong  '}{line}", file=out)
        well = well and good
    return well


def _findings(asc: AppStoreConnect, now: float) -> Iterator[tuple[bool, str]]:
    try:
        response = asc.request("GET", "/v1/apps", params={"limit": 1, "fields[apps]": "name"})
    except AppStoreConnectError as error:
        yield False, f"server: {error}"
        return
    yield True, f"server: {asc.base_url} takes the key"
    total = response.json().get("meta", {}).get("paging", {}).get("total")
    yield True, "apps: " + (f"the key sees {total}" if total is not None else "the key sees them")
    yield _clock(response.headers.get("date", ""), now)
    yield _role(asc)
    yield _agreements(asc)
    hour = asc.rate_limit.hour
    if hour.limit is not None:
        left = hour.remaining or 0
        yield left > 0, f"rate limit: {left} of {hour.limit} requests are left of this hour"


def _clock(date: str, now: float) -> tuple[bool, str]:
    try:
        off = now - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return True, "clock: the server does not say what time it is"
    if abs(off) <= _SLACK:
        return True, f"clock: within {abs(off):.0f} s of the server's"
    way = "ahead of" if off > 0 else "behind"
    return False, f"clock: {abs(off):.0f} s {way} the server's; tokens are refused beyond a minute: set it (NTP)"


def _role(asc: AppStoreConnect) -> tuple[bool, str]:
    """Only an admin's key sees users; a lesser role is no fault."""
    try:
        asc.request("GET", "/v1/users", params={"limit": 1})
    except PermissionDeniedError:
        return True, "role: not Admin: users, and keys' own management, are closed to this key"
    except AppStoreConnectError as error:
        return False, f"role: {error}"
    return True, "role: Admin, or one that sees users"


def _agreements(asc: AppStoreConnect) -> tuple[bool, str]:
    """Apple refuses some paths, and others not, while an agreement waits to be accepted."""
    try:
        asc.request("GET", "/v1/bundleIds", params={"limit": 1})
    except APIStatusError as error:
        if error.has_code("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED"):
            return False, f"agreements: {error}"
        if isinstance(error, PermissionDeniedError):
            return True, "agreements: not known, as the key's role does not see bundle ids"
        return False, f"agreements: {error}"
    except AppStoreConnectError as error:
        return False, f"agreements: {error}"
    return True, "agreements: none is missing"
