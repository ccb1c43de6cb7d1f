"""Faults that are ordered."""

from __future__ import annotations

import json

import pytest

from asc_sdk.emulator.faults import Faults

APPS = ("apps_getCollection", "apps.list")
BUILDS = ("builds_getCollection", "builds.list")


def test_a_fault_meets_so_many_requests() -> None:
    faults = Faults()
    fault = faults.add(status=503, times=2)
    assert [faults.meet(APPS) is fault for _ in range(3)] == [True, True, False]
    assert fault.hits == 2


@pytest.mark.parametrize("name", ["apps_getCollection", "apps.list"])
def test_a_fault_waits_for_its_operation(name: str) -> None:
    faults = Faults()
    fault = faults.add(name, status=503)
    assert faults.meet(BUILDS) is None
    assert faults.meet(()) is None
    assert faults.meet(APPS) is fault


def test_faults_come_in_their_order() -> None:
    faults = Faults()
    first, second = faults.add(status=503), faults.add(status=429)
    assert [faults.meet(APPS), faults.meet(APPS)] == [first, second]


def test_chance_is_the_same_every_time() -> None:
    runs: list[list[bool]] = []
    for _ in range(2):
        faults = Faults()
        faults.add(status=503, times=None, probability=0.5)
        runs.append([faults.meet(APPS) is not None for _ in range(40)])
    assert runs[0] == runs[1]
    assert 5 < sum(runs[0]) < 35


def test_cleared_faults_are_over() -> None:
    faults = Faults()
    faults.add(status=503, times=None)
    faults.clear()
    assert faults.meet(APPS) is None


def test_apples_statuses_have_apples_errors() -> None:
    answer = Faults().add(status=429, retry_after=7).answer()
    assert answer is not None
    assert json.loads(answer.body)["errors"][0]["code"] == "RATE_LIMIT_EXCEEDED"
    assert answer.headers["Retry-After"] == "7"


def test_a_gateways_status_has_a_gateways_page() -> None:
    answer = Faults().add(status=502).answer()
    assert answer is not None
    assert answer.media_type == "text/html"


def test_a_slow_answer_is_the_real_one() -> None:
    assert Faults().add(delay=1).answer() is None


def test_what_would_do_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a status"):
        Faults().add()
    with pytest.raises(ValueError, match="no operation is called 'apps_list'"):
        Faults().add("apps_list", status=503)
