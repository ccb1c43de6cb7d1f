"""A build's way through beta review."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..store import Record, Store
    from ..timeline import Timeline
    from .webhooks import Webhooks

_EVENT = "BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED"
_MOVED = "beta review moved on"

# State of the submission → state of the build for external testers, in their order.
_STATES = {
    "WAITING_FOR_REVIEW": "WAITING_FOR_BETA_REVIEW",
    "IN_REVIEW": "IN_BETA_REVIEW",
    "APPROVED": "BETA_APPROVED",
}


class BetaReview:
    """Moves a submission from state to state."""

    def __init__(self, store: Store, timeline: Timeline, webhooks: Webhooks) -> None:
        self._store = store
        self._timeline = timeline
        self._webhooks = webhooks
        timeline.learn(_MOVED, self._move)

    def submitted(self, submission: Record) -> None:
        """A build was handed in."""
        self._move(submission, *_STATES)

    def _move(self, submission: Record, state: str, *later: str) -> None:
        self._store.change(submission, {"betaReviewState": state})
        build = submission.one("build")
        detail = build.one("buildBetaDetail") if build is not None else None
        if build is not None and detail is not None:
            before = str(detail.attributes.get("externalBuildState", ""))
            self._store.change(detail, {"externalBuildState": _STATES[state]})
            self._webhooks.publish(_EVENT, detail, build.one("app"), before, _STATES[state])
        if later:
            self._timeline.then(_MOVED, submission, *later)
