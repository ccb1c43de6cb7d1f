"""A pytest fixture with an emulator of the test's own: `pytest_plugins = ["asc_sdk.emulator.pytest_plugin"]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def asc_emulator() -> Iterator[Emulator]:
    """App Store Connect on this machine, with the demonstration data: `asc_emulator.url`, `asc_emulator.key`."""
    with Emulator() as emulator:
        yield emulator
