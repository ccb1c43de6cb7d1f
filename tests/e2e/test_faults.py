"""Faults to order: how the clients live through them."""

from __future__ import annotations

import pytest

from asc_sdk import (
    APIConnectionError,
    APITimeoutError,
    AppStoreConnectError,
    RateLimitError,
    Retry,
    ServerError,
    UnexpectedResponseError,
)
from asc_sdk.emulator import Emulator
from tests.clients import Client

QUICK = Retry(attempts=3, backoff=0)


def test_a_list_is_asked_for_again_after_a_503(asc: Client, emulator: Emulator) -> None:
    asc.options(retry=QUICK)
    fault = emulator.faults.add("apps_getCollection", status=503, times=2)
    assert len(asc.items(lambda asc: asc.apps.list())) == 5
    assert fault.hits == 2
    assert [exchange.status for exchange in emulator.requests] == [503, 503, 200]


def test_a_refused_token_is_renewed_once(asc: Client, emulator: Emulator) -> None:
    asc.options(retry=QUICK)
    emulator.faults.add("apps.get", status=401)
    assert asc.run(lambda asc: asc.apps.get("6446000001")).name == "Example"


def test_a_429_is_waited_for_and_sent_again(asc: Client, emulator: Emulator) -> None:
    asc.options(retry=QUICK)
    emulator.faults.add(status=429, retry_after=0)
    group = asc.run(lambda asc: asc.beta_groups.create(name="QA", app="6446000001"))
    assert group.name == "QA"


def test_a_429_that_asks_for_too_long_is_raised(asc: Client, emulator: Emulator) -> None:
    asc.options(retry=QUICK)
    emulator.faults.add(status=429, retry_after=3600)
    with pytest.raises(RateLimitError) as caught:
        asc.run(lambda asc: asc.apps.list())
    assert caught.value.retry_after == 3600


@pytest.mark.parametrize("took_effect", [False, True])
def test_a_create_whose_fate_is_unknown_is_not_repeated(asc: Client, emulator: Emulator, took_effect: bool) -> None:
    asc.options(retry=QUICK)
    emulator.faults.add("betaGroups_createInstance", status=503, took_effect=took_effect)
    with pytest.raises(ServerError) as caught:
        asc.run(lambda asc: asc.beta_groups.create(name="QA", app="6446000001"))
    assert caught.value.may_have_happened
    assert len(asc.items(lambda asc: asc.beta_groups.list(filter_name="QA"))) == took_effect


def test_a_delete_that_took_effect_is_done(asc: Client, emulator: Emulator) -> None:
    asc.options(retry=QUICK)
    group = emulator.add("beta_groups", name="QA")
    emulator.faults.add("beta_groups.delete", status=503, took_effect=True)
    asc.run(lambda asc: asc.beta_groups.delete(group.id))
    assert emulator.get("betaGroups", group.id) is None


def test_a_page_of_a_gateway(asc: Client, emulator: Emulator) -> None:
    emulator.faults.add(status=502, html="<h3>Bad Gateway</h3><p>Correlation Key: AAAABBBBCCCC</p>")
    with pytest.raises(ServerError, match="502"):
        asc.run(lambda asc: asc.apps.list())


def test_a_portal_that_says_200(asc: Client, emulator: Emulator) -> None:
    emulator.faults.add(html="<html>Please log in to the hotel's network</html>")
    with pytest.raises(UnexpectedResponseError):
        asc.run(lambda asc: asc.apps.list())


def test_a_cut_answer_is_asked_for_again(asc: Client, emulator: Emulator) -> None:
    asc.options(retry=QUICK)
    emulator.faults.add("apps.list", cut=100)
    assert len(asc.items(lambda asc: asc.apps.list())) == 5


def test_a_cut_answer_to_a_create_may_have_happened(asc: Client, emulator: Emulator) -> None:
    asc.options(retry=QUICK)
    emulator.faults.add("beta_groups.create", cut=10)
    with pytest.raises(APIConnectionError) as caught:
        asc.run(lambda asc: asc.beta_groups.create(name="QA", app="6446000001"))
    assert caught.value.may_have_happened
    assert len(asc.items(lambda asc: asc.beta_groups.list(filter_name="QA"))) == 1


def test_a_slow_answer_runs_into_the_timeout(asc: Client, emulator: Emulator) -> None:
    asc.options(timeout=0.2)
    emulator.faults.add("apps.get", delay=0.6)
    with pytest.raises(APITimeoutError):
        asc.run(lambda asc: asc.apps.get("6446000001"))


def test_an_hour_that_is_spent(client: Client) -> None:
    with Emulator(hourly_limit=2) as emulator:
        client.options(key=emulator.key, base_url=emulator.url)
        client.run(lambda asc: asc.apps.list())
        client.run(lambda asc: asc.apps.list())
        with pytest.raises(RateLimitError) as caught:
            client.run(lambda asc: asc.apps.list())
    assert caught.value.retry_after is not None
    assert caught.value.retry_after > 3000


def test_all_of_these_are_errors_of_the_sdk() -> None:
    for error in (APIConnectionError, RateLimitError, ServerError, UnexpectedResponseError):
        assert issubclass(error, AppStoreConnectError)
