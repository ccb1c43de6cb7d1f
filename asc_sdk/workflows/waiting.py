"""`wait`: asks again and again until something is so, with a pause between and an end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .._endpoint.steps import Pause, async_run_steps, run_steps
from .._jsonapi.show import show_value
from ..errors import APIConnectionError, APITimeoutError, RateLimitError, ServerError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .._endpoint.steps import Steps
    from .._transport.drivers import AsyncConnection, Connection
    from .._transport.flow import Clock

T = TypeVar("T")

_SHOWN = 200


class Patience(Generic[T]):
    """What to wait for, and how long.

    Args:
        until: whether something is as wanted.
        timeout: seconds, or a timedelta.
        every: seconds between two looks, or a timedelta.
        on_progress: is called with what each look gave.

    Raises:
        TypeError: an argument is of the wrong kind.
        ValueError: a time cannot be right.
    """

    def __init__(
        self,
        until: Callable[[T], object],
        timeout: float | timedelta,
        every: float | timedelta,
        on_progress: Callable[[T], object] | None,
    ) -> None:
        if not callable(until):
            raise TypeError("until takes a function of what get gives, such as: lambda build: build.processing_state")
        self.until = until
        self.timeout = _seconds("timeout", timeout)
        self.every = _seconds("every", every)
        self.on_progress = on_progress


class Look:
    """A step: look how it stands."""

    __slots__ = ()


def wait(connection: Connection, get: Callable[[], T], patience: Patience[T]) -> T:
    """Waits with a sync client."""

    def look(_: object) -> T:
        found = get()
        if hasattr(found, "__await__"):
            raise TypeError("get gave an awaitable: an AppStoreConnect waits for plain values")
        return found

    return run_steps(connection, looks(patience, connection.clock), look)


async def async_wait(connection: AsyncConnection, get: Callable[[], Awaitable[T]], patience: Patience[T]) -> T:
    """Waits with an async client."""

    async def look(_: object) -> T:
        found = get()
        if not hasattr(found, "__await__"):
            raise TypeError("get must give an awaitable, such as: lambda: asc.builds.get(id)")
        return await found

    return await async_run_steps(connection, looks(patience, connection.clock), look)


def looks(patience: Patience[T], clock: Clock) -> Steps[T]:
    """The steps: look, pause, and look again, the last time as the time is over."""
    end = clock.steady() + patience.timeout
    while True:
        pause = patience.every
        try:
            found: Any = yield Look()
        except (APIConnectionError, RateLimitError, ServerError) as error:
            # The client has tried several times by now; there is time to wait for better days.
            if clock.steady() >= end:
                raise
            pause = max(pause, getattr(error, "retry_after", None) or 0.0)
        else:
            if patience.on_progress is not None:
                patience.on_progress(found)
            if patience.until(found):
                wanted: T = found
                return wanted
            if clock.steady() >= end:
                shown = show_value("", found)[:_SHOWN]
                raise APITimeoutError(f"after {patience.timeout:g} s it is not as wanted; the last look gave {shown}")
        yield Pause(min(pause, max(end - clock.steady(), 0.0)))


def _seconds(name: str, value: float | timedelta) -> float:
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise TypeError(f"{name} takes seconds or a timedelta, not {value!r}")
    if not seconds >= 0:
        raise ValueError(f"{name} takes seconds of at least 0, not {value!r}")
    return float(seconds)
