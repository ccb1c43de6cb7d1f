"""What a sync and an async connection share: settings, views of them, and how an exchange begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from .._options import BASE_URL, Pacing, Retry
from .._unset import UNSET, Unset
from ..errors import ConfigurationError
from .base_url import BaseUrl
from .clients import Clients
from .flow import Circumstances
from .rate_limit import budget_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from .flow import Clock, TokenSource
    from .foreign import Foreign
    from .http_module import Limits
    from .messages import Fault, Request, Response, Send
    from .rate_limit import RateLimit


class SystemClock:
    """The times and the chance of the computer."""

    __slots__ = ()

    def wall(self) -> float:
        """Epoch seconds."""
        import time

        return time.time()

    def steady(self) -> float:
        """Seconds that never go back."""
        import time

        return time.monotonic()

    def chance(self) -> float:
        """A random number from 0 to 1."""
        import random

        return random.random()


class BaseConnection:
    """Settings and shared state of a connection; the drivers add how to send."""

    asynchronous = False

    def __init__(
        self,
        tokens: TokenSource,
        *,
        base_url: str = BASE_URL,
        timeout: Any = UNSET,
        retry: Retry | None = None,
        http_client: Any = None,
        read_only: bool = False,
        trust_env: bool = True,
        pacing: Pacing | None = None,
    ) -> None:
        """Check the settings; nothing is imported and nothing sent.

        Args:
            tokens: where tokens come from.
            base_url: Apple's, or another.
            timeout: seconds, None for no limit, an `httpx.Timeout`, or `UNSET`.
            retry: None for the default.
            http_client: the user's, of httpx or httpx2.
            read_only: refuse anything but a GET.
            trust_env: whether the environment's proxies and certificates count.
            pacing: None to go as fast as asked.

        Raises:
            ConfigurationError: one of them cannot be used.
        """
        if http_client is not None:
            from .http_module import check_client

            check_client(http_client, asynchronous=self.asynchronous)
        self._base = BaseUrl(base_url)
        self._timeout = _checked_timeout(timeout)
        self._clients = Clients(self._base.origin, http_client, trust_env=trust_env, asynchronous=self.asynchronous)
        self._services: dict[str, Callable[[Any], Any]] = {}
        self._around = Circumstances(
            tokens,
            budget_of(self._base.origin, tokens.key_id),
            retry=_checked_retry(Retry() if retry is None else retry),
            clock=SystemClock(),
            pacing=_checked_pacing(pacing),
            read_only=read_only,
        )

    def with_options(
        self,
        *,
        timeout: Any = UNSET,
        retry: Retry | Unset = UNSET,
        read_only: bool | Unset = UNSET,
        pacing: Pacing | Unset | None = UNSET,
    ) -> Self:
        """Give a view with other settings, which shares the HTTP client, the tokens and the budget."""
        view = object.__new__(type(self))
        view._base, view._clients, view._services = self._base, self._clients, self._services
        view._timeout = self._timeout if isinstance(timeout, Unset) else _checked_timeout(timeout)
        old = self._around
        view._around = Circumstances(
            old.tokens,
            old.budget,
            retry=old.retry if isinstance(retry, Unset) else _checked_retry(retry),
            clock=old.clock,
            pacing=old.pacing if isinstance(pacing, Unset) else _checked_pacing(pacing),
            read_only=old.read_only if isinstance(read_only, Unset) else read_only,
        )
        return view

    @property
    def base_url(self) -> str:
        """The base URL, without a slash at its end."""
        return self._base.url

    @property
    def origin(self) -> str:
        """Scheme, host and port: the only place that the token goes to."""
        return self._base.origin

    @property
    def rate_limit(self) -> RateLimit:
        """What the newest answer to this key said."""
        return self._around.budget.last

    @property
    def retry(self) -> Retry:
        """When to send again."""
        return self._around.retry

    @property
    def clock(self) -> Clock:
        """The times and the chance that waits depend on."""
        return self._around.clock

    def offer(self, name: str, make: Callable[[Any], Any]) -> None:
        """Take what a higher layer puts behind this connection and its views, and lower ones ask for by name."""
        self._services[name] = make

    def service(self, name: str) -> Any:
        """Make the service of that name for this connection."""
        return self._services[name](self)

    def check_writable(self, what: str) -> None:
        """Refuse to change something through a client that only reads.

        Raises:
            ConfigurationError: it is read-only.
        """
        if self._around.read_only:
            raise ConfigurationError(f"this client is read-only: {what} was not sent")

    def foreign(self) -> Foreign:
        """Give what sends to other hosts than Apple's API: with this connection's proxies, and without its token."""
        from .foreign import Foreign

        self._clients.check_open()
        return Foreign(self._clients, self._timeout, asynchronous=self.asynchronous)

    def public_response(self, response: Response) -> httpx.Response:
        """Give a response as one of the HTTP library's."""
        return self._clients.http.public_response(response, self._base.resolve(response.request.target))

    def _url(self, request: Request) -> str:
        """Check that the request can be sent at all, before a token is signed for it."""
        self._clients.check_open()
        return self._base.resolve(request.target)

    def _prepare(self, step: Send, url: str, client: Any) -> tuple[Any, Limits]:
        """Make the HTTP request of a step, and its time limits."""
        from .http_module import timeouts

        limits = timeouts(self._timeout, self._clients.given)
        return self._clients.http.request(step, url, client, limits), limits

    def _fault(self, error: Exception, limits: Limits) -> Fault:
        return self._clients.http.fault(error, self._clients.host, limits)

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a connection to App Store Connect cannot be pickled or copied")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"


def _checked_timeout(timeout: Any) -> Any:
    if timeout is not UNSET:
        from .http_module import check_timeout

        check_timeout(timeout)
    return timeout


def _checked_retry(retry: object) -> Retry:
    if not isinstance(retry, Retry):
        raise ConfigurationError(f"retry takes a Retry, such as Retry(attempts=2) or Retry.none(), not {retry!r}")
    return retry


def _checked_pacing(pacing: object) -> Pacing | None:
    if pacing is not None and not isinstance(pacing, Pacing):
        raise ConfigurationError(f"pacing takes a Pacing, such as Pacing(reserve=100), not {pacing!r}")
    return pacing
