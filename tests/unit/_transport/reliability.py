"""What reaches the user for each fault and method: runs them all, and writes docs/reliability.md.

python -m tests.unit._transport.reliability          writes the page
pytest tests/unit/_transport/test_reliability.py     compares it with every kind of connection
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from asc_sdk._transport.messages import Request
from asc_sdk.errors import APIConnectionError, APIStatusError, AppStoreConnectError
from tests.unit._transport import fault_server as faults
from tests.unit._transport.fault_server import FaultServer, Step, answer
from tests.unit._transport.wires import Wire

PAGE = Path(__file__).parents[3] / "docs" / "reliability.md"


class Fault(NamedTuple):
    """A row of the table."""

    name: str
    steps: tuple[Step, ...]
    for_ever: bool = False
    read: float = 10.0  # seconds


ELSEWHERE = "http://127.0.0.2:9/elsewhere"

FAULTS = (
    Fault("401, once", (faults.apple(401, "NOT_AUTHORIZED"),)),
    Fault("401, for ever", (faults.apple(401, "NOT_AUTHORIZED"),), for_ever=True),
    Fault("429, once, `Retry-After: 2`", (faults.apple(429, "RATE_LIMIT_EXCEEDED", retry_after="2"),)),
    Fault("429, once, no header", (faults.apple(429, "RATE_LIMIT_EXCEEDED"),)),
    Fault("429, `Retry-After: 3600`", (faults.apple(429, "RATE_LIMIT_EXCEEDED", retry_after="3600"),), for_ever=True),
    Fault("503, once", (faults.page(503),)),
    Fault("503, for ever", (faults.page(503),), for_ever=True),
    Fault("503, then 404", (faults.page(503), faults.apple(404, "NOT_FOUND"))),
    Fault("500 in Apple's form, once", (faults.apple(500, "UNEXPECTED_ERROR"),)),
    Fault("409", (faults.apple(409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"),)),
    Fault("nothing listens", ()),
    Fault("reset before the answer, once", (faults.reset_after_request,)),
    Fault("reset before the answer, for ever", (faults.reset_after_request,), for_ever=True),
    Fault("closed before the answer, once", (faults.close_after_request,)),
    Fault("reset in the body, once", (faults.reset_in_body,)),
    Fault("body cut off, once", (faults.cut_body,)),
    Fault("no answer in time, once", (faults.slow_answer,), read=0.15),
    Fault("body not in time, once", (faults.slow_body,), read=0.15),
    Fault("502, a web page, once", (faults.page(502),)),
    Fault("200, a web page (sign-in of a WLAN)", (faults.page(200),)),
    Fault("200, no JSON", (answer(200, b"hello", content_type="text/plain"),)),
    Fault("redirect to another host", (faults.redirect(ELSEWHERE),)),
)


class Call(NamedTuple):
    """A column of the table."""

    name: str
    make: Callable[[], Request]
    reads_json: bool


CALLS = (
    Call("GET", lambda: Request("GET", "/v1/apps"), reads_json=True),
    Call("POST", lambda: Request("POST", "/v1/betaGroups", body=b"{}"), reads_json=True),
    Call("PATCH", lambda: Request("PATCH", "/v1/betaGroups/1", body=b"{}"), reads_json=True),
    Call(
        "`delete(id)`",
        lambda: Request("DELETE", "/v1/betaGroups/1", repeatable=True, gone_is_done=True),
        reads_json=False,
    ),
    Call("`remove_R`", lambda: Request("DELETE", "/v1/betaGroups/1/relationships/apps", body=b"{}"), reads_json=False),
)


def row(fault: Fault, wire: Wire) -> list[str]:
    """What reaches the user, in words, for each method."""
    with FaultServer() as server:
        if fault.for_ever:
            server.default = fault.steps[0]
        url = server.url
        if not fault.steps:
            with socket.create_server(("127.0.0.1", 0)) as closed:
                url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        connection = wire.connect(url, timeout=httpx.Timeout(10, read=fault.read))
        return [_cell(fault, call, wire, connection, server) for call in CALLS]


def _cell(fault: Fault, call: Call, wire: Wire, connection: object, server: FaultServer) -> str:
    server.script(*fault.steps)
    wire.slept.clear()
    try:
        response = wire.send(connection, call.make())
        if call.reads_json:
            response.json()
    except AppStoreConnectError as error:
        tries = error.tries if isinstance(error, (APIStatusError, APIConnectionError)) else 1
        assert not server.seen or len(server.seen) == tries
        parts = [f"`{type(error).__name__}`", _tries(tries)]
        if error.may_have_happened:
            parts.append("**may have happened**")
        return ", ".join(part for part in parts if part)
    waited = f" after {wire.slept[0]:.0f} s" if wire.slept and wire.slept[0] >= 2 else ""
    return ", ".join(part for part in ("done", _tries(len(server.seen)) + waited) if part)


def _tries(count: int) -> str:
    return f"{count} tries" if count > 1 else ""


HEAD = """# Reliability

What reaches your code when the network or Apple fails, with the default `Retry()`. This table is made by a run against
a server on this computer that does these things; the sync and the async client, on httpx and on httpx2, give the same
one (`python -m tests.unit._transport.reliability` writes it, the tests compare it).

- **done**: the call returns. The number of tries is how often the request was sent.
- An error's name: it is raised. **may have happened**: `error.may_have_happened` is True. Apple may have carried out
  the write; look before you send it again.
- A GET and `delete(id)` may be sent any number of times with the same result, so they are. A write whose fate is
  unknown is never repeated. `remove_R` stands for what removes from a relationship.

"""

FOOT = """
Waits between tries follow `Retry-After`; without it they are about 0.5, 1 and 2 seconds (four times as long after a
429). Where Apple asks for more than `Retry(max_wait=60)`, the error is raised at once and has `retry_after`. A redirect
is never followed: the token goes to one host only. A GET that answers with something else than JSON is not repeated.
"""


def page(rows: dict[str, list[str]]) -> str:
    """The page, from its rows."""
    lines = [f"| fault | {' | '.join(call.name for call in CALLS)} |", "|" + "---|" * (len(CALLS) + 1)]
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]
    return HEAD + "\n".join(lines) + "\n" + FOOT


def main() -> int:
    rows: dict[str, list[str]] = {}
    wire = Wire("sync-own")
    with pytest.MonkeyPatch.context() as patch:
        wire.patch_sleep(patch)
        for fault in FAULTS:
            rows[fault.name] = row(fault, wire)
    wire.close()
    PAGE.write_text(page(rows), encoding="utf-8")
    print(PAGE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
