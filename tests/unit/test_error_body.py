"""Apple's errors in every shape, and the one that decides."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._error_body import ErrorDetail, deciding, flatten, read_errors


def test_an_error_is_read_whole() -> None:
    raw = {
        "id": "e1",
        "status": "409",
        "code": "STATE_ERROR",
        "title": "T",
        "detail": "D",
        "source": {"pointer": "/data/attributes/name", "parameter": "filter[x]"},
        "links": {"see": "https://example.com/agreement"},
        "meta": {
            "associatedErrors": {
                "/v1/appScreenshotSets/": [
                    {"code": "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_65", "title": "T2"},
                    {"code": "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_55", "meta": {"associatedErrors": None}},
                ]
            }
        },
    }
    (error,) = read_errors({"errors": [raw]})
    assert (error.id, error.status, error.code, error.title, error.detail) == ("e1", "409", "STATE_ERROR", "T", "D")
    assert (error.pointer, error.parameter) == ("/data/attributes/name", "filter[x]")
    assert error.see == "https://example.com/agreement"
    assert error.raw == raw
    assert [inner.code for inner in error.associated] == [
        "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_65",
        "STATE_ERROR.SCREENSHOT_REQUIRED.APP_IPHONE_55",
    ]
    assert error.associated[0].path == "/v1/appScreenshotSets/"
    assert len(list(flatten([error]))) == 3


NO_ERRORS: list[Any] = [
    None,
    [],
    "x",
    5,
    {},
    {"errors": None},
    {"errors": "x"},
    {"errors": 5},
    {"errors": []},
    {"errors": {}},
    {"errors": [None, "x", 5, [], {}]},
    {"error": "unauthorized"},
]


@pytest.mark.parametrize("body", NO_ERRORS)
def test_what_is_no_error_is_passed_over(body: object) -> None:
    assert read_errors(body) == []


@pytest.mark.parametrize(
    ("item", "code", "detail"),
    [
        ({"code": None, "detail": "D"}, None, "D"),
        ({"code": "C", "detail": None}, "C", None),
        ({"code": 5, "detail": 1.5}, "5", "1.5"),
        ({"code": ["C"], "detail": {"a": 1}, "title": "T"}, None, None),
        ({"code": "C", "source": "x", "links": [], "meta": "y"}, "C", None),
        ({"code": "C", "source": None, "links": None, "meta": None}, "C", None),
        ({"code": "C", "meta": {"associatedErrors": "x"}}, "C", None),
        ({"code": "C", "meta": {"associatedErrors": {"/x": None, "/y": "z", "/z": [None]}}}, "C", None),
        ({"code": True, "title": ""}, None, None),
    ],
)
def test_wrong_shapes_are_read_as_far_as_they_go(item: dict[str, Any], code: str | None, detail: str | None) -> None:
    (error,) = read_errors({"errors": [item]})
    assert (error.code, error.detail, error.associated) == (code, detail, ())


def test_other_shapes_that_occur() -> None:
    assert read_errors({"errors": {"code": "C"}})[0].code == "C"
    (error,) = read_errors(
        {"errors": [{"meta": {"associatedErrors": [{"code": "IN"}]}, "links": {"see": {"href": "h"}}}]}
    )
    assert error.associated[0].code == "IN"
    assert error.see == "h"


def test_a_hostile_body_is_not_read_to_its_end() -> None:
    assert len(read_errors({"errors": [{"code": "C"}] * 100_000})) == 200


@pytest.mark.parametrize(
    ("errors", "code"),
    [
        ([], None),
        ([ErrorDetail("A")], "A"),
        ([ErrorDetail("A"), ErrorDetail("B")], "A"),
        (
            [ErrorDetail("ENTITY_ERROR"), ErrorDetail("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE")],
            "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
        ),
        ([ErrorDetail("STATE_ERROR.A.B.C", associated=[ErrorDetail("X.Y")])], "X.Y"),
        ([ErrorDetail("STATE_ERROR", associated=[ErrorDetail()])], "STATE_ERROR"),
        ([ErrorDetail("A.B"), ErrorDetail("C.D", detail="says more")], "C.D"),
        ([ErrorDetail(None, "only a title")], None),
    ],
)
def test_the_most_particular_error_decides(errors: list[ErrorDetail], code: str | None) -> None:
    found = deciding(errors)
    assert (found.code if found is not None else None) == code


def test_details_are_compared_hashed_and_shown() -> None:
    inner = ErrorDetail("IN", path="/v1/x")
    one = ErrorDetail("A", detail="D", pointer="/data", associated=[inner])
    twin = ErrorDetail("A", detail="D", pointer="/data", associated=[ErrorDetail("IN", path="/v1/x")])
    assert one == twin
    assert hash(one) == hash(twin)
    assert one != ErrorDetail("A")
    assert one != "A"
    assert repr(one) == (
        "ErrorDetail(code='A', detail='D', pointer='/data', associated=[ErrorDetail(code='IN', path='/v1/x')])"
    )


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["errors", "code", "detail", "title", "source", "meta", "links", "see", "associatedErrors", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(JSON, JSON)
def test_any_json_is_read(body: Any, errors: Any) -> None:
    for candidate in (
        body,
        {"errors": errors},
        {"errors": [errors]},
        {"errors": [{"meta": {"associatedErrors": errors}}]},
    ):
        for error in flatten(read_errors(candidate)):
            assert error.code is None or isinstance(error.code, str)
            repr(error)
