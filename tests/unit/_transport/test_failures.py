"""What an error says: the deciding code, where, Apple's words, the request id, and what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._transport.failures import connection_error, status_error
from asc_sdk._transport.messages import Answer, Fault, Request
from asc_sdk.errors import APIConnectionError, APIStatusError, APITimeoutError, ServerError
from tests.unit._transport.flows import NOW
from tests.unit._transport.test_redact import TOKEN

POST = Request("POST", "/v1/betaGroups?x=1")


def made(answer: Answer, request: Request = POST, *, individual: bool = False, **more: Any) -> APIStatusError:
    given_: dict[str, Any] = {"tries": 1, "retry_after": None, "may_have_happened": False, "now": NOW, **more}
    return status_error(request, answer, individual=individual, **given_)


def apple(status: int, *errors: dict[str, Any], headers: dict[str, str] | None = None) -> Answer:
    return Answer(status, headers or {}, json.dumps({"errors": errors}).encode())


def test_it_names_what_decides() -> None:
    error = made(
        apple(
            409,
            {"code": "ENTITY_ERROR.RELATIONSHIP.INVALID", "detail": "A general remark."},
            {
                "id": "e-2",
                "code": "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
                "detail": "The version number has been used.",
                "source": {"pointer": "/data/attributes/versionString"},
            },
            headers={"x-request-id": "r-1"},
        )
    )
    assert str(error).splitlines() == [
        "409 ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE at /data/attributes/versionString: "
        "The version number has been used. (POST /v1/betaGroups, request id r-1, error id e-2)",
        "  also: ENTITY_ERROR.RELATIONSHIP.INVALID: A general remark.",
        "  what to do: it exists already: look it up with list, and update it",
    ]
    assert [detail.code for detail in error.errors] == [
        "ENTITY_ERROR.RELATIONSHIP.INVALID",
        "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
    ]
    assert error.excerpt is None


def test_associated_errors_are_named() -> None:
    error = made(
        apple(
            409,
            {
                "code": "STATE_ERROR",
                "title": "The request cannot be fulfilled.",
                "meta": {
                    "associatedErrors": {"/v1/appInfos/1": [{"code": "ENTITY_ERROR.REQUIRED", "title": "Required."}]}
                },
            },
        )
    )
    assert str(error).startswith("409 ENTITY_ERROR.REQUIRED at /v1/appInfos/1: Required.")
    assert "  also: STATE_ERROR: The request cannot be fulfilled." in str(error)
    assert error.has_code("ENTITY_ERROR")


def test_a_parameter_is_named() -> None:
    error = made(
        apple(400, {"code": "PARAMETER_ERROR.ILLEGAL", "detail": "Not valid.", "source": {"parameter": "limit"}})
    )
    assert "PARAMETER_ERROR.ILLEGAL at parameter limit: Not valid." in str(error)


def test_an_error_without_detail_shows_its_title() -> None:
    assert "409 X: The title" in str(made(apple(409, {"code": "X", "title": "The title", "detail": None})))
    assert str(made(apple(409, {"title": "Only a title"}))).startswith("409 Only a title (")
    assert str(made(apple(409, {"code": "ONLY.A.CODE"}))).startswith("409 ONLY.A.CODE (")


def test_many_errors_are_not_all_shown() -> None:
    text = str(made(apple(409, *[{"code": f"C{number}"} for number in range(50)])))
    assert text.count("also:") == 4
    assert "and 45 more in .errors" in text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            Answer(502, {"content-type": "text/html"}, b"<h3>Bad Gateway</h3><p>Correlation Key: AAAABBBBCCCC</p>"),
            "502 Bad Gateway: Bad Gateway Correlation Key: AAAABBBBCCCC (",
        ),
        (Answer(502), "502 Bad Gateway ("),
        (Answer(403, {"content-type": "text/plain"}, b"Forbidden"), "403 Forbidden: Forbidden ("),
        (
            Answer(406, {"content-type": "text/plain"}, b"The provided Accept header is not supported"),
            "406 Not Acceptable: The provided Accept header is not supported (",
        ),
        (Answer(520, {}, b'{"errors": null}'), '520 {"errors": null} ('),
        (Answer(500, {}, b'{"errors": ["x"]}'), "500 Internal Server Error: "),
        (Answer(599), "599 ("),
        (
            Answer(
                500,
                {"x-request-id": "11111111-2222-3333-4444-555555555555"},
                b'{"errors":[{"code":"UNEXPECTED_ERROR"}]}',
            ),
            "500 UNEXPECTED_ERROR (POST /v1/betaGroups, request id 11111111-2222-3333-4444-555555555555)",
        ),
    ],
)
def test_bodies_that_are_not_apples(answer: Answer, words: str) -> None:
    error = made(answer)
    assert str(error).startswith(words)
    assert error.status == answer.status
    assert (error.method, error.path) == ("POST", "/v1/betaGroups")
    assert error.errors == [] or error.codes == ["UNEXPECTED_ERROR"]


def test_a_huge_page_is_shortened() -> None:
    error = made(Answer(502, {"content-type": "text/plain"}, b"x" * 5_000_000))
    assert isinstance(error, ServerError)
    assert error.excerpt is not None
    assert len(error.excerpt) == 500
    assert len(str(error)) < 700


def test_a_page_that_repeats_the_token_does_not_show_it() -> None:
    body = f"<pre>Authorization: Bearer {TOKEN}</pre>".encode()
    error = made(Answer(502, {"content-type": "text/html"}, body))
    assert TOKEN not in str(error)
    assert TOKEN not in repr(error.__dict__)
    assert TOKEN not in str(made(apple(400, {"code": "X", "detail": f"bad token {TOKEN}"})))


def test_tries_and_doubt_are_said() -> None:
    text = str(made(Answer(503), tries=4, may_have_happened=True, note="and a note"))
    assert "4 tries" in text
    assert "what to do: and a note; Apple may have carried this out all the same" in text


@given(st.binary(max_size=300), st.sampled_from([400, 401, 403, 404, 409, 429, 500, 503, 302]), st.text(max_size=30))
def test_any_body_makes_an_error_of_ours(body: bytes, status: int, header: str) -> None:
    headers = {"content-type": header, "x-request-id": header, "location": header, "date": header}
    error = made(Answer(status, headers, body))
    assert error.status == status
    assert str(status) in str(error)
    assert len(str(error)) < 4000


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["errors", "code", "detail", "title", "source", "pointer", "meta", "associatedErrors", "links", "see"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(JSON, st.sampled_from([400, 401, 403, 404, 409, 422, 429, 500]), st.booleans())
def test_any_errors_make_an_error_of_ours(errors: Any, status: int, individual: bool) -> None:
    error = made(Answer(status, {}, json.dumps({"errors": errors}).encode()), individual=individual)
    assert str(status) in str(error)


def test_a_fault_is_a_connection_error() -> None:
    error = connection_error(POST, Fault("it broke"), tries=3, may_have_happened=True)
    assert type(error) is APIConnectionError
    assert str(error).startswith("it broke (POST /v1/betaGroups, 3 tries)\n  what to do: Apple may have")
    error = connection_error(POST, Fault("too slow", timeout=True), tries=1, may_have_happened=False)
    assert type(error) is APITimeoutError
    assert str(error) == "too slow (POST /v1/betaGroups)"
