"""A server on loopback that does what networks do: resets, cut and slow bodies, HTML, redirects. Scripted, in a thread.

with FaultServer() as server:
    server.script(reset_after_request, answer(200, b"{}"))
    ...
    server.seen[0].path
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable
from typing import NamedTuple, Self

Step = Callable[["Exchange"], None]


class Seen(NamedTuple):
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Exchange:
    """One connection with a request on it, for a step to answer in its own way."""

    def __init__(self, connection: socket.socket, stopped: threading.Event) -> None:
        self.connection = connection
        self.stopped = stopped
        self.keep_alive = True

    def write(self, data: bytes) -> None:
        self.connection.sendall(data)

    def reset(self) -> None:
        """Close with RST in place of FIN: the other side sees a reset connection."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.keep_alive = False

    def close(self) -> None:
        self.keep_alive = False


def head(status: int, length: int | None, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
    if length is not None:
        lines.append(f"content-length: {length}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def answer(status: int, body: bytes = b"", **headers: str) -> Step:
    """Answer as servers should. `content_type` becomes `content-type`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def step(exchange: Exchange) -> None:
        length = None if status == 204 else len(body)
        exchange.write(head(status, length, named) + body)

    return step


def apple(status: int, code: str, **headers: str) -> Step:
    """Answer with an error as Apple writes it."""
    body = f'{{"errors":[{{"status":"{status}","code":"{code}","title":"Title","detail":"Detail."}}]}}'.encode()
    return answer(status, body, content_type="application/json", **headers)


def page(status: int) -> Step:
    """Answer with a page for people, as proxies do."""
    body = b"<html><head><title>x</title></head><h3>Bad Gateway</h3><p>Correlation Key: AAAABBBBCCCC</p></html>"
    return answer(status, body, content_type="text/html")


def redirect(location: str) -> Step:
    return answer(302, location=location)


def reset_after_request(exchange: Exchange) -> None:
    """The request arrives whole, and no answer comes back."""
    exchange.reset()


def close_after_request(exchange: Exchange) -> None:
    """The same, politely."""
    exchange.close()


def reset_in_body(exchange: Exchange) -> None:
    """A success begins, and the connection is reset in its body."""
    exchange.write(head(200, 100, {"content-type": "application/json"}) + b'{"data":')
    exchange.reset()


def cut_body(exchange: Exchange) -> None:
    """A success begins, and the connection is closed before its end."""
    exchange.write(head(200, 100, {"content-type": "application/json"}) + b'{"data":')
    exchange.close()


def slow_body(exchange: Exchange) -> None:
    """A success begins, and the rest does not come while anybody waits."""
    exchange.write(head(200, 100, {"content-type": "application/json"}) + b'{"data":')
    exchange.stopped.wait(30)
    exchange.close()


def slow_answer(exchange: Exchange) -> None:
    """Nothing comes while anybody waits."""
    exchange.stopped.wait(30)
    exchange.close()


OK = answer(200, b'{"data":[]}', content_type="application/json")


class FaultServer:
    """Serves what the script says, one step a request, on 127.0.0.1; `default` when the script is used up."""

    def __init__(self, default: Step = OK) -> None:
        self.default = default
        self.seen: list[Seen] = []
        self._steps: deque[Step] = deque()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._threads: list[threading.Thread] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def script(self, *steps: Step) -> None:
        """Forget what was seen, and answer the next requests so."""
        with self._lock:
            self.seen.clear()
            self._steps = deque(steps)

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread in accept()
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(0.1)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        exchange = Exchange(connection, self._stopped)
        rest = b""
        with contextlib.suppress(OSError), connection:
            while exchange.keep_alive:
                seen, rest = self._read(connection, rest)
                if seen is None:
                    return
                with self._lock:
                    self.seen.append(seen)
                    step = self._steps.popleft() if self._steps else self.default
                step(exchange)

    def _read(self, connection: socket.socket, data: bytes) -> tuple[Seen | None, bytes]:
        """Read one request; None where the other side has closed, or the server stops."""
        while b"\r\n\r\n" not in data:
            chunk = self._receive(connection)
            if not chunk:
                return None, b""
            data += chunk
        top, _, data = data.partition(b"\r\n\r\n")
        first, *lines = top.decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        while len(data) < length:
            chunk = self._receive(connection)
            if not chunk:
                return None, b""
            data += chunk
        return Seen(method, path, headers, data[:length]), data[length:]

    def _receive(self, connection: socket.socket) -> bytes:
        while not self._stopped.is_set():
            with contextlib.suppress(TimeoutError):
                return connection.recv(65536)
        return b""
