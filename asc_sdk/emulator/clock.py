"""The emulator's clock: the real time, and as much more as a test has moved it on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Dates of resources and the progress of processing go by it; tokens do not, they are signed by the real time."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        """By how much it is ahead of the real time."""

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def text(self, ahead: timedelta = timedelta()) -> str:
        """A time as Apple writes it, in whole seconds."""
        return (self.now() + ahead).replace(microsecond=0).isoformat()

    def advance(self, **amount: float) -> None:
        """Move on, by `days=1`, `minutes=5` or whatever `timedelta` takes."""
        self.ahead += timedelta(**amount)
