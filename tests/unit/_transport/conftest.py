"""A server that misbehaves, and every kind of connection to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit._transport.fault_server import FaultServer
from tests.unit._transport.wires import KINDS, Wire


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture(params=KINDS)
def wire(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    made = Wire(request.param)
    made.patch_sleep(monkeypatch)
    yield made
    made.close()
