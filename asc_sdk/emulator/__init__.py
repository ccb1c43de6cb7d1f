"""App Store Connect in one process, for tests, demonstrations and looking around: no account, no network.

Needs the extra `emulator` (`pip install 'asc_sdk[emulator]'`).
"""

from __future__ import annotations

from .app import App, Exchange
from .emulator import Emulator
from .faults import Fault
from .store import Record

__all__ = ["App", "Emulator", "Exchange", "Fault", "Record"]
