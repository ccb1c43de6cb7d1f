"""Brings the text of a `.p8` key into its one form, whatever a secret store made of it, and tells what it is."""

from __future__ import annotations

import re

_ARMOUR = re.compile(r"[-\u2010-\u2015]{2,}\s*(BEGIN|END) ([A-Z0-9 ]+?)\s*[-\u2010-\u2015]{2,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]+")
_INVISIBLE = re.compile("[\\s\ufeff\u200b-\u200f\u2060\u00ad]+")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How a file begins that PowerShell's `>` has written."""
_QUOTES = "\"'`\u201c\u201d\u2018\u2019"

_EC = bytes.fromhex("06072a8648ce3d0201")
_P256 = bytes.fromhex("06082a8648ce3d030107")
_OTHERS = {
    bytes.fromhex("06052b81040022"): "an EC key on the curve P-384",
    bytes.fromhex("06052b81040023"): "an EC key on the curve P-521",
    bytes.fromhex("06052b8104000a"): "an EC key on the curve secp256k1",
    bytes.fromhex("06052b81040021"): "an EC key on the curve P-224",
    bytes.fromhex("06092a864886f70d010101"): "an RSA key",
    bytes.fromhex("06032b6570"): "an Ed25519 key",
    bytes.fromhex("06032b656e"): "an X25519 key",
}
WANTED = "the .p8 file from App Store Connect is wanted: one unencrypted private key on the curve P-256"

_LABELS = {
    "PUBLIC KEY": "a public key",
    "RSA PUBLIC KEY": "a public key",
    "ENCRYPTED PRIVATE KEY": "an encrypted private key",
    "CERTIFICATE": "a certificate",
    "X509 CERTIFICATE": "a certificate",
    "TRUSTED CERTIFICATE": "a certificate",
    "CERTIFICATE REQUEST": "a certificate signing request",
    "NEW CERTIFICATE REQUEST": "a certificate signing request",
    "RSA PRIVATE KEY": "an RSA key",
    "DSA PRIVATE KEY": "a DSA key",
    "OPENSSH PRIVATE KEY": "an OpenSSH key",
    "PKCS7": "a PKCS#7 file",
}


class Found:
    """What a text turned out to be: a key, or a problem in words that hold no part of the text."""

    __slots__ = ("pem", "problem")

    def __init__(self, pem: str = "", problem: str = "") -> None:
        self.pem = pem
        self.problem = problem

    def __repr__(self) -> str:
        return f"Found({self.problem or 'a private key'!r})"


def read(given: str | bytes) -> Found:
    """Read a private key.

    Args:
        given: the text or the bytes of a `.p8` file, as files, environment variables and secret stores hand them over.

    Returns:
        The key as PEM in 64-letter lines, or what is wrong with it, as far as the text alone shows.
    """
    if isinstance(given, bytes):
        if given[:1] == b"\x30" and given[:2] != b"00":
            return _from_der(given)
        text = _decode(given)
    else:
        text = given
    return _from_text(text, depth=0)


def _decode(data: bytes) -> str:
    if data[:2] in _UTF_16:
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _from_text(text: str, depth: int) -> Found:
    if not text.strip().strip(_QUOTES).strip():
        return Found(problem="the private key is empty")
    if "%0a" in text.lower() or "BEGIN%20" in text:
        from urllib.parse import unquote

        text = unquote(text)
    text = re.sub(r"\\+r", "", text)
    text = re.sub(r"\\+[nt]", "\n", text)
    marks = [(mark.group(1), mark.group(2).strip(), mark.start(), mark.end()) for mark in _ARMOUR.finditer(text)]
    if not marks:
        return _without_armour(text, depth)
    blocks: list[tuple[str, str]] = []
    problem = ""
    position = 0
    while position < len(marks):
        kind, label, _, start = marks[position]
        if kind == "END":
            problem = problem or "half a key: the BEGIN line is missing"
            position += 1
        elif position + 1 == len(marks) or marks[position + 1][0] != "END":
            problem = problem or "half a key: the END line is missing"
            position += 1
        else:
            if marks[position + 1][1] != label:
                problem = problem or "a damaged key: its BEGIN and END lines do not match"
            blocks.append((label, text[start : marks[position + 1][2]]))
            position += 2
    return _from_blocks(blocks, problem)


def _from_blocks(blocks: list[tuple[str, str]], problem: str) -> Found:
    keys = [(label, body) for label, body in blocks if label in ("PRIVATE KEY", "EC PRIVATE KEY")]
    if problem:
        return Found(problem=problem)
    if len(keys) > 1:
        return Found(problem=f"{len(keys)} private keys in one text")
    if not keys:
        label = blocks[0][0]
        return Found(problem=_LABELS.get(label, f"a PEM block of another kind ({label[:40]})"))
    body = keys[0][1]
    if "ENCRYPTED" in body:
        return Found(problem="an encrypted private key")
    der = _unbase64(_without_stray_letters(_INVISIBLE.sub("", body).strip(_QUOTES)))
    if der is None:
        return Found(problem="a damaged key: between its BEGIN and END lines is no base64")
    return _from_der(der)


def _without_stray_letters(body: str) -> str:
    """Take out the `n` of each line break whose backslash a shell has eaten: one before every line of 64 letters."""
    if body.startswith("nMI") and len(body) > 66 and body[65:66] == "n":
        lines = [body[start : start + 65] for start in range(0, len(body), 65)]
        if all(line.startswith("n") for line in lines):
            whole = "".join(line[1:] for line in lines)
            return whole[:-1] if whole.endswith("=n") or len(whole) % 4 == 1 else whole
    return body


def _without_armour(text: str, depth: int) -> Found:
    bare = _INVISIBLE.sub("", text).strip(_QUOTES)
    data = _unbase64(bare.rstrip("%"))
    if data is not None and depth < 2 and _looks_like_a_key_file(data):
        return _from_text(_decode(data), depth + 1)
    if data is not None and data[:1] == b"\x30":
        return _from_der(data)
    if bare.endswith((".p8", ".pem", ".json")) or bare.startswith(("/", "~", "./", "@file:")):
        return Found(problem="a path, not the key itself (use ApiKey.from_file)")
    if bare.startswith("{"):
        return Found(problem="JSON, not the key itself (use ApiKey.from_file with fastlane's JSON key file)")
    return Found(problem="a text that is no key: it has no BEGIN PRIVATE KEY line")


def _looks_like_a_key_file(data: bytes) -> bool:
    """Whether base64 held a whole file: PEM, UTF-16, or base64 once more."""
    return b"BEGIN" in data or data[:2] in _UTF_16 or data[:4] in (b"LS0t", b"MIGH", b"MIGT", b"MHcC")


def _unbase64(text: str) -> bytes | None:
    """Decode base64, in the URL's alphabet too, with or without padding; None where it is none."""
    import base64

    text = text.replace("-", "+").replace("_", "/").rstrip("=")
    if not _BASE64.fullmatch(text) or len(text) % 4 == 1:
        return None
    return base64.b64decode(text + "=" * (-len(text) % 4))


def _from_der(der: bytes) -> Found:
    """Look at the outside of a DER structure: its length, its kind, its curve."""
    length, start = _length(der)
    if length is None or len(der) < start + length:
        return Found(problem="half a key: it ends too early")
    inside = der[start : start + length]
    if not (inside[:3] in (b"\x02\x01\x00", b"\x02\x01\x01") and (inside[3:4] in (b"\x30", b"\x04"))):
        if _EC in inside[:40]:
            return Found(problem="a public key")
        other = next((name for mark, name in _OTHERS.items() if mark in inside[:60]), None)
        return Found(problem=other or "something else than a private key (a certificate, a public or an encrypted key)")
    if _P256 not in inside:
        return Found(problem=next((name for mark, name in _OTHERS.items() if mark in inside), "a key of another kind"))
    import base64

    text = base64.b64encode(der[: start + length]).decode()
    label = "EC PRIVATE KEY" if inside[3:4] == b"\x04" else "PRIVATE KEY"
    lines = "\n".join(text[begin : begin + 64] for begin in range(0, len(text), 64))
    return Found(pem=f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n")


def _length(der: bytes) -> tuple[int | None, int]:
    """The length of the outer DER structure's content, and where that begins."""
    if len(der) < 2 or der[0] != 0x30:
        return None, 0
    if der[1] < 0x80:
        return der[1], 2
    size = der[1] & 0x7F
    if size not in (1, 2, 3) or len(der) < 2 + size:
        return None, 0
    return int.from_bytes(der[2 : 2 + size], "big"), 2 + size
