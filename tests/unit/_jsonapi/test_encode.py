"""Values → JSON; what cannot be sent is an error that names the argument."""

from __future__ import annotations

import datetime as dt
import enum
import json
import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk import UNSET, models
from asc_sdk._jsonapi.decode import read_date_time
from asc_sdk._jsonapi.encode import Array, Coder, Date, DateTime, Nested, write_date_time, write_plain
from asc_sdk.models import AppStoreVersion, HttpHeader, ImageAsset, UploadOperation

NINE = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)


class Platform(enum.Enum):
    IOS = "IOS"


class Locale(enum.StrEnum):
    ENGLISH = "en-US"


def load(name: str) -> type[Any]:
    return getattr(models, name)


def write(coder: Coder, value: object) -> Any:
    return coder.write("field", value, load)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("x", "x"),
        ("", ""),
        (5, 5),
        (1.5, 1.5),
        (True, True),
        (None, None),
        (Platform.IOS, "IOS"),
        (Locale.ENGLISH, "en-US"),
        (NINE, "2026-03-01T09:00:00Z"),
        (dt.date(2026, 3, 1), "2026-03-01"),
        ({"a": {"b": [1, NINE]}}, {"a": {"b": [1, "2026-03-01T09:00:00Z"]}}),
        ((1, [2]), [1, [2]]),
    ],
)
def test_plain_values(value: object, written: object) -> None:
    assert write_plain("field", value) == written
    assert write(Coder("field"), value) == written


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (b"x", TypeError),
        (Decimal(1), TypeError),
        (object(), TypeError),
        ({1, 2}, TypeError),
        (UNSET, TypeError),
        ({1: "x"}, TypeError),
        ({None: "x"}, TypeError),
        (math.nan, ValueError),
        (math.inf, ValueError),
        ("half \ud83d", ValueError),
        (NINE.replace(tzinfo=None), ValueError),
    ],
)
def test_what_json_cannot_hold_is_refused_by_name(value: object, error: type[Exception]) -> None:
    for held, place in ((value, "field"), ([0, value], r"field\[1\]"), ({"a": value}, r"field\.a")):
        with pytest.raises(error, match=rf"^{place}\b|^{place} "):
            write_plain("field", held)


def test_an_error_does_not_show_the_password() -> None:
    with pytest.raises(TypeError) as caught:
        write_plain("demo_account_password", b"S3CR3T")
    assert "S3CR3T" not in str(caught.value)


def test_a_structure_that_holds_itself_is_refused() -> None:
    held: list[Any] = []
    held.append(held)
    keyed: dict[str, Any] = {}
    keyed["a"] = keyed
    for circle in (held, keyed):
        with pytest.raises(ValueError, match=r"^field holds itself, or is nested too deeply$"):
            write_plain("field", circle)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (NINE, "2026-03-01T09:00:00Z"),
        (NINE.replace(microsecond=1000), "2026-03-01T09:00:00.001Z"),
        (NINE.replace(microsecond=999_999), "2026-03-01T09:00:00.999Z"),
        (NINE.replace(microsecond=1), "2026-03-01T09:00:00.000Z"),
        (NINE.astimezone(dt.timezone(dt.timedelta(hours=-7))), "2026-03-01T02:00:00-07:00"),
        (NINE.astimezone(dt.timezone(dt.timedelta(minutes=1))), "2026-03-01T09:01:00+00:01"),
        (NINE.astimezone(dt.timezone(dt.timedelta(seconds=3208))), "2026-03-01T09:00:00Z"),
        (NINE.replace(year=99), "0099-03-01T09:00:00Z"),
    ],
)
def test_a_date_time_has_at_most_milliseconds_cut_not_rounded(moment: dt.datetime, written: str) -> None:
    assert write(DateTime("field"), moment) == written


@given(st.datetimes(dt.datetime(2, 1, 1), dt.datetime(9998, 1, 1), timezones=st.timezones()))
def test_a_moment_comes_back_but_for_its_microseconds(moment: dt.datetime) -> None:
    read = read_date_time(write_date_time("field", moment))
    assert dt.timedelta() <= moment - read < dt.timedelta(milliseconds=1)


def test_a_date_time_wants_a_zone_and_a_time() -> None:
    with pytest.raises(ValueError, match="field has no time zone"):
        write(DateTime("field"), NINE.replace(tzinfo=None))
    with pytest.raises(TypeError, match="field takes a datetime with a zone, not the date 2026-03-01"):
        write(DateTime("field"), NINE.date())
    assert write(DateTime("field"), "2026-03-01T09:00:00.123456Z") == "2026-03-01T09:00:00.123456Z"


def test_a_date_takes_no_time() -> None:
    assert write(Date("field"), NINE.date()) == "2026-03-01"
    assert write(Date("field"), "03/01/2026") == "03/01/2026"
    with pytest.raises(TypeError, match=r"field takes a date, not a datetime: pass field=….date\(\)"):
        write(Date("field"), NINE)


def test_a_nested_object_is_given_as_its_class_or_as_a_mapping() -> None:
    coder = Nested("field", "UploadOperation")
    wanted = {"method": "PUT", "url": None, "requestHeaders": [{"name": "a", "value": "b"}]}
    headers = [HttpHeader(name="a", value="b")]
    assert write(coder, UploadOperation(method="PUT", url=None, request_headers=headers)) == wanted
    assert write(coder, wanted) == wanted
    assert write(coder, {**wanted, "requestHeaders": headers}) == wanted
    assert write(coder, {"requestHeaders": None, "length": UNSET}) == {"requestHeaders": None}
    # Read from an answer, it goes back as it came: no null for what was not sent, nothing unknown lost.
    assert write(Nested("field", "ImageAsset"), ImageAsset.from_dict({"width": 5, "new": 1})) == {"width": 5, "new": 1}


def test_a_wrong_key_is_an_error_that_lists_the_right_ones() -> None:
    with pytest.raises(ValueError, match=r"field has no member 'template_url': it takes height, templateUrl, width$"):
        write(Nested("field", "ImageAsset"), {"template_url": "x"})
    with pytest.raises(ValueError, match=r"^field\.requestHeaders\[0\] has no member 'x': it takes name, value$"):
        write(Nested("field", "UploadOperation"), {"requestHeaders": [{"x": 1}]})


@pytest.mark.parametrize("value", [HttpHeader(), AppStoreVersion(id="1"), "x", 5, [("width", 1)]])
def test_another_class_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="field takes a ImageAsset"):
        write(Nested("field", "ImageAsset"), value)


def test_errors_name_the_place() -> None:
    with pytest.raises(ValueError, match=r"^field\.width must be a number"):
        write(Nested("field", "ImageAsset"), {"width": math.nan})
    with pytest.raises(TypeError, match=r"^field\.template_url cannot be"):
        write(Nested("field", "ImageAsset"), ImageAsset(template_url=b"x"))  # pyright: ignore[reportArgumentType] - the mistake itself


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (["a", "b"], ["a", "b"]),
        (("a",), ["a"]),
        ([], []),
        ({"b", "a"}, ["a", "b"]),
        (iter(["a"]), ["a"]),
        ({"a": 1}.keys(), ["a"]),
        ([Locale.ENGLISH], ["en-US"]),
    ],
)
def test_a_list_is_any_iterable(value: object, written: list[str]) -> None:
    assert write(Array("field"), value) == written


@pytest.mark.parametrize("value", ["abc", b"abc", bytearray(b"a"), {"a": 1}, 5])
def test_a_bare_value_is_no_list(value: object) -> None:
    with pytest.raises(TypeError, match=r"^field takes a list, not"):
        write(Array("field"), value)


def test_a_list_holds_no_null() -> None:
    for coder in (Array("field"), Array("field", DateTime("field")), Array("field", Nested("field", "ImageAsset"))):
        with pytest.raises(TypeError, match=r"field\[0\] is None"):
            write(coder, [None])
    assert write(Array("field", DateTime("field")), [NINE]) == ["2026-03-01T09:00:00Z"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_json_is_written_as_it_is(value: Any) -> None:
    assert write_plain("field", value) == value
    assert json.loads(json.dumps(write_plain("field", value))) == value
