"""Signatures: Apple's own example, what a header may look like, which bodies and secrets are refused."""

from __future__ import annotations

import hmac
import traceback
from collections.abc import Iterator
from typing import Any, cast

import pytest

from asc_sdk.errors import ConfigurationError, WebhookSignatureError
from asc_sdk.webhooks import parse, verify
from tests.unit.webhooks.deliveries import SECRET, build_upload, digest, encode, sign

BODY = encode(build_upload())
HEX = digest(BODY)


def test_apples_own_example_verifies() -> None:
    signature = "hmacsha256=7f062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657"
    assert verify(b"Hello, World!", signature, "This is my secret")
    assert not verify(b"Hello, World?", signature, "This is my secret")
    assert not verify(b"Hello, World!", signature, "this is my secret")


@pytest.mark.parametrize(
    "signature",
    [
        f"hmacsha256={HEX}",
        f"HMACSHA256={HEX.upper()}",
        f" hmacsha256={HEX} ",
        f"\thmacsha256={HEX}\r\n",
        f"hmacsha256={HEX}".encode(),
    ],
)
def test_the_scheme_is_read_in_any_case_and_with_space_around(signature: str | bytes) -> None:
    assert verify(BODY, signature, SECRET)
    assert parse(BODY, signature, SECRET).id == "E1"


@pytest.mark.parametrize(
    "signature",
    [
        HEX,
        f"sha256={HEX}",
        f"hmacsha1={HEX}",
        f"hmacsha512={HEX}",
        "hmacsha256=é",
        "hmacsha256=",
        "hmacsha256",
        "",
        " ",
        None,
        f"hmacsha256={HEX[:-1]}",
        f"hmacsha256={HEX[:-2]}",
        f"hmacsha256={HEX}0",
        f"hmacsha256={HEX}00",
        f"hmacsha256={HEX[:-1]}é",
        f"hmacsha256={HEX[:-1]}g",
        f"hmacsha256= {HEX}",
        f"hmacsha256={HEX}, hmacsha256={HEX}",
        f"hmacsha256={HEX}\nx",
        f"xhmacsha256={HEX}",
        f"hmac\u017fha256={HEX}",  # what IGNORECASE alone takes for an s
        f"hmacsha256=\uff10{HEX[1:]}",  # a digit, and no hexadecimal one
        f"hmacsha256={'0' * 64}",
        "hmacsha256=\ud800",
        f"hmacsha256={HEX}".encode("utf-16"),
        b"\xff\xfe",
        12,
        ["hmacsha256", HEX],
    ],
)
def test_every_other_header_is_refused_and_none_is_a_fault(signature: Any) -> None:
    assert verify(BODY, signature, SECRET) is False
    with pytest.raises(WebhookSignatureError, match=r"x-apple-signature|does not make this signature"):
        parse(BODY, signature, SECRET)


@pytest.mark.parametrize("changed", [BODY[:-1], BODY + b"\n", BODY.replace(b" ", b""), b"", b"\xef\xbb\xbf" + BODY])
def test_one_other_byte_is_another_body(changed: bytes) -> None:
    assert not verify(changed, sign(BODY), SECRET)


def test_a_body_may_be_any_kind_of_bytes() -> None:
    for body in (bytearray(BODY), memoryview(BODY), memoryview(BODY + BODY)[: len(BODY)]):
        assert verify(cast("bytes", body), sign(BODY), SECRET)
        assert parse(cast("bytes", body), sign(BODY), SECRET).type == "buildUploadStateUpdated"
    assert verify(b"", sign(b""), SECRET)


@pytest.mark.parametrize("body", [BODY.decode(), build_upload(), ["x"], None, 7], ids=lambda body: type(body).__name__)
@pytest.mark.parametrize("call", [verify, parse])
def test_what_is_no_bytes_is_refused_and_told_why(call: Any, body: Any) -> None:
    with pytest.raises(
        WebhookSignatureError, match=f"body is a {type(body).__name__}.*[Pp]ass the .*raw bytes|only the raw bytes"
    ):
        call(body, sign(BODY), SECRET)


def test_one_of_several_secrets_is_enough() -> None:
    def secrets() -> Iterator[str]:
        yield "the new one"
        yield SECRET

    for several in (["the new one", SECRET], (SECRET, "the new one"), {SECRET}, secrets(), [SECRET.encode()]):
        assert verify(BODY, sign(BODY), several)
    assert not verify(BODY, sign(BODY), ["the new one", "another"])


def test_empty_ones_among_several_are_passed_over() -> None:
    assert verify(BODY, sign(BODY), [SECRET, "", None])
    assert not verify(BODY, sign(BODY, ""), [SECRET, "", None])


@pytest.mark.parametrize("secret", ["", b"", [], (), [""], [None, b""]], ids=repr)
def test_an_empty_secret_vouches_for_nothing(secret: Any) -> None:
    with pytest.raises(ConfigurationError, match="empty"):
        verify(BODY, sign(BODY, ""), secret)
    with pytest.raises(ConfigurationError, match="empty"):
        parse(BODY, sign(BODY, ""), secret)


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        (None, "secret is None"),
        (7, "secret is of type int"),
        ({"old": SECRET}, "secret is of type dict"),
        ([SECRET, 7], "a secret is of type int"),
        (f"{SECRET}\ud800", "half of a surrogate pair"),
    ],
)
def test_what_is_no_secret_is_said_without_being_shown(secret: Any, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as caught:
        verify(BODY, sign(BODY), secret)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_secrets_beyond_ascii_are_utf_8() -> None:
    assert verify(BODY, sign(BODY, "schlüssel 🔑"), "schlüssel 🔑")
    # As os.environ gives bytes that are no UTF-8.
    given = hmac.digest(b"\xff\xfe", BODY, "sha256").hex()
    assert verify(BODY, f"hmacsha256={given}", b"\xff\xfe".decode("utf-8", "surrogateescape"))


def test_no_error_shows_a_secret_or_the_header() -> None:
    header = f"hmacsha256={'a' * 64}"
    with pytest.raises(WebhookSignatureError) as caught:
        parse(BODY, header, SECRET)
    shown = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value))
    assert SECRET not in shown
    assert HEX not in shown
    assert "a" * 64 not in shown


def test_a_secret_with_a_newline_at_its_end_is_hinted_at() -> None:
    with pytest.raises(WebhookSignatureError, match="begins or ends with whitespace"):
        parse(BODY, sign(BODY), f"{SECRET}\n")
    # It is a part of the secret all the same, where Apple has it.
    assert verify(BODY, sign(BODY, f"{SECRET}\n"), f"{SECRET}\n")


def test_digests_are_compared_as_bytes_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[object, object]] = []
    real = hmac.compare_digest

    def watched(left: bytes, right: bytes) -> bool:
        compared.append((left, right))
        return real(left, right)

    monkeypatch.setattr(hmac, "compare_digest", watched)
    assert verify(BODY, sign(BODY), [SECRET, "another", "a third"])
    assert len(compared) == 3  # the first fits, and the others are tried all the same
    assert {type(value) for pair in compared for value in pair} == {bytes}
