"""What Apple's `X-Rate-Limit` header says, shared by all clients of one key, and the pacing that follows from it."""

from __future__ import annotations

import threading
import weakref
from bisect import bisect_right, insort
from typing import TYPE_CHECKING, NamedTuple

from .._forks import watch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._options import Pacing

_FIRST_ALONE = 30.0
"""Seconds for which the others wait for the first request's answer."""
_LOOK = 0.05
_DIGITS = "0123456789"


class Quota(NamedTuple):
    """How many requests a key may make in a window of time; None: not known."""

    limit: int | None = None
    remaining: int | None = None


class RateLimit(NamedTuple):
    """What the newest `X-Rate-Limit` said. Apple counts in a rolling hour and, for some operations, minute."""

    hour: Quota = Quota()
    minute: Quota = Quota()


def parse(header: str) -> RateLimit:
    """Read `user-hour-lim:3500;user-hour-rem:500;` of any shape; what is not understood is passed over.

    Args:
        header: the header's value; items are parted by semicolons or commas.

    Returns:
        What it says; None for each number that it does not say.
    """
    found: dict[str, int] = {}
    for item in header[:1000].replace(",", ";").split(";"):
        name, colon, value = item.partition(":")
        name, value = name.strip().lower(), value.strip()
        if colon and 0 < len(value) <= 12 and all(char in _DIGITS for char in value):
            found[name] = int(value)

    def quota(window: str) -> Quota:
        return Quota(found.get(f"user-{window}-lim"), found.get(f"user-{window}-rem"))

    return RateLimit(quota("hour"), quota("minute"))


class _Window:
    """One window's budget: what the newest answer left, and what this process sent since."""

    __slots__ = ("freed", "length", "probe", "quota", "sent", "told_at")

    def __init__(self, length: float, probe: float) -> None:
        self.length = length
        self.probe = probe
        self.quota = Quota()
        self.told_at = 0.0
        self.freed = 0  # requests that were counted in `quota` and have left the window since
        self.sent: list[float] = []  # moments of our own requests in this window, oldest first

    def tell(self, quota: Quota, sent_at: float) -> None:
        """Take an answer's word. It counts from when its request was sent: later ones may not be in it."""
        if quota.remaining is not None and sent_at >= self.told_at:
            self.quota, self.told_at, self.freed = quota, sent_at, 0

    def wait(self, now: float, reserve: int) -> float:
        """Seconds until one more request leaves the reserve alone, as far as this process can know."""
        gone = bisect_right(self.sent, now - self.length)
        self.freed += min(bisect_right(self.sent, self.told_at), gone)
        del self.sent[:gone]
        limit, remaining = self.quota
        if remaining is None or now - self.told_at >= self.length:
            return 0.0
        if limit is not None:
            reserve = min(reserve, max(limit - 1, 0))
        counted = bisect_right(self.sent, self.told_at)
        since = len(self.sent) - counted
        if remaining + self.freed - since > reserve:
            return 0.0
        # Others use the key too: their requests leave the window unseen, so look now and then.
        look_again = (self.sent[-1] if since else self.told_at) + self.probe
        next_free = self.sent[0] + self.length if counted else look_again
        return max(min(look_again, next_free) - now, 0.0)


class Budget:
    """The rate limit of one key, shared by the threads and tasks of all its clients."""

    def __init__(self) -> None:
        self.last = RateLimit()
        self._lock = threading.Lock()
        self._hour = _Window(3600.0, probe=300.0)
        self._minute = _Window(60.0, probe=60.0)
        self._first_sent: float | None = None
        self._heard = False
        watch(self)

    def renew_after_fork(self) -> None:
        """Make a new lock: another thread of the parent may have held the old one."""
        self._lock = threading.Lock()

    def read(self, headers: Mapping[str, str], sent_at: float) -> None:
        """Take note of an answer, or of a fault (no headers).

        Args:
            headers: of the answer, with lower-case names.
            sent_at: when the request was sent, by the clock that `reserve_one` is told.
        """
        header = headers.get("x-rate-limit", "")
        told = parse(header) if header else RateLimit()
        with self._lock:
            self._heard = True
            if told != RateLimit():
                self.last = told
                self._hour.tell(told.hour, sent_at)
                self._minute.tell(told.minute, sent_at)

    def reserve_one(self, pacing: Pacing, now: float) -> float:
        """Take one request out of the budget, or say how long to wait before asking again.

        Args:
            pacing: what to leave alone.
            now: a clock that never goes back, in seconds.

        Returns:
            0 where the request may go now.
        """
        with self._lock:
            if not self._heard and self._first_sent is not None and now - self._first_sent < _FIRST_ALONE:
                return _LOOK  # a thousand tasks wait for the first one's answer: before it nothing is known
            # The reserve is a part of the hour's budget; a minute's may be used to the end.
            wait = max(self._hour.wait(now, pacing.reserve), self._minute.wait(now, 0))
            if wait <= 0:
                self._first_sent = self._first_sent or now
                insort(self._hour.sent, now)
                insort(self._minute.sent, now)
            return wait


_shared: weakref.WeakValueDictionary[tuple[str, str], Budget] = weakref.WeakValueDictionary()
_shared_lock = threading.Lock()


def budget_of(origin: str, key_id: str) -> Budget:
    """Give the budget of a key at a host: the same one to every client of this process."""
    with _shared_lock:
        budget = _shared.get((origin, key_id))
        if budget is None:
            budget = _shared[origin, key_id] = Budget()
        return budget
