"""Finds what a CMS envelope signs, without a look at the signature: Apple's servers sent it, over TLS."""

from __future__ import annotations

_SEQUENCE, _OCTETS, _OCTETS_IN_PARTS, _EXPLICIT = 0x30, 0x04, 0x24, 0xA0
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DEEPEST = 16


def signed_content(data: bytes) -> bytes | None:
    """The bytes that were signed; None where this is no CMS envelope with content inside.

    Args:
        data: DER, or BER with lengths left open and content in parts.
    """
    try:
        return _content(data)
    except (IndexError, ValueError):
        return None


def _content(data: bytes) -> bytes | None:
    outer = _only(data, _SEQUENCE)
    kind, inside = _split(outer)
    if kind != _SIGNED_DATA:
        return None
    # version, digest algorithms, and then what is signed: its kind and, in a wrapping of its own, its bytes.
    signed = _only(_only(inside, _EXPLICIT), _SEQUENCE)
    _, after_version = _split(signed)
    _, after_algorithms = _split(after_version)
    envelope = _only(after_algorithms, _SEQUENCE)
    _, wrapped = _split(envelope)
    return _octets(_only(wrapped, _EXPLICIT), 0) if wrapped else None


def _octets(data: bytes, depth: int) -> bytes:
    """The content of an OCTET STRING, in one or in parts."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    tag, start, end, _ = _element(data, 0, 0)
    if tag == _OCTETS:
        return data[start:end]
    if tag != _OCTETS_IN_PARTS:
        raise ValueError("no octets")
    parts: list[bytes] = []
    rest = data[start:end]
    while rest:
        part, rest = _split(rest)
        parts.append(_octets(part, depth + 1))
    return b"".join(parts)


def _only(data: bytes, tag: int) -> bytes:
    """The content of the first element, which must have this tag."""
    found, start, end, _ = _element(data, 0, 0)
    if found != tag:
        raise ValueError("another tag")
    return data[start:end]


def _split(data: bytes) -> tuple[bytes, bytes]:
    """The first element, whole, and what comes after it."""
    after = _element(data, 0, 0)[3]
    return data[:after], data[after:]


def _element(data: bytes, at: int, depth: int) -> tuple[int, int, int, int]:
    """An element's tag, where its content begins and ends, and where the next one begins."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    tag, size, start = data[at], data[at + 1], at + 2
    if size == 0x80:
        # An open length: as many elements as there are before two zeros.
        end = start
        while data[end : end + 2] != b"\0\0":
            end = _element(data, end, depth + 1)[3]
        return tag, start, end, end + 2
    if size > 0x80:
        digits = size & 0x7F
        size = int.from_bytes(data[start : start + digits], "big")
        start += digits
    if start + size > len(data):
        raise ValueError("cut off")
    return tag, start, start + size, start + size
