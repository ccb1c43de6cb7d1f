"""A loopback server in a process of its own: answers from memory with pages, one resource, or a created one."""

from __future__ import annotations

import json
import multiprocessing
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.benchmarks.pages import SIZE, item, load_schemas, page

if TYPE_CHECKING:
    from collections.abc import Generator
    from multiprocessing.connection import Connection

PAGES = 50


class Handler(BaseHTTPRequestHandler):
    """`/v1/betaGroups/…` is one resource, a POST creates one, anything else is the list."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pages: tuple[bytes, ...] = ()
    one = b""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path.startswith("/v1/betaGroups/"):
            self._answer(200, self.one)
        else:
            self._answer(200, self.pages[int(parse_qs(address.query).get("cursor", ["0"])[0])])

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._answer(201, self.one)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("x-rate-limit", "user-hour-lim:3600;user-hour-rem:3500;")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """One that a hundred connections at once do not overrun."""

    daemon_threads = True
    request_queue_size = 256


def serve(kind: str, pages: int, size: int, ready: Connection) -> None:
    """Run until the process is ended; send the origin once it listens."""
    schemas = load_schemas()
    server = Server(("127.0.0.1", 0), Handler)
    origin = f"http://127.0.0.1:{server.server_port}"
    next_links = [f"{origin}/list?cursor={number}&limit=200" for number in range(1, pages)]
    Handler.pages = tuple(page(schemas, kind, size, next_link=link) for link in [*next_links, None])
    Handler.one = json.dumps({"data": item(schemas, "BetaGroup", "/v1/betaGroups", 1)}, separators=(",", ":")).encode()
    ready.send(origin)
    server.serve_forever()


@contextmanager
def serving(kind: str, pages: int = PAGES, size: int = SIZE) -> Generator[str]:
    """The origin of a server of pages of one kind."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=serve, args=(kind, pages, size, there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()
