"""The link to the next page: its own bytes, on the client's own origin, and never in a circle."""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from ..errors import PaginationError
from .messages import Request

if TYPE_CHECKING:
    from collections.abc import Callable

Key = tuple[str, tuple[tuple[str, str], ...]]

# What may stand in a URL as it is: all of ASCII that can be seen, but the backslash.
_SEEN = "".join(map(chr, range(0x21, 0x7F))).replace("\\", "")


class Place:
    """Where a page is: its URL, and those that led there.

    Args:
        request: What gave the page.
        base_url: The client's, without a slash at its end.
        origin: Its scheme, host and port.
        before: The pages that led there.
    """

    __slots__ = ("_base_url", "_origin", "_request", "_url", "seen")

    def __init__(self, request: Request, base_url: str, origin: str, before: frozenset[Key] = frozenset()) -> None:
        self._request = request
        self._base_url = base_url
        self._origin = origin
        self._url = request.target if "://" in request.target[:9] else base_url + request.target
        self.seen = before | {_key(self._url)}

    def next_request(self, link: object) -> Callable[[], Request] | None:
        """Makes the request for the next page; None after the last.

        What is wrong with a link is said when it is followed, by a PaginationError: this page was sound.
        """
        if link is None or (isinstance(link, str) and not link.strip()):
            return None
        return lambda: self._follow(link)

    def _follow(self, link: object) -> Request:
        target = self._resolved(link)
        if _key(target) in self.seen:
            raise PaginationError(
                f"links.next of {self._request.path} leads back to a page that was there already: {_short(target)}"
            )
        return Request("GET", target, accept=self._request.accept)

    def _resolved(self, link: object) -> str:
        if not isinstance(link, str):
            raise PaginationError(f"links.next is no link: {_short(link)}")
        text = link.strip()
        try:
            target = self._joined(quote(text, safe=_SEEN)) if _is_clean(text) else ""
            if target and _origin(target) == _origin(self._origin):
                return target
        except ValueError:  # half a character, or a host that is none
            target = ""
        if not target:
            raise PaginationError(f"links.next is no URL: {_short(text)}")
        raise PaginationError(
            f"links.next leaves {self._origin}: {_short(text)}; it is not followed, so that the token goes nowhere else"
        )

    def _joined(self, text: str) -> str:
        text = text.partition("#")[0]
        if text.startswith("?"):
            return self._url.partition("?")[0] + text
        if text.startswith("/") and not text.startswith("//"):
            # A gateway's prefix is not known to those behind it, who write the link.
            prefix = self._base_url[len(self._origin) :]
            return (self._origin if f"{text}/".startswith(f"{prefix}/") else self._base_url) + text
        return text if "://" in text[:9] else urljoin(self._url, text)


def _is_clean(text: str) -> bool:
    # Readers of URLs differ about three slashes: a path to some, a host to others.
    return not text.startswith("///") and not any(letter <= " " or letter in "\\\x7f" for letter in text)


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        return "", "", None
    scheme = parts.scheme.lower()
    port = {"https": 443, "http": 80}.get(scheme) if parts.port is None else parts.port
    return scheme, (parts.hostname or "").lower(), port


def _key(url: str) -> Key:
    """What makes two spellings of one page the same."""
    parts = urlsplit(url)
    return normpath(unquote(parts.path)), tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"
