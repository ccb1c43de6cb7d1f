"""Arguments → the query: a server decodes exactly what was given."""

from __future__ import annotations

import datetime as dt
import enum
import math
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk import UNSET
from asc_sdk._jsonapi.query import encode_query, one_or_many, write_segment, write_value
from asc_sdk.models import App

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


class Platform(enum.Enum):
    IOS = "IOS"


class Sort(enum.StrEnum):
    NAME = "-name"


class Odd(enum.Enum):
    NOTHING = None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("x", "x"),
        ("Ä, b & c", "%C3%84%2C%20b%20%26%20c"),
        ("qa+1@example.com", "qa%2B1%40example.com"),
        ("50%", "50%25"),
        ("a=b#c?d/e", "a%3Db%23c%3Fd%2Fe"),
        ("-_.~", "-_.~"),
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (1.5, "1.5"),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC), "2026-03-01T09%3A00%3A00Z"),
    ],
)
def test_one_value(value: object, written: str) -> None:
    assert write_value("x", value) == written
    assert encode_query([("x", value)]) == encode_query([("x", [value])]) == f"x={written}"


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("", ValueError),
        (math.nan, ValueError),
        (-math.inf, ValueError),
        ("\ud83d", ValueError),
        (dt.datetime(2026, 3, 1), ValueError),
        (b"x", TypeError),
        (bytearray(b"x"), TypeError),
        ({"a": 1}, TypeError),
        (Decimal(1), TypeError),
        (UNSET, TypeError),
        (object(), TypeError),
        (["a", ["b"]], TypeError),
        (["a", UNSET], TypeError),
        ([], ValueError),
        ((), ValueError),
        (set[str](), ValueError),
        (iter(()), ValueError),
        ([None], ValueError),
        (["a", None], ValueError),
        ([Odd.NOTHING], ValueError),
        ([""], ValueError),
    ],
)
def test_what_no_parameter_can_have_is_refused_by_name(value: object, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"^filter\[x\] "):
        encode_query([("filter[x]", value)])


def test_a_resource_is_told_to_give_its_id() -> None:
    with pytest.raises(TypeError, match=r"pass its id$"):
        write_value("filter_app", App(id="1"))


@pytest.mark.parametrize(
    ("value", "values"),
    [
        ("abc", ["abc"]),
        (["a", "b"], ["a", "b"]),
        (("a",), ["a"]),
        (iter(["a", "b"]), ["a", "b"]),
        ({"b": 1, "a": 2}.keys(), ["b", "a"]),
        ({"c", "a", "b"}, ["a", "b", "c"]),
        (frozenset({3, 20}), [20, 3]),
        (Platform.IOS, ["IOS"]),
        ([Platform.IOS, Sort.NAME], ["IOS", "-name"]),
        (Platform, ["IOS"]),
        (b"x", [b"x"]),
        ((one for one in "ab"), ["a", "b"]),
    ],
)
def test_one_value_or_any_iterable(value: object, values: list[object]) -> None:
    assert one_or_many("x", value) == values


def test_parameters_are_joined_and_named_once() -> None:
    assert encode_query([("a", None), ("filter[b]", [1, 2]), ("c", "x")]) == "filter[b]=1,2&c=x"
    assert encode_query([]) == ""
    assert encode_query({"a b": "x"}.items()) == "a%20b=x"
    with pytest.raises(ValueError, match="a is given twice"):
        encode_query([("a", 1), ("a", 2)])


@given(st.dictionaries(TEXT, st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_server_decodes_what_was_given(parameters: dict[str, list[str]]) -> None:
    query = encode_query(parameters.items())
    # One key a parameter; the commas between values are bare, those inside are not.
    pairs = [pair.split("=", 1) for pair in query.split("&")]
    assert {unquote(name): [unquote(one) for one in values.split(",")] for name, values in pairs} == parameters
    assert len(pairs) == len(parameters)
    joined = {name: ",".join(values) for name, values in parameters.items()}
    assert dict(parse_qsl(query, keep_blank_values=True, strict_parsing=True)) == joined
    assert query.isascii()


@given(TEXT)
def test_an_id_is_one_segment_whatever_it_is(own: str) -> None:
    if not own.strip() or own in (".", ".."):
        with pytest.raises(ValueError, match=r"^id must be the id of a resource, not "):
            write_segment("id", own)
        return
    parts = urlsplit(f"https://h.example/v1/apps/{write_segment('id', own)}/builds?limit=1")
    assert [unquote(part) for part in parts.path.split("/")] == ["", "v1", "apps", own, "builds"]
    assert (parts.query, parts.fragment) == ("limit=1", "")


@pytest.mark.parametrize(
    ("own", "segment"),
    [
        ("a/b", "a%2Fb"),
        ("1#x", "1%23x"),
        ("1?limit=1", "1%3Flimit%3D1"),
        (" 1", "%201"),
        ("eyJzIjoiMSJ9==", "eyJzIjoiMSJ9%3D%3D"),
        ("größe", "gr%C3%B6%C3%9Fe"),
        ("...", "..."),
        ("%2e%2e", "%252e%252e"),
        ("a\\b", "a%5Cb"),
        ("a;b", "a%3Bb"),
    ],
)
def test_ids_of_every_kind(own: str, segment: str) -> None:
    assert write_segment("id", own) == segment


@pytest.mark.parametrize("own", ["", ".", "..", " ", "\t"])
def test_an_id_that_leads_elsewhere_is_refused(own: str) -> None:
    with pytest.raises(ValueError, match=r"^id must be the id of a resource, not "):
        write_segment("id", own)


@pytest.mark.parametrize("own", [None, 5, b"1", UNSET, ["1"]])
def test_an_id_is_a_string(own: Any) -> None:
    with pytest.raises(TypeError, match=r"^id must be a string, not "):
        write_segment("id", own)


def test_an_id_can_be_half_a_character_or_a_resource_by_mistake() -> None:
    with pytest.raises(ValueError, match=r"^id holds half a character"):
        write_segment("id", "\udc00")
    with pytest.raises(TypeError, match=r"^id must be a string, not the App itself: pass its id$"):
        write_segment("id", App(id="1"))
