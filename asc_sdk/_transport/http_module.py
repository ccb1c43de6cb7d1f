"""httpx or httpx2: the one file that knows that there are two. It uses what both have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from .._options import CONNECT_TIMEOUT, MAX_CONNECTIONS, READ_TIMEOUT
from .._unset import UNSET, Unset
from .._version import __version__
from ..errors import ConfigurationError
from .bodies import BrokenBodyError
from .messages import Fault
from .proxies import proxy_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import httpx

    from .messages import Response, Send

    Limits = dict[str, float | None]


class SyncHttpClient(Protocol):
    """An `httpx.Client` or an `httpx2.Client`."""

    @property
    def is_closed(self) -> bool:
        """Whether its owner has closed it."""
        ...

    def close(self) -> None:
        """Close it; the SDK leaves that to its owner."""
        ...


class AsyncHttpClient(Protocol):
    """An `httpx.AsyncClient` or an `httpx2.AsyncClient`."""

    @property
    def is_closed(self) -> bool:
        """Whether its owner has closed it."""
        ...

    async def aclose(self) -> None:
        """Close it; the SDK leaves that to its owner."""
        ...


class TimeoutParts(Protocol):
    """An `httpx.Timeout` or an `httpx2.Timeout`: seconds, None for no limit."""

    connect: float | None
    read: float | None
    write: float | None


USER_AGENT = f"asc_sdk/{__version__}"

_OURS = frozenset(("accept", "authorization", "content-length", "content-type", "cookie", "host", "transfer-encoding"))
"""Headers that a client of the user's does not decide: the operation does, or the SDK."""

_FAMILIES = ("httpx", "httpx2")


def family_of(client: object) -> str:
    """Tell which of the two modules a client is of.

    Raises:
        ConfigurationError: it is of neither.
    """
    for kind in type(client).__mro__:
        family = kind.__module__.partition(".")[0]
        if family in _FAMILIES:
            return family
    raise ConfigurationError(f"http_client takes a client of httpx or httpx2, not {type(client).__name__}")


def check_client(client: object, *, asynchronous: bool) -> None:
    """Refuse a client that cannot work here, without importing anything.

    Raises:
        ConfigurationError: a client of another library, or an async one for a sync SDK client and the reverse.
    """
    family = family_of(client)
    if hasattr(client, "aclose") != asynchronous:
        right, wrong = ("AsyncClient", "Client") if asynchronous else ("Client", "AsyncClient")
        ours = "AsyncAppStoreConnect" if asynchronous else "AppStoreConnect"
        raise ConfigurationError(f"{ours} takes an {family}.{right} as http_client, not an {family}.{wrong}")


def check_timeout(timeout: object) -> None:
    """Refuse a timeout that is none.

    Raises:
        ConfigurationError: neither a number above 0, nor None, nor an `httpx.Timeout`.
    """
    if timeout is None or isinstance(timeout, Unset) or hasattr(timeout, "connect"):
        return
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not timeout > 0:
        raise ConfigurationError(f"timeout takes seconds above 0, None or an httpx.Timeout, not {timeout!r}")


class Http:
    """One of the two modules, and what the drivers need of it."""

    __slots__ = ("during_body", "during_send", "module")

    def __init__(self, client: object | None = None) -> None:
        """Import the module.

        Args:
            client: the user's; None for the default, httpx.
        """
        self.module = _import(client)
        broken: tuple[type[Exception], ...] = (self.module.TransportError, self.module.DecodingError)
        # A transport of the user's may let the operating system's errors through.
        self.during_send: tuple[type[Exception], ...] = (*broken, OSError)
        # Here OSError would hide a full disk: the body may go to a temporary file.
        self.during_body: tuple[type[Exception], ...] = (*broken, BrokenBodyError)

    def new_client(self, origin: str, *, trust_env: bool, asynchronous: bool) -> Any:
        """Make a client that talks to one origin.

        Args:
            origin: decides the proxy.
            trust_env: whether the environment's proxies and certificates count.
            asynchronous: the kind of client.

        Raises:
            ConfigurationError: the environment names a proxy that cannot be used.
        """
        from http.cookiejar import CookieJar, DefaultCookiePolicy

        module = self.module
        transport_class = module.AsyncHTTPTransport if asynchronous else module.HTTPTransport
        client_class = module.AsyncClient if asynchronous else module.Client
        proxy = proxy_for(origin) if trust_env else None
        of_proxy = "the proxy that the environment names (HTTPS_PROXY, ALL_PROXY) cannot be used: "
        try:
            transport = transport_class(
                # A plain origin (an emulator on this computer) never needs the certificates, which take long to load.
                verify=origin.startswith("https:"),
                trust_env=trust_env,
                limits=module.Limits(max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_CONNECTIONS),
                proxy=proxy,
            )
        except ImportError:
            problem = of_proxy + "it is a SOCKS proxy, which needs another package: pip install 'httpx[socks]'"
        except (ValueError, module.InvalidURL):
            problem = of_proxy + "it is no URL that can be used"
        except OSError as error:  # of ssl, too
            problem = (
                f"the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read: {error.strerror or error}"
            )
        else:
            return client_class(
                transport=transport,
                trust_env=trust_env,
                follow_redirects=False,
                # Nothing of a session is kept: each request is signed on its own.
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            )
        # Raised out here, and without the proxy's value: it may hold a password.
        raise ConfigurationError(problem)

    def request(self, step: Send, url: str, client: Any, timeout: Limits) -> Any:
        """Make the HTTP request of a step. Its URL goes out byte for byte.

        Args:
            step: what to send, with its token.
            url: already of the client's origin.
            client: its headers go along, apart from those that are the SDK's.
            timeout: seconds for connect, read, write and pool.
        """
        asked = step.request
        headers = self.module.Headers([(k, v) for k, v in client.headers.multi_items() if k.lower() not in _OURS])
        if headers.get("user-agent", "python-httpx").startswith("python-httpx"):
            headers["user-agent"] = USER_AGENT
        headers["accept"] = asked.accept
        headers["authorization"] = f"Bearer {step.token.reveal()}"
        if asked.body is not None:
            headers["content-type"] = "application/json"
        extensions: dict[str, Any] = {"timeout": timeout}
        parsed = self.module.URL(url)
        target = "/" + url.partition("://")[2].partition("/")[2]
        if target.isascii() and parsed.raw_path != target.encode():
            extensions["target"] = target.encode()  # the URL class escapes in its own way; what we were given counts
        # Not client.build_request: it would add the client's params and cookies.
        return self.module.Request(asked.method, parsed, headers=headers, content=asked.body, extensions=extensions)

    def public_response(self, response: Response, url: str) -> httpx.Response:
        """Make the response that `asc.request` gives: read, decoded, and with no token in its request."""
        undone = ("content-encoding", "content-length", "transfer-encoding")
        headers = [(name, value) for name, value in response.headers.items() if name not in undone]
        asked = response.request
        request = self.module.Request(asked.method, url, headers={"accept": asked.accept}, content=asked.body)
        made = self.module.Response(response.status, headers=headers, content=response.body, request=request)
        return cast("httpx.Response", made)

    def fault(self, error: Exception, host: str, timeout: Limits) -> Fault:
        """Say what an exception of the HTTP library means for the request."""
        module, text = self.module, str(error) or type(error).__name__
        if isinstance(error, module.ConnectTimeout):
            return Fault(f"no connection to {host} within {_seconds(timeout['connect'])}", sent=False, timeout=True)
        if isinstance(error, module.PoolTimeout):
            return Fault("no connection of the HTTP client became free in time", sent=False, timeout=True)
        if isinstance(error, module.ReadTimeout):
            return Fault(f"no answer from {host} within {_seconds(timeout['read'])}", timeout=True)
        if isinstance(error, module.TimeoutException):
            return Fault(f"the request could not be sent to {host} in time", timeout=True)
        if isinstance(error, module.ConnectError):
            if _is_about_certificate(error):
                return Fault(
                    f"the certificate of {host} is not trusted: {text}. Behind a company's proxy, set SSL_CERT_FILE "
                    "to its certificates, or pass http_client=httpx.Client(verify=...)",
                    sent=False,
                    hopeless=True,
                )
            return Fault(f"no connection to {host}: {text}", sent=False)
        if isinstance(error, module.ProxyError):
            return Fault(f"the proxy refused: {text}", sent=False, hopeless=text[:1] == "4")
        if isinstance(error, (module.UnsupportedProtocol, module.LocalProtocolError)):
            return Fault(f"the request cannot be sent: {text}", sent=False, hopeless=True)
        return Fault(f"the connection to {host} broke: {text}")


def _import(client: object | None) -> Any:
    from importlib import import_module

    if client is not None and family_of(client) == "httpx2":
        # By name, for type checkers too: it is installed only by those who hand in a client of it.
        return import_module("httpx2")
    return import_module("httpx")


def timeouts(timeout: object, client: Any) -> Limits:
    """Give the four time limits of a request.

    Args:
        timeout: seconds, None for no limit, an `httpx.Timeout`, or `UNSET`.
        client: the user's, whose own limits hold where `timeout` is unset; None for the SDK's.

    Returns:
        Seconds for connect, read, write and pool. There is never a limit to waiting for a free connection: that is the
        SDK's own queue, and a thousand tasks wait in it for long.
    """
    if timeout is UNSET:
        if client is None:
            return {"connect": CONNECT_TIMEOUT, "read": READ_TIMEOUT, "write": READ_TIMEOUT, "pool": None}
        own = client.timeout
        return {"connect": own.connect, "read": own.read, "write": own.write, "pool": None}
    if timeout is None or isinstance(timeout, (int, float)):
        connect = min(CONNECT_TIMEOUT, timeout) if timeout is not None else None
        return {"connect": connect, "read": timeout, "write": timeout, "pool": None}
    given = cast("Any", timeout)
    return {"connect": given.connect, "read": given.read, "write": given.write, "pool": None}


def lower(headers: Mapping[str, str]) -> dict[str, str]:
    """Give the headers of an answer with lower-case names; repeated ones are joined by commas."""
    return {name.lower(): value for name, value in headers.items()}


def decodes_itself(response: Any) -> bool:
    """Tell whether the HTTP library is left to decode this body; gzip is not: it reads one member only."""
    if response.is_stream_consumed:  # a hook or a mock has read it
        return True
    return response.headers.get("content-encoding", "").strip().lower() not in ("gzip", "x-gzip")


def chunks(response: Any) -> Iterable[bytes]:
    """Give the bytes of a body as they come; raw where `decodes_itself` is False."""
    if response.is_stream_consumed:
        return [response.content]
    return cast("Iterable[bytes]", response.iter_bytes() if decodes_itself(response) else response.iter_raw())


def async_chunks(response: Any) -> Any:
    """Give the bytes of an async client's body, as an async iterator."""
    if response.is_stream_consumed:
        return _one(response.content)
    return response.aiter_bytes() if decodes_itself(response) else response.aiter_raw()


async def _one(data: bytes) -> Any:
    yield data


def _seconds(value: float | None) -> str:
    return f"{value:g} s" if value is not None else "the time that the system allows"


def _is_about_certificate(error: BaseException) -> bool:
    import ssl

    seen: BaseException | None = error
    for _ in range(10):
        if seen is None:
            break
        if isinstance(seen, ssl.SSLCertVerificationError):
            return True
        seen = seen.__cause__ or seen.__context__
    return "CERTIFICATE_VERIFY_FAILED" in str(error)
