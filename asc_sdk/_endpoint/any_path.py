"""The request of `asc.request`, whose path the caller writes and may or may not have escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .. import _json_bytes as json_bytes
from .._jsonapi.query import encode_query
from .._transport.messages import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAFE = "/%:@!$&'()*+,;=~[]"


def request_to(method: str, path: str, params: Mapping[str, object] | None, json: Any, accept: str) -> Request:
    """Makes a request to any path.

    Raises:
        ValueError: a part of the path is `.` or `..`.
    """
    method = method.upper()
    path, _, query = path.strip().partition("?")
    if any(part in (".", "..") for part in path.split("/")):
        raise ValueError(f"a path has no part . or .. in it: {path[:200]!r}")
    if "://" not in path:
        path = "/" + path.removeprefix("/")
    target = quote(path, safe=_SAFE)
    queries = [quote(query, safe=f"{_SAFE}?")] if query else []
    queries += [encode_query(params.items())] if params else []
    whole = "&".join(part.strip("?&") for part in queries)
    # Like delete(id); what removes from a relationship has a body, and may mean another thing the second time.
    is_delete = method == "DELETE" and json is None and "/relationships/" not in target
    return Request(
        method,
        f"{target}?{whole}" if whole else target,
        accept=accept,
        body=None if json is None else json_bytes.dumps(json),
        repeatable=method == "GET" or is_delete,
        gone_is_done=is_delete,
    )
