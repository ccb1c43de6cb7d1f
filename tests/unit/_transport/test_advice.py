"""The mistakes that people make most, each with its way out."""

from __future__ import annotations

from email.utils import formatdate

import pytest

from asc_sdk._transport.advice import advise
from asc_sdk.errors import ErrorDetail, class_for_status
from tests.unit._transport.flows import NOW


def advice(
    status: int,
    *codes: str,
    path: str = "/v1/apps",
    individual: bool = False,
    date: str = "",
    see: str | None = None,
    retry_after: float | None = None,
) -> str:
    error = class_for_status(status)(
        "", status=status, path=path, errors=[ErrorDetail(code, see=see) for code in codes], retry_after=retry_after
    )
    return advise(error, individual=individual, date=date, now=NOW)


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (300, "5 minutes ahead of the server's"),
        (-300, "5 minutes behind the server's"),
        (60, "60 seconds ahead"),
        (86400 * 3, "3 days ahead"),
        (-7200, "2 hours behind"),
    ],
)
def test_a_clock_that_is_off_is_said(off: float, words: str) -> None:
    text = advice(401, "NOT_AUTHORIZED", date=formatdate(NOW - off, usegmt=True))
    assert words in text
    assert "set the clock" in text


@pytest.mark.parametrize("date", ["", "nonsense", formatdate(NOW - 30, usegmt=True)])
def test_a_401_with_a_clock_that_is_right_is_about_the_ids(date: str) -> None:
    text = advice(401, "NOT_AUTHORIZED", date=date)
    assert "issuer id" in text
    assert "revoked" in text
    assert "clock" not in text


def test_a_401_of_an_individual_key() -> None:
    assert "a team key needs issuer_id" in advice(401, individual=True)
    assert "cannot use Provisioning" in advice(401, individual=True, path="/v1/profiles")


@pytest.mark.parametrize(
    "path", ["/v1/salesReports", "/v1/financeReports", "/v1/bundleIds/1/profiles", "/v1/certificates/1", "/v1/devices"]
)
def test_areas_closed_to_individual_keys(path: str) -> None:
    assert "use a team key" in advice(403, "FORBIDDEN_ERROR", path=path, individual=True)
    assert "role" in advice(403, "FORBIDDEN_ERROR", path=path)


def test_a_missing_role() -> None:
    assert "role does not allow this" in advice(403, "FORBIDDEN_ERROR", individual=True)
    assert "role does not allow this" in advice(403)


def test_an_expired_agreement() -> None:
    code = "FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED"
    assert "Account Holder has to accept it in App Store Connect" in advice(403, code)
    assert "accept it at https://example.com/a" in advice(403, code, see="https://example.com/a")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", "it exists already"),
        ("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE.DIFFERENT_ACCOUNT", "it exists already"),
        ("STATE_ERROR", "the state it is in"),
        ("STATE_ERROR.ENTITY_STATE_INVALID", "the state it is in"),
    ],
)
def test_conflicts(code: str, words: str) -> None:
    assert words in advice(409, code)


def test_the_rest() -> None:
    assert "wait 3600 seconds" in advice(429, "RATE_LIMIT_EXCEEDED", retry_after=3600)
    assert "rolling hour" in advice(429)
    assert "HTTPS_PROXY" in advice(407)
    assert "no such path" in advice(404, "PATH_ERROR")
    assert advice(404, "NOT_FOUND") == advice(409, "X") == advice(500) == ""
