"""The first error of several workers: handed on once, and kept by nobody afterwards."""

from __future__ import annotations

import gc
import queue
import threading
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from asc_sdk._endpoint.steps import FirstError, Together, Work, run_steps

if TYPE_CHECKING:
    from asc_sdk._endpoint.steps import Steps


class FlawError(Exception):
    """An error that can be watched."""


def test_only_the_first_is_handed_on_and_only_once() -> None:
    first = FirstError()
    first.note(FlawError("one"))
    first.note(FlawError("two"))
    with pytest.raises(FlawError, match="one"):
        first.hand_on()
    first.hand_on()
    first.note(FlawError("three"))
    first.hand_on()


def test_what_comes_when_nobody_is_left_is_dropped() -> None:
    first = FirstError()
    first.end()
    error = FlawError("late")
    gone = weakref.ref(error)
    first.note(error)
    del error
    assert gone() is None
    first.hand_on()


class InterruptedQueue(queue.SimpleQueue[None]):
    """Whoever waits for the workers is interrupted."""

    def get(self, block: bool = True, timeout: float | None = None) -> None:
        raise KeyboardInterrupt


def test_a_worker_that_fails_after_an_interrupt_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "SimpleQueue", InterruptedQueue)
    nowhere: Any = None  # nothing is sent
    started, interrupted = threading.Event(), threading.Event()
    workers: list[threading.Thread] = []
    gone: list[weakref.ref[FlawError]] = []

    def late() -> None:
        workers.append(threading.current_thread())
        started.set()
        interrupted.wait(10)
        error = FlawError("late")
        gone.append(weakref.ref(error))
        try:
            raise error
        finally:
            del error

    def one() -> Steps[None]:
        yield Work(late)

    def steps() -> Steps[None]:
        yield Together([one()], 1)

    gc.disable()
    try:
        with pytest.raises(KeyboardInterrupt):
            run_steps(nowhere, steps())
        assert started.wait(10)
        interrupted.set()
        workers[0].join(10)
        assert gone[0]() is None
    finally:
        gc.enable()
