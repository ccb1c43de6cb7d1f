"""A build's way: announced, its file arrived, processed, valid."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..json_types import is_object
from ..schema import kind_named

if TYPE_CHECKING:
    from ..clock import Clock
    from ..store import Record, Store
    from ..timeline import Timeline
    from .webhooks import Webhooks

_LIFE = timedelta(days=90)
_EVENT = "BUILD_UPLOAD_STATE_UPDATED"
_PROCESSED = "build processed"


class Builds:
    """Makes builds out of uploads."""

    def __init__(self, store: Store, clock: Clock, timeline: Timeline, webhooks: Webhooks) -> None:
        self._store = store
        self._clock = clock
        self._timeline = timeline
        self._webhooks = webhooks
        timeline.learn(_PROCESSED, self._processed)

    def announced(self, upload: Record) -> None:
        """A build upload was made: it waits for its file."""
        self._store.change(upload, {"state": _state("AWAITING_UPLOAD")})

    def file_arrived(self, file: Record, whole: bool) -> None:
        """A file of any upload is there; a build's is processed further."""
        upload = file.one("buildUpload")
        if upload is None:
            return
        if file.attributes.get("assetType") not in (None, "ASSET"):
            return
        self._store.link(upload, upload.kind.edges["assetFile"], file)
        if not whole:
            self._move(upload, "FAILED")
            return
        self._move(upload, "PROCESSING")
        build = self._build(upload)
        self._timeline.then(_PROCESSED, upload, build)

    def _build(self, upload: Record) -> Record:
        attributes = upload.attributes
        app = upload.one("app")
        build = self._store.add(
            kind_named("builds"),
            {
                "version": attributes.get("cfBundleVersion"),
                "uploadedDate": self._clock.text(),
                "expirationDate": self._clock.text(_LIFE),
                "expired": False,
                "processingState": "PROCESSING",
                "buildAudienceType": "APP_STORE_ELIGIBLE",
                "usesNonExemptEncryption": None,
            },
        )
        version = self._version(app, attributes)
        detail = self._store.add(
            kind_named("buildBetaDetails"),
            {"autoNotifyEnabled": False, "internalBuildState": "PROCESSING", "externalBuildState": "PROCESSING"},
        )
        for name, target in (
            ("app", app),
            ("preReleaseVersion", version),
            ("buildBetaDetail", detail),
            ("buildUpload", upload),
        ):
            if target is not None:
                self._store.link(build, build.kind.edges[name], target)
        return build

    def _version(self, app: Record | None, attributes: dict[str, Any]) -> Record:
        """The version that a build belongs to, made by its first build."""
        wanted = {"version": attributes.get("cfBundleShortVersionString"), "platform": attributes.get("platform")}
        known = app.all("preReleaseVersions") if app is not None else {}
        found = next((one for one in known if wanted.items() <= one.attributes.items()), None)
        if found is None:
            found = self._store.add(kind_named("preReleaseVersions"), wanted)
            if app is not None:
                self._store.link(found, found.kind.edges["app"], app)
        return found

    def _processed(self, upload: Record, build: Record) -> None:
        self._store.change(build, {"processingState": "VALID"})
        detail = build.one("buildBetaDetail")
        if detail is not None:
            states = {
                "internalBuildState": "READY_FOR_BETA_TESTING",
                "externalBuildState": "READY_FOR_BETA_SUBMISSION",
            }
            self._store.change(detail, states)
        self._store.change(upload, {"uploadedDate": self._clock.text()})
        self._move(upload, "COMPLETE")

    def _move(self, upload: Record, state: str) -> None:
        held = upload.attributes.get("state")
        before = str(held.get("state", "")) if is_object(held) else ""
        self._store.change(upload, {"state": _state(state)})
        self._webhooks.publish(_EVENT, upload, upload.one("app"), before, state)


def _state(state: str) -> dict[str, Any]:
    return {"state": state, "errors": [], "warnings": [], "infos": []}
