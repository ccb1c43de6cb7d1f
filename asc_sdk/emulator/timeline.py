"""What happens later: steps that are due at a time of the emulator's clock."""

from __future__ import annotations

import heapq
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from .clock import Clock

    Step = Callable[[], None]


class Timeline:
    """Runs steps when their time has come; they are looked at before each request.

    Args:
        clock: the emulator's.
        processing: seconds that Apple takes for one step of its own. With none a step is done by the next request, so
            that a client that polls sees every state once.
    """

    def __init__(self, clock: Clock, processing: float = 0.0) -> None:
        self._clock = clock
        # Never nothing: what a step orders is for the next run.
        self._processing = timedelta(seconds=processing, microseconds=1)
        self._steps: list[tuple[datetime, int, Step]] = []
        self._numbers = count()

    def then(self, step: Step) -> None:
        """Do something when Apple has worked on it for a while."""
        self.at(self._clock.now() + self._processing, step)

    def at(self, time: datetime, step: Step) -> None:
        """Do something at a time."""
        heapq.heappush(self._steps, (time, next(self._numbers), step))

    def run(self) -> None:
        """Do what is due. A step that is ordered meanwhile waits for the next run, unless its time lies in the past."""
        now = self._clock.now()
        while self._steps and self._steps[0][0] <= now:
            heapq.heappop(self._steps)[2]()
