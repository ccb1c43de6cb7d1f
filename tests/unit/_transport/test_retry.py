"""Retry-After in every shape, and how long to wait without one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._options import Retry
from asc_sdk._transport.messages import Request
from asc_sdk._transport.retry import fate_is_unknown, http_date, may_repeat, retry_after, wait_before
from tests.unit._transport.flows import NOW


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("5", 5),
        (" 5 ", 5),
        ("0", 0),
        ("1.5", 1.5),
        ("1.", 1),
        ("3600", 3600),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 10),
        ("Wednesday, 21-Oct-26 07:28:00 GMT", 10),
        ("Wed Oct 21 07:28:00 2026", 10),
        ("Wed, 21 Oct 2026 00:28:00 -0700", 10),
        ("1792567680000", 10),
        ("1792567680", 10),
        ("9223372036854775808", 9223372036854775.808 - NOW),
    ],
)
def test_what_says_when(header: str, seconds: float) -> None:
    assert retry_after(header, NOW) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "header",
    [
        "",
        " ",
        "soon",
        "-3",
        "-0.5",
        "+5",
        "1e3",
        "0x10",
        "inf",
        "nan",
        "NaN",
        "5s",
        "5, 6",
        "1,5",
        "1.5.2",
        "\N{FULLWIDTH DIGIT FIVE}",
        "\N{ARABIC-INDIC DIGIT FIVE}",
        "9" * 5000,
        "Wed, 21 Oct 2026 07:27:40 GMT",
        "1792567660000",
        "Wed, 99 Oct 2026 07:28:00 GMT",
        "Wed, 21 Oct 99999999999 07:28:00 GMT",
        "2026-10-21T07:28:00Z",
        "null",
    ],
)
def test_what_says_nothing(header: str) -> None:
    assert retry_after(header, NOW) is None


@given(st.text(max_size=60) | st.from_regex(r"[0-9.,:\- eEinfaGMT]{0,40}", fullmatch=True))
def test_any_text_gives_seconds_or_none(header: str) -> None:
    seconds = retry_after(header, NOW)
    assert seconds is None or (seconds >= 0 and math.isfinite(seconds))


@given(st.text(max_size=100))
def test_any_text_is_a_date_or_none(text: str) -> None:
    moment = http_date(text)
    assert moment is None or isinstance(moment, float)


@given(
    st.one_of(st.none(), st.floats(min_value=0, max_value=1e20)),
    st.integers(min_value=1, max_value=2000),
    st.floats(min_value=0, max_value=1),
    st.sampled_from([None, 408, 429, 500, 503]),
    st.floats(min_value=0, max_value=1e6),
    st.floats(min_value=0, max_value=1e6),
)
def test_no_wait_is_longer_than_the_cap_or_shorter_than_asked(
    asked: float | None, number: int, spread: float, status: int | None, max_wait: float, backoff: float
) -> None:
    retry = Retry(max_wait=max_wait, backoff=backoff)
    wait = wait_before(retry, number, asked, status=status, spread=spread)
    if asked is not None and asked > max_wait:
        assert wait is None
    else:
        assert wait is not None
        assert (asked or 0) <= wait <= max_wait


def test_the_backoff_doubles_and_is_longer_for_a_budget() -> None:
    retry = Retry(max_wait=1000, backoff=1)
    assert [wait_before(retry, n, None, status=503, spread=1) for n in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert wait_before(retry, 1, None, status=429, spread=1) == 4


@pytest.mark.parametrize(
    ("status", "unknown"), [(200, False), (204, False), (400, False), (404, False), (429, False), (499, False)]
)
def test_a_fate_that_is_known(status: int, unknown: bool) -> None:
    assert fate_is_unknown(status) is unknown


@pytest.mark.parametrize("status", [100, 302, 307, 408, 500, 501, 502, 503, 504, 599])
def test_a_fate_that_is_not(status: int) -> None:
    assert fate_is_unknown(status)


def test_only_what_is_repeatable_is_repeated() -> None:
    assert may_repeat(Request("GET", "/"), 503)
    assert not may_repeat(Request("GET", "/"), 404)
    assert not may_repeat(Request("POST", "/"), 503)
    assert may_repeat(Request("POST", "/"), 429)
    assert may_repeat(Request("DELETE", "/", repeatable=True), 504)
    assert not may_repeat(Request("DELETE", "/"), 504)
