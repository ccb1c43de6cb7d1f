"""Which state machine a write sets going, and which writes it forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import RefusedError, state_error
from .analytics import Analytics
from .beta_review import BetaReview
from .builds import Builds
from .review import Review
from .uploads import Uploads
from .webhooks import Webhooks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from threading import RLock
    from typing import Any

    from ..bodies import Draft
    from ..clock import Clock
    from ..schema import Kind
    from ..store import Record, Store
    from ..timeline import Timeline

    Created = Callable[[Record], None]
    Updated = Callable[[Record, Mapping[str, Any]], None]

_SCREENSHOTS = 10
"""A set takes no more."""


class Machines:
    """Everything in the emulator that moves without being asked for."""

    def __init__(self, store: Store, clock: Clock, timeline: Timeline, part_size: int, lock: RLock) -> None:
        self.webhooks = Webhooks(store, clock, lock)
        self.builds = Builds(store, clock, timeline, self.webhooks)
        self.uploads = Uploads(store, clock, timeline, part_size, self.builds.file_arrived)
        self.analytics = Analytics(store, clock, timeline)
        review = Review(store, clock, timeline, self.webhooks)
        self._review = review
        self._created: dict[str, Created] = {
            "analyticsReportRequests": self.analytics.requested,
            "appStoreVersionReleaseRequests": review.release,
            "betaAppReviewSubmissions": BetaReview(store, timeline, self.webhooks).submitted,
            "buildUploads": self.builds.announced,
            "reviewSubmissionItems": review.item_added,
            "webhookDeliveries": self.webhooks.redeliver,
            "webhookPings": self.webhooks.ping,
        }
        self._updated: dict[str, Updated] = {"reviewSubmissions": review.updated}

    def move(self, base: str) -> None:
        """Say where files go to and come from; what has an address already gets the new one."""
        self.uploads.move(base)
        self.analytics.move(base)

    def check_create(self, kind: Kind, draft: Draft) -> None:
        """Refuse what the state of other resources does not allow.

        Raises:
            RefusedError: 409.
        """
        if kind.type == "appScreenshots":
            for owner in draft.edges.get("appScreenshotSet", ()):
                if len(getattr(owner, "edges", {}).get("appScreenshots", ())) >= _SCREENSHOTS:
                    raise RefusedError(state_error(f"A screenshot set takes {_SCREENSHOTS} screenshots at most"))
        elif kind.type == "appStoreVersionReleaseRequests":
            self._review.check_release(draft)

    def check_update(self, record: Record, sent: Mapping[str, Any]) -> None:
        """Refuse what the resource's own state does not allow.

        Raises:
            RefusedError: 409.
        """
        if record.type == "reviewSubmissions":
            self._review.check_update(record, sent)

    def created(self, record: Record) -> None:
        """A resource was made by a request."""
        if "uploadOperations" in record.kind.attributes:
            self.uploads.reserve(record)
        step = self._created.get(record.type)
        if step is not None:
            step(record)

    def updated(self, record: Record, sent: Mapping[str, Any]) -> None:
        """A request changed a resource; `sent` are its attributes, those too that answers do not have."""
        if sent.get("uploaded") is True and "uploadOperations" in record.kind.attributes:
            self.uploads.commit(record)
        step = self._updated.get(record.type)
        if step is not None:
            step(record, sent)
