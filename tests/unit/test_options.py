"""Values that a client is told, checked when they are made."""

from __future__ import annotations

import math
from typing import Any

import pytest

from asc_sdk import ConfigurationError, Pacing, Retry


def test_retry_is_a_value() -> None:
    assert Retry() == Retry(attempts=4, max_wait=60)
    assert hash(Retry()) == hash(Retry())
    assert Retry() != Retry.none()
    assert Retry() != "Retry"
    assert Retry.none().attempts == 1
    assert repr(Retry()) == "Retry(attempts=4, max_wait=60, backoff=0.5)"


def test_pacing_is_a_value() -> None:
    assert Pacing() == Pacing(reserve=100, max_wait=3600)
    assert hash(Pacing()) == hash(Pacing())
    assert Pacing() != Pacing(reserve=1)
    assert Pacing() != "Pacing"
    assert repr(Pacing(reserve=5)) == "Pacing(reserve=5, max_wait=3600)"


@pytest.mark.parametrize("attempts", [0, -1, 1.5, "4", None, True])
def test_attempts_are_counted(attempts: Any) -> None:
    with pytest.raises(ConfigurationError, match="attempts"):
        Retry(attempts=attempts)


@pytest.mark.parametrize("seconds", [-1, math.nan, "60", None, True])
def test_seconds_are_numbers(seconds: Any) -> None:
    for make in (Retry, Pacing):
        with pytest.raises(ConfigurationError, match="max_wait"):
            make(max_wait=seconds)
    with pytest.raises(ConfigurationError, match="backoff"):
        Retry(backoff=seconds)
    with pytest.raises(ConfigurationError, match="reserve"):
        Pacing(reserve=seconds)


def test_they_do_not_change() -> None:
    with pytest.raises(AttributeError):
        Retry().attempts = 5  # pyright: ignore[reportAttributeAccessIssue] - the point of the test
