"""The one origin that the token is for: checks a base URL, and joins targets to it without leaving it."""

from __future__ import annotations

from .._options import BASE_URL, ENTERPRISE_BASE_URL
from ..errors import ConfigurationError

_DEFAULT_PORTS = {"http": "80", "https": "443"}


class BaseUrl:
    """A checked base URL.

    Attributes:
        url: without a slash at its end.
        origin: scheme, host and port.
        prefix: the path of the base URL, "" for Apple's own.
    """

    __slots__ = ("origin", "prefix", "url")

    def __init__(self, text: str) -> None:
        """Check a base URL.

        Args:
            text: "https://host", "https://host:8443/gateway", or "http://" to this computer.

        Raises:
            ConfigurationError: no URL, or one that a token may not be sent to.
        """
        if text in (BASE_URL, ENTERPRISE_BASE_URL):
            self.url, self.origin, self.prefix = text, text, ""
            return
        if not isinstance(text, str) or any(char.isspace() or not char.isprintable() for char in text.strip()):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
            raise ConfigurationError(f"base_url is no URL: {text!r}")
        scheme, mark, rest = text.strip().partition("://")
        scheme = scheme.lower()
        authority, path = _split(rest)
        if not mark or scheme not in _DEFAULT_PORTS:
            raise ConfigurationError(f"base_url has to begin with https://, not {text.strip()[:40]!r}")
        if "@" in authority or "\\" in text:
            raise ConfigurationError("base_url may hold no user, password or backslash")
        if "?" in path or "#" in path:
            raise ConfigurationError(f"base_url may hold no query and no fragment: {path!r}")
        host, origin = _origin(scheme, authority)
        if scheme == "http" and not _is_loopback(host):
            raise ConfigurationError(
                f"base_url sends the token unencrypted to {host}: use https:// (http:// is for this computer only)"
            )
        path = path.rstrip("/")
        if path.rpartition("/")[2] in ("v1", "v2", "v3", "v4"):
            raise ConfigurationError(f"base_url ends in {path!r}: leave the version out, each operation has its own")
        self.url, self.origin, self.prefix = origin + path, origin, path

    def resolve(self, target: str) -> str:
        """Join a target to the base URL.

        Args:
            target: a path with its query, or an absolute URL of the same origin.

        Returns:
            The URL to send to. Its origin is always this one: it is never taken from `target`.

        Raises:
            ConfigurationError: the target is of another origin, or no path.
        """
        target = target.partition("#")[0]
        if target.startswith("/"):
            if self.prefix and (target + "/").startswith(self.prefix + "/"):
                return self.origin + target
            return self.url + target
        scheme, mark, rest = target.partition("://")
        if not mark:
            raise ConfigurationError(f"a path begins with a slash: {target[:100]!r}")
        authority, path = _split(rest)
        scheme = scheme.lower()
        if (
            scheme not in _DEFAULT_PORTS
            or "@" in authority
            or "\\" in authority
            or _origin(scheme, authority)[1] != self.origin
        ):
            raise ConfigurationError(
                f"a request to {scheme[:20]}://{authority[:200]} was not sent: the token is for {self.origin} only"
            )
        return self.origin + (path if path.startswith("/") else "/" + path)

    def __repr__(self) -> str:
        return f"BaseUrl({self.url!r})"


def _split(rest: str) -> tuple[str, str]:
    """Part the authority from what follows it."""
    end = min((found for char in "/?#" if (found := rest.find(char)) >= 0), default=len(rest))
    return rest[:end], rest[end:]


def _origin(scheme: str, authority: str) -> tuple[str, str]:
    """Give host and origin in their one form: lower case, no default port, no dot at the end."""
    host, colon, port = authority.lower().rpartition(":")
    if not colon or "]" in port:
        host, port = authority.lower(), ""
    host = host.rstrip(".") if not host.startswith("[") else host
    if port == _DEFAULT_PORTS[scheme]:
        port = ""
    if not host or (port and not (port.isascii() and port.isdigit())):
        raise ConfigurationError(f"this URL has no host, or its port is no number: {scheme}://{authority[:200]}")
    return host, f"{scheme}://{host}:{port}" if port else f"{scheme}://{host}"


def _is_loopback(host: str) -> bool:
    if host in ("localhost", "[::1]") or host.endswith(".localhost"):
        return True
    parts = host.split(".")
    return len(parts) == 4 and parts[0] == "127" and all(part.isdigit() for part in parts)
