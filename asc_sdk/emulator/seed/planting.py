"""What the seeds have in common: adding resources and writing dates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..handles import add_resource

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..clock import Clock
    from ..store import Record, Store


class Planter:
    """Adds resources to a store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self._clock = clock

    def add(self, type: str, id: str | None = None, **fields: Any) -> Record:
        """Add one, by Python's names."""
        return add_resource(self.store, type, id, fields)

    def all(self, type: str) -> Collection[Record]:
        """Those there are of a type."""
        return self.store.of_type(type).values()

    def days_ago(self, days: float) -> str:
        """A date-time before now (or after it: negative days)."""
        return self._clock.text(timedelta(days=-days))
