"""JSON from bytes and to bytes: by msgspec where it is installed, with the results of the standard library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# Importing msgspec takes as long as json takes for this much: a short script never pays for what it does not gain by.
WORTH_THE_IMPORT = 2 * 1024 * 1024

_fast: Callable[[bytes], Any] | None = None
_looked = False
_bytes_read = 0


def is_fast_for(data: bytes) -> bool:
    """Whether msgspec is to read this: it is installed, and there was enough to read to be worth its import."""
    global _fast, _looked, _bytes_read
    if not _looked:
        _bytes_read += len(data)
        if _bytes_read < WORTH_THE_IMPORT:
            return False
        try:
            import msgspec.json
        except ImportError:
            _fast = None
        else:
            _fast = msgspec.json.decode
        _looked = True
    return _fast is not None


def loads(data: bytes) -> Any:
    """Parse JSON.

    Args:
        data: UTF-8, with or without a byte order mark.

    Returns:
        What `json.loads` gives, whichever parser read it.

    Raises:
        ValueError: this is not JSON, or it is nested too deeply to be read.
    """
    if is_fast_for(data) and _fast is not None:
        try:
            return _fast(data)
        except (ValueError, RecursionError):
            pass  # a byte order mark, half an emoji, 1e400: json reads what msgspec refuses
    import json

    try:
        return json.loads(data)
    except RecursionError:
        pass
    raise ValueError("the JSON is nested too deeply")


def dumps(value: Any) -> bytes:
    """Write JSON in its shortest form.

    Args:
        value: what `json.dumps` takes.

    Returns:
        UTF-8, without spaces and with letters beyond ASCII as they are.

    Raises:
        ValueError: a number that JSON does not have (NaN, infinity), half of a surrogate pair, or a circle.
        TypeError: an object that is no JSON value.
    """
    # Always by json: msgspec writes NaN as null and dates as it likes, without a word.
    import json

    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
