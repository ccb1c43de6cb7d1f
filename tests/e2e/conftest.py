"""An emulator of each test's own, and what judges its answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asc_sdk.emulator import Emulator
from tests.clients import Client
from tests.surface.apple import Apple


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """With the demonstration data."""
    with Emulator() as running:
        yield running


@pytest.fixture
def asc(client: Client, emulator: Emulator) -> Client:
    """Both clients, one after the other, in front of the emulator."""
    client.options(key=emulator.key, base_url=emulator.url)
    return client


@pytest.fixture(scope="session")
def apple(apple_document: Path) -> Apple:
    """Apple's document, patched."""
    return Apple(apple_document)
