"""What both clients have: a connection, views of it with other settings, and no copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NoReturn, Self, TypeVar

from ._transport.drivers import AsyncConnection, Connection
from ._unset import UNSET, Unset

if TYPE_CHECKING:
    from ._options import Pacing, Retry
    from ._transport.http_module import TimeoutParts
    from ._transport.rate_limit import RateLimit

ConnectionT = TypeVar("ConnectionT", Connection, AsyncConnection)


class ClientBase(Generic[ConnectionT]):
    """The part of a client that neither awaits nor blocks."""

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
