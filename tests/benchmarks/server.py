"""A loopback server in a process of its own: answers a list's pages from memory, fifty of them by default."""

from __future__ import annotations

import multiprocessing
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.benchmarks.pages import SIZE, load_schemas, page

if TYPE_CHECKING:
    from collections.abc import Generator
    from multiprocessing.connection import Connection

PAGES = 50


def serve(kind: str, pages: int, size: int, ready: Connection) -> None:
    """Run until the process is ended; send the port once it listens."""
    schemas = load_schemas()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            address = urlsplit(self.path)
            body = bodies[int(parse_qs(address.query).get("cursor", ["0"])[0])]
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("x-rate-limit", "user-hour-lim:3600;user-hour-rem:3500;")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    origin = f"http://127.0.0.1:{server.server_port}"
    next_links = [f"{origin}/list?cursor={number}&limit=200" for number in range(1, pages)]
    bodies = [page(schemas, kind, size, next_link=link) for link in [*next_links, None]]
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
