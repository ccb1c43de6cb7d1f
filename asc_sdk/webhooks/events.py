"""A class for each event of Apple's document, and the table that finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .event import WebhookEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .._jsonapi.relationships import ResourceIdentifier
    from ..models.literals import (
        AppVersionState,
        BackgroundAssetVersionAppStoreReleaseState,
        BackgroundAssetVersionExternalBetaReleaseState,
        BackgroundAssetVersionState,
        ExternalBetaState,
    )


class AppStoreVersionAppVersionStateUpdated(WebhookEvent):
    """An App Store version came into another state, those of the review included: `asc.app_store_versions.get`."""

    __slots__ = ()
    if TYPE_CHECKING:
        old_state: AppVersionState | str | None
        new_state: AppVersionState | str | None


class BackgroundAssetVersionAppStoreReleaseStateUpdated(WebhookEvent):
    """A background asset's App Store release came into another state."""

    __slots__ = ()
    if TYPE_CHECKING:
        old_state: BackgroundAssetVersionAppStoreReleaseState | str | None
        new_state: BackgroundAssetVersionAppStoreReleaseState | str | None


class BackgroundAssetVersionExternalBetaReleaseStateUpdated(WebhookEvent):
    """A background asset's release to external testers came into another state."""

    __slots__ = ()
    if TYPE_CHECKING:
        old_state: BackgroundAssetVersionExternalBetaReleaseState | str | None
        new_state: BackgroundAssetVersionExternalBetaReleaseState | str | None


class BackgroundAssetVersionInternalBetaReleaseCreated(WebhookEvent):
    """A background asset's version passed the import: internal testers have it, and it may be submitted."""

    __slots__ = ()


class BackgroundAssetVersionStateUpdated(WebhookEvent):
    """A background asset's version came into another state: `asc.background_asset_versions.get`."""

    __slots__ = ()
    if TYPE_CHECKING:
        old_state: BackgroundAssetVersionState | str | None
        new_state: BackgroundAssetVersionState | str | None


class BetaFeedbackCrashSubmissionCreated(WebhookEvent):
    """A tester sent a crash: `asc.beta_feedback_crash_submissions.get`."""

    __slots__ = ()


class BetaFeedbackScreenshotSubmissionCreated(WebhookEvent):
    """A tester sent a screenshot: `asc.beta_feedback_screenshot_submissions.get`."""

    __slots__ = ()


class BuildBetaDetailExternalBuildStateUpdated(WebhookEvent):
    """A build came into another state for external testers: `asc.build_beta_details.get`."""

    __slots__ = ()
    if TYPE_CHECKING:
        old_state: ExternalBetaState | str | None
        new_state: ExternalBetaState | str | None


class BuildUploadStateUpdated(WebhookEvent):
    """A build's upload came into another state, COMPLETE or FAILED at the end: `asc.build_uploads.get`."""

    __slots__ = ()


class WebhookPingCreated(WebhookEvent):
    """Somebody asked for a test: `asc.webhook_pings.create`. It is about no resource."""

    __slots__ = ()


class MarketplaceEvent(WebhookEvent):
    """What an alternative marketplace is told about an app that it distributes.

    Attributes:
        app_id: The app, by the id that Apple sends as `appId`.
        marketplace_app: The marketplace's own app.
    """

    __slots__ = ("app_id", "marketplace_app")

    app_id: str | None
    marketplace_app: ResourceIdentifier | None

    def __take__(self, rest: dict[str, Any]) -> None:
        self.app_id = rest.pop("appId") if isinstance(rest.get("appId"), str) else None
        self.marketplace_app = self.related.get("marketplaceApp")


class AlternativeDistributionPackageVersionCreated(MarketplaceEvent):
    """There is a new version of an app: `asc.alternative_distribution_package_versions.get`."""

    __slots__ = ()


class AvailabilityEvent(MarketplaceEvent):
    """Where an app may be distributed, and where no longer.

    Attributes:
        available: Whether it is available in these territories now; None where Apple does not say.
        territories: The territories, such as `"FRA"`.
    """

    __slots__ = ("available", "territories")

    available: bool | None
    territories: list[str]

    def __take__(self, rest: dict[str, Any]) -> None:
        super().__take__(rest)
        self.available = rest.pop("available") if isinstance(rest.get("available"), bool) else None
        self.territories = cast("list[str]", rest.pop("territories")) if _is_texts(rest.get("territories")) else []


class AlternativeDistributionPackageAvailableUpdated(AvailabilityEvent):
    """A package may now be distributed, or no longer: `asc.alternative_distribution_packages.get`."""

    __slots__ = ()


class AlternativeDistributionTerritoryAvailabilityUpdated(AvailabilityEvent):
    """An app may now be distributed in some territories, or no longer; it is about no resource of its own."""

    __slots__ = ()


EVENTS: Mapping[str, type[WebhookEvent]] = {
    "ALTERNATIVE_DISTRIBUTION_PACKAGE_AVAILABLE_UPDATED": AlternativeDistributionPackageAvailableUpdated,
    "ALTERNATIVE_DISTRIBUTION_PACKAGE_VERSION_CREATED": AlternativeDistributionPackageVersionCreated,
    "ALTERNATIVE_DISTRIBUTION_TERRITORY_AVAILABILITY_UPDATED": AlternativeDistributionTerritoryAvailabilityUpdated,
    "APP_STORE_VERSION_APP_VERSION_STATE_UPDATED": AppStoreVersionAppVersionStateUpdated,
    "BACKGROUND_ASSET_VERSION_APP_STORE_RELEASE_STATE_UPDATED": BackgroundAssetVersionAppStoreReleaseStateUpdated,
    "BACKGROUND_ASSET_VERSION_EXTERNAL_BETA_RELEASE_STATE_UPDATED": (
        BackgroundAssetVersionExternalBetaReleaseStateUpdated
    ),
    "BACKGROUND_ASSET_VERSION_INTERNAL_BETA_RELEASE_CREATED": BackgroundAssetVersionInternalBetaReleaseCreated,
    "BACKGROUND_ASSET_VERSION_STATE_UPDATED": BackgroundAssetVersionStateUpdated,
    "BETA_FEEDBACK_CRASH_SUBMISSION_CREATED": BetaFeedbackCrashSubmissionCreated,
    "BETA_FEEDBACK_SCREENSHOT_SUBMISSION_CREATED": BetaFeedbackScreenshotSubmissionCreated,
    "BUILD_BETA_DETAIL_EXTERNAL_BUILD_STATE_UPDATED": BuildBetaDetailExternalBuildStateUpdated,
    "BUILD_UPLOAD_STATE_UPDATED": BuildUploadStateUpdated,
    # No event to subscribe to, and so not in the document.
    "WEBHOOK_PING_CREATED": WebhookPingCreated,
}
"""The document's `WebhookEventType` → its class. A test fails where a new document has a member without one."""


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in cast("list[object]", value))
