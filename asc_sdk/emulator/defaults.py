"""What Apple itself puts into a new resource: states, dates, links, generated content."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .signed import certificate, profile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .clock import Clock
    from .schema import Kind

    Maker = Callable[[Mapping[str, Any], str, Clock], Any]
    """Makes a value from the attributes given, the new id and the clock."""
    Value = str | int | bool | None | Maker

_YEAR = timedelta(days=365)

# Attributes that hold the moment of the create, wherever they occur.
_NOW = frozenset(["createdDate", "addedDate", "uploadedDate", "lastModifiedDate", "requestedDate"])

# JSON:API type → attribute → value. A value that can be called is a Maker.
_OF_TYPE: dict[str, dict[str, Value]] = {
    "accessibilityDeclarations": {"state": "DRAFT"},
    "analyticsReportRequests": {"stoppedDueToInactivity": False},
    "appCustomProductPages": {
        "visible": False,
        "url": lambda given, new, clock: f"https://apps.apple.com/app/id1?ppid={new}",
    },
    "appCustomProductPageVersions": {"state": "PREPARE_FOR_SUBMISSION", "version": "1"},
    "appEncryptionDeclarations": {"appEncryptionDeclarationState": "CREATED", "exempt": False},
    "appEvents": {"eventState": "DRAFT"},
    "appStoreVersions": {
        "appStoreState": "PREPARE_FOR_SUBMISSION",
        "appVersionState": "PREPARE_FOR_SUBMISSION",
        "releaseType": "AFTER_APPROVAL",
        "downloadable": True,
        "usesIdfa": None,
        "earliestReleaseDate": None,
    },
    "appStoreVersionExperiments": {"state": "PREPARE_FOR_SUBMISSION", "reviewRequired": True},
    "appStoreVersionPhasedReleases": {"phasedReleaseState": "INACTIVE", "currentDayNumber": 0, "totalPauseDuration": 0},
    "betaAppReviewSubmissions": {
        "betaReviewState": "WAITING_FOR_REVIEW",
        "submittedDate": lambda given, new, clock: clock.text(),
    },
    "betaGroups": {
        "isInternalGroup": False,
        "hasAccessToAllBuilds": False,
        "publicLinkEnabled": False,
        "publicLinkId": lambda given, new, clock: new[:8] if given.get("publicLinkEnabled") else None,
        "publicLinkLimitEnabled": False,
        "publicLinkLimit": None,
        "publicLink": lambda given, new, clock: (
            f"https://testflight.apple.com/join/{new[:8]}" if given.get("publicLinkEnabled") else None
        ),
        "feedbackEnabled": True,
    },
    "betaTesters": {"inviteType": "EMAIL", "state": "INVITED"},
    "bundleIds": {"seedId": "ABCDE12345"},
    "certificates": {
        "serialNumber": lambda given, new, clock: _serial(new),
        "name": lambda given, new, clock: "Example Company",
        "displayName": lambda given, new, clock: "Example Company",
        "platform": None,
        "expirationDate": lambda given, new, clock: clock.text(_YEAR),
        "certificateContent": lambda given, new, clock: _certificate(given, new, clock),
        "activated": True,
    },
    "ciBuildRuns": {
        "number": 1,
        "executionProgress": "PENDING",
        "isPullRequestBuild": False,
        "startReason": "MANUAL",
    },
    "devices": {"status": "ENABLED", "deviceClass": "IPHONE", "model": None},
    "inAppPurchases": {"state": "MISSING_METADATA", "familySharable": False, "contentHosting": False},
    "inAppPurchaseVersions": {"state": "PREPARE_FOR_SUBMISSION", "version": 1},
    "profiles": {
        "profileState": "ACTIVE",
        "platform": lambda given, new, clock: "MAC_OS" if str(given.get("profileType")).startswith("MAC") else "IOS",
        "uuid": lambda given, new, clock: new,
        "expirationDate": lambda given, new, clock: clock.text(_YEAR),
        "profileContent": lambda given, new, clock: _profile(given, new, clock),
    },
    "promotedPurchases": {"state": "PREPARE_FOR_SUBMISSION"},
    "reviewSubmissions": {"state": "READY_FOR_REVIEW", "submittedDate": None},
    "reviewSubmissionItems": {"state": "READY_FOR_REVIEW"},
    "subscriptions": {"state": "MISSING_METADATA", "familySharable": False, "groupLevel": 1},
    "subscriptionVersions": {"state": "PREPARE_FOR_SUBMISSION", "version": 1},
    "userInvitations": {"expirationDate": lambda given, new, clock: clock.text(timedelta(days=3))},
}


def server_made(kind: Kind, given: Mapping[str, Any], id: str, clock: Clock) -> dict[str, Any]:
    """The attributes of a new resource that its request did not give."""
    made: dict[str, Any] = {}
    for name, value in _OF_TYPE.get(kind.type, {}).items():
        if name in kind.attributes and name not in given:
            made[name] = value(given, id, clock) if callable(value) else value
    for name in _NOW & kind.attributes.keys() - given.keys():
        made.setdefault(name, clock.text())
    return made


def _serial(new: str) -> str:
    return f"{int(new.replace('-', '')[:20], 16):X}"


def _certificate(given: Mapping[str, Any], new: str, clock: Clock) -> str:
    """A certificate for the request's `csrContent`; of what is no signing request, text that stands for one."""
    began = clock.now().replace(microsecond=0)
    made = certificate(given.get("csrContent"), "Example Company", _serial(new), began, began + _YEAR)
    return made or base64.b64encode(f"emulated {new}".encode()).decode()


def _profile(given: Mapping[str, Any], new: str, clock: Clock) -> str:
    began = clock.now().replace(microsecond=0)
    platform = "OSX" if str(given.get("profileType")).startswith("MAC") else "iOS"
    return profile({"UUID": new, "Name": str(given.get("name", "")), "Platform": [platform]}, began, began + _YEAR)
