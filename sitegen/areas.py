"""The areas of App Store Connect: which attribute and which resource belongs where, by the first words of its name.

What no rule names is in the last area, so that an operation that Apple adds has its place before anybody sorts it.
"""

from __future__ import annotations

import re

from attrs import frozen


@frozen
class Area:
    """A part of App Store Connect; `pattern` is matched at the start of a name in snake_case."""

    slug: str
    title: str
    text: str
    pattern: str


AREAS = (
    Area(
        "testflight",
        "TestFlight",
        "Groups, testers, beta review, feedback.",
        r"beta_(?!app_clip)|prerelease|pre_release",
    ),
    Area("builds", "Builds", "Builds, their uploads and bundles.", r"build"),
    Area("app-clips", "App Clips", "App Clips and their experiences.", r"(beta_)?app_clip"),
    Area("game-center", "Game Center", "Leaderboards, achievements, matchmaking.", r"game_center"),
    Area("in-app-purchases", "In-app purchases", "What is bought once or again.", r"in_app_purchase|promoted_purchase"),
    Area("subscriptions", "Subscriptions", "Auto-renewable subscriptions and their offers.", r"subscription|win_back"),
    Area("xcode-cloud", "Xcode Cloud", "Workflows, runs, source control.", r"ci_|scm_"),
    Area(
        "provisioning",
        "Provisioning",
        "Bundle ids, devices, certificates, profiles.",
        r"bundle_id|certificate|device|profile|merchant_id|pass_type_id",
    ),
    Area("users", "Users", "Users, invitations, sandbox testers.", r"user|actor|sandbox"),
    Area(
        "reports",
        "Reports and metrics",
        "Sales, finance, analytics, power and performance.",
        r"sales|finance|analytics|diagnostic|perf_power|xcode_metric",
    ),
    Area(
        "pricing",
        "Pricing and availability",
        "Prices, price points, territories.",
        r"app_price|app_availabilit|territor|end_app_availability",
    ),
    Area("reviews", "Customer reviews", "Reviews and answers to them.", r"customer_review"),
    Area("webhooks", "Webhooks", "Webhooks and their deliveries.", r"webhook"),
    Area("background-assets", "Background assets", "Apple-hosted background assets.", r"background_asset"),
    Area(
        "alternative-distribution",
        "Alternative distribution",
        "Marketplaces and web distribution.",
        r"alternative|marketplace",
    ),
    Area(
        "store-pages",
        "Store pages and media",
        "Screenshots, previews, custom pages, events, experiments.",
        r"app_screenshot|app_preview|app_custom|app_event|app_store_version_(experiment|promotion)|nomination|app_keyword",
    ),
    Area(
        "versions",
        "Versions and review",
        "App Store versions, review, release.",
        r"app_store|review_submission|routing|app_encryption",
    ),
    Area("apps", "Apps", "Apps, their information, and what has no area of its own.", r""),
)
"""In the order of the rules; the first that fits counts."""


def area_of(name: str) -> Area:
    """The area of a client attribute, or of a resource's module."""
    return next(area for area in AREAS if re.match(area.pattern, name))
