"""Requests to hosts that are not Apple's API: pre-signed URLs, which take no token and say nothing in logs.

With the user's proxies and certificates, and with the given headers only: no token, no cookie, no header of a client.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from .http_module import timeouts
from .messages import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .clients import Clients
    from .http_module import Http

_OURS = frozenset(("content-length", "transfer-encoding"))


class Foreign:
    """Makes the requests, and the HTTP clients that they go through; `close` or `aclose` ends those.

    Args:
        clients: of the connection; a client of the user's is used, but nothing of its own goes along.
        timeout: the connection's.
        asynchronous: the kind of client.
    """

    __slots__ = ("_asynchronous", "_clients", "_lock", "_made", "http", "limits")

    def __init__(self, clients: Clients, timeout: object, *, asynchronous: bool) -> None:
        self._clients = clients
        self._asynchronous = asynchronous
        self._made: dict[str, Any] = {}
        self._lock = threading.Lock()
        self.http: Http = clients.http
        self.limits = timeouts(timeout, clients.given)

    def client(self, url: str) -> Any:
        """Give the HTTP client for a URL's host: the user's, or one that was made for this host."""
        if self._clients.given is not None:
            return self._clients.given
        origin = _origin(url)
        with self._lock:
            client = self._made.get(origin)
            if client is None:
                client = self._made[origin] = self.http.new_client(
                    origin, trust_env=self._clients.trust_env, asynchronous=self._asynchronous
                )
        return client

    def request(
        self,
        method: str,
        url: str,
        headers: Iterable[tuple[str, str]] = (),
        *,
        content: Any = None,
        length: int | None = None,
    ) -> Any:
        """Make a request whose URL goes out byte for byte, and shows itself without path and query.

        It is None where the URL or a header cannot be used; the HTTP library's words for that would show them.

        Args:
            method: "PUT" or "GET".
            url: signed.
            headers: those that were given for this URL.
            content: what gives the body in pieces, when asked.
            length: the body's bytes; so it goes out in one piece.
        """
        module = self.http.module
        own = [(name, value) for name, value in headers if name.lower() not in _OURS]
        if length is not None:
            own.append(("Content-Length", str(length)))
        extensions: dict[str, Any] = {"timeout": self.limits}
        target = "/" + url.partition("://")[2].partition("#")[0].partition("/")[2]
        try:
            parsed = module.URL(url)
            if target.isascii() and parsed.raw_path != target.encode():
                extensions["target"] = target.encode()
            request = module.Request(method, parsed, headers=own, content=content, extensions=extensions)
        except (ValueError, module.InvalidURL):
            return None
        # The HTTP library logs the URL of each request: this one has the signature in it.
        request.url = _silent(module.URL)(parsed)
        return request

    def fault(self, error: Exception, url: str) -> Fault:
        """Say what an exception of the HTTP library means, without anything of the URL but its host."""
        module = self.http.module
        if isinstance(error, (module.UnsupportedProtocol, module.LocalProtocolError)):
            # The text of these may hold a header's value.
            return Fault("the request cannot be sent as Apple describes it", sent=False, hopeless=True)
        return self.http.fault(error, host_of(url), self.limits)

    def close(self) -> None:
        """Close the clients that were made here."""
        for client in self._take():
            client.close()

    async def aclose(self) -> None:
        """Close the clients that were made here, async."""
        for client in self._take():
            await client.aclose()

    def _take(self) -> list[Any]:
        with self._lock:
            taken = list(self._made.values())
            self._made.clear()
        return taken

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


def host_of(url: str) -> str:
    """Give the host of a URL, which may be shown."""
    return _origin(url).partition("://")[2].rpartition("@")[2]


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    for end in "/?#":
        rest = rest.partition(end)[0]
    return f"{scheme.lower()}://{rest}"


_SILENT: dict[Any, Any] = {}


def _silent(url_class: Any) -> Any:
    """Make the class of URLs that are themselves to the HTTP library, and a host to those who print them."""
    found = _SILENT.get(url_class)
    if found is None:

        def text(self: Any) -> str:
            return f"{self.scheme}://{self.netloc.decode('ascii', 'replace')}/…"

        def shown(self: Any) -> str:
            return f"URL({text(self)!r})"

        found = _SILENT[url_class] = type("SignedURL", (url_class,), {"__str__": text, "__repr__": shown})
    return found
