"""Counts requests by the rolling hour, as Apple does for each key."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from .errors import Problem
from .messages import refusal

if TYPE_CHECKING:
    from .messages import Answer

APPLES = 3500
_HOUR = 3600.0


class RateLimit:
    """With a limit: refuses what is beyond it. Without: tells Apple's numbers, and never runs low."""

    def __init__(self, hourly: int | None) -> None:
        self._hourly = hourly
        self._spent: deque[float] = deque()

    def spend(self) -> Answer | None:
        """Count a request; the answer that refuses it when the hour is spent."""
        if self._hourly is None:
            return None
        now = time.monotonic()
        while self._spent and self._spent[0] <= now - _HOUR:
            self._spent.popleft()
        if len(self._spent) >= self._hourly:
            problem = Problem(
                429,
                "RATE_LIMIT_EXCEEDED",
                "The request rate limit has been reached.",
                f"We've received too many requests for this API. The limit is {self._hourly} an hour.",
            )
            return refusal((problem,), {"Retry-After": str(int(self._spent[0] + _HOUR - now) + 1)})
        self._spent.append(now)
        return None

    def header(self) -> str:
        """What X-Rate-Limit says."""
        limit = APPLES if self._hourly is None else self._hourly
        return f"user-hour-lim:{limit};user-hour-rem:{limit - len(self._spent)};"
