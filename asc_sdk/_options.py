"""What a client can be told: where Apple is, how often to try, how to pace. Plain values, checked when made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import ConfigurationError

if TYPE_CHECKING:
    from typing import Any

BASE_URL = "https://api.appstoreconnect.apple.com"
"""App Store Connect."""

ENTERPRISE_BASE_URL = "https://api.enterprise.developer.apple.com"
"""The Enterprise Program's API."""

CONNECT_TIMEOUT = 10.0
"""Seconds to reach the host; its handshake included."""

READ_TIMEOUT = 60.0
"""Seconds without a byte from Apple; a large report takes half a minute to begin."""

MAX_CONNECTIONS = 16
"""Connections of one client; further requests queue in it. Apple allows a key about one request a second, and the HTTP
library looks at every connection for each request."""


def _number(owner: str, name: str, value: Any, least: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= least:
        raise ConfigurationError(f"{owner}({name}=...) takes a number of at least {least:g}, not {value!r}")
    return float(value)


class Retry:
    """When and how long a client waits before it sends a request again.

    What is sent again is fixed, since it is a question of meaning and not of taste: GETs and `delete(id)` after 408,
    500, 502, 503, 504 and connection faults; every method after 429 or a fault before anything was sent; every
    method once, with a new token, after 401.

    Args:
        attempts: how often a request is sent in all; 1 never repeats anything.
        max_wait: the longest single wait in seconds. Where Apple asks for more (`Retry-After`), the error is
            raised at once and carries `retry_after`.
        backoff: seconds before the second try where Apple does not say; doubled for each further one.
    """

    __slots__ = ("__attempts__", "__backoff__", "__max_wait__")

    def __init__(self, attempts: int = 4, max_wait: float = 60, backoff: float = 0.5) -> None:
        if isinstance(attempts, bool) or not isinstance(attempts, int) or attempts < 1:  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
            raise ConfigurationError(f"Retry(attempts=...) takes a whole number of at least 1, not {attempts!r}")
        self.__attempts__ = attempts
        self.__max_wait__ = _number("Retry", "max_wait", max_wait, 0)
        self.__backoff__ = _number("Retry", "backoff", backoff, 0)

    @classmethod
    def none(cls) -> Retry:
        """Never send a request again."""
        return cls(attempts=1)

    @property
    def attempts(self) -> int:
        """How often a request is sent in all."""
        return self.__attempts__

    @property
    def max_wait(self) -> float:
        """The longest single wait in seconds."""
        return self.__max_wait__

    @property
    def backoff(self) -> float:
        """Seconds before the second try, where Apple does not say."""
        return self.__backoff__

    def __repr__(self) -> str:
        return f"Retry(attempts={self.attempts}, max_wait={self.max_wait:g}, backoff={self.backoff:g})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Retry):
            return NotImplemented
        return (self.attempts, self.max_wait, self.backoff) == (other.attempts, other.max_wait, other.backoff)

    def __hash__(self) -> int:
        return hash((self.attempts, self.max_wait, self.backoff))


class Pacing:
    """Keep a part of the key's hourly budget free, by waiting before a request is sent.

    Args:
        reserve: how many requests of the hour are left to others that use the same key.
        max_wait: the longest wait in seconds; a request that had to wait longer raises `RateLimitError` at once.
    """

    __slots__ = ("__max_wait__", "__reserve__")

    def __init__(self, reserve: int = 100, max_wait: float = 3600) -> None:
        self.__reserve__ = int(_number("Pacing", "reserve", reserve, 0))
        self.__max_wait__ = _number("Pacing", "max_wait", max_wait, 0)

    @property
    def reserve(self) -> int:
        """How many requests of the hour are left alone."""
        return self.__reserve__

    @property
    def max_wait(self) -> float:
        """The longest wait in seconds."""
        return self.__max_wait__

    def __repr__(self) -> str:
        return f"Pacing(reserve={self.reserve}, max_wait={self.max_wait:g})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pacing):
            return NotImplemented
        return (self.reserve, self.max_wait) == (other.reserve, other.max_wait)

    def __hash__(self) -> int:
        return hash((self.reserve, self.max_wait))
