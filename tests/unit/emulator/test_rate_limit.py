"""Apple's hour."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import rate_limit
from asc_sdk.emulator.rate_limit import RateLimit


def test_without_a_limit_it_never_runs_low() -> None:
    limit = RateLimit(None)
    assert all(limit.spend() is None for _ in range(5000))
    assert limit.header() == "user-hour-lim:3500;user-hour-rem:3500;"


def test_a_spent_hour_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(rate_limit.time, "monotonic", lambda: now)
    limit = RateLimit(2)
    assert (limit.spend(), limit.header()) == (None, "user-hour-lim:2;user-hour-rem:1;")
    now += 600
    assert (limit.spend(), limit.header()) == (None, "user-hour-lim:2;user-hour-rem:0;")
    refused = limit.spend()
    assert refused is not None
    assert (refused.status, refused.headers["Retry-After"]) == (429, "3001")
    now += 3001
    assert limit.spend() is None
