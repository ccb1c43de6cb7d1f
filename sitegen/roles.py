"""What is known of the keys and roles that operations take; Apple's document says nothing of them."""

from __future__ import annotations

from attrs import frozen

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
        (Known("Admin, Sales and Reports, or Finance; what each of them may do is in Apple's table.", _ANALYTICS),),
    ),
}
_OF_AREAS = {"provisioning": _PROVISIONING, "testflight": _TESTFLIGHT}
ROLES = "https://developer.apple.com/support/roles/"
"""Apple's table of what each role may do, by task."""


def known_roles(attribute: str) -> tuple[Known, ...]:
    """What is known of a client attribute's operations in particular."""
    return _OF_CLIENTS.get(attribute) or _OF_AREAS.get(area_of(attribute).slug) or ()
