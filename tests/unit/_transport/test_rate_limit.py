"""X-Rate-Limit in every shape, and a budget that threads share."""

from __future__ import annotations

import gc
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._options import Pacing
from asc_sdk._transport.rate_limit import Budget, Quota, RateLimit, budget_of, parse

PACING = Pacing(reserve=10)


def told(hour: int, *, limit: int = 3600, minute: int | None = None) -> dict[str, str]:
    text = f"user-hour-lim:{limit};user-hour-rem:{hour};"
    return {"x-rate-limit": text if minute is None else f"{text}user-minute-lim:50;user-minute-rem:{minute}"}


@pytest.mark.parametrize(
    ("header", "limit"),
    [
        ("user-hour-lim:3500;user-hour-rem:500;", RateLimit(Quota(3500, 500))),
        ("user-hour-lim:3500;user-hour-rem:500", RateLimit(Quota(3500, 500))),
        (" User-Hour-Lim : 3500 ; user-hour-rem : 0 ", RateLimit(Quota(3500, 0))),
        ("user-hour-lim:3600,user-hour-rem:12", RateLimit(Quota(3600, 12))),
        (
            "user-hour-lim:3500;user-hour-rem:500;user-minute-lim:50;user-minute-rem:49;",
            RateLimit(Quota(3500, 500), Quota(50, 49)),
        ),
        ("user-minute-rem:3", RateLimit(minute=Quota(None, 3))),
        ("user-hour-lim:lots;user-hour-rem:5", RateLimit(Quota(None, 5))),
        ("user-hour-lim:-1;user-hour-rem:1.5", RateLimit()),
        ("user-hour-rem:\N{FULLWIDTH DIGIT FIVE}", RateLimit()),
        ("user-hour-rem:" + "9" * 500, RateLimit()),
        ("user-day-lim:3500", RateLimit()),
        (";;;:::,,,", RateLimit()),
        ("", RateLimit()),
    ],
)
def test_a_header_of_any_shape(header: str, limit: RateLimit) -> None:
    assert parse(header) == limit


@given(st.text() | st.from_regex(r"(user-(hour|minute)-(lim|rem)[:;, 0-9.-]*)*", fullmatch=True))
def test_any_text_gives_numbers_or_none(header: str) -> None:
    for quota in parse(header):
        assert quota.limit is None or quota.limit >= 0
        assert quota.remaining is None or quota.remaining >= 0


def test_an_answer_without_the_header_changes_nothing() -> None:
    budget = Budget()
    budget.read(told(5), 0.0)
    budget.read({}, 1.0)
    budget.read({"x-rate-limit": "nonsense"}, 2.0)
    assert budget.last.hour.remaining == 5


def test_clients_of_one_key_share_a_budget() -> None:
    assert budget_of("https://a", "KEY") is budget_of("https://a", "KEY")
    first = budget_of("https://a", "KEY")
    assert budget_of("https://a", "OTHER") is not first
    assert budget_of("https://b", "KEY") is not first


def test_a_budget_goes_with_its_last_client() -> None:
    budget_of("https://gone", "KEY").read(told(5), 0.0)
    gc.collect()
    assert budget_of("https://gone", "KEY").last == RateLimit()


def test_a_fork_does_not_inherit_a_held_lock() -> None:
    budget = Budget()
    held = budget._lock  # pyright: ignore[reportPrivateUsage] - the point of the test
    with held:
        budget.renew_after_fork()
        budget.read(told(5), 0.0)
    assert budget.last.hour.remaining == 5


# --- pacing -----------------------------------------------------------------------------------------------------------


def test_before_the_first_answer_one_request_goes_alone() -> None:
    budget = Budget()
    assert budget.reserve_one(PACING, 0.0) == 0
    assert 0 < budget.reserve_one(PACING, 0.1) < 1
    budget.read({}, 0.0)
    assert budget.reserve_one(PACING, 0.2) == 0


def test_a_first_request_that_is_never_answered_does_not_hold_the_others_for_ever() -> None:
    budget = Budget()
    budget.reserve_one(PACING, 1.0)
    assert budget.reserve_one(PACING, 100.0) == 0


def test_the_reserve_is_left_alone() -> None:
    budget = Budget()
    budget.reserve_one(PACING, 0.0)
    budget.read(told(12), 0.0)
    assert budget.reserve_one(PACING, 1.0) == 0
    assert budget.reserve_one(PACING, 1.0) == 0
    assert budget.reserve_one(PACING, 1.0) > 0


def test_room_comes_back_when_own_requests_leave_the_hour() -> None:
    budget = Budget()
    pacing = Pacing(reserve=0)
    for moment in (0.0, 10.0, 20.0):
        assert budget.reserve_one(pacing, moment) == 0
        budget.read(told(3600), moment)
    budget.read(told(0), 20.0)
    assert budget.reserve_one(pacing, 3500.0) == 0  # a look after 300 s: others may have left the hour as well
    budget.read(told(0), 3500.0)
    wait = budget.reserve_one(pacing, 3550.0)
    assert wait == pytest.approx(50)  # the one sent at 0 leaves the hour
    assert budget.reserve_one(pacing, 3600.0) == 0


def test_a_minute_is_kept_as_well() -> None:
    budget = Budget()
    budget.reserve_one(PACING, 0.0)
    budget.read(told(3000, minute=0), 0.0)
    assert budget.reserve_one(PACING, 1.0) == pytest.approx(59)
    assert budget.reserve_one(PACING, 60.0) == 0


def test_old_news_do_not_replace_newer_ones() -> None:
    budget = Budget()
    for moment in (1.0, 2.0):
        budget.reserve_one(PACING, moment)
        budget.read({}, moment)
    budget.read(told(10), 2.0)
    budget.read(told(3000), 1.0)
    assert budget.reserve_one(PACING, 3.0) > 0


def test_an_hour_without_news_is_a_free_hour() -> None:
    budget = Budget()
    budget.reserve_one(PACING, 0.0)
    budget.read(told(0), 0.0)
    assert budget.reserve_one(PACING, 3600.0) == 0


def test_a_reserve_larger_than_the_limit_leaves_one_request() -> None:
    budget = Budget()
    pacing = Pacing(reserve=100)
    budget.reserve_one(pacing, 0.0)
    budget.read(told(50, limit=50), 0.0)
    assert budget.reserve_one(pacing, 1.0) == 0
    assert budget.reserve_one(pacing, 1.0) > 0


def test_many_threads_take_no_more_than_there_is() -> None:
    budget = Budget()
    budget.reserve_one(PACING, 0.0)
    budget.read(told(60), 0.0)
    taken: list[float] = []

    def take() -> None:
        taken.extend(wait for _ in range(20) if (wait := budget.reserve_one(PACING, 1.0)) == 0)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 50
