"""What happens later."""

from __future__ import annotations

from datetime import timedelta

from asc_sdk.emulator.clock import Clock
from asc_sdk.emulator.timeline import Timeline


def test_a_step_is_done_by_the_next_run_and_what_it_orders_by_the_one_after() -> None:
    timeline, done = Timeline(Clock()), list[str]()

    def first() -> None:
        done.append("first")
        timeline.then(lambda: done.append("second"))

    timeline.then(first)
    assert done == []
    timeline.run()
    assert done == ["first"]
    timeline.run()
    assert done == ["first", "second"]


def test_a_step_takes_its_time() -> None:
    clock, done = Clock(), list[str]()
    timeline = Timeline(clock, processing=60)
    timeline.then(lambda: done.append("done"))
    clock.advance(seconds=59)
    timeline.run()
    assert done == []
    clock.advance(seconds=1)
    timeline.run()
    assert done == ["done"]


def test_days_that_have_passed_are_made_up_for_in_their_order() -> None:
    clock, days = Clock(), list[int]()
    timeline, start = Timeline(clock), clock.now()

    def day(number: int) -> None:
        days.append(number)
        timeline.at(start + timedelta(days=number + 1), lambda: day(number + 1))

    timeline.at(start + timedelta(days=1), lambda: day(1))
    clock.advance(days=3)
    timeline.run()
    assert days == [1, 2, 3]
