"""Serves an ASGI application on a port of this machine, from a thread of its own."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from .app import App

_PATIENCE = 30.0


class Server:
    """A uvicorn server in a daemon thread; started when made, stopped by `stop`."""

    def __init__(self, app: App, host: str, port: int) -> None:
        """Listen.

        Raises:
            OSError: the port is taken.
        """
        self._sockets = [_bound(host, port), _bound(host, 0)]
        self.port: int = self._sockets[0].getsockname()[1]
        self.storage_port: int = self._sockets[1].getsockname()[1]
        """Where files go to and come from: another host than the API's, as with Apple."""
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level="critical",
            access_log=False,
            timeout_keep_alive=60,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="asc_sdk.emulator", daemon=True)
        self._thread.start()
        self._wait()

    def _run(self) -> None:
        self._server.run(sockets=self._sockets)

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the emulator's server did not start")
            time.sleep(0.001)

    def stop(self) -> None:
        """End the server, its connections and its thread."""
        self._server.should_exit = True
        # Clients of a test are done; what they left open is not waited for.
        self._server.force_exit = True
        self._thread.join(_PATIENCE)
        for one in self._sockets:
            one.close()


def _bound(host: str, port: int) -> socket.socket:
    # Named as TCP, so that asyncio switches Nagle's algorithm off: it costs 40 ms a request.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made
