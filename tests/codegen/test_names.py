"""Names, by the examples of the design and by what Apple has."""

from __future__ import annotations

import pytest

from codegen.errors import NoRuleError
from codegen.names import class_name, field_name, joined, pascal, require_unique, singular, snake


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("name", "name"),
        ("bundleId", "bundle_id"),
        ("p50Result", "p50_result"),
        ("sha256", "sha256"),
        ("appPricePointsV3", "app_price_points_v3"),
        ("inAppPurchasesV2", "in_app_purchases_v2"),
        ("dSYMUrl", "d_sym_url"),
        ("usesIDFA", "uses_idfa"),
        ("gameCenterV2Leaderboards", "game_center_v2_leaderboards"),
        ("URLScheme", "url_scheme"),
        ("filter[bundleId]", "filter_bundle_id"),
        ("filter[appStoreVersions.platform]", "filter_app_store_versions_platform"),
        ("fields[apps]", "fields_apps"),
        ("limit[builds]", "limit_builds"),
        ("sort", "sort"),
        ("class", "class_"),
        ("import", "import_"),
        ("None", "none"),
        ("copyright", "copyright"),
        ("format", "format"),
        ("match", "match"),
        ("_x", "x"),
        ("__class__", "class_"),
    ],
)
def test_snake(wire: str, name: str) -> None:
    assert snake(wire, "") == name


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("apps", "Apps"),
        ("betaTesters", "BetaTesters"),
        ("xcodeMetrics", "XcodeMetrics"),
        ("app.name", "AppName"),
        ("none", "None_"),
    ],
)
def test_pascal(wire: str, name: str) -> None:
    assert pascal(wire, "") == name


@pytest.mark.parametrize(
    ("root", "own", "name"),
    [
        ("App", "Platform", "AppPlatform"),
        ("AppEvent", "EventState", "AppEventState"),
        ("BetaAppReviewSubmission", "BetaReviewState", "BetaAppReviewSubmissionBetaReviewState"),
        ("Build", "Build", "BuildBuild"),
    ],
)
def test_joined_names_say_no_word_twice(root: str, own: str, name: str) -> None:
    assert joined(root, own) == name


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("territories", "territory"),
        ("builds", "build"),
        ("statuses", "status"),
        ("processes", "process"),
        ("status", "status"),
        ("process", "process"),
        ("analysis", "analysis"),
        ("data", "data"),
    ],
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


def test_a_reserved_field_gets_an_underscore() -> None:
    assert field_name("toDict", "", frozenset({"to_dict"})) == "to_dict_"
    assert field_name("type", "", frozenset({"to_dict"})) == "type"


def test_a_class_of_our_own_is_refused() -> None:
    assert class_name("app", "") == "App"
    with pytest.raises(NoRuleError, match=r"^here: missing a rule for a class called Resource"):
        class_name("resource", "here")


def test_unique_names_pass_and_equal_ones_say_which() -> None:
    require_unique([("aB", "a_b"), ("c", "c")], "here")
    with pytest.raises(NoRuleError, match=r"^here: missing a rule for two names that come out as a_b: 'aB' and 'a.b'"):
        require_unique([("aB", "a_b"), ("a.b", "a_b")], "here")
