"""An app store version's way through review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import RefusedError, entity, state_error
from ..store import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..bodies import Draft
    from ..clock import Clock
    from ..store import Store
    from ..timeline import Timeline
    from .webhooks import Webhooks

_EVENT = "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED"
_BEGUN, _APPROVED, _CANCELLED = "review begun", "review approved", "review cancelled"

# The older attribute has other words for some states.
_OLDER = {"READY_FOR_DISTRIBUTION": "READY_FOR_SALE", "PROCESSING_FOR_DISTRIBUTION": "PROCESSING_FOR_APP_STORE"}


class Review:
    """Review submissions, their items, and the versions in them."""

    def __init__(self, store: Store, clock: Clock, timeline: Timeline, webhooks: Webhooks) -> None:
        self._store = store
        self._clock = clock
        self._timeline = timeline
        self._webhooks = webhooks
        timeline.learn(_BEGUN, self._begin)
        timeline.learn(_APPROVED, self._approve)
        timeline.learn(_CANCELLED, self._cancelled)

    def item_added(self, item: Record) -> None:
        """Something was put into a submission."""
        version = item.one("appStoreVersion")
        if version is not None:
            self._move(version, "READY_FOR_REVIEW")

    def check_update(self, submission: Record, sent: Mapping[str, Any]) -> None:
        """Refuse to submit nothing, or what is not ready.

        Raises:
            RefusedError: 409, what is missing in its associated errors.
        """
        if not sent.get("submitted"):
            return
        if submission.attributes.get("state") != "READY_FOR_REVIEW":
            raise RefusedError(state_error(f"The submission is in the state {submission.attributes.get('state')}"))
        if not submission.all("items"):
            raise RefusedError(state_error("The submission has no items"))
        for version in _versions(submission):
            if version.one("build") is None:
                missing = entity(
                    "RELATIONSHIP.REQUIRED",
                    "The provided entity is missing a required relationship",
                    "You must provide a value for the relationship 'build' with this request",
                    "/data/relationships/build",
                )
                path = f"/v1/appStoreVersions/{version.id}"
                raise RefusedError(state_error("The version is not in a valid state for review", missing, path=path))

    def updated(self, submission: Record, sent: Mapping[str, Any]) -> None:
        """Submitted, or taken back."""
        if sent.get("submitted"):
            self._store.change(submission, {"state": "WAITING_FOR_REVIEW", "submittedDate": self._clock.text()})
            for version in _versions(submission):
                self._move(version, "WAITING_FOR_REVIEW")
            self._timeline.then(_BEGUN, submission)
        elif sent.get("canceled"):
            self._store.change(submission, {"state": "CANCELING"})
            self._timeline.then(_CANCELLED, submission)

    def check_release(self, draft: Draft) -> None:
        """Refuse to release what does not wait for it.

        Raises:
            RefusedError: 409.
        """
        for version in draft.edges.get("appStoreVersion", ()):
            state = version.attributes.get("appVersionState")
            if isinstance(version, Record) and state != "PENDING_DEVELOPER_RELEASE":
                raise RefusedError(state_error(f"The version can not be released in the state {state}"))

    def release(self, request: Record) -> None:
        """The developer lets an approved version go."""
        version = request.one("appStoreVersion")
        if version is not None:
            self._on_sale(version)

    def _begin(self, submission: Record) -> None:
        if submission.attributes.get("state") != "WAITING_FOR_REVIEW":
            return
        self._store.change(submission, {"state": "IN_REVIEW"})
        for version in _versions(submission):
            self._move(version, "IN_REVIEW")
        self._timeline.then(_APPROVED, submission)

    def _approve(self, submission: Record) -> None:
        if submission.attributes.get("state") != "IN_REVIEW":
            return
        self._store.change(submission, {"state": "COMPLETE"})
        for item in submission.all("items"):
            self._store.change(item, {"state": "APPROVED"})
        for version in _versions(submission):
            if version.attributes.get("releaseType") == "MANUAL":
                self._move(version, "PENDING_DEVELOPER_RELEASE")
            else:
                self._on_sale(version)

    def _cancelled(self, submission: Record) -> None:
        self._store.change(submission, {"state": "COMPLETE"})
        for version in _versions(submission):
            self._move(version, "DEVELOPER_REJECTED")

    def _on_sale(self, version: Record) -> None:
        app = version.one("app")
        for other in app.all("appStoreVersions") if app is not None else ():
            same = other.attributes.get("platform") == version.attributes.get("platform")
            if same and other.attributes.get("appVersionState") == "READY_FOR_DISTRIBUTION":
                self._move(other, "REPLACED_WITH_NEW_VERSION")
        self._move(version, "READY_FOR_DISTRIBUTION")

    def _move(self, version: Record, state: str) -> None:
        before = str(version.attributes.get("appVersionState", ""))
        self._store.change(version, {"appVersionState": state, "appStoreState": _OLDER.get(state, state)})
        self._webhooks.publish(_EVENT, version, version.one("app"), before, state)


def _versions(submission: Record) -> list[Record]:
    found = (item.one("appStoreVersion") for item in submission.all("items"))
    return [version for version in found if version is not None]
