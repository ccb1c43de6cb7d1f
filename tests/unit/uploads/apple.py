"""Apple and its storage host on loopback: reserves, takes parts, commits, and has faults to order.

The storage side refuses what storage hosts refuse: a bearer token, cookies, a chunked body, a wrong length, a URL that
is not the signed one byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SIGNATURE = "X-Signature=s3cr3t%2Fsigned%3D&part="
SECRET_HEADER = "secret-header-value"


class Apple:
    """The state of both hosts.

    Attributes:
        parts: what each part number was sent, in order, refused tries too.
        log: method and path of each API call, and of each part "PUT 2".
        script: by "PUT 2", "POST", "PATCH", "GET", "DELETE": statuses to answer with, in order; a negative one is
            answered after the work was done; None is the ordinary answer.
        states: what a GET says after the commit, in order; the last one stays.
    """

    def __init__(self, size: int = 4) -> None:
        self.part_size = size
        self.rows: dict[str, dict[str, Any]] = {}
        self.parts: dict[int, list[bytes]] = defaultdict(list)
        self.part_headers: list[dict[str, str]] = []
        self.refused: list[str] = []
        self.log: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        self.script: dict[str, deque[int | None]] = defaultdict(deque)
        self.states: list[str] = ["COMPLETE"]
        self.errors: list[dict[str, str]] = []
        self.state_field = "assetDeliveryState"
        self.expires: str | None = None
        self.generation = 0
        self.with_operations = True
        self.bundle_id = "com.example.app"
        self.on_part: Callable[[int], None] = lambda number: None
        self.keep_parts = True
        self.lock = threading.RLock()
        self.url = ""

    def file(self) -> bytes:
        """What the accepted parts make up."""
        return b"".join(self.parts[number][-1] for number in sorted(self.parts))

    def operations(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        size = row["attributes"]["fileSize"]
        found: list[dict[str, Any]] = []
        for number, offset in enumerate(range(0, size, self.part_size), 1):
            operation: dict[str, Any] = {
                "method": "PUT",
                "url": f"{self.url}/storage/{row['id']}/{self.generation}?{SIGNATURE}{number}",
                "length": min(self.part_size, size - offset),
                "offset": offset,
                "requestHeaders": [
                    {"name": "Content-Type", "value": "image/png"},
                    {"name": "X-Signed", "value": SECRET_HEADER},
                ],
            }
            if self.expires:
                operation |= {"expiration": self.expires, "partNumber": number}
            found.append(operation)
        return found

    def shown(self, row: dict[str, Any]) -> dict[str, Any]:
        attributes = dict(row["attributes"])
        if row["committed"]:
            state = self.states[0] if len(self.states) == 1 else self.states.pop(0)
        else:
            state = "AWAITING_UPLOAD"
            if self.with_operations and "fileSize" in attributes:
                attributes["uploadOperations"] = self.operations(row)
        errors = self.errors if state == "FAILED" else []
        plain = self.state_field == "state" and row["type"] != "buildUploads"
        attributes["state" if row["type"] == "buildUploads" else self.state_field] = (
            state if plain else {"state": state, "errors": errors}
        )
        return {"type": row["type"], "id": row["id"], "attributes": attributes}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    apple: Apple

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_PUT(self) -> None:
        apple = self.apple
        number = int(self.path.rpartition("=")[2])
        body = self._body()
        headers = {name.lower(): value for name, value in self.headers.items()}
        expected = None
        with apple.lock:
            row = self.path.split("/")[2]
            operations = apple.operations(apple.rows[row]) if row in apple.rows else []
            if number <= len(operations):
                expected = operations[number - 1]
            apple.log.append(f"PUT {number}")
            apple.part_headers.append(headers)
            planned = apple.script[f"PUT {number}"]
            status = planned.popleft() if planned else None
        apple.on_part(number)
        for name in ("authorization", "cookie", "transfer-encoding", "user-agent", "accept"):
            if name in headers:
                apple.refused.append(name)
                status = 400
        if expected is None or apple.url + self.path != expected["url"]:
            status = status or 403
        elif len(body) != expected["length"] or headers["content-length"] != str(expected["length"]):
            status = 400
        with apple.lock:
            apple.parts[number].append(body if apple.keep_parts else hashlib.md5(body).digest())
        # As S3 does: what was signed stands in the answer.
        text = f"<Error><Code>SignatureDoesNotMatch</Code><StringToSign>{self.path}</StringToSign></Error>".encode()
        self._send(status or 200, b"" if status is None else text)

    def do_POST(self) -> None:
        body = json.loads(self._body())
        with self.apple.lock:
            self.apple.bodies.append(body)
            status = self._planned("POST")
            if status is None or status < 0:
                data = body["data"]
                id = f"{data['type']}-{len(self.apple.rows) + 1}"
                row = {"type": data["type"], "id": id, "attributes": data.get("attributes", {}), "committed": False}
                row["relationships"] = data.get("relationships", {})
                self.apple.rows[id] = row
                answer = {"data": self.apple.shown(row)}
            else:
                answer = {}
            self._answer(status, 201, answer)

    def do_PATCH(self) -> None:
        body = json.loads(self._body())
        with self.apple.lock:
            self.apple.bodies.append(body)
            status = self._planned("PATCH")
            row = self.apple.rows[body["data"]["id"]]
            if status is None or status < 0:
                row["committed"] = True
                for link in row["relationships"].values():
                    parent = self.apple.rows.get(link["data"]["id"])
                    if parent is not None:
                        parent["committed"] = True
            self._answer(status, 200, {"data": self.apple.shown(row)})

    def do_GET(self) -> None:
        with self.apple.lock:
            status = self._planned("GET")
            parts = self.path.partition("?")[0].split("/")[2:]
            if parts[0] == "apps" and len(parts) == 2:
                item = {"type": "apps", "id": parts[1], "attributes": {"bundleId": self.apple.bundle_id}}
                self._answer(status, 200, {"data": item})
            elif len(parts) == 2:
                row = self.apple.rows.get(parts[1])
                self._answer(status if row else 404, 200, {"data": self.apple.shown(row)} if row else {})
            else:
                rows = [row for row in self.apple.rows.values() if self._belongs(row, parts[1])]
                self._answer(status, 200, {"data": [self.apple.shown(row) for row in rows], "links": {"self": "x"}})

    def do_DELETE(self) -> None:
        with self.apple.lock:
            status = self._planned("DELETE")
            if status is None or status < 0:
                self.apple.rows.pop(self.path.split("/")[3], None)
            self._answer(status, 204, None)

    def _belongs(self, row: dict[str, Any], id: str) -> bool:
        return any(link["data"]["id"] == id for link in row["relationships"].values())

    def _planned(self, method: str) -> int | None:
        self.apple.log.append(f"{method} {self.path.partition('?')[0]}")
        if "authorization" not in {name.lower() for name in self.headers}:
            return 401
        planned = self.apple.script[method]
        return planned.popleft() if planned else None

    def _answer(self, status: int | None, ordinary: int, document: object) -> None:
        if status is None:
            self._send(ordinary, b"" if document is None else json.dumps(document).encode())
        else:
            errors = [{"status": str(abs(status)), "code": "ERROR", "title": "to order", "detail": "to order"}]
            self._send(abs(status), json.dumps({"errors": errors}).encode())

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("content-length", 0)))

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "session=1")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running(apple: Apple) -> Generator[Apple]:
    """The hosts, while the block runs."""
    handler = type("Handler", (_Handler,), {"apple": apple})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    apple.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield apple
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
