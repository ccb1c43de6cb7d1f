"""A real HTTP server on loopback: keeps every request as it came, and answers what it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import BinaryIO, NamedTuple

from tests.surface.judge import Seen


class Reply(NamedTuple):
    """An answer."""

    status: int
    media_type: str
    body: bytes


class Loopback:
    """The server; its own few lines of HTTP/1.1 keep the request target byte for byte.

    Attributes:
        url: Where it listens.
        seen: The requests, oldest first: get() takes one.
        reply: Makes the answer.
    """

    def __init__(self, reply: Callable[[Seen], Reply]) -> None:
        self.seen: SimpleQueue[Seen] = SimpleQueue()
        self.reply = reply
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def serve(self) -> None:
        """Take connections until closed."""
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            while (seen := _read(stream)) is not None:
                self.seen.put(seen)
                reply = self.reply(seen)
                head = [f"HTTP/1.1 {reply.status} Whatever", f"content-length: {len(reply.body)}"]
                if reply.media_type:
                    head.append(f"content-type: {reply.media_type}")
                connection.sendall("\r\n".join([*head, "", ""]).encode() + reply.body)


def _read(stream: BinaryIO) -> Seen | None:
    try:
        line = stream.readline()
    except OSError:
        return None
    if not line:
        return None
    method, target, _ = line.decode("ascii").split(" ")
    headers: list[tuple[str, str]] = []
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, _, value = line.decode("latin-1").partition(":")
        headers.append((name.strip(), value.strip()))
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    return Seen(method, target, headers, stream.read(length))


@contextmanager
def serving(reply: Callable[[Seen], Reply]) -> Generator[Loopback]:
    """A server in a thread of its own."""
    server = Loopback(reply)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()
