"""Wire values → fields; what no rule reads stays as it came."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._jsonapi.decode import read_date, read_date_time, read_list, read_nested
from asc_sdk.models import ImageAsset

NINE = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T09:00:00Z", NINE),
        ("2026-03-01T09:00Z", NINE),
        ("2026-03-01T09:00:00.000+00:00", NINE),
        ("2026-03-01T01:00:00-0800", NINE),
        ("2026-03-01T01:00:00-08:00", NINE),
        ("2026-03-01T14:30:00+05:30", NINE),
        ("2026-03-01T09:00:00.5Z", NINE.replace(microsecond=500000)),
        ("2026-03-01T09:00:00,5Z", NINE.replace(microsecond=500000)),
        ("2026-03-01T09:00:00.123456789Z", NINE.replace(microsecond=123456)),
        ("2026-03-01T09:00:00.1234567-00:00", NINE.replace(microsecond=123456)),
        ("2026-03-01T09:00:00", NINE),
        ("2026-03-01 09:00:00", NINE),
        ("2026-03-01t09:00:00z", NINE),
        ("2026-03-01 09:00:00 Etc/GMT", NINE),
        ("2026-03-01 09:00:00 UTC", NINE),
        ("2026-03-01 09:00", NINE),
        ("2026-03-01 10:00:00 +0100", NINE),
        ("2026-03-01 02:00:00.5 -0700", NINE.replace(microsecond=500000)),
        ("2026-03-01", NINE.replace(hour=0)),
    ],
)
def test_a_date_time_is_read_in_many_shapes(text: str, moment: dt.datetime) -> None:
    read = read_date_time(text)
    assert read == moment
    assert read.tzinfo is not None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "20260301",
        "20260301T090000Z",
        "2026-W09",
        "2026-W09-7",
        "2026-W09-7T09:00:00",
        "2026-03-01x09:00:00",
        "2026-03-0109:00:00",
        "2026-03",
        "2026-02-30T00:00:00Z",
        "2026-03-01T25:00:00Z",
        "2026-03-01 09:00:00 Europe/Berlin",
        "2026-03-01 09:00:00 +99:99",
        "2026-03-01 25:00:00",
        "٢٠٢٦-03-01",
        "2026-03-01T",
        "2026-03-01Z",
        "1.2.3",
        "soon",
        0,
        20260301,
        1.5,
        True,
        [],
        list("2026-03-01T"),
        {},
        {"value": 1},
    ],
)
def test_what_is_no_date_time_stays_as_it_came(value: object) -> None:
    assert read_date_time(value) is value


@given(st.datetimes(timezones=st.timezones() | st.just(dt.UTC)))
def test_every_moment_comes_back(moment: dt.datetime) -> None:
    read = read_date_time(moment.isoformat())
    assert read.replace(tzinfo=None) == moment.replace(tzinfo=None)
    assert read.utcoffset() == moment.utcoffset()


@given(st.text(alphabet="0123456789-:+.,TZWt /UTCGM\u0660", max_size=30) | st.text())
def test_any_text_is_read_or_kept(text: str) -> None:
    moment = read_date_time(text)
    assert moment is text or (isinstance(moment, dt.datetime) and moment.tzinfo is not None)
    if isinstance(moment, dt.datetime):
        assert text.startswith(f"{moment:%Y}".zfill(4))
    day = read_date(text)
    assert day is text or day.isoformat() == text


@pytest.mark.parametrize(
    "value", ["", "20260301", "2026-W09-1", "2026-02-30", "2026-03-01T00", 7, ["x"] * 10, {}, None]
)
def test_what_is_no_date_stays_as_it_came(value: object) -> None:
    assert read_date(value) is value


def test_a_date_is_read() -> None:
    assert read_date("2026-03-01") == dt.date(2026, 3, 1)


def test_nested_objects_are_read_and_other_values_kept() -> None:
    asset = read_nested(ImageAsset, {"width": 5, "new": 1})
    assert (asset.width, asset.height, asset.extra) == (5, None, {"new": 1})
    for value in ("x", 5, [{"width": 5}], False):
        assert read_nested(ImageAsset, value) is value


def test_lists_are_read_item_by_item() -> None:
    assert read_list(read_date, ["2026-03-01", None, "x", 5]) == [dt.date(2026, 3, 1), None, "x", 5]
    first, second, third = read_list(ImageAsset, [{"width": 1}, None, "x"])
    assert (first.width, second, third) == (1, None, "x")
    for value in ("2026-03-01", {"a": 1}, 5):
        kept: Any = read_list(read_date, value)
        assert kept is value
