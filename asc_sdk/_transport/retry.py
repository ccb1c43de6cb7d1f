"""What is safe to send again, and when: pure functions of a request, an answer and the clock."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._options import Retry
    from .messages import Request

_PASSING = frozenset((408, 500, 502, 503, 504))
"""Statuses that a safe request is sent again after: the server's trouble, which may be over in a moment."""

_NUMBER = re.compile(r"[0-9]{1,25}(?:\.[0-9]*)?", re.ASCII)
_EPOCH_SECONDS = 1e9
"""A Retry-After above this is a moment and no duration: as seconds to wait it would be 31 years."""
_EPOCH_MILLISECONDS = 1e11
"""... in milliseconds, as Apple's App Store Server API sends them."""


def fate_is_unknown(status: int) -> bool:
    """Tell whether a request that got this status may have been carried out all the same.

    A refusal (4xx) is certain; a server's or a gateway's failure is not, and neither is a redirect.
    """
    return not (200 <= status < 300 or (400 <= status < 500 and status != 408))


def may_repeat(request: Request, status: int) -> bool:
    """Tell whether this request may be sent again after an answer of this status (401 apart)."""
    return status == 429 or (status in _PASSING and request.repeatable)


def retry_after(value: str, now: float) -> float | None:
    """Read a `Retry-After` header of any shape.

    Args:
        value: the header: seconds, an HTTP date, a moment in epoch seconds or milliseconds, or nonsense.
        now: the wall clock, in epoch seconds.

    Returns:
        Seconds from now; None for what says nothing usable: nonsense, negative numbers, moments in the past.
    """
    value = value.strip()
    if _NUMBER.fullmatch(value):
        seconds = float(value)
        if seconds > _EPOCH_MILLISECONDS:
            seconds = seconds / 1000 - now
        elif seconds > _EPOCH_SECONDS:
            seconds -= now
    elif value[:1].isalpha() and len(value) <= 100:
        moment = http_date(value)
        if moment is None:
            return None
        seconds = moment - now
    else:
        return None
    return seconds if seconds >= 0 else None


def http_date(value: str) -> float | None:
    """Read an HTTP date in any of its three forms; None where it is none.

    Args:
        value: "Wed, 21 Oct 2026 07:28:00 GMT".

    Returns:
        Epoch seconds.
    """
    from datetime import UTC
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, IndexError, AttributeError, OSError):
        return None  # the parser trips over odd input in all of these ways


def wait_before(retry: Retry, number: int, asked: float | None, *, status: int | None, spread: float) -> float | None:
    """Decide how long to wait before the next try.

    Args:
        retry: the client's settings.
        number: the try that failed, from 1.
        asked: seconds that the server asked for, None where it did not.
        status: the answer's status, None after a connection fault.
        spread: from 0 to 1, drawn at random: clients that failed together shall not come back together.

    Returns:
        Seconds; None where the server asks for more than `retry.max_wait`.
    """
    if asked is not None:
        if asked > retry.max_wait:
            return None
        return min(asked + spread * min(asked * 0.1, 1.0), retry.max_wait)
    # A budget fills up more slowly than a server recovers.
    first = retry.backoff * (4 if status == 429 else 1)
    return min(first * 2.0 ** min(number - 1, 30) * (0.5 + 0.5 * spread), retry.max_wait)
