"""Apple's errors."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import errors
from asc_sdk.emulator.errors import Problem, RefusedError


def test_an_error_object_has_what_it_was_given_and_nothing_else() -> None:
    least = Problem(409, "STATE_ERROR", "Title", has_id=False).document()
    assert least == {"status": "409", "code": "STATE_ERROR", "title": "Title"}
    most = Problem(400, "X", "Title", "Detail", parameter="sort", meta={"associatedErrors": {}}).document()
    assert most.pop("id") != Problem(400, "X", "Title").document()["id"]
    assert most == {
        "status": "400",
        "code": "X",
        "title": "Title",
        "detail": "Detail",
        "source": {"parameter": "sort"},
        "meta": {"associatedErrors": {}},
    }


@pytest.mark.parametrize(
    ("problem", "status", "code", "source"),
    [
        (errors.illegal_parameter("x"), 400, "PARAMETER_ERROR.ILLEGAL", {"parameter": "x"}),
        (errors.invalid_parameter("x", "why"), 400, "PARAMETER_ERROR.INVALID", {"parameter": "x"}),
        (errors.missing_parameter("x"), 400, "PARAMETER_ERROR.REQUIRED", {"parameter": "x"}),
        (errors.not_found("apps", "1"), 404, "NOT_FOUND", None),
        (errors.no_such_path("/v1/x/"), 404, "PATH_ERROR", None),
        (errors.unprocessable("why"), 422, "ENTITY_UNPROCESSABLE", None),
        (
            errors.missing_attribute("name", "/data"),
            409,
            "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
            {"pointer": "/data/attributes/name"},
        ),
        (
            errors.duplicate("name", "QA", "/data"),
            409,
            "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
            {"pointer": "/data/attributes/name"},
        ),
        (
            errors.missing_relationship("app", "/data"),
            409,
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
            {"pointer": "/data/relationships/app"},
        ),
    ],
)
def test_the_codes_are_apples(problem: Problem, status: int, code: str, source: object) -> None:
    document = problem.document()
    assert (document["status"], document["code"], document.get("source")) == (str(status), code, source)
    assert document["detail"]
    assert document["id"]


def test_a_401_has_no_id_and_no_reason() -> None:
    document = errors.not_authorized().document()
    assert "id" not in document
    assert (document["status"], document["code"]) == ("401", "NOT_AUTHORIZED")


def test_a_state_error_tells_what_is_missing_elsewhere() -> None:
    missing = errors.missing_attribute("copyright", "/data")
    document = errors.state_error("Not ready", missing, path="/v1/appStoreVersions/1").document()
    (path, associated), *more = document["meta"]["associatedErrors"].items()
    assert (path, more) == ("/v1/appStoreVersions/1", [])
    assert [one["code"] for one in associated] == ["ENTITY_ERROR.ATTRIBUTE.REQUIRED"]
    assert "meta" not in errors.state_error("Not ready").document()


def test_a_refusal_holds_all_problems() -> None:
    refused = RefusedError(errors.illegal_parameter("a"), errors.missing_parameter("b"), headers={"X": "1"})
    assert str(refused) == "PARAMETER_ERROR.ILLEGAL, PARAMETER_ERROR.REQUIRED"
    assert (len(refused.problems), refused.headers) == (2, {"X": "1"})
