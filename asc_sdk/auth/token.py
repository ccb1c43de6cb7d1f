"""Keeps one token for many requests: signed once, renewed by the wall clock, thrown away when Apple refuses it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NoReturn

from .._forks import watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from .key import ApiKey

_MARGIN = 120
"""Seconds before its end that a token is renewed at the latest: clocks differ, and a request waits its turn."""

_SET_BACK = 30
"""Seconds that the clock may go back before a token counts as one from the future."""


class _Signed:
    """A token and the times between which it is used."""

    __slots__ = ("first", "last", "text")

    def __init__(self, text: str, first: float, last: float) -> None:
        self.text = text
        self.first = first
        self.last = last

    def is_good(self, now: float) -> bool:
        return self.first - _SET_BACK <= now < self.last

    def __repr__(self) -> str:
        return "_Signed(***)"


class Tokens:
    """The tokens of one key, for all threads and tasks of a client.

    Args:
        key: signs them.
        clock: the wall clock; it goes on while a laptop sleeps, which a steady clock may not.
    """

    __slots__ = ("__weakref__", "_clock", "_current", "_key", "_lock")

    def __init__(self, key: ApiKey, clock: Callable[[], float] | None = None) -> None:
        import time

        self._key = key
        self._clock = clock if clock is not None else time.time
        self._lock = threading.Lock()
        self._current: _Signed | None = None
        watch(self)

    def renew_after_fork(self) -> None:
        """Make a new lock: another thread of the parent may have held the old one."""
        self._lock = threading.Lock()

    @property
    def key_id(self) -> str:
        """The id of the key."""
        return self._key.key_id

    @property
    def individual(self) -> bool:
        """Whether it is an individual key."""
        return self._key.individual

    def bearer(self) -> str:
        """Give a token that is valid now, and for long enough to arrive."""
        current = self._current
        if current is not None and current.is_good(self._clock()):
            return current.text
        with self._lock:
            current, now = self._current, self._clock()
            if current is None or not current.is_good(now):
                lifetime = self._key.lifetime
                last = now + lifetime - min(_MARGIN, lifetime / 4)
                current = self._current = _Signed(self._key.token(), now, last)
            return current.text

    def refused(self, token: str) -> None:
        """Throw a token away, unless another thread has already renewed it."""
        with self._lock:
            if self._current is not None and self._current.text == token:
                self._current = None

    def __repr__(self) -> str:
        return f"Tokens({self._key!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("tokens are not pickled: they are secrets")
