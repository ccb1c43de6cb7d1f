"""Runs a flow without a socket and without a clock: a test sends it answers and looks at its steps."""

from __future__ import annotations

from typing import Any

from asc_sdk._options import Retry
from asc_sdk._transport.flow import Circumstances, run
from asc_sdk._transport.messages import Answer, Fault, Request, Response, Send, Sleep
from asc_sdk._transport.rate_limit import Budget

NOW = 1_792_567_670.0
"""Wed, 21 Oct 2026 07:27:50 GMT."""

NOT_SENT = Fault("no connection to host: refused", sent=False)
BROKEN = Fault("the connection to host broke: reset")
SLOW = Fault("no answer from host within 60 s", timeout=True)


class FakeTokens:
    """Numbered tokens; keeps which ones were refused."""

    def __init__(self, *, individual: bool = False) -> None:
        self.key_id = "ABC123DEFG"
        self.individual = individual
        self.made = 0
        self.rejected: list[str] = []
        self._current: str | None = None

    def bearer(self) -> str:
        if self._current is None:
            self.made += 1
            self._current = f"token-{self.made}"
        return self._current

    def refused(self, token: str) -> None:
        self.rejected.append(token)
        if token == self._current:
            self._current = None


class FakeClock:
    """Stands still unless told; no chance."""

    def __init__(self, *, chance: float = 0.0) -> None:
        self.now = NOW
        self._chance = chance

    def wall(self) -> float:
        return self.now

    def steady(self) -> float:
        return self.now

    def chance(self) -> float:
        return self._chance


class Flow:
    """One request's flow. `step` is what it wants done; `send` says what came of it."""

    def __init__(
        self,
        method: str = "GET",
        target: str = "/v1/apps?limit=2",
        *,
        individual: bool = False,
        chance: float = 0.0,
        budget: Budget | None = None,
        pacing: Any = None,
        read_only: bool = False,
        retry: Retry | None = None,
        **request: Any,
    ) -> None:
        self.tokens = FakeTokens(individual=individual)
        self.clock = FakeClock(chance=chance)
        self.budget = budget if budget is not None else Budget()
        self.request = Request(method, target, **request)
        around = Circumstances(
            self.tokens,
            self.budget,
            retry=retry if retry is not None else Retry(),
            clock=self.clock,
            pacing=pacing,
            read_only=read_only,
        )
        self._steps = run(self.request, around)
        self.sent: list[str] = []
        self.slept: list[float] = []
        self.response: Response | None = None

    def send(self, outcome: Answer | Fault | None = None) -> Send | Sleep | None:
        """Go one step on; None where the flow has returned its response."""
        try:
            step = self._steps.send(outcome)
        except StopIteration as done:
            self.response = done.value
            return None
        if isinstance(step, Send):
            self.sent.append(step.token.reveal())
        else:
            self.slept.append(step.seconds)
        return step

    def play(self, *outcomes: Answer | Fault) -> Response:
        """Answer each try in turn, sleeping in no time; gives the response, or raises what the flow raises."""
        step = self.send()
        left = list(outcomes)
        while step is not None:
            step = self.send(left.pop(0) if isinstance(step, Send) else None)
        assert not left, f"not asked for: {left}"
        assert self.response is not None
        return self.response


def delete(target: str = "/v1/betaGroups/1", **options: Any) -> Flow:
    """`delete(id)`: repeated like a GET, and gone is done."""
    return Flow("DELETE", target, repeatable=True, gone_is_done=True, **options)


def apple(status: int, *codes: str, **headers: str) -> Answer:
    """An answer with errors in Apple's form."""
    body = ",".join(f'{{"status":"{status}","code":"{code}","title":"T","detail":"D"}}' for code in codes)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"content-type": "application/json", **named}, f'{{"errors":[{body}]}}'.encode())


OK = Answer(200, {"content-type": "application/json"}, b'{"data":[]}')
