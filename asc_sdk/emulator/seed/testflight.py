"""TestFlight: versions, builds, groups and testers of each app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..store import Record
    from .planting import Planter

_TESTERS = (
    ("Grace", "Hopper"),
    ("Katherine", "Johnson"),
    ("Edsger", "Dijkstra"),
    ("Barbara", "Liskov"),
    ("Donald", "Knuth"),
)
_BUILDS = 4


def plant(planter: Planter) -> None:
    """Builds of two versions, an internal and an external group."""
    testers = [
        planter.add(
            "beta_testers",
            first_name=first,
            last_name=last,
            email=f"{first.lower()}@example.com",
            invite_type="EMAIL",
            state="INSTALLED",
        )
        for first, last in _TESTERS
    ]
    for app in list(planter.all("apps")):
        builds = _builds(planter, app)
        planter.add(
            "beta_groups",
            name="Team",
            is_internal_group=True,
            has_access_to_all_builds=True,
            feedback_enabled=True,
            public_link_enabled=False,
            created_date=planter.days_ago(80),
            app=app,
            builds=builds,
            beta_testers=testers[:2],
        )
        planter.add(
            "beta_groups",
            name="Friends",
            is_internal_group=False,
            has_access_to_all_builds=False,
            feedback_enabled=True,
            public_link_enabled=True,
            public_link_id=f"pub{app.id[-4:]}",
            public_link=f"https://testflight.apple.com/join/pub{app.id[-4:]}",
            public_link_limit_enabled=True,
            public_link_limit=100,
            created_date=planter.days_ago(40),
            app=app,
            builds=builds[-1:],
            beta_testers=testers[1:],
        )
        for tester in testers:
            planter.store.link(app, app.kind.edges["betaTesters"], tester)
        planter.add(
            "beta_app_localizations",
            locale="en-US",
            description="Try everything.",
            feedback_email="beta@example.com",
            app=app,
        )
        planter.add("beta_app_review_details", contact_email="ada@example.com", demo_account_required=False, app=app)
        planter.add("beta_license_agreements", agreement_text="Be kind.", app=app)


def _builds(planter: Planter, app: Record) -> list[Record]:
    versions = [
        planter.add("pre_release_versions", version=version, platform="IOS", app=app) for version in ("1.0", "1.1")
    ]
    builds: list[Record] = []
    for number in range(1, _BUILDS + 1):
        age = 10 * (_BUILDS - number) + 1
        build = planter.add(
            "builds",
            version=str(number),
            uploaded_date=planter.days_ago(age),
            expiration_date=planter.days_ago(age - 90),
            expired=False,
            min_os_version="17.0",
            ls_minimum_system_version=None,
            processing_state="VALID",
            build_audience_type="APP_STORE_ELIGIBLE",
            uses_non_exempt_encryption=False,
            app=app,
            pre_release_version=versions[number > _BUILDS // 2],
        )
        planter.add(
            "build_beta_details",
            auto_notify_enabled=True,
            internal_build_state="IN_BETA_TESTING",
            external_build_state="READY_FOR_BETA_SUBMISSION",
            build=build,
        )
        planter.add("beta_build_localizations", locale="en-US", whats_new=f"Build {number}.", build=build)
        builds.append(build)
    on_sale = next(iter(app.all("appStoreVersions")))
    planter.store.link(on_sale, on_sale.kind.edges["build"], builds[0])
    return builds
