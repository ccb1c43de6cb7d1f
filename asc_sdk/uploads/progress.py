"""How much was sent: told to the user's function, one call at a time, and never less than before."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Progress:
    """Counts the bytes of all parts. A part that is sent again counts anew."""

    def __init__(self, total: int, tell: Callable[[int, int], object] | None) -> None:
        self._total = total
        self._tell = tell
        self._lock = threading.Lock()
        self._sent: dict[int, int] = {}
        self._sum = 0
        self._told = 0

    def note(self, part: int, sent: int) -> None:
        """Take note of how many bytes of a part have gone out in its present try.

        Args:
            part: its offset.
            sent: bytes.
        """
        if self._tell is None:
            return
        with self._lock:
            self._sum += sent - self._sent.get(part, 0)
            self._sent[part] = sent
            if self._sum > self._told:
                self._told = self._sum
                self._tell(self._sum, self._total)
