"""Cursors: opaque to a client, good for the request they were made for and for no other."""

from __future__ import annotations

import base64
import binascii
import zlib


def make_cursor(offset: int, operation: str, raw_query: str) -> str:
    """A cursor that goes on after `offset` resources."""
    text = f"{offset}.{_seal(operation, raw_query)}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(cursor: str, operation: str, raw_query: str) -> int | None:
    """How many resources come before; None where the cursor was made for another request, or by somebody else."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        offset, _, seal = text.partition(".")
        return int(offset) if seal == _seal(operation, raw_query) else None
    except (binascii.Error, ValueError):
        return None


def next_query(raw_query: str, cursor: str, limit: int) -> str:
    """The query of the next page: the same parameters byte for byte, and the cursor."""
    return "&".join([f"cursor={cursor}", *_others(raw_query, "cursor", "limit"), f"limit={limit}"])


def _seal(operation: str, raw_query: str) -> str:
    # The limit may change from page to page.
    parts = sorted(_others(raw_query, "cursor", "limit"))
    return format(zlib.crc32("&".join([operation, *parts]).encode()), "x")


def _others(raw_query: str, *names: str) -> list[str]:
    return [pair for pair in raw_query.split("&") if pair and pair.partition("=")[0] not in names]
