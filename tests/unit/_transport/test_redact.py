"""Secrets do not show, and foreign bodies are shortened."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk._transport.redact import EXCERPT, Secret, excerpt, one_line, redact

TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiIwMDAwIn0.c2lnbmF0dXJl"
PEM = "-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----"


def test_a_secret_shows_nowhere_but_on_demand() -> None:
    secret = Secret(TOKEN)
    assert repr(secret) == str(secret) == f"{secret}" == "***"
    assert secret.reveal() == TOKEN
    for clone in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="not pickled"):
            clone(secret)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"Authorization: Bearer {TOKEN}", "Authorization: Bearer ***"),
        (f'{{"token":"{TOKEN}"}}', '{"token":"***"}'),
        ("authorization: bearer abc.def", "authorization: bearer ***"),
        (f"key {PEM} end", "key *** end"),
        ("key -----BEGIN PRIVATE KEY-----\nMIG", "key ***"),
        ("nothing secret here", "nothing secret here"),
    ],
)
def test_tokens_and_keys_are_taken_out(text: str, shown: str) -> None:
    assert redact(text) == shown


@pytest.mark.parametrize(
    ("body", "content_type", "shown"),
    [
        (
            b"<html><head><style>p{}</style></head><h3>Bad Gateway</h3><p>Correlation Key: AAAABBBBCCCC</p>",
            "text/html",
            "Bad Gateway Correlation Key: AAAABBBBCCCC",
        ),
        (b"  <!DOCTYPE html><p>x</p><script>var a = '<p>';</script>", "", "x"),
        (b"Forbidden", "text/plain", "Forbidden"),
        (b"a\n\tb\r\n  c", "", "a b c"),
        (b"a\x00b\x1bc", "", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"),
        (b"\xff\xfe\x80", "", "\N{REPLACEMENT CHARACTER}" * 3),
        (b"", "text/html", ""),
        (b"1 < 2 and 3 > 2", "text/plain", "1 < 2 and 3 > 2"),
    ],
)
def test_an_excerpt_is_one_line_for_people(body: bytes, content_type: str, shown: str) -> None:
    assert excerpt(body, content_type) == shown


@given(st.binary(max_size=3000), st.sampled_from(["", "text/html", "application/json"]))
def test_an_excerpt_of_anything_is_short_and_printable(body: bytes, content_type: str) -> None:
    text = excerpt(body, content_type)
    assert len(text) <= EXCERPT
    assert text.isprintable()


def test_a_long_body_costs_no_time() -> None:
    assert len(excerpt(b"<" * 5_000_000, "text/html")) <= EXCERPT
    assert len(excerpt(b"<style>" * 700_000, "text/html")) <= EXCERPT
    assert one_line("x" * 10_000, 20) == "x" * 19 + "…"
