"""Work that takes several calls, written once for both clients: a generator yields steps, a driver takes them.

A step's result is sent into the generator; what it raises is raised there, interrupts and cancellations too, so the
generator can clean up after itself: `try` and `except` mean what they always mean.

An error leads to the frames that it came through, and so to open files. Where one of those frames still leads to the
error, all of them stay until the garbage collector comes: so nothing here keeps an error that it has handed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ..paging import AsyncPageCall, Page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Iterable

    from .._transport.drivers import AsyncConnection, Connection
    from .operation import Call

    T = TypeVar("T")
    Steps = Generator[object, Any, T]

_CLEANING_TIME = 30.0
"""Seconds that a cancelled task may still take to clean up."""


class Ask:
    """A step: make a call, and give what it gives.

    Args:
        call: what an operation made of its arguments.
        all_pages: the call is for a list: give the items of all pages.
        shielded: to be done though the task was cancelled.
    """

    __slots__ = ("all_pages", "call", "shielded")

    def __init__(self, call: Call[Any], *, all_pages: bool = False, shielded: bool = False) -> None:
        self.call = call
        self.all_pages = all_pages
        self.shielded = shielded

    def __repr__(self) -> str:
        return f"Ask({self.call.request!r})"


class Pause:
    """A step: wait."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __repr__(self) -> str:
        return f"Pause({self.seconds:g})"


class Work:
    """A step: something that reads files or computes, and would hold up an event loop."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[[], Any]) -> None:
        self.function = function


class Together:
    """A step: take several works side by side, each a generator of steps of its own; give their results in order.

    Args:
        works: the generators.
        parallel: how many at once.
    """

    __slots__ = ("parallel", "works")

    def __init__(self, works: Iterable[Steps[Any]], parallel: int) -> None:
        self.works = list(works)
        self.parallel = parallel


class FirstError:
    """The error of the first of several workers to fail; those of the others are dropped."""

    __slots__ = ("_error", "_lock", "noted")

    def __init__(self) -> None:
        import threading

        self._lock = threading.Lock()
        self._error: BaseException | None = None
        self.noted = False

    def note(self, error: BaseException) -> None:
        """Take it in, if it is the first."""
        with self._lock:
            if not self.noted:
                self._error, self.noted = error, True

    def hand_on(self) -> None:
        """Raise it, if there is one, and keep it no longer."""
        with self._lock:
            error, self._error = self._error, None
        try:
            if error is not None:
                raise error
        finally:
            del error

    def end(self) -> None:
        """Drop what still comes: nobody is left to hand it to, and kept it would lead back to itself by its frames."""
        with self._lock:
            self._error, self.noted = None, True


async def in_thread(function: Callable[[], T]) -> T:
    """Call something that would hold up the event loop; anyio would keep an error that came out of the thread."""
    from anyio.to_thread import run_sync

    first = FirstError()
    results: list[T] = []

    def guarded() -> None:
        try:
            results.append(function())
        except BaseException as error:
            first.note(error)

    await run_sync(guarded)
    first.hand_on()
    return results[0]


def run_steps(connection: Connection, steps: Steps[T], other: Callable[[Any], Any] | None = None) -> T:
    """Takes the steps one after another.

    Args:
        connection: makes the calls.
        steps: the generator.
        other: takes steps of further kinds.
    """
    result: Any = None
    error: BaseException | None = None
    try:
        while True:
            try:
                step = steps.send(result) if error is None else steps.throw(error)
            except StopIteration as done:
                value: T = done.value
                return value
            try:
                result, error = _take(connection, step, other), None
            except BaseException as caught:
                result, error = None, caught
    finally:
        del error


def _take(connection: Connection, step: object, other: Callable[[Any], Any] | None) -> Any:
    if isinstance(step, Ask):
        response = connection.send(step.call.request)
        return Page(connection, response, step.call.read).all() if step.all_pages else step.call.read(response)
    if isinstance(step, Pause):
        import time

        time.sleep(step.seconds)
        return None
    if isinstance(step, Work):
        return step.function()
    if isinstance(step, Together):
        return _together(connection, step, other)
    if other is None:
        raise TypeError(f"nothing takes this step: {step!r}")
    return other(step)


def _together(connection: Connection, step: Together, other: Callable[[Any], Any] | None) -> list[Any]:
    import queue
    import threading
    from collections import deque

    results: list[Any] = [None] * len(step.works)
    waiting = deque(enumerate(step.works))
    ended: queue.SimpleQueue[None] = queue.SimpleQueue()
    first = FirstError()

    def work() -> None:
        try:
            while waiting:
                try:
                    number, steps = waiting.popleft()
                except IndexError:  # another thread was faster
                    break
                results[number] = run_steps(connection, steps, other)
        except BaseException as error:
            first.note(error)
        ended.put(None)

    # Daemons: after an interrupt nobody waits for a host that does not answer.
    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(step.parallel, len(step.works)))]
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            ended.get()
            first.hand_on()
    finally:
        waiting.clear()
        first.end()
    return results


async def async_run_steps(
    connection: AsyncConnection, steps: Steps[T], other: Callable[[Any], Awaitable[Any]] | None = None
) -> T:
    """Takes the steps one after another, async."""
    result: Any = None
    error: BaseException | None = None
    try:
        while True:
            try:
                step = steps.send(result) if error is None else steps.throw(error)
            except StopIteration as done:
                value: T = done.value
                return value
            try:
                result, error = await _async_take(connection, step, other), None
            except BaseException as caught:
                result, error = None, caught
    finally:
        del error


async def _async_take(connection: AsyncConnection, step: object, other: Callable[[Any], Awaitable[Any]] | None) -> Any:
    import anyio

    if isinstance(step, Ask):
        if step.shielded:
            with anyio.fail_after(_CLEANING_TIME, shield=True):
                return await _async_ask(connection, step)
        return await _async_ask(connection, step)
    if isinstance(step, Pause):
        return await anyio.sleep(step.seconds)
    if isinstance(step, Work):
        return await in_thread(step.function)
    if isinstance(step, Together):
        return await _async_together(connection, step, other)
    if other is None:
        raise TypeError(f"nothing takes this step: {step!r}")
    return await other(step)


async def _async_together(
    connection: AsyncConnection, step: Together, other: Callable[[Any], Awaitable[Any]] | None
) -> list[Any]:
    from collections import deque

    import anyio

    results: list[Any] = [None] * len(step.works)
    waiting = deque(enumerate(step.works))
    first = FirstError()

    async def work(scope: anyio.CancelScope) -> None:
        # A task group would wrap the error in a group: one is enough, the first.
        try:
            while waiting:
                number, steps = waiting.popleft()
                results[number] = await async_run_steps(connection, steps, other)
        except Exception as error:
            first.note(error)
            scope.cancel()

    async with anyio.create_task_group() as group:
        for _ in range(min(step.parallel, len(step.works))):
            group.start_soon(work, group.cancel_scope)
    first.hand_on()
    return results


async def _async_ask(connection: AsyncConnection, step: Ask) -> Any:
    if step.all_pages:
        page = await AsyncPageCall(connection, step.call.request, step.call.read)
        return await page.all()
    return step.call.read(await connection.send(step.call.request))
