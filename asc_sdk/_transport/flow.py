"""A request's life as a generator: sign, send, a new token after a 401, wait and send again, raise. No I/O.

The generator yields what is to be done (`Send`, `Sleep`) and is sent what came of it (`Answer`, `Fault`, None);
it returns the `Response` or raises. The drivers run it; a test runs it by sending it answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ..errors import ConfigurationError, RateLimitError
from .log import note_answer, note_fault, note_renewal, note_wait
from .messages import Answer, Fault, Response, Send, Sleep, unexpected
from .redact import Secret
from .retry import fate_is_unknown, may_repeat, retry_after, wait_before

if TYPE_CHECKING:
    from collections.abc import Generator

    from .._options import Pacing, Retry
    from .messages import Request
    from .rate_limit import Budget

    Steps = Generator[Send | Sleep, Answer | Fault | None, Response]

_GONE = (404, 410)


class TokenSource(Protocol):
    """Where tokens come from. Used by many threads at once."""

    @property
    def key_id(self) -> str:
        """The id of the key, which is no secret."""
        ...

    @property
    def individual(self) -> bool:
        """Whether this is an individual key, which some areas are closed to."""
        ...

    def bearer(self) -> str:
        """Give a token that is valid now."""
        ...

    def refused(self, token: str) -> None:
        """Take note that Apple did not accept this token."""
        ...


class Clock(Protocol):
    """The times and the chance that a flow depends on; tests hand in their own."""

    def wall(self) -> float:
        """Epoch seconds."""
        ...

    def steady(self) -> float:
        """Seconds that never go back."""
        ...

    def chance(self) -> float:
        """A random number from 0 to 1."""
        ...


class Circumstances:
    """What all requests of a client share."""

    __slots__ = ("budget", "clock", "pacing", "read_only", "retry", "tokens")

    def __init__(
        self,
        tokens: TokenSource,
        budget: Budget,
        *,
        retry: Retry,
        clock: Clock,
        pacing: Pacing | None = None,
        read_only: bool = False,
    ) -> None:
        self.tokens = tokens
        self.budget = budget
        self.retry = retry
        self.clock = clock
        self.pacing = pacing
        self.read_only = read_only


def run(request: Request, around: Circumstances) -> Steps:
    """Give the steps of one request.

    Args:
        request: what to ask.
        around: the client's settings, tokens and budget.

    Returns:
        Yields steps and returns the `Response`.

    Raises:
        AppStoreConnectError: as the tree in `errors` says.
    """
    if around.read_only and request.method != "GET":
        raise ConfigurationError(
            f"this client is read-only: {request.method} {request.path} was not sent. "
            "Make the client without read_only=True to change something"
        )
    life = _Life(request, around)
    while True:
        yield from life.pace()
        token = Secret(around.tokens.bearer())
        life.number += 1
        sent_at = around.clock.steady()
        outcome = yield Send(request, token, life.number)
        if isinstance(outcome, Fault):
            around.budget.read({}, sent_at)
            note_fault(request, outcome, life.number, around.clock.steady() - sent_at)
            wait = life.after_fault(outcome)
        elif outcome is None:
            raise TypeError("a Send is answered with an Answer or a Fault")
        else:
            around.budget.read(outcome.headers, sent_at)
            note_answer(request, outcome, life.number, around.clock.steady() - sent_at, around.budget.last)
            response = life.success(outcome)
            if response is not None:
                return response
            wait = life.after_answer(outcome, token)
        if wait > 0:
            yield Sleep(wait)


class _Life:
    """What one request has been through so far."""

    __slots__ = ("around", "doubt", "number", "renewed", "request", "spare")

    def __init__(self, request: Request, around: Circumstances) -> None:
        self.request = request
        self.around = around
        self.number = 0  # of the current try, from 1
        self.spare = 0  # tries that do not count: the one with a new token
        self.renewed = False
        self.doubt = False  # a try of a write may have been carried out, though no success came

    def pace(self) -> Generator[Sleep, Answer | Fault | None, None]:
        """Wait until the budget has room for one more request, where the client was told to pace itself."""
        pacing = self.around.pacing
        if pacing is None:
            return
        waited = 0.0
        while (wait := self.around.budget.reserve_one(pacing, self.around.clock.steady())) > 0:
            if waited + wait > pacing.max_wait:
                hour = self.around.budget.last.hour
                raise RateLimitError(
                    f"not sent: {hour.remaining} requests are left of this hour's {hour.limit}, and "
                    f"{pacing!r} leaves {pacing.reserve} of them alone; there may be room in {wait:.0f} seconds "
                    f"({self.request.method} {self.request.path})",
                    status=429,
                    method=self.request.method,
                    path=self.request.path,
                    retry_after=wait,
                    tries=self.number,
                    may_have_happened=self.doubt,
                )
            note_wait(self.request, wait, "to leave the reserve of the rate limit alone")
            waited += wait
            yield Sleep(wait)

    def success(self, answer: Answer) -> Response | None:
        """Give the response where the request was carried out."""
        request = self.request
        if answer.status in _GONE and request.gone_is_done and self.doubt:
            return Response(request, 204, answer.headers)
        if not 200 <= answer.status < 300 or answer.cut is not None:
            return None
        content_type = answer.header("content-type").lower()
        if "html" in content_type and "html" not in request.accept and (answer.body or answer.file is not None):
            body = answer.body
            if answer.file is not None:
                body = answer.file.read(20_000)
                answer.file.close()
            # The sign-in page of a hotel or a proxy: not even a delete was carried out, as far as one can tell.
            raise unexpected(
                request, answer.status, answer.headers, body, "a web page where Apple's answer was expected"
            )
        return Response(request, answer.status, answer.headers, answer.body, answer.file)

    def after_fault(self, fault: Fault) -> float:
        """Seconds before the next try after a fault; raises where there is none."""
        self._doubt(fault.sent)
        wait = None
        if not fault.hopeless and self._has_tries_left() and (self.request.repeatable or not fault.sent):
            wait = wait_before(
                self.around.retry, self.number - self.spare, None, status=None, spread=self.around.clock.chance()
            )
        if wait is None:
            from .failures import connection_error

            raise connection_error(self.request, fault, tries=self.number, may_have_happened=self.doubt)
        note_wait(self.request, wait, fault.message)
        return wait

    def after_answer(self, answer: Answer, token: Secret) -> float:
        """Seconds before the next try after an answer that is no success; raises where there is none."""
        if answer.cut is not None and answer.status < 300:
            return self.after_fault(answer.cut)
        self._doubt(fate_is_unknown(answer.status))
        tokens, clock = self.around.tokens, self.around.clock
        if answer.status == 401:
            tokens.refused(token.reveal())
            if not self.renewed and self.around.retry.attempts > 1:
                self.renewed = True
                self.spare = 1
                note_renewal(self.request)
                return 0.0
        now = clock.wall()
        asked = retry_after(answer.header("retry-after"), now)
        note = ""
        if may_repeat(self.request, answer.status) and self._has_tries_left():
            wait = wait_before(
                self.around.retry, self.number - self.spare, asked, status=answer.status, spread=clock.chance()
            )
            if wait is not None:
                note_wait(self.request, wait, f"status {answer.status}")
                return wait
            note = (
                f"not sent again, since that is longer than the client waits (max_wait={self.around.retry.max_wait:g})"
            )
        from .failures import status_error

        raise status_error(
            self.request,
            answer,
            individual=tokens.individual,
            tries=self.number,
            retry_after=asked,
            may_have_happened=self.doubt,
            now=now,
            note=note,
        )

    def _doubt(self, unknown: bool) -> None:
        self.doubt = self.doubt or (unknown and self.request.method != "GET")

    def _has_tries_left(self) -> bool:
        return self.number - self.spare < self.around.retry.attempts
