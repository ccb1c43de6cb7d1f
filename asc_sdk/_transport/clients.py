"""Keeps the HTTP clients: one for all threads of a process, one for each event loop. Makes them when first needed."""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING, Any

from .._forks import watch
from .._options import MAX_CONNECTIONS
from ..errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from .http_module import Http

_MOST_FOR_GIVEN = 100
"""Requests at once on a client of the user's, which may have more connections than ours, or HTTP/2."""


class Clients:
    """The HTTP clients of one SDK client and of all its views.

    Args:
        origin: the only one they talk to.
        given: the user's client, which is never closed here; None to make our own.
        trust_env: whether the environment's proxies and certificates count.
        asynchronous: the kind of client.
    """

    def __init__(self, origin: str, given: Any, *, trust_env: bool, asynchronous: bool) -> None:
        self.origin = origin
        self.host = origin.partition("://")[2]
        self.given = given
        self.closed = False
        self._trust_env = trust_env
        self._asynchronous = asynchronous
        self._http: Http | None = None
        self._lock = threading.Lock()
        self._made: dict[Any, Any] = {}  # the key is an event loop, None for a sync client
        self._guards: dict[Any, AsyncGenerator[None, None]] = {}
        self._queues: weakref.WeakKeyDictionary[Any, Any] = weakref.WeakKeyDictionary()
        watch(self)

    def renew_after_fork(self) -> None:
        """Forget the connections of the parent: two processes on one TLS connection break it for both."""
        self._lock = threading.Lock()
        self._made = {}
        self._guards = {}

    @property
    def trust_env(self) -> bool:
        """Whether the environment's proxies and certificates count."""
        return self._trust_env

    @property
    def http(self) -> Http:
        """The HTTP library."""
        if self._http is None:
            from .http_module import Http

            self._http = Http(self.given)
        return self._http

    def check_open(self) -> None:
        """Refuse to go on with a closed client.

        Raises:
            ConfigurationError: it was closed, here or by its owner.
        """
        if self.closed:
            raise ConfigurationError(
                "this client is closed: make a new one, or send before close() or the end of `with`"
            )
        if self.given is not None and self.given.is_closed:
            raise ConfigurationError("the http_client that was handed in is closed: keep it open while the SDK uses it")

    def sync_client(self) -> Any:
        """Give the `Client` of this process."""
        self.check_open()
        if self.given is not None:
            return self.given
        client = self._made.get(None)
        if client is None:
            http = self.http  # imported outside of the lock: an import may take another one
            with self._lock:
                client = self._made.get(None)
                if client is None:
                    client = http.new_client(self.origin, trust_env=self._trust_env, asynchronous=False)
                    self._made[None] = client
                    # Who forgets to close gets no warnings about sockets at the end of the script.
                    weakref.finalize(self, client.close)
        return client

    def take_sync(self) -> Any:
        """Mark as closed and hand out what is to be closed, None where there is nothing."""
        with self._lock:
            self.closed = True
            return self._made.pop(None, None)

    async def async_client(self) -> Any:
        """Give the `AsyncClient` of the running event loop: connections cannot move from one loop to another."""
        self.check_open()
        if self.given is not None:
            return self.given
        loop = _running_loop()
        client = self._made.get(loop)
        if client is None:
            for other in [key for key in self._made if getattr(key, "is_closed", lambda: False)()]:
                self._forget(other)  # a loop that ended without the courtesy of shutdown_asyncgens()
            client = self.http.new_client(self.origin, trust_env=self._trust_env, asynchronous=True)
            self._made[loop] = client
            # The loop closes its async generators when it ends, as asyncio.run and trio.run do: so the connections
            # of a client that nobody closed end with the loop they belong to.
            guard = self._guards[loop] = self._close_with(loop, client)
            await anext(guard)
        return client

    def queue(self) -> Any:
        """Give the semaphore that the tasks of the running event loop wait at.

        The HTTP library has a queue of its own, but goes through all of it whenever a connection becomes free: a
        thousand waiting tasks cost it seconds.
        """
        loop = _running_loop()
        queue = self._queues.get(loop)
        if queue is None:
            from anyio import Semaphore

            size = MAX_CONNECTIONS if self.given is None else _MOST_FOR_GIVEN
            queue = self._queues[loop] = Semaphore(size)
        return queue

    async def _close_with(self, loop: Any, client: Any) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            self._forget(loop)
            await client.aclose()

    def _forget(self, loop: Any) -> None:
        self._made.pop(loop, None)
        self._guards.pop(loop, None)

    def take_async(self) -> AsyncGenerator[None, None] | None:
        """Mark as closed and hand out what is to be closed in the running loop, None where there is nothing."""
        self.closed = True
        return self._guards.get(_running_loop())


def _running_loop() -> Any:
    import asyncio

    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        import sys

        trio = sys.modules.get("trio")
        if trio is None:
            raise
        return trio.lowlevel.current_trio_token()
