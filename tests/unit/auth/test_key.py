"""ApiKey: clean ids, verified tokens, and no part of the key anywhere."""

from __future__ import annotations

import copy
import logging
import pickle
import time
import traceback
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from asc_sdk import ApiKey, ConfigurationError
from tests.unit.auth.keys import ISSUER, others, p256, pem, take_apart
from tests.unit.auth.test_pem import BODY, PEM, SHAPES


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_signs_a_token_that_the_public_key_verifies(shape: str) -> None:
    key = ApiKey("ABC123DEFG\n", SHAPES[shape], issuer_id=f" {ISSUER}\r\n")
    header, claims = take_apart(key.token())
    assert header == {"alg": "ES256", "kid": "ABC123DEFG", "typ": "JWT"}
    assert claims["iss"] == ISSUER


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Kolkata", "UTC"])
@pytest.mark.parametrize("lifetime", [None, 1200, timedelta(minutes=5), 30])
def test_times_are_the_same_in_every_zone(zone: str, lifetime: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        _, claims = take_apart(ApiKey("ABC123DEFG", PEM).token(lifetime=lifetime))
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    now = time.time()
    assert isinstance(claims["iat"], int)
    assert isinstance(claims["exp"], int)
    assert claims["iat"] == pytest.approx(now - 60, abs=2)
    assert claims["exp"] - claims["iat"] <= 1200
    assert claims["exp"] > now


def test_an_individual_key() -> None:
    key = ApiKey("ABC123DEFG", PEM)
    assert key.individual
    _, claims = take_apart(key.token())
    assert claims["sub"] == "user"
    assert "iss" not in claims


def test_an_enterprise_key() -> None:
    key = ApiKey("ABC123DEFG", PEM, issuer_id=ISSUER, enterprise=True)
    assert take_apart(key.token())[1]["aud"] == "apple-developer-enterprise-v1"
    assert "enterprise=True" in repr(key)


def test_a_long_lived_token_needs_a_scope_of_gets() -> None:
    key = ApiKey("ABC123DEFG", PEM, issuer_id=ISSUER)
    half_a_year = timedelta(days=182)
    _, claims = take_apart(key.token(lifetime=half_a_year, scope=["GET /v1/apps"]))
    assert claims["scope"] == ["GET /v1/apps"]
    assert claims["exp"] - time.time() == pytest.approx(half_a_year.total_seconds(), abs=5)
    for scope in (None, ["POST /v1/apps"]):
        with pytest.raises(ValueError, match="too long"):
            key.token(lifetime=half_a_year, scope=scope)
    with pytest.raises(ValueError, match="1200"):
        key.token(lifetime=1201)


@pytest.mark.parametrize("kind", sorted(others()))
def test_what_is_no_key_is_refused_when_it_is_made(kind: str) -> None:
    text, words = others()[kind]
    with pytest.raises(ConfigurationError, match="private_key is") as caught:
        ApiKey("ABC123DEFG", text)
    assert words in str(caught.value)
    assert "unencrypted private key on the curve P-256" in str(caught.value)


def test_what_only_cryptography_can_tell_is_said_with_the_first_token() -> None:
    # Well-formed on the outside; inside, where its number should be, is something else.
    from asc_sdk.auth import pem as reader
    from tests.unit.auth.keys import der

    bytes_ = bytearray(der(p256()))
    bytes_[bytes(bytes_).index(b"\x04\x20")] = 0x05
    key = ApiKey("ABC123DEFG", bytes(bytes_))
    assert reader.read(bytes(bytes_)).problem == ""
    with pytest.raises(ConfigurationError, match="a damaged key") as caught:
        key.token()
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("key_id", "issuer_id", "words"),
    [
        (ISSUER, "ABC123DEFG", "swapped"),
        (ISSUER.upper(), "ABC123DEFG", "swapped"),
        (ISSUER, None, "holds a UUID"),
        (ISSUER, ISSUER, "holds a UUID"),
        ("ABC123DEFG", "ABC123DEFG", "no issuer id"),
        ("ABC123DEFG", "ZYX987WVUT", "no issuer id"),
        ("ABC123DEFG", "two words", "no issuer id"),
        ("ABC123DEFG", "", "issuer_id is empty"),
        ("ABC123DEFG", " \n", "issuer_id is empty"),
        ("", ISSUER, "key_id is empty"),
        (' "" \n', ISSUER, "key_id is empty"),
        ("ABC 123", ISSUER, "no key id"),
        ("AuthKey_ABC123DEFG.p8", ISSUER, "no key id"),
        (None, ISSUER, "take text"),
        (5, ISSUER, "take text"),
        ("ABC123DEFG", 5, "take text"),
    ],
)
def test_wrong_ids_are_named(key_id: Any, issuer_id: Any, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        ApiKey(key_id, PEM, issuer_id=issuer_id)


def test_ids_are_cleaned() -> None:
    key = ApiKey('\ufeff"ABC123DEFG"\r\n', PEM, issuer_id=f"'{ISSUER}' ")
    assert (key.key_id, key.issuer_id) == ("ABC123DEFG", ISSUER)


def test_swapped_arguments_do_not_show_the_key() -> None:
    with pytest.raises(ConfigurationError, match="the order is") as caught:
        ApiKey(PEM, "ABC123DEFG")
    assert BODY[:12] not in str(caught.value)


@pytest.mark.parametrize("value", [None, 5, Path("x.p8")])
def test_a_key_of_another_type_is_refused(value: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"text or bytes of a \.p8 file"):
        ApiKey("ABC123DEFG", value)


@pytest.mark.parametrize("lifetime", [0, 1201, "x"])
def test_a_lifetime_that_apple_does_not_take_is_refused(lifetime: Any) -> None:
    with pytest.raises(ConfigurationError, match="lifetime"):
        ApiKey("ABC123DEFG", PEM, lifetime=lifetime)


def test_a_key_has_its_own_lifetime() -> None:
    _, claims = take_apart(ApiKey("ABC123DEFG", PEM, lifetime=timedelta(minutes=2)).token())
    assert claims["exp"] == pytest.approx(time.time() + 120, abs=2)


# --- nothing of the key shows -----------------------------------------------------------------------------------------


def test_it_does_not_show_itself(caplog: pytest.LogCaptureFixture) -> None:
    key = ApiKey("ABC123DEFG", PEM, issuer_id=ISSUER)
    key.token()
    caplog.set_level(logging.DEBUG)
    logging.getLogger("asc_sdk").debug("%s %r", key, key)
    shown = f"{key!r} {key} {caplog.text} {getattr(key, '__dict__', '')}"
    assert repr(key) == f"ApiKey('ABC123DEFG', ***, issuer_id='{ISSUER}')"
    assert BODY[:12] not in shown


def test_it_is_not_pickled_and_a_copy_is_itself() -> None:
    key = ApiKey("ABC123DEFG", PEM)
    assert copy.copy(key) is key
    assert copy.deepcopy([key])[0] is key
    with pytest.raises(TypeError, match="child process") as caught:
        pickle.dumps(key)
    assert BODY[:12] not in str(caught.value)


def chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


@pytest.mark.parametrize(
    "text",
    [PEM[:150], PEM * 2, PEM.replace("M", "!"), pem(p256(), password=b"x"), PEM.encode()[:150] + b"\xff\xff"],
    ids=["half", "twice", "damaged", "encrypted", "bytes"],  # each worker of a parallel run makes keys of its own
)
def test_no_error_holds_the_key(text: str | bytes) -> None:
    body = (text if isinstance(text, str) else text.decode("latin-1")).splitlines()[1][:16]
    with pytest.raises(ConfigurationError) as caught:
        ApiKey("ABC123DEFG", text)
    assert body not in shown_by_a_traceback_with_variables(caught.value)
    assert chain(caught.value) == [caught.value]
    assert body not in repr(caught.value)


def test_not_even_when_the_arguments_are_swapped() -> None:
    with pytest.raises(ConfigurationError) as caught:
        ApiKey(PEM, "ABC123DEFG", issuer_id=PEM)
    assert BODY[:12] not in shown_by_a_traceback_with_variables(caught.value)


def shown_by_a_traceback_with_variables(error: BaseException) -> str:
    frames = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    inside = [str(frame.locals) for frame in frames if "/asc_sdk/" in frame.filename]
    assert inside
    return "".join(inside)
