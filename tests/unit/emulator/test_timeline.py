"""What happens later."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from asc_sdk.emulator.clock import Clock
from asc_sdk.emulator.timeline import Timeline


def test_a_step_is_done_by_the_next_run_and_what_it_orders_by_the_one_after() -> None:
    timeline, done = Timeline(Clock()), list[str]()

    def first(name: str) -> None:
        done.append(name)
        timeline.then("second", "b")

    timeline.learn("first", first)
    timeline.learn("second", done.append)
    timeline.then("first", "a")
    assert done == []
    timeline.run()
    assert done == ["a"]
    timeline.run()
    assert done == ["a", "b"]


def test_a_step_takes_its_time() -> None:
    clock, done = Clock(), list[str]()
    timeline = Timeline(clock, processing=60)
    timeline.learn("note", done.append)
    timeline.then("note", "done")
    clock.advance(seconds=59)
    timeline.run()
    assert done == []
    clock.advance(seconds=1)
    timeline.run()
    assert done == ["done"]


def test_days_that_have_passed_are_made_up_for_in_their_order() -> None:
    clock, days = Clock(), list[datetime]()
    timeline, start = Timeline(clock), clock.now()

    def day(text: str) -> None:
        days.append(datetime.fromisoformat(text))
        timeline.at(days[-1] + timedelta(days=1), "day", (days[-1] + timedelta(days=1)).isoformat())

    timeline.learn("day", day)
    timeline.at(start + timedelta(days=1), "day", (start + timedelta(days=1)).isoformat())
    clock.advance(days=3)
    timeline.run()
    assert [(one - start).days for one in days] == [1, 2, 3]


def test_what_is_due_is_told_in_its_order_and_changes_are_counted() -> None:
    clock = Clock()
    timeline, now = Timeline(clock), clock.now()
    timeline.learn("note", list[str]().append)
    timeline.at(now + timedelta(hours=2), "note", "later")
    timeline.at(now + timedelta(hours=1), "note", "soon")
    assert [(due.step, due.arguments) for due in timeline.due()] == [("note", ("soon",)), ("note", ("later",))]
    before = timeline.version
    clock.advance(hours=1)
    timeline.run()
    assert timeline.version > before
    assert len(timeline.due()) == 1


def test_a_step_that_nobody_knows() -> None:
    with pytest.raises(KeyError, match="sleep"):
        Timeline(Clock()).then("sleep")
