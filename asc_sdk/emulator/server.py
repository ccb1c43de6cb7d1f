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
        # Named as TCP, so that asyncio switches Nagle's algorithm off: it costs 40 ms a request.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._socket.bind((host, port))
        except OSError:
            self._socket.close()
            raise
        self.port: int = self._socket.getsockname()[1]
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
        self._server.run(sockets=[self._socket])

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
        self._socket.close()
