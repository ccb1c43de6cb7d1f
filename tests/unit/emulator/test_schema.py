"""The graph of kinds and edges."""

from __future__ import annotations

import pytest

from asc_sdk.api._operations import INLINE_CREATES, OPERATIONS
from asc_sdk.emulator.schema import kind_named, kinds, kinds_of_type, python_name


def _inverse(kind: str, edge: str) -> str:
    found = kinds()[kind].edges[edge]
    return "" if found.inverse is None else f"{found.target}.{found.inverse.name}"


@pytest.mark.parametrize(
    ("kind", "edge", "other"),
    [
        ("App", "builds", "Build.app"),
        ("Build", "app", "App.builds"),
        ("BetaGroup", "betaTesters", "BetaTester.betaGroups"),
        ("AppCategory", "subcategories", "AppCategory.parent"),
        # Only a create writes it, no answer shows it.
        ("App", "appEvents", "AppEvent.app"),
        ("App", "betaTesters", "BetaTester.apps"),
        # The list is the other end, the default one of it is not.
        ("GameCenterLeaderboard", "gameCenterDetail", "GameCenterDetail.gameCenterLeaderboards"),
        ("GameCenterDetail", "defaultLeaderboard", ""),
        # Of a type's two classes each has its own.
        ("GameCenterDetail", "gameCenterAchievementsV2", "GameCenterAchievementV2.gameCenterDetail"),
        ("InAppPurchaseV2", "offerCodes", "InAppPurchaseOfferCode.inAppPurchase"),
        ("SubscriptionPricePoint", "equalizations", ""),
    ],
)
def test_both_ends_of_a_relationship_are_found(kind: str, edge: str, other: str) -> None:
    assert _inverse(kind, edge) == other


def test_an_inverse_goes_both_ways() -> None:
    for kind in kinds().values():
        for edge in kind.edges.values():
            if edge.inverse is not None:
                assert edge.inverse.inverse is edge
                assert edge.inverse.target == kind.name


def test_links_only_relationships_are_to_one_where_their_operation_is() -> None:
    assert not kinds()["App"].edges["appPriceSchedule"].many
    assert kinds()["App"].edges["customerReviews"].many


def test_what_a_resource_cannot_be_without() -> None:
    assert kinds()["BundleIdCapability"].owners == ("bundleId",)
    assert kinds()["BetaGroup"].owners == ("app",)


def test_a_kind_by_any_of_its_names() -> None:
    assert kind_named("betaGroups") is kind_named("beta_groups") is kind_named("BetaGroup") is kinds()["BetaGroup"]
    assert kind_named("inAppPurchases").name == "InAppPurchaseV2"
    assert kind_named("InAppPurchase").name == "InAppPurchase"
    with pytest.raises(ValueError, match="no type 'gadgets'"):
        kind_named("gadgets")


def test_a_type_with_two_kinds() -> None:
    assert [kind.path for kind in kinds_of_type("inAppPurchases")] == ["/v1/inAppPurchases", "/v2/inAppPurchases"]
    assert kinds_of_type("gadgets") == ()


def test_names_are_those_of_the_sdk() -> None:
    bodies = [*INLINE_CREATES.values(), *(item.body for item in OPERATIONS if item.body)]
    for body in bodies:
        for field in (*body.attributes, *body.relationships):
            assert python_name(field.wire) == field.name.rstrip("_") if field.wire else not field.name
