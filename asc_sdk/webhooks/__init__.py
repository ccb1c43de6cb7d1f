"""Webhooks: what Apple sends to your server, checked and typed.

from asc_sdk import webhooks

event = webhooks.parse(body, headers.get("x-apple-signature"), secret)
if isinstance(event, webhooks.BuildUploadStateUpdated) and event.new_state == "COMPLETE":
    ...
"""

from __future__ import annotations

from .event import WebhookEvent
from .events import (
    EVENTS,
    AlternativeDistributionPackageAvailableUpdated,
    AlternativeDistributionPackageVersionCreated,
    AlternativeDistributionTerritoryAvailabilityUpdated,
    AppStoreVersionAppVersionStateUpdated,
    AvailabilityEvent,
    BackgroundAssetVersionAppStoreReleaseStateUpdated,
    BackgroundAssetVersionExternalBetaReleaseStateUpdated,
    BackgroundAssetVersionInternalBetaReleaseCreated,
    BackgroundAssetVersionStateUpdated,
    BetaFeedbackCrashSubmissionCreated,
    BetaFeedbackScreenshotSubmissionCreated,
    BuildBetaDetailExternalBuildStateUpdated,
    BuildUploadStateUpdated,
    MarketplaceEvent,
    WebhookPingCreated,
)
from .parsing import from_payload, parse
from .signature import verify

__all__ = [
    "EVENTS",
    "AlternativeDistributionPackageAvailableUpdated",
    "AlternativeDistributionPackageVersionCreated",
    "AlternativeDistributionTerritoryAvailabilityUpdated",
    "AppStoreVersionAppVersionStateUpdated",
    "AvailabilityEvent",
    "BackgroundAssetVersionAppStoreReleaseStateUpdated",
    "BackgroundAssetVersionExternalBetaReleaseStateUpdated",
    "BackgroundAssetVersionInternalBetaReleaseCreated",
    "BackgroundAssetVersionStateUpdated",
    "BetaFeedbackCrashSubmissionCreated",
    "BetaFeedbackScreenshotSubmissionCreated",
    "BuildBetaDetailExternalBuildStateUpdated",
    "BuildUploadStateUpdated",
    "MarketplaceEvent",
    "WebhookEvent",
    "WebhookPingCreated",
    "from_payload",
    "parse",
    "verify",
]
