"""The dates that Apple's reports are asked for by: days, weeks, months, years, and the months of Apple's own year.

    asc.sales_reports.download(filter_frequency="WEEKLY", filter_report_date=periods.week(date.today()), ...)
    asc.finance_reports.download(filter_report_date=periods.fiscal_month(date(2026, 4, 15)), ...)   # "2026-07"

Finance reports go by Apple's fiscal year, which ends on the last Saturday of September: `2026-07` is not July but the
seventh month of that year, from 29 March to 2 May 2026. Who asks for the calendar month gets a report from three
months before, and no error.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(weeks=1)
_SATURDAY: Final = 5
# Each quarter has a month of five weeks and two of four. Every five or six years the year has a 53rd week; the first
# quarter then has fourteen (Apple's form 10-Q for the one that ended on 31 December 2022), and it is December that
# gets it: November ended on the 26th.
_WEEKS: Final = (5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4)
_DECEMBER: Final = 2
_FIRST_YEAR: Final = 2000  # before that, the year ended on a Friday


class FiscalMonth(str):
    """A month of Apple's fiscal year: the string that finance reports take (`"2026-07"`), and what it stands for.

    Attributes:
        year: the fiscal year, named after the calendar year in which it ends.
        month: 1 (about October) to 12 (about September).
        first: its first day, a Sunday.
        last: its last day, a Saturday.
    """

    year: int
    month: int
    first: date
    last: date

    def __new__(cls, text: str) -> FiscalMonth:
        """Reads `"2026-07"`.

        Raises:
            ValueError: the text is no such month, or before fiscal 2000.
        """
        self = super().__new__(cls, text.strip())
        self.year, self.month = _parts(self)
        start = _last_day(self.year - 1) + _DAY
        long = _last_day(self.year) - start > 52 * _WEEK
        weeks = [count + (long and place == _DECEMBER) for place, count in enumerate(_WEEKS)]
        self.first = start + sum(weeks[: self.month - 1]) * _WEEK
        self.last = self.first + weeks[self.month - 1] * _WEEK - _DAY
        return self


def day(when: date) -> str:
    """The date of a daily report, `"2026-03-01"`.

    Args:
        when: a date, or a datetime, whose own date counts: sales reports follow Pacific Time, so convert it first.
    """
    return _date(when).isoformat()


def week(when: date) -> str:
    """The date of the weekly report that holds a day: the Sunday that ends its week, `"2026-03-01"`.

    Args:
        when: any day of the week, which runs from Monday to Sunday.
    """
    found = _date(when)
    return (found + (6 - found.weekday()) * _DAY).isoformat()


def month(when: date) -> str:
    """The date of the monthly report that holds a day, `"2026-03"`: sales reports, by the ordinary calendar.

    Args:
        when: any day of the month.
    """
    return _date(when).isoformat()[:7]


def year(when: date) -> str:
    """The date of the yearly report that holds a day, `"2026"`.

    Args:
        when: any day of the year.
    """
    return _date(when).isoformat()[:4]


def fiscal_month(when: date) -> FiscalMonth:
    """The date of the finance report that holds a day: year and month of Apple's fiscal calendar, `"2026-07"`.

    Args:
        when: any day of the month; `fiscal_month(date(2026, 4, 15))` is `"2026-07"`, and its `first` and `last` are
            29 March and 2 May.

    Raises:
        ValueError: the day is before fiscal 2000.
    """
    found = _date(when)
    # The last days of September, or the first of October, belong to the other year at times.
    of_year = found.year + (found > _last_day(found.year))
    months = (FiscalMonth(f"{of_year:04}-{number:02}") for number in range(1, 13))
    return next(candidate for candidate in months if found <= candidate.last)


def _last_day(of_year: int) -> date:
    end = date(of_year, 9, 30)
    return end - (end.weekday() - _SATURDAY) % 7 * _DAY


def _parts(text: str) -> tuple[int, int]:
    before, _, after = text.partition("-")
    if not (len(text) == 7 and len(before) == 4 and (before + after).isdecimal() and 1 <= int(after) <= 12):
        raise ValueError(f"{str(text)!r} is no fiscal month: it is written like 2026-07.")
    if int(before) < _FIRST_YEAR:
        raise ValueError(f"Apple's fiscal calendar is known from {_FIRST_YEAR} on, not for {before}.")
    return int(before), int(after)


def _date(when: date) -> date:
    if isinstance(when, datetime):
        return when.date()
    if not isinstance(when, date):  # pyright: ignore[reportUnnecessaryIsInstance] - a string is a common mistake here
        raise TypeError(f"a date or datetime is needed, not {type(when).__name__}")
    return when
