"""The emulator's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from asc_sdk.emulator.clock import Clock


def test_it_is_the_real_time_until_it_is_moved() -> None:
    clock = Clock()
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    clock.advance(days=1, minutes=5)
    clock.advance(seconds=30)
    assert clock.ahead == timedelta(days=1, minutes=5, seconds=30)
    assert clock.now() - before >= clock.ahead


def test_a_text_has_whole_seconds_and_a_zone() -> None:
    clock = Clock()
    read = datetime.fromisoformat(clock.text(timedelta(hours=1)))
    assert read.utcoffset() == timedelta()
    assert read.microsecond == 0
    assert abs(read - clock.now() - timedelta(hours=1)) < timedelta(seconds=60)
