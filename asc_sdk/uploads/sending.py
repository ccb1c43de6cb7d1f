"""The life of one part as a generator: send it, again after a fault, with a new URL when one expired. No I/O."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from .._transport.retry import retry_after, wait_before
from ..errors import UploadError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from .._options import Retry
    from .._transport.flow import Clock
    from .._transport.messages import Fault
    from .parts import Part

    Steps = Generator["Put | Pause | Renew", "Outcome | Part | None", None]

_MARGIN = 60.0
"""Seconds before its end that a URL counts as expired: the part has to arrive, and clocks differ."""
_MOST_RENEWALS = 5
_EXPIRED = frozenset((400, 401, 403))
"""What storage hosts answer to a URL whose time is over; only where Apple said that it has an end."""

_log = logging.getLogger("asc_sdk")


class Put:
    """A step: send the part."""

    __slots__ = ("part",)

    def __init__(self, part: Part) -> None:
        self.part = part


class Pause:
    """A step: wait."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class Renew:
    """A step: ask Apple for the part as it is now, unless another part has done so already."""

    __slots__ = ("part",)

    def __init__(self, part: Part) -> None:
        self.part = part


class Outcome:
    """What came of one try.

    Attributes:
        status: the answer's; 0 without one.
        headers: the answer's, with lower-case names.
        code: the storage host's word for what is wrong, "" where it has none.
        fault: why no answer came.
    """

    __slots__ = ("code", "fault", "headers", "status", "sum")

    def __init__(
        self,
        status: int = 0,
        headers: Mapping[str, str] | None = None,
        *,
        code: str = "",
        fault: Fault | None = None,
    ) -> None:
        self.status = status
        self.headers: Mapping[str, str] = headers if headers is not None else {}
        self.code = code
        self.fault = fault


def send_part(part: Part, retry: Retry, clock: Clock) -> Steps:
    """Send one part until it is there.

    Raises:
        UploadError: it was refused, or failed too often. Nothing signed is in the text.
    """
    tries = renewals = 0
    while True:
        if part.expires is not None and clock.wall() > part.expires - _MARGIN and renewals < _MOST_RENEWALS:
            renewals += 1
            part = yield from _renewed(part)
        tries += 1
        outcome = yield Put(part)
        assert isinstance(outcome, Outcome)
        if 200 <= outcome.status < 300:
            return
        if outcome.status in _EXPIRED and part.expires is not None and renewals < _MOST_RENEWALS:
            renewals += 1
            fresh = yield from _renewed(part)
            if fresh.url() != part.url():
                part = fresh
                tries -= 1
                continue
        wait = _wait(part, outcome, tries, retry, clock)
        if wait is None:
            raise UploadError(_refusal(part, outcome, tries))
        _log.info("%s: waiting %.2f s before the next try: %s", part.title, wait, _what(outcome))
        yield Pause(wait)


def _renewed(part: Part) -> Generator[Renew, Outcome | Part | None, Part]:
    fresh = yield Renew(part)
    assert fresh is not None
    assert not isinstance(fresh, Outcome)
    return fresh


def _wait(part: Part, outcome: Outcome, tries: int, retry: Retry, clock: Clock) -> float | None:
    """Seconds before the next try; None where there is none. Only a PUT means the same when it is repeated."""
    status, fault = outcome.status, outcome.fault
    passing = not fault.hopeless if fault is not None else status >= 500 or status in (408, 429)
    if part.method != "PUT" or not passing or tries >= retry.attempts:
        return None
    asked = retry_after(outcome.headers.get("retry-after", ""), clock.wall())
    return wait_before(retry, tries, asked, status=status or None, spread=clock.chance())


def _refusal(part: Part, outcome: Outcome, tries: int) -> str:
    often = f" ({tries} tries)" if tries > 1 else ""
    if outcome.fault is not None:
        return f"{part.title} did not get through{often}: {outcome.fault.message}"
    return f"{part.title} was refused by {part.host}{often}: {_what(outcome)}"


def _what(outcome: Outcome) -> str:
    if outcome.fault is not None:
        return outcome.fault.message
    return f"status {outcome.status}{f', {outcome.code}' if outcome.code else ''}"
