"""From bytes to events: nothing is read before the signature fits, and what is no event is one typed error."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.errors import AppStoreConnectError, UnexpectedResponseError, WebhookSignatureError
from asc_sdk.webhooks import BuildUploadStateUpdated, from_payload, parse, verify
from tests.unit.webhooks.deliveries import SECRET, build_upload, encode, payload, sign


def test_a_delivery_becomes_its_event() -> None:
    body = encode(build_upload())
    event = parse(body, sign(body), SECRET)
    assert isinstance(event, BuildUploadStateUpdated)
    assert event.to_dict() == json.loads(body)


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + encode(build_upload()),
        json.dumps(build_upload(), indent=3).replace("\n", "\r\n").encode(),
        json.dumps(payload("x", {"reason": "schön 🚀"}), ensure_ascii=False).encode(),
    ],
)
def test_the_bytes_may_be_written_in_any_way(body: bytes) -> None:
    assert parse(body, sign(body), SECRET).id == "E1"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Hello, World!",
        b'{"data"',
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b'{"data":null}',
        b'{"data":[]}',
        b'{"data":[{"type":"x","id":"1"}]}',
        b'{"data":{"id":"1"}}',
        b'{"data":{"type":"x"}}',
        b'{"data":{"type":"x","id":1}}',
        b'{"data":{"type":"x","id":""}}',
        b'{"data":{"type":["x"],"id":"1"}}',
        b"[" * 100_000,
    ],
)
def test_a_signed_body_that_is_no_event_is_one_typed_error(body: bytes) -> None:
    with pytest.raises(UnexpectedResponseError, match="a delivery that is") as caught:
        parse(body, sign(body), SECRET)
    assert caught.value.excerpt == body[:200].decode("utf-8", "replace")
    assert SECRET not in str(caught.value)
    with pytest.raises(WebhookSignatureError):
        parse(body, sign(body, "another"), SECRET)


def test_both_errors_are_caught_by_the_root_of_all() -> None:
    for signature in (sign(b"{}"), None):
        with pytest.raises(AppStoreConnectError):
            parse(b"{}", signature, SECRET)


def test_the_payload_of_a_webhook_event_resource_is_read_as_well() -> None:
    given = build_upload()
    for form in (given, json.dumps(given), json.dumps(given).encode()):
        assert from_payload(form) == from_payload(given)
    with pytest.raises(UnexpectedResponseError):
        from_payload("\ud800")
    odd: Any = ["x"]
    with pytest.raises(UnexpectedResponseError):
        from_payload(odd)


MEMBERS = st.sampled_from(
    ["data", "type", "id", "version", "attributes", "relationships", "instance", "newState", "timestamp", "redelivery"]
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS | st.text(max_size=3), inner, max_size=5),
    max_leaves=20,
)


@given(JSON)
def test_whatever_apple_signs_is_an_event_or_the_one_error(value: Any) -> None:
    for body in (json.dumps(value).encode(), json.dumps({"data": value}).encode()):
        try:
            event = parse(body, sign(body), SECRET)
        except UnexpectedResponseError:
            continue
        assert event.to_dict() == json.loads(body)
        assert "\n" not in repr(event)


@given(st.text() | st.binary(), st.binary())
def test_whatever_a_header_says_is_an_answer(signature: str | bytes, body: bytes) -> None:
    assert verify(body, signature, SECRET) is False


def test_importing_it_costs_next_to_nothing() -> None:
    heavy = ("httpx", "attr", "jwt", "cryptography", "dateutil", "msgspec", "dataclasses", "inspect", "asyncio", "hmac")
    code = (
        f"import sys, asc_sdk.webhooks; print([name for name in {(*heavy, 'asc_sdk.models')} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
