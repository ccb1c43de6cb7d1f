"""AppStoreConnect and AsyncAppStoreConnect: options, key and connection; the operations come from `api`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar

from ._options import BASE_URL, ENTERPRISE_BASE_URL
from ._transport.drivers import AsyncConnection, Connection
from ._unset import UNSET, Unset
from .api import AsyncClients, Clients
from .auth.key import ApiKey
from .auth.token import Tokens
from .errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    import httpx

    from ._options import Pacing, Retry
    from ._transport.http_module import AsyncHttpClient, SyncHttpClient, TimeoutParts
    from ._transport.messages import Request
    from ._transport.rate_limit import RateLimit
    from .analytics import Analytics, AsyncAnalytics
    from .uploads import AsyncUploads, Uploads


ConnectionT = TypeVar("ConnectionT", Connection, AsyncConnection)


class _Options(Generic[ConnectionT]):
    """What both clients have: a connection, views of it, and no copies."""

    __connection__: ConnectionT
    __owns_connection__: bool

    @property
    def rate_limit(self) -> RateLimit:
        """What the newest `X-Rate-Limit` of this key said: `rate_limit.hour.remaining`, `rate_limit.minute.limit`.

        A number that Apple has not said yet is None. Clients with the same key share it.
        """
        return self.__connection__.rate_limit

    @property
    def base_url(self) -> str:
        """Where requests go, without a slash at its end."""
        return self.__connection__.base_url

    def with_options(
        self,
        *,
        timeout: float | TimeoutParts | Unset | None = UNSET,
        retry: Retry | Unset = UNSET,
        read_only: bool | Unset = UNSET,
        pacing: Pacing | Unset | None = UNSET,
    ) -> Self:
        """Give a view of this client with other settings.

        It shares connections, tokens and rate limit. Closing a view closes nothing: that is the client's part.

        Args:
            timeout: seconds, None for no limit, or an `httpx.Timeout`.
            retry: when to send again.
            read_only: refuse anything but a GET.
            pacing: how to keep a reserve; None to go as fast as asked.

        Returns:
            A client of the same class.
        """
        view = object.__new__(type(self))
        view.__connection__ = self.__connection__.with_options(
            timeout=timeout, retry=retry, read_only=read_only, pacing=pacing
        )
        view.__owns_connection__ = False
        return view

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        name = type(self).__name__
        raise TypeError(
            f"{name} cannot be pickled or copied: it holds connections and a secret key. "
            f"Make it in the child process ({name}() reads the key from the environment there); "
            "use with_options() for other settings"
        )

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"


class AppStoreConnect(_Options[Connection], Clients):
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
        response = self.__connection__.send(_request(method, path, params, json, accept))
        return self.__connection__.public_response(response)

    @property
    def analytics(self) -> Analytics:
        """Analytics reports, each as one table: `asc.analytics.report(app, "App Downloads Standard")`."""
        from .analytics import Analytics

        return Analytics(self.__connection__)

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


class AsyncAppStoreConnect(_Options[AsyncConnection], AsyncClients):
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
        response = await self.__connection__.send(_request(method, path, params, json, accept))
        return self.__connection__.public_response(response)

    @property
    def analytics(self) -> AsyncAnalytics:
        """Analytics reports, each as one table: `await asc.analytics.report(app, "App Downloads Standard")`."""
        from .analytics import AsyncAnalytics

        return AsyncAnalytics(self.__connection__)

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


def _request(method: str, path: str, params: Mapping[str, object] | None, json: Any, accept: str) -> Request:
    """Make the request of `asc.request`, whose path may or may not be escaped yet."""
    from urllib.parse import quote

    from ._jsonapi.query import encode_query
    from ._transport import json_bytes
    from ._transport.messages import Request

    method = method.upper()
    path, _, query = path.strip().partition("?")
    if any(part in (".", "..") for part in path.split("/")):
        raise ValueError(f"a path has no part . or .. in it: {path[:200]!r}")
    if "://" not in path:
        path = "/" + path.removeprefix("/")
    target = quote(path, safe="/%:@!$&'()*+,;=~[]")
    queries = [quote(query, safe="/%:@!$&'()*+,;=~[]?")] if query else []
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
