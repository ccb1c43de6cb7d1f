"""Dates of reports, Apple's fiscal months among them."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.reports import periods

WHEN = date(2026, 2, 26)  # a Thursday


def test_the_calendar() -> None:
    assert periods.day(WHEN) == "2026-02-26"
    assert periods.week(WHEN) == "2026-03-01"
    assert periods.month(WHEN) == "2026-02"
    assert periods.year(WHEN) == "2026"


def test_a_datetime_counts_by_its_own_date() -> None:
    late = datetime(2026, 2, 26, 23, 59, tzinfo=UTC)
    assert periods.day(late) == "2026-02-26"
    assert periods.week(late) == "2026-03-01"
    assert periods.fiscal_month(late) == "2026-05"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_ends_on_its_sunday(when: date) -> None:
    sunday = date.fromisoformat(periods.week(when))
    assert sunday.isoweekday() == 7
    assert timedelta(0) <= sunday - when < timedelta(7)
    assert periods.week(sunday) == sunday.isoformat()


# Last days of Apple's fiscal years, from its annual reports.
YEAR_ENDS = [
    date(2006, 9, 30),
    date(2017, 9, 30),
    date(2019, 9, 28),
    date(2020, 9, 26),
    date(2021, 9, 25),
    date(2022, 9, 24),
    date(2023, 9, 30),
    date(2024, 9, 28),
]


@pytest.mark.parametrize("end", YEAR_ENDS)
def test_the_fiscal_year_ends_with_its_last_saturday_of_september(end: date) -> None:
    assert periods.FiscalMonth(f"{end.year}-12").last == end
    assert periods.fiscal_month(end) == f"{end.year}-12"
    assert periods.fiscal_month(end + timedelta(1)) == f"{end.year + 1}-01"


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2026-07", date(2026, 3, 29), date(2026, 5, 2)),  # as a finance report says it
        ("2021-01", date(2020, 9, 27), date(2020, 10, 31)),
        ("2021-07", date(2021, 3, 28), date(2021, 5, 1)),
        ("2021-08", date(2021, 5, 2), date(2021, 5, 29)),
        ("2023-02", date(2022, 10, 30), date(2022, 11, 26)),
        ("2023-03", date(2022, 11, 27), date(2022, 12, 31)),  # the five weeks of a year with 53
        ("2023-04", date(2023, 1, 1), date(2023, 2, 4)),
    ],
)
def test_known_months(month: str, first: date, last: date) -> None:
    found = periods.FiscalMonth(month)
    assert (found.first, found.last) == (first, last)
    assert periods.fiscal_month(first) == periods.fiscal_month(last) == month


@given(st.dates(date(1999, 9, 26), date(2100, 1, 1)))
def test_every_day_has_one_month_and_months_follow_each_other(when: date) -> None:
    found = periods.fiscal_month(when)
    assert found.first <= when <= found.last
    assert (found.last - found.first).days + 1 in (28, 35)
    following = periods.fiscal_month(found.last + timedelta(1))
    assert following.first == found.last + timedelta(1)
    assert (following.year, following.month) == (
        (found.year, found.month + 1) if found.month < 12 else (found.year + 1, 1)
    )


def test_a_fiscal_month_is_its_string() -> None:
    found = periods.fiscal_month(WHEN)
    assert found == "2026-05"
    assert isinstance(found, str)
    assert periods.FiscalMonth(" 2026-05\n") == found
    for twin in (copy.copy(found), pickle.loads(pickle.dumps(found))):
        assert (twin, twin.first, twin.year) == (found, found.first, 2026)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-7", "202607", "July 2026", "", "2026-07-01", "-026-07"])
def test_what_is_no_fiscal_month(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no fiscal month: it is written like 2026-07"):
        periods.FiscalMonth(text)


def test_years_that_went_by_another_rule() -> None:
    with pytest.raises(ValueError, match="known from 2000 on, not for 1999"):
        periods.fiscal_month(date(1999, 9, 25))


def test_a_string_is_no_date() -> None:
    with pytest.raises(TypeError, match="a date or datetime is needed, not str"):
        periods.week("2026-02-26")  # pyright: ignore[reportArgumentType] - that is the mistake
