"""AppStoreConnect and AsyncAppStoreConnect: options, key and connection; the operations come from `api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from ._client_base import ClientBase
from ._options import BASE_URL, ENTERPRISE_BASE_URL
from ._transport.drivers import AsyncConnection, Connection
from ._unset import UNSET, Unset
from .api import AsyncClients, Clients
from .auth.key import ApiKey
from .auth.token import Tokens
from .errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import timedelta
    from types import TracebackType

    import httpx

    from ._options import Pacing, Retry
    from ._transport.http_module import AsyncHttpClient, SyncHttpClient, TimeoutParts
    from .analytics import Analytics, AsyncAnalytics
    from .pricing import AsyncPricing, Pricing
    from .uploads import AsyncUploads, Uploads
    from .workflows.ensure import AsyncEnsures, Ensures


T = TypeVar("T")


class AppStoreConnect(ClientBase[Connection], Clients):
    """App Store Connect, for scripts and threads.

    Args:
        key: None for `ApiKey.from_env()`.
        base_url: None for Apple's, as the key says; "http://" is taken for this computer only.
        timeout: seconds without a byte before a request is given up; None for no limit; an `httpx.Timeout` for
            each part. By default 10 to connect and 60 to read and to write.
        retry: when to send a request again.
        http_client: an `httpx.Client` (or one of httpx2) with proxies, TLS or a transport of your own. It stays
            open when this client is closed. Its headers go along, its `auth`, `params` and cookies do not.
        read_only: refuse anything but a GET before it is sent.
        trust_env: whether proxies (HTTPS_PROXY, NO_PROXY) and certificates (SSL_CERT_FILE) of the environment count.
        pacing: keep a part of the hour's budget free; None to go as fast as asked.

    Raises:
        ConfigurationError: an argument, or the key, cannot be used.
    """

    def __init__(
        self,
        key: ApiKey | None = None,
        *,
        base_url: str | None = None,
        timeout: float | TimeoutParts | Unset | None = UNSET,
        retry: Retry | None = None,
        http_client: SyncHttpClient | None = None,
        read_only: bool = False,
        trust_env: bool = True,
        pacing: Pacing | None = None,
    ) -> None:
        key = _key(key)
        self.__connection__ = Connection(
            Tokens(key),
            base_url=_base_url(base_url, key),
            timeout=timeout,
            retry=retry,
            http_client=http_client,
            read_only=read_only,
            trust_env=trust_env,
            pacing=pacing,
        )
        self.__connection__.offer("uploads", _uploads)
        self.__connection__.offer("ensure", _ensures)
        self.__owns_connection__ = True

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json: Any = None,
        accept: str = "application/json",
    ) -> httpx.Response:
        """Call any path of the API: signed, sent again where that is safe, errors raised.

        Args:
            method: "GET", "POST", "PATCH" or "DELETE".
            path: "/v1/apps", or an absolute URL of the client's host.
            params: query parameters; a list is joined by commas, True is sent as `true`.
            json: the body.
            accept: the media type to ask for.

        Returns:
            The response, read.

        Raises:
            AppStoreConnectError: as for every other call.
        """
        from ._endpoint.any_path import request_to

        response = self.__connection__.send(request_to(method, path, params, json, accept))
        return self.__connection__.public_response(response)

    def wait(
        self,
        get: Callable[[], T],
        until: Callable[[T], object],
        *,
        timeout: float | timedelta = 1800,
        every: float | timedelta = 15,
        on_progress: Callable[[T], object] | None = None,
    ) -> T:
        """Ask again and again until something is so.

        The token is renewed on the way; faults of the line and of Apple's servers are waited out.

        Args:
            get: how to look: `lambda: asc.builds.get(id)`.
            until: a function of what `get` gives; true ends the waiting.
            timeout: seconds, or a timedelta, after which it is given up.
            every: seconds, or a timedelta, between two looks.
            on_progress: is called with what each look gave.

        Returns:
            What `get` gave last.

        Raises:
            APITimeoutError: it is not so in time; the text shows how it was.
            AppStoreConnectError: what `get` raises.
        """
        from .workflows.waiting import Patience, wait

        return wait(self.__connection__, get, Patience(until, timeout, every, on_progress))

    @property
    def analytics(self) -> Analytics:
        """Analytics reports, each as one table: `asc.analytics.report(app, "App Downloads Standard")`."""
        from .analytics import Analytics

        return Analytics(self.__connection__)

    @property
    def pricing(self) -> Pricing:
        """Prices: `asc.pricing.set_price(app, "4.99", "USA")`."""
        from .pricing import Pricing

        return Pricing(self)

    def close(self) -> None:
        """Close the connections. An `http_client` that was handed in stays open."""
        if self.__owns_connection__:
            self.__connection__.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncAppStoreConnect(ClientBase[AsyncConnection], AsyncClients):
    """App Store Connect, for asyncio (and trio).

    The arguments are those of `AppStoreConnect`; `http_client` takes an `httpx.AsyncClient`. One client may be used
    from one event loop after another: its connections are kept for each, and end with it.
    """

    def __init__(
        self,
        key: ApiKey | None = None,
        *,
        base_url: str | None = None,
        timeout: float | TimeoutParts | Unset | None = UNSET,
        retry: Retry | None = None,
        http_client: AsyncHttpClient | None = None,
        read_only: bool = False,
        trust_env: bool = True,
        pacing: Pacing | None = None,
    ) -> None:
        key = _key(key)
        self.__connection__ = AsyncConnection(
            Tokens(key),
            base_url=_base_url(base_url, key),
            timeout=timeout,
            retry=retry,
            http_client=http_client,
            read_only=read_only,
            trust_env=trust_env,
            pacing=pacing,
        )
        self.__connection__.offer("uploads", _async_uploads)
        self.__connection__.offer("ensure", _async_ensures)
        self.__owns_connection__ = True

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json: Any = None,
        accept: str = "application/json",
    ) -> httpx.Response:
        """Call any path of the API: signed, sent again where that is safe, errors raised.

        Args:
            method: "GET", "POST", "PATCH" or "DELETE".
            path: "/v1/apps", or an absolute URL of the client's host.
            params: query parameters; a list is joined by commas, True is sent as `true`.
            json: the body.
            accept: the media type to ask for.

        Returns:
            The response, read.

        Raises:
            AppStoreConnectError: as for every other call.
        """
        from ._endpoint.any_path import request_to

        response = await self.__connection__.send(request_to(method, path, params, json, accept))
        return self.__connection__.public_response(response)

    async def wait(
        self,
        get: Callable[[], Awaitable[T]],
        until: Callable[[T], object],
        *,
        timeout: float | timedelta = 1800,
        every: float | timedelta = 15,
        on_progress: Callable[[T], object] | None = None,
    ) -> T:
        """Ask again and again until something is so.

        The token is renewed on the way; faults of the line and of Apple's servers are waited out.

        Args:
            get: how to look, to be awaited: `lambda: asc.builds.get(id)`.
            until: a function of what `get` gives; true ends the waiting.
            timeout: seconds, or a timedelta, after which it is given up.
            every: seconds, or a timedelta, between two looks.
            on_progress: is called with what each look gave.

        Returns:
            What `get` gave last.

        Raises:
            APITimeoutError: it is not so in time; the text shows how it was.
            AppStoreConnectError: what `get` raises.
        """
        from .workflows.waiting import Patience, async_wait

        return await async_wait(self.__connection__, get, Patience(until, timeout, every, on_progress))

    @property
    def analytics(self) -> AsyncAnalytics:
        """Analytics reports, each as one table: `await asc.analytics.report(app, "App Downloads Standard")`."""
        from .analytics import AsyncAnalytics

        return AsyncAnalytics(self.__connection__)

    @property
    def pricing(self) -> AsyncPricing:
        """Prices: `await asc.pricing.set_price(app, "4.99", "USA")`."""
        from .pricing import AsyncPricing

        return AsyncPricing(self)

    async def close(self) -> None:
        """Close the connections. An `http_client` that was handed in stays open."""
        if self.__owns_connection__:
            await self.__connection__.close()

    aclose = close

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def _uploads(connection: Connection) -> Uploads:
    from .uploads import Uploads

    return Uploads(connection)


def _async_uploads(connection: AsyncConnection) -> AsyncUploads:
    from .uploads import AsyncUploads

    return AsyncUploads(connection)


def _ensures(connection: Connection) -> Ensures:
    from .workflows.ensure import Ensures

    return Ensures(connection)


def _async_ensures(connection: AsyncConnection) -> AsyncEnsures:
    from .workflows.ensure import AsyncEnsures

    return AsyncEnsures(connection)


def _key(key: object) -> ApiKey:
    if key is None:
        return ApiKey.from_env()
    if not isinstance(key, ApiKey):
        raise ConfigurationError(
            f"key takes an ApiKey (ApiKey(...), ApiKey.from_file(...), ApiKey.from_env()), not {type(key).__name__}"
        )
    return key


def _base_url(base_url: str | None, key: ApiKey) -> str:
    if base_url is not None:
        return base_url
    return ENTERPRISE_BASE_URL if key.enterprise else BASE_URL
