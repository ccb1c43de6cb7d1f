"""One signature for many requests, renewed by the wall clock, thrown away when Apple refuses it."""

from __future__ import annotations

import pickle
import threading

import pytest

from asc_sdk import ApiKey
from asc_sdk.auth.token import Tokens
from tests.unit.auth.test_pem import PEM


class Clock:
    def __init__(self) -> None:
        self.now = 1_792_567_670.0

    def __call__(self) -> float:
        return self.now


def tokens(clock: Clock, lifetime: int = 900) -> Tokens:
    return Tokens(ApiKey("ABC123DEFG", PEM, lifetime=lifetime), clock)


def test_one_token_serves_until_it_is_near_its_end() -> None:
    clock = Clock()
    source = tokens(clock)
    first = source.bearer()
    clock.now += 779
    assert source.bearer() == first
    clock.now += 2
    assert source.bearer() != first


def test_a_laptop_that_slept_gets_a_new_one() -> None:
    clock = Clock()
    source = tokens(clock)
    first = source.bearer()
    clock.now += 8 * 3600
    assert source.bearer() != first


def test_a_clock_that_was_set_back_gets_a_new_one() -> None:
    clock = Clock()
    source = tokens(clock)
    first = source.bearer()
    clock.now -= 20
    assert source.bearer() == first
    clock.now -= 3600
    assert source.bearer() != first


def test_a_short_lived_token_is_used_for_most_of_its_life() -> None:
    clock = Clock()
    source = tokens(clock, lifetime=60)
    first = source.bearer()
    clock.now += 44
    assert source.bearer() == first
    clock.now += 2
    assert source.bearer() != first


def test_a_refused_token_is_renewed_once_for_all() -> None:
    source = tokens(Clock())
    first = source.bearer()
    source.refused(first)
    second = source.bearer()
    assert second != first
    source.refused(first)  # from another task, which was slower
    assert source.bearer() == second


def test_threads_share_one_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    source = tokens(Clock())
    signed: list[str] = []
    sign = ApiKey.token

    def counted(key: ApiKey) -> str:
        signed.append(sign(key))
        return signed[-1]

    monkeypatch.setattr(ApiKey, "token", counted)
    barrier = threading.Barrier(16)
    got: set[str] = set()

    def ask() -> None:
        barrier.wait()
        for _ in range(50):
            got.add(source.bearer())

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(signed) == len(got) == 1


def test_it_shows_nothing_and_is_not_pickled() -> None:
    source = tokens(Clock())
    token = source.bearer()
    assert token not in repr(source)
    assert (source.key_id, source.individual) == ("ABC123DEFG", True)
    with pytest.raises(TypeError, match="secrets"):
        pickle.dumps(source)
    source.renew_after_fork()
    assert source.bearer() == token
