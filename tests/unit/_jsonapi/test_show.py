"""One line, and no secret on it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._jsonapi.show import show, show_value
from asc_sdk.models import AppStoreReviewDetail, HttpHeader, UploadOperation

SECRET = "S3CR3T"


def test_what_is_none_is_not_shown() -> None:
    assert show("App", [("id", "1"), ("name", None), ("count", 0), ("on", False)]) == "App(id='1', count=0, on=False)"


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "demo_account_password",
        "demoAccountPassword",
        "secret",
        "assetToken",
        "icon_asset_token",
        "privateKey",
    ],
)
@pytest.mark.parametrize("value", [SECRET, [SECRET], {"value": SECRET}, (SECRET,), SECRET.encode(), 53])
def test_what_a_name_gives_away_is_hidden_in_any_shape(name: str, value: object) -> None:
    shown = show_value(name, value)
    assert SECRET not in shown
    assert "53" not in shown


def test_whether_there_is_a_password_may_be_shown() -> None:
    assert show_value("password_required", True) == "True"
    assert show_value("password", None) == "None"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (f"https://h.example/p?sig={SECRET}", "'https://h.example/p?…'"),
        (f"https://h.example/p#{SECRET}", "'https://h.example/p#…'"),
        (f"https://me:{SECRET}@h.example/p", "'https://…@h.example/p'"),
        (f"Really? See https://h.example/p?sig={SECRET} now", "'Really? See https://h.example/p?… now'"),
        (f"https://a.example/?x={SECRET} https://b.example/?y={SECRET}", "'https://a.example/?… https://b.example/?…'"),
        ("https://h.example/p", "'https://h.example/p'"),
        ("What? Nothing.", "'What? Nothing.'"),
    ],
)
def test_a_url_shows_neither_signature_nor_password(url: str, shown: str) -> None:
    assert show_value("url", url) == shown
    assert show_value("urls", [url]) == f"[{shown}]"
    assert show_value("links", {"self": url}) == f"{{'self': {shown}}}"


def test_a_header_may_carry_a_credential() -> None:
    header = HttpHeader(name="Authorization", value=SECRET)
    assert repr(header) == "HttpHeader(name='Authorization', value='…')"
    operation = UploadOperation(method="PUT", url=f"https://h.example/?s={SECRET}", request_headers=[header])
    assert SECRET not in repr(operation)
    assert SECRET not in show_value("requestHeaders", [{"name": "X", "value": SECRET}])


def test_attributes_that_the_sdk_does_not_know_are_hidden_by_apples_spelling() -> None:
    attributes = {"demoAccountPassword": SECRET, "newAccountPassword": SECRET, "more": {"apiToken": SECRET}}
    detail = AppStoreReviewDetail.from_dict({"type": "appStoreReviewDetails", "id": "1", "attributes": attributes})
    assert SECRET not in repr(detail)
    assert "newAccountPassword" in repr(detail)


def test_long_values_are_cut() -> None:
    assert show_value("x", "a" * 500) == repr("a" * 200 + "…")
    assert show_value("x", list(range(25))).endswith("19, … 5 more]")
    assert show_value("x", {str(n): n for n in range(22)}).endswith("… 2 more}")
    assert len(show_value("x", b"a" * 5000)) == 2001
    deep: Any = "end"
    for _ in range(50):
        deep = [deep]
    assert show_value("x", deep) == "[[[[[[…]]]]]]"


class Odd:
    def __repr__(self) -> str:
        return "two\nlines"


def test_a_foreign_repr_is_brought_to_one_line() -> None:
    assert show_value("x", (Odd(), "a\nb")) == "(two\N{REPLACEMENT CHARACTER}lines, 'a\\nb')"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.text(), st.dictionaries(st.text(), JSON, max_size=4))
def test_whatever_is_shown_is_one_printable_line(name: str, fields: dict[str, Any]) -> None:
    shown = show("X", [(name, fields), *fields.items()])
    assert shown.isprintable()
    assert len(shown.splitlines()) == 1
