"""What the role of a key allows, area by area.

The table is Apple's "Program Roles" (https://developer.apple.com/support/roles/) and "Role permissions" (App Store
Connect Help), with what its pages on single areas add: who may ask for analytics and who may read them ("Analytics
Reports"), who may answer a review ("Respond to reviews"); and, for a developer's TestFlight, fastlane/docs issue 1050.
It is by area, not by field: that a developer may create development certificates and no others is not in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from ..models._registry import RESOURCES
from .errors import RefusedError, forbidden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..api._operations import Operation

Role = Literal["ADMIN", "APP_MANAGER", "CUSTOMER_SUPPORT", "DEVELOPER", "FINANCE", "MARKETING", "SALES"]
"""The roles that a key can have."""

_EVERYBODY = frozenset(get_args(Role))
_ADMIN = frozenset({"ADMIN"})
_MANAGERS = _ADMIN | {"APP_MANAGER"}
_DEVELOPERS = _MANAGERS | {"DEVELOPER"}
_MARKETERS = _MANAGERS | {"MARKETING"}
_STORE = _DEVELOPERS | {"MARKETING"}
_REPORTS = _ADMIN | {"FINANCE", "SALES"}


class _Area(NamedTuple):
    types: str
    """What the JSON:API types of the area match, whole."""
    read: frozenset[str]
    write: frozenset[str]


# The first that fits counts.
_AREAS = (
    _Area("users|userInvitations", _ADMIN, _ADMIN),
    _Area("financeReports", _ADMIN | {"FINANCE"}, frozenset()),
    _Area("salesReports", _REPORTS, frozenset()),
    _Area("analyticsReport.*", _REPORTS, _ADMIN),
    _Area(
        "bundleId.*|certificates|devices|merchantIds|passTypeIds|profiles",
        _DEVELOPERS,
        _DEVELOPERS,
    ),
    _Area("customerReview.*", _STORE | {"CUSTOMER_SUPPORT"}, _ADMIN | {"CUSTOMER_SUPPORT"}),
    _Area("sandboxTesters.*", _DEVELOPERS, _DEVELOPERS),
    _Area("buildUpload.*|backgroundAssetUploadFiles", _DEVELOPERS, _DEVELOPERS),
    _Area("ci.*|scm.*", _DEVELOPERS, _DEVELOPERS),
    _Area("gameCenter.*", _STORE, _DEVELOPERS),
    _Area("beta.*|build.*|preReleaseVersions", _STORE, _MANAGERS),
    _Area(
        "appInfoLocalizations|appStoreVersionLocalizations|appScreenshot.*|appPreview.*|appCustomProductPage.*|appEvent.*",
        _STORE,
        _MARKETERS,
    ),
    _Area("apps|appCategories|territories", _EVERYBODY, _MANAGERS),
    _Area(".*", _STORE, _MANAGERS),
)


def checked(roles: str | Iterable[str]) -> frozenset[str]:
    """The roles of a key, one or several.

    Raises:
        ValueError: there is no such role, or none at all.
    """
    found = frozenset([roles] if isinstance(roles, str) else roles)
    if not found or found - _EVERYBODY:
        known = ", ".join(sorted(_EVERYBODY))
        raise ValueError(f"a key has one of these roles, or several: {known}; not {', '.join(sorted(found)) or 'none'}")
    return found


def allowed(operation: Operation) -> frozenset[str]:
    """The roles of which one may do an operation, as the table has it."""
    type = operation.path.split("/")[2]
    if operation.kind.endswith("Related") and operation.primary in RESOURCES:
        # An app's reviews are reviews.
        type = RESOURCES[operation.primary].type
    area = next(area for area in _AREAS if re.fullmatch(area.types, type))
    return area.read if operation.method == "GET" else area.write


def judge(roles: frozenset[str], operation: Operation) -> None:
    """Let an operation pass, or refuse it.

    Raises:
        RefusedError: 403, none of the roles may do this.
    """
    if not roles & allowed(operation):
        raise RefusedError(forbidden("The API key in use does not allow this request"))
