"""Each rule of a request's life: no socket and no clock, the flow is sent its answers."""

from __future__ import annotations

import pytest

from asc_sdk._options import Pacing, Retry
from asc_sdk._transport.messages import Answer, Fault, Send, Sleep
from asc_sdk._transport.rate_limit import Budget
from asc_sdk.errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    NotFoundError,
    RateLimitError,
    ServerError,
    UnexpectedResponseError,
)
from tests.unit._transport.flows import BROKEN, NOT_SENT, OK, SLOW, Flow, apple, delete

PASSING = [408, 500, 502, 503, 504]


def write(method: str = "POST") -> Flow:
    return Flow(method, "/v1/betaGroups", body=b"{}")


# --- what goes through ------------------------------------------------------------------------------------------------


def test_a_success_is_returned() -> None:
    flow = Flow()
    step = flow.send()
    assert isinstance(step, Send)
    assert step.request is flow.request
    assert step.token.reveal() == "token-1"
    assert flow.send(OK) is None
    assert flow.response is not None
    assert flow.response.json() == {"data": []}


@pytest.mark.parametrize("status", [200, 201, 202, 204, 206])
def test_every_2xx_is_a_success(status: int) -> None:
    assert Flow().play(Answer(status)).status == status


def test_a_send_needs_an_outcome() -> None:
    flow = Flow()
    flow.send()
    with pytest.raises(TypeError, match="answered"):
        flow.send(None)


# --- 401 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_a_401_is_tried_once_more_with_a_new_token_and_without_waiting(method: str) -> None:
    flow = Flow(method)
    flow.play(apple(401, "NOT_AUTHORIZED"), OK)
    assert flow.sent == ["token-1", "token-2"]
    assert flow.tokens.rejected == ["token-1"]
    assert flow.slept == []


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_a_second_401_is_raised(method: str) -> None:
    flow = Flow(method)
    with pytest.raises(AuthenticationError) as caught:
        flow.play(apple(401, "NOT_AUTHORIZED"), apple(401, "NOT_AUTHORIZED"))
    assert caught.value.may_have_happened is False
    assert caught.value.tries == 2
    assert flow.tokens.rejected == ["token-1", "token-2"]


def test_a_clock_that_is_off_is_said_in_the_401() -> None:
    early = apple(401, "NOT_AUTHORIZED", date="Wed, 21 Oct 2026 07:17:50 GMT")
    with pytest.raises(AuthenticationError, match="clock is 10 minutes ahead of the server's"):
        Flow().play(early, early)


def test_the_try_with_a_new_token_does_not_count() -> None:
    flow = Flow(retry=Retry(attempts=2))
    flow.play(Answer(503), apple(401, "NOT_AUTHORIZED"), OK)
    assert len(flow.sent) == 3


def test_a_401_is_renewed_once_even_between_other_tries() -> None:
    flow = Flow()
    with pytest.raises(AuthenticationError):
        flow.play(apple(401, "NOT_AUTHORIZED"), Answer(503), apple(401, "NOT_AUTHORIZED"))


# --- what is sent again -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", PASSING)
@pytest.mark.parametrize("make", [Flow, delete], ids=["get", "delete"])
def test_a_safe_request_is_sent_again_after_a_passing_failure(make: type[Flow], status: int) -> None:
    flow = make()
    flow.play(Answer(status), Answer(status), OK)
    assert flow.slept == [0.25, 0.5]


@pytest.mark.parametrize("status", PASSING)
@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_a_write_is_never_sent_again_after_one(method: str, status: int) -> None:
    flow = write(method)
    with pytest.raises(APIStatusError) as caught:
        flow.play(Answer(status))
    assert caught.value.status == status
    assert caught.value.may_have_happened is True
    assert "look before you send it again" in str(caught.value)


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 422, 418])
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_a_refusal_is_raised_at_once_and_leaves_no_doubt(method: str, status: int) -> None:
    flow = Flow(method)
    with pytest.raises(APIStatusError) as caught:
        flow.play(apple(status, "X"))
    assert caught.value.status == status
    assert caught.value.may_have_happened is False


@pytest.mark.parametrize("status", [501, 505, 520])
def test_other_failures_of_a_server_are_not_worth_another_try(status: int) -> None:
    with pytest.raises(ServerError):
        Flow().play(Answer(status))


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_every_method_is_sent_again_after_a_429(method: str) -> None:
    flow = Flow(method)
    flow.play(apple(429, "RATE_LIMIT_EXCEEDED", retry_after="5"), OK)
    assert flow.slept == [5]


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
def test_every_method_is_sent_again_when_nothing_was_sent(method: str) -> None:
    flow = Flow(method)
    flow.play(NOT_SENT, OK)
    assert flow.slept == [0.25]


@pytest.mark.parametrize("fault", [BROKEN, SLOW], ids=["broken", "slow"])
@pytest.mark.parametrize("make", [Flow, delete], ids=["get", "delete"])
def test_a_safe_request_is_sent_again_after_a_broken_connection(make: type[Flow], fault: Fault) -> None:
    assert make().play(fault, OK).status == 200


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_a_write_is_not_sent_again_after_a_broken_connection(method: str) -> None:
    with pytest.raises(APIConnectionError) as caught:
        write(method).play(BROKEN)
    assert caught.value.may_have_happened is True
    assert caught.value.method == method


def test_a_timeout_has_its_own_class() -> None:
    with pytest.raises(APITimeoutError) as caught:
        write().play(SLOW)
    assert caught.value.may_have_happened is True


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_would_fail_again_is_not_sent_again(method: str) -> None:
    flow = Flow(method)
    with pytest.raises(APIConnectionError, match="certificate") as caught:
        flow.play(Fault("the certificate of host is not trusted", sent=False, hopeless=True))
    assert caught.value.may_have_happened is False


def test_a_write_that_never_left_leaves_no_doubt() -> None:
    with pytest.raises(APIConnectionError) as caught:
        write().play(NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT)
    assert caught.value.may_have_happened is False
    assert caught.value.tries == 4


def test_tries_end() -> None:
    flow = Flow()
    with pytest.raises(ServerError) as caught:
        flow.play(*[Answer(503)] * 4)
    assert flow.slept == [0.25, 0.5, 1.0]
    assert caught.value.tries == 4
    assert "4 tries" in str(caught.value)


@pytest.mark.parametrize("outcome", [Answer(503), Answer(429), apple(401, "NOT_AUTHORIZED"), NOT_SENT])
def test_retry_none_sends_once(outcome: Answer | Fault) -> None:
    flow = Flow(retry=Retry.none())
    with pytest.raises((APIStatusError, APIConnectionError)):
        flow.play(outcome)


# --- delete -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gone", [404, 410])
@pytest.mark.parametrize("first", [Answer(503), Answer(500), BROKEN, SLOW])
def test_a_delete_that_is_gone_on_a_later_try_is_done(first: Answer | Fault, gone: int) -> None:
    response = delete().play(first, apple(gone, "NOT_FOUND"))
    assert response.status == 204
    assert response.body == b""


def test_a_delete_of_what_is_not_there_is_an_error() -> None:
    with pytest.raises(NotFoundError):
        delete().play(apple(404, "NOT_FOUND"))


@pytest.mark.parametrize("first", [Answer(429), apple(401, "NOT_AUTHORIZED"), NOT_SENT])
def test_a_first_try_that_did_nothing_does_not_make_a_404_done(first: Answer | Fault) -> None:
    with pytest.raises(NotFoundError):
        delete().play(first, apple(404, "NOT_FOUND"))


def test_a_get_that_is_gone_on_a_later_try_is_an_error() -> None:
    with pytest.raises(NotFoundError):
        Flow().play(Answer(503), apple(404, "NOT_FOUND"))


@pytest.mark.parametrize("status", [202, 204])
def test_a_delete_that_was_accepted_is_done(status: int) -> None:
    assert delete().play(Answer(status, {"content-type": "application/json"})).status == status


def test_doubt_stays_when_a_later_try_is_refused() -> None:
    with pytest.raises(ConflictError) as caught:
        delete().play(Answer(503), apple(409, "STATE_ERROR"))
    assert caught.value.may_have_happened is True


def test_a_delete_out_of_tries_may_have_happened() -> None:
    with pytest.raises(ServerError) as caught:
        delete().play(*[Answer(503)] * 4)
    assert caught.value.may_have_happened is True


# --- waits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("5", 5),
        ("1.5", 1.5),
        ("0", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", 10),
        ("1792567680000", 10),
        ("60", 60),
    ],
)
def test_retry_after_is_followed(header: str, wait: float | None) -> None:
    flow = Flow()
    flow.play(Answer(429, {"retry-after": header}), OK)
    assert flow.slept == ([] if wait is None else [wait])


@pytest.mark.parametrize("header", ["Wed, 21 Oct 2026 07:27:40 GMT", "-3", "", "soon"])
def test_a_retry_after_that_says_nothing_leaves_it_to_us(header: str) -> None:
    flow = Flow()
    flow.play(Answer(429, {"retry-after": header}), OK)
    assert flow.slept == [1.0]


@pytest.mark.parametrize("header", ["3600", "61", "1892567680000", "9223372036854775808"])
@pytest.mark.parametrize("status", [429, 503])
def test_more_than_the_cap_is_raised_at_once(status: int, header: str) -> None:
    flow = Flow()
    with pytest.raises(APIStatusError) as caught:
        flow.play(Answer(status, {"retry-after": header}))
    assert caught.value.retry_after is not None
    assert caught.value.retry_after > 60
    assert "max_wait=60" in str(caught.value)


def test_retry_after_of_a_503_is_followed() -> None:
    flow = Flow()
    flow.play(Answer(503, {"retry-after": "7"}), OK)
    assert flow.slept == [7]


def test_waits_are_spread() -> None:
    flow = Flow(chance=1.0)
    flow.play(Answer(503), Answer(429, {"retry-after": "4"}), OK)
    assert flow.slept == [0.5, 4.4]


def test_no_wait_is_longer_than_the_cap() -> None:
    flow = Flow(retry=Retry(attempts=8, max_wait=2), chance=1.0)
    flow.play(*[Answer(503)] * 6, Answer(429, {"retry-after": "2"}), OK)
    assert max(flow.slept) == 2


# --- bodies -----------------------------------------------------------------------------------------------------------


def test_a_get_whose_body_broke_off_is_sent_again() -> None:
    assert Flow().play(Answer(200, {}, b'{"da', cut=BROKEN), OK).json() == {"data": []}


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
def test_a_write_whose_answer_broke_off_is_not(method: str) -> None:
    with pytest.raises(APIConnectionError) as caught:
        write(method).play(Answer(201, {}, b'{"da', cut=BROKEN))
    assert caught.value.may_have_happened is True


def test_a_refusal_whose_body_broke_off_is_still_a_refusal() -> None:
    with pytest.raises(ConflictError) as caught:
        write().play(Answer(409, {}, b'{"errors":[{"co', cut=BROKEN))
    assert caught.value.may_have_happened is False


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_web_page_is_no_success(method: str) -> None:
    page = Answer(200, {"content-type": "text/html; charset=utf-8"}, b"<html><body>Sign in to the WLAN</body></html>")
    with pytest.raises(UnexpectedResponseError, match="Sign in to the WLAN") as caught:
        Flow(method).play(page)
    assert caught.value.status == 200
    assert caught.value.may_have_happened is (method != "GET")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with pytest.raises(APIStatusError, match=r"https://elsewhere\.example/x, which is not followed") as caught:
        Flow().play(Answer(status, {"location": "https://elsewhere.example/x?secret=1"}))
    assert caught.value.status == status
    assert "secret=1" not in str(caught.value)


# --- read-only, pacing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT"])
def test_a_read_only_client_sends_nothing_but_gets(method: str) -> None:
    flow = Flow(method, read_only=True)
    with pytest.raises(ConfigurationError, match=f"read-only: {method} /v1/apps was not sent"):
        flow.send()
    assert flow.tokens.made == 0
    assert Flow(read_only=True).play(OK).status == 200


def test_the_budget_is_read_from_every_answer() -> None:
    flow = Flow()
    flow.play(
        Answer(503, {"x-rate-limit": "user-hour-lim:3500;user-hour-rem:12;"}),
        Answer(200, {"x-rate-limit": "user-hour-lim:3500;user-hour-rem:11;"}, b"{}"),
    )
    assert flow.budget.last.hour == (3500, 11)


def test_a_paced_client_waits_for_room() -> None:
    budget = Budget()
    flow = Flow(budget=budget, pacing=Pacing(reserve=100))
    flow.play(Answer(200, {"x-rate-limit": "user-hour-lim:3500;user-hour-rem:100;"}, b"{}"))
    second = Flow(budget=budget, pacing=Pacing(reserve=100))
    step = second.send()
    assert isinstance(step, Sleep)
    assert step.seconds == 300  # others use the key too: it looks again before its own request leaves the hour
    second.clock.now += step.seconds
    assert isinstance(second.send(), Send)


def test_a_paced_client_does_not_wait_longer_than_it_was_told() -> None:
    budget = Budget()
    Flow(budget=budget, pacing=Pacing()).play(
        Answer(200, {"x-rate-limit": "user-hour-lim:3500;user-hour-rem:100;"}, b"{}")
    )
    with pytest.raises(RateLimitError, match="not sent: 100 requests are left of this hour's 3500") as caught:
        Flow(budget=budget, pacing=Pacing(max_wait=60)).send()
    assert caught.value.retry_after == 300
    assert caught.value.tries == 0
