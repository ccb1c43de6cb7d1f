"""What a person can do about an error of Apple's: the mistakes that are made most, each with its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .retry import http_date

if TYPE_CHECKING:
    from ..errors import APIStatusError

CLOCK_TOLERANCE = 45.0
"""Seconds that two clocks may differ before a refused token is put down to it; tokens are dated a minute back."""

_CLOSED_TO_INDIVIDUAL_KEYS = frozenset(
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
_INDIVIDUAL = (
    "this is an individual key, and those cannot use Provisioning, Sales and Finance; "
    "use a team key (with its issuer id)"
)


def advise(error: APIStatusError, *, individual: bool, date: str, now: float) -> str:
    """Say what to do about an error.

    Args:
        error: what Apple answered.
        individual: whether the client's key is an individual one.
        date: the answer's `Date` header, "" where there is none.
        now: the wall clock, in epoch seconds.

    Returns:
        One or two sentences; "" where there is nothing to add to Apple's words.
    """
    if error.status == 401:
        return _about_401(error, individual, date, now)
    if error.status == 403:
        return _about_403(error, individual)
    if error.status == 409:
        return _about_409(error)
    if error.status == 429:
        if error.retry_after is not None:
            return f"the key's budget is used up; Apple asks to wait {error.retry_after:.0f} seconds"
        return "the key's budget is used up (a rolling hour, for all that use this key); wait, or ask for fewer pages"
    if error.status == 407:
        return "the proxy wants a user and a password: put them into HTTPS_PROXY, or pass http_client="
    if error.has_code("PATH_ERROR"):
        return "Apple has no such path: look for a letter too many in the path or the id"
    return ""


def _about_401(error: APIStatusError, individual: bool, date: str, now: float) -> str:
    servers = http_date(date) if date else None
    if servers is not None and abs(now - servers) > CLOCK_TOLERANCE:
        side = "ahead of" if now > servers else "behind"
        return (
            f"this computer's clock is {_duration(abs(now - servers))} {side} the server's, "
            "so its tokens are not valid there: set the clock (NTP)"
        )
    if individual:
        text = (
            "check that the key was not revoked and that the key id belongs to it; this key has no issuer id, "
            "so it is used as an individual key: a team key needs issuer_id"
        )
        return f"{text}; {_INDIVIDUAL}" if _is_closed(error.path) else text
    return (
        "check that the issuer id is the one shown above the list of team keys (Users and Access > Integrations), "
        "that the key id belongs to this key, and that the key was not revoked"
    )


def _about_403(error: APIStatusError, individual: bool) -> str:
    if any("AGREEMENT" in code for code in error.codes):
        see = next((found.see for found in error.errors if found.see), None)
        where = f" at {see}" if see else " in App Store Connect under Business (Agreements, Tax, and Banking)"
        return f"an agreement is missing or has expired: the team's Account Holder has to accept it{where}"
    if individual and _is_closed(error.path):
        return _INDIVIDUAL
    return (
        "the key's role does not allow this: give the key a role that does "
        "(Users and Access > Integrations), or use a key that has one"
    )


def _about_409(error: APIStatusError) -> str:
    codes = error.codes
    if any("DUPLICATE" in code.split(".") for code in codes):
        return "it exists already: look it up with list, and update it"
    if any(code.split(".")[0] == "STATE_ERROR" for code in codes):
        return "the state it is in does not allow this: put right what the errors name, then try again"
    return ""


def _is_closed(path: str | None) -> bool:
    return any(part in _CLOSED_TO_INDIVIDUAL_KEYS for part in (path or "").split("/"))


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    if seconds < 7200:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.0f} hours" if seconds < 172800 else f"{seconds / 86400:.0f} days"
