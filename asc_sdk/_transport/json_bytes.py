"""JSON from bytes and to bytes: by msgspec where it is installed, with the results of the standard library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_fast: Callable[[bytes], Any] | None = None
_looked = False


def _fast_loads() -> Callable[[bytes], Any] | None:
    global _fast, _looked
    if not _looked:
        try:
            import msgspec.json
        except ImportError:
            _fast = None
        else:
            _fast = msgspec.json.decode
        _looked = True
    return _fast


def loads(data: bytes) -> Any:
    """Parse JSON.

    Args:
        data: UTF-8, with or without a byte order mark.

    Returns:
        What `json.loads` gives, whichever parser read it.

    Raises:
        ValueError: this is not JSON, or it is nested too deeply to be read.
    """
    fast = _fast_loads()
    if fast is not None:
        try:
            return fast(data)
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
