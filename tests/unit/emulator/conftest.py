"""An emulator in memory."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import Emulator
from tests.unit.emulator.asking import Asker


@pytest.fixture
def emulator() -> Emulator:
    """Empty, and without a server."""
    return Emulator(None)


@pytest.fixture
def asker(emulator: Emulator) -> Asker:
    """Asks it."""
    return Asker(emulator)


@pytest.fixture
def demo() -> Asker:
    """Asks one with the demonstration data."""
    return Asker(Emulator())
