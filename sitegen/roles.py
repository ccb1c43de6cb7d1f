"""What is known of the keys and roles that operations take; Apple's document says nothing of them.

Which roles an area takes is the emulator's table, made from Apple's; what goes beyond it has its source here.
"""

from __future__ import annotations

from attrs import frozen

from asc_sdk.api._operations import Operation
from asc_sdk.emulator.roles import allowed

from .areas import area_of


@frozen
class Known:
    """A sentence, and the page that says so."""

    text: str
    source: str


_KEYS = "https://developer.apple.com/documentation/appstoreconnectapi/creating-api-keys-for-app-store-connect-api"
_ANALYTICS = "https://developer.apple.com/documentation/appstoreconnectapi/downloading-analytics-reports"

_PROVISIONING = (
    Known("A team key: individual keys cannot use Provisioning.", _KEYS),
    Known(
        "People report that Admin keys can register bundle ids and make profiles, and Developer keys cannot.",
        "https://github.com/dotnet/docs-maui/pull/2730",
    ),
)
_SALES = (
    Known("A team key: individual keys cannot use Sales and Finance.", _KEYS),
    Known(
        "People report that it takes the role Admin, Finance or Sales and Reports; App Manager gets a 403.",
        "https://github.com/jeonghwanko/mimi-seed-sdk/pull/20",
    ),
)
_TESTFLIGHT = (
    Known(
        "People report that Developer keys upload builds and read, and that changes of test information, groups and "
        "testers take App Manager or Admin.",
        "https://github.com/fastlane/docs/issues/1050",
    ),
)
_OF_CLIENTS = {
    "sales_reports": _SALES,
    "finance_reports": _SALES,
    **dict.fromkeys(
        (
            "analytics_report_requests",
            "analytics_reports",
            "analytics_report_instances",
            "analytics_report_segments",
        ),
        (
            Known(
                "Apple says on a page of its own which role may ask for analytics and which may read them.", _ANALYTICS
            ),
        ),
    ),
}
_OF_AREAS = {"provisioning": _PROVISIONING, "testflight": _TESTFLIGHT}
ROLES = "https://developer.apple.com/support/roles/"
"""Apple's table of what each role may do, by task."""


_TITLES = {"SALES": "Sales and Reports"}


def roles_of(operation: Operation) -> str:
    """The roles of which a key needs one, in words."""
    return ", ".join(_TITLES.get(role) or role.replace("_", " ").title() for role in sorted(allowed(operation)))


def known_roles(attribute: str) -> tuple[Known, ...]:
    """What is known of a client attribute's operations in particular."""
    return _OF_CLIENTS.get(attribute) or _OF_AREAS.get(area_of(attribute).slug) or ()
