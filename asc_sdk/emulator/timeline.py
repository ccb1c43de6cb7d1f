"""What happens later: steps that are due at a time of the emulator's clock."""

from __future__ import annotations

import heapq
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from .clock import Clock
    from .store import Record

    Argument = Record | str


class Due(NamedTuple):
    """A step that is to be done: its name and arguments, so that it can be written down."""

    time: datetime
    number: int
    step: str
    arguments: tuple[Argument, ...]


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
        self._known: dict[str, Callable[..., None]] = {}
        self._due: list[Due] = []
        self._numbers = count()
        self.version = 0
        """Counts changes, as the store does."""

    def learn(self, step: str, function: Callable[..., None]) -> None:
        """Say what a step does; its arguments are resources and texts."""
        self._known[step] = function

    def knows(self, step: str) -> bool:
        return step in self._known

    def then(self, step: str, *arguments: Argument) -> None:
        """Do a step when Apple has worked on it for a while."""
        self.at(self._clock.now() + self._processing, step, *arguments)

    def at(self, time: datetime, step: str, *arguments: Argument) -> None:
        """Do a step at a time.

        Raises:
            KeyError: there is no such step.
        """
        if step not in self._known:
            raise KeyError(step)
        self.version += 1
        heapq.heappush(self._due, Due(time, next(self._numbers), step, arguments))

    def run(self) -> None:
        """Do what is due. A step that is ordered meanwhile waits for the next run, unless its time lies in the past."""
        now = self._clock.now()
        while self._due and self._due[0].time <= now:
            due = heapq.heappop(self._due)
            self.version += 1
            self._known[due.step](*due.arguments)

    def due(self) -> list[Due]:
        """What is still to be done, in its order."""
        return sorted(self._due)
