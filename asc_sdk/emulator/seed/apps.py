"""The company's apps with their store pages: infos, versions, localizations, screenshots, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..store import Record
    from .planting import Planter

APPS = (
    # id, name, bundle id, category
    ("6446000001", "Example", "com.example.app", "PRODUCTIVITY"),
    ("6446000002", "Example Beta", "com.example.app.beta", "PRODUCTIVITY"),
    ("6446000003", "Field Notes", "com.example.fieldnotes", "EDUCATION"),
    ("6446000004", "Night Sky", "com.example.nightsky", "PHOTO_AND_VIDEO"),
    ("6446000005", "Word Garden", "com.example.wordgarden", "GAMES"),
)
_LOCALES = {"en-US": "Everything in its place.", "de-DE": "Alles an seinem Platz.", "ja": "すべてがあるべき場所に。"}
_REVIEWS = (
    (5, "Just right", "It does one thing well."),
    (3, "Good, but", "Please add a dark icon."),
    (1, "Crash", "At launch."),
)


def plant(planter: Planter) -> None:
    """Each app with a version on sale and the next one in preparation."""
    for number, (id, name, bundle_id, category) in enumerate(APPS):
        app = planter.add(
            "apps",
            id,
            name=name,
            bundle_id=bundle_id,
            sku=bundle_id.rsplit(".", 1)[-1].upper() + f"-{number + 1}",
            primary_locale="en-US",
            is_or_ever_was_made_for_kids=False,
            content_rights_declaration="DOES_NOT_USE_THIRD_PARTY_CONTENT",
            subscription_status_url=None,
            subscription_status_url_for_sandbox=None,
        )
        _info(planter, app, category)
        for version, state in (("1.0", "READY_FOR_DISTRIBUTION"), ("1.1", "PREPARE_FOR_SUBMISSION")):
            _version(planter, app, version, state)
        _reviews(planter, app)


def _info(planter: Planter, app: Record, category: str) -> None:
    rating = planter.add("age_rating_declarations", gambling=False, contests="NONE", violence_cartoon_or_fantasy="NONE")
    info = planter.add(
        "app_infos",
        state="READY_FOR_DISTRIBUTION",
        app_store_state="READY_FOR_SALE",
        app=app,
        age_rating_declaration=rating,
        primary_category=category,
    )
    for locale, subtitle in _LOCALES.items():
        name = str(app.attributes["name"])
        url = "https://example.com/privacy"
        planter.add(
            "app_info_localizations", locale=locale, name=name, subtitle=subtitle, privacy_policy_url=url, app_info=info
        )


def _version(planter: Planter, app: Record, version: str, state: str) -> None:
    on_sale = state == "READY_FOR_DISTRIBUTION"
    record = planter.add(
        "app_store_versions",
        platform="IOS",
        version_string=version,
        app_store_state="READY_FOR_SALE" if on_sale else state,
        app_version_state=state,
        copyright="2026 Example Company",
        release_type="AFTER_APPROVAL",
        earliest_release_date=None,
        uses_idfa=None,
        downloadable=True,
        created_date=planter.days_ago(90 if on_sale else 3),
        app=app,
    )
    planter.add(
        "app_store_review_details",
        contact_email="ada@example.com",
        contact_first_name="Ada",
        contact_last_name="Lovelace",
        contact_phone="+44 20 7946 0000",
        demo_account_required=False,
        app_store_version=record,
    )
    for locale, text in _LOCALES.items():
        localization = planter.add(
            "app_store_version_localizations",
            locale=locale,
            description=text,
            keywords="example,notes",
            support_url="https://example.com/support",
            whats_new=None if version == "1.0" else "Bug fixes.",
            app_store_version=record,
        )
        shots = planter.add(
            "app_screenshot_sets",
            screenshot_display_type="APP_IPHONE_67",
            app_store_version_localization=localization,
        )
        for name in ("home.png", "detail.png") if on_sale else ():
            planter.add("app_screenshots", **screenshot(name), app_screenshot_set=shots)


def screenshot(name: str) -> dict[str, Any]:
    """The attributes of a screenshot that is on the store."""
    return {
        "file_name": name,
        "file_size": 123_456,
        "source_file_checksum": "d41d8cd98f00b204e9800998ecf8427e",
        "asset_type": "SCREENSHOT",
        "image_asset": {"templateUrl": "https://example.com/{w}x{h}.{f}", "width": 1290, "height": 2796},
        "upload_operations": [],
        "asset_delivery_state": {"state": "COMPLETE", "errors": [], "warnings": []},
    }


def _reviews(planter: Planter, app: Record) -> None:
    reviews = [
        planter.add(
            "customer_reviews",
            rating=rating,
            title=title,
            body=body,
            reviewer_nickname=f"reader{rating}",
            territory="USA",
            created_date=planter.days_ago(10 * rating),
        )
        for rating, title, body in _REVIEWS
    ]
    planter.store.relink(app, app.kind.edges["customerReviews"], reviews)
    planter.add(
        "customer_review_responses",
        response_body="Thank you!",
        state="PUBLISHED",
        last_modified_date=planter.days_ago(5),
        review=reviews[0],
    )
