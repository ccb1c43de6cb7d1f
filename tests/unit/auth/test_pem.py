"""One key in every shape that secret stores give it, and everything that is no such key."""

from __future__ import annotations

import base64
import textwrap
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import PrivateFormat, load_pem_private_key
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.auth.pem import read
from tests.unit.auth.keys import der, others, p256, pem

PEM = pem(p256())
LINES = PEM.strip().splitlines()
BODY = "".join(LINES[1:-1])


def b64(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


SHAPES: dict[str, str | bytes] = {
    "as it is": PEM,
    "crlf": PEM.replace("\n", "\r\n"),
    "cr": PEM.replace("\n", "\r"),
    "literal \\n": PEM.replace("\n", "\\n"),
    "literal \\r\\n": PEM.replace("\n", "\\r\\n"),
    "literal \\\\n": PEM.replace("\n", "\\\\n"),
    "literal \\n and real ones": PEM.replace("\n", "\\n\n"),
    "no final newline": PEM.rstrip("\n"),
    "newlines to spaces": PEM.replace("\n", " "),
    "newlines to tabs": PEM.replace("\n", "\t"),
    "on one line": PEM.replace("\n", ""),
    "newlines to n": PEM.replace("\n", "n"),
    "byte order mark": "\ufeff" + PEM,
    "indented": textwrap.indent(PEM, "    "),
    "trailing spaces": PEM.replace("\n", "  \n"),
    "blank lines": PEM.replace("\n", "\n\n"),
    "in quotes": f'"{PEM}"',
    "in single quotes": f"'{PEM}'",
    "in quotes, literal \\n": '"' + PEM.replace("\n", "\\n") + '"',
    "in typographic quotes": f"\u201c{PEM}\u201d",
    "typographic dashes": PEM.replace("-----", "\u2014\u2014-"),
    "zero-width spaces": PEM.replace("\n", "\u200b\n"),
    "zsh's percent": PEM + "%",
    "url-encoded": quote(PEM),
    "text around it": f"Bag Attributes\n  name: x\n{PEM}\nthe end",
    "base64": b64(PEM),
    "base64 without padding": b64(PEM).rstrip("="),
    "base64 wrapped": "\n".join(textwrap.wrap(b64(PEM), 76)),
    "base64 wrapped, crlf": "\r\n".join(textwrap.wrap(b64(PEM), 76)),
    "base64 in quotes": f'"{b64(PEM)}"',
    "base64 with zsh's percent": b64(PEM) + "%",
    "base64, literal \\n": "\\n".join(textwrap.wrap(b64(PEM), 76)),
    "base64 for urls": base64.urlsafe_b64encode(PEM.encode()).decode(),
    "base64 of crlf": b64(PEM.replace("\n", "\r\n")),
    "base64 of literal \\n": b64(PEM.replace("\n", "\\n")),
    "base64 of a byte order mark": b64("\ufeff" + PEM),
    "base64 of quotes": b64(f'"{PEM}"'),
    "base64 of base64": b64(b64(PEM)),
    "base64 of utf-16": b64(PEM.encode("utf-16")),
    "body only": BODY,
    "body only, lines": "\n".join(LINES[1:-1]),
    "base64 of der": b64(der(p256())),
    "bytes": PEM.encode(),
    "bytes with a byte order mark": b"\xef\xbb\xbf" + PEM.encode(),
    "bytes of utf-16": PEM.encode("utf-16"),
    "der": der(p256()),
    "sec1": pem(p256(), PrivateFormat.TraditionalOpenSSL),
    "sec1 after its parameters": "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
    + pem(p256(), PrivateFormat.TraditionalOpenSSL),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_the_same_key(shape: str) -> None:
    found = read(SHAPES[shape])
    assert found.problem == ""
    key = load_pem_private_key(found.pem.encode(), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    assert key.private_numbers() == p256().private_numbers()


@pytest.mark.parametrize("kind", sorted(others()))
def test_what_is_no_key_is_named(kind: str) -> None:
    text, words = others()[kind]
    found = read(text)
    assert found.pem == ""
    assert words in found.problem


@pytest.mark.parametrize("kind", ["public key", "encrypted", "certificate", "P-384", "two keys", "first half"])
def test_what_is_no_key_is_named_in_base64_too(kind: str) -> None:
    text, words = others()[kind]
    assert words in read(b64(text)).problem


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_text_is_a_key_or_a_problem(text: str | bytes) -> None:
    found = read(text)
    assert bool(found.pem) != bool(found.problem)


@given(st.integers(min_value=0, max_value=len(PEM) - 2), st.integers(min_value=1, max_value=60))
def test_no_problem_repeats_the_key(start: int, length: int) -> None:
    text = PEM[:start] + PEM[start + length :]
    found = read(text)
    for line in LINES[1:-1]:
        assert line[:12] not in found.problem
        assert line[:12] not in repr(found)
