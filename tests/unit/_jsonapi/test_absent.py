"""What the error says of a relationship that is not there: the request decides what would help."""

from __future__ import annotations

from typing import Any

import pytest

from asc_sdk import RelationshipNotLoadedError
from asc_sdk._jsonapi.absent import Query
from asc_sdk._jsonapi.included import Document, KnownClasses
from asc_sdk.models import App, Build

LIST_APPS = frozenset({"include", "fields[apps]", "fields[builds]", "limit[builds]", "limit"})
CLASSES = KnownClasses({"apps": App, "builds": Build})
BUILD = {"type": "builds", "id": "B"}


def ask(query: Query, name: str = "builds", relationships: Any = None, included: Any = None) -> str:
    """The text of the error when an app is asked for a relationship."""
    document = Document(CLASSES, included, query)
    app = document.read({"type": "apps", "id": "1", "relationships": relationships})
    with pytest.raises(RelationshipNotLoadedError) as caught:
        getattr(app, name)
    return str(caught.value)


def test_include_was_not_passed() -> None:
    all_of_them = " asc.apps.list_builds('1') gets all of them."
    text = ask(Query(takes=LIST_APPS))
    assert text == f"""App.builds of '1' is not in the answer: pass include=["builds"].{all_of_them}"""
    # The fieldset is the SDK's business then.
    assert ask(Query(takes=LIST_APPS, fieldsets={"apps": frozenset({"name"})})) == text


def test_only_ids_came() -> None:
    text = ask(Query(takes=LIST_APPS), relationships={"builds": {"data": [BUILD]}})
    assert text.startswith("""App.builds of '1' is in the answer by its id only: pass include=["builds"]. asc.apps""")
    text = ask(Query(frozenset({"builds"}), takes=LIST_APPS), relationships={"builds": {"data": [BUILD]}})
    assert text.startswith(
        """App.builds of '1' is in the answer by its id only, though include= asked for "builds". """
    )


def test_include_was_passed_and_nothing_came() -> None:
    text = ask(Query(frozenset({"builds"}), takes=LIST_APPS))
    assert text.startswith("""App.builds of '1' is not in the answer, though include= asked for "builds". asc.apps""")
    fieldsets = {"apps": frozenset({"name", "builds"})}
    text = ask(Query(frozenset({"builds"}), fieldsets=fieldsets, takes=LIST_APPS))
    assert 'not in the answer, though include= and fields_apps= asked for "builds".' in text


def test_the_fieldset_leaves_it_out() -> None:
    fieldsets = {"apps": frozenset({"name"})}
    text = ask(Query(frozenset({"builds"}), fieldsets=fieldsets, takes=LIST_APPS))
    assert text.startswith("""App.builds of '1' is not in the answer: add "builds" to fields_apps=. asc.apps""")


def test_an_operation_without_include_sends_to_one_that_has_it() -> None:
    for query in (Query(takes=frozenset({"limit"})), Query()):
        text = ask(query, "app_store_icon")
        assert text == (
            "App.app_store_icon of '1' is not in the answer: ask for the App by itself, "
            'with include=["appStoreIcon"].'
        )


def test_apple_never_includes_it() -> None:
    query = Query(takes=LIST_APPS)
    assert ask(query, "app_tags") == (
        "App.app_tags of '1' is not in the answer: Apple never includes it. "
        "asc.apps.list_app_tags('1') gets all of them."
    )
    assert ask(query, "app_price_schedule").endswith("asc.apps.get_app_price_schedule('1') gets it.")
    assert ask(query, "beta_testers").endswith("Apple never includes it.")


@pytest.mark.parametrize(
    ("name", "wire", "data"),
    [
        ("builds", "builds", "B"),
        ("builds", "builds", [BUILD, {"type": "builds"}]),
        ("app_store_icon", "appStoreIcon", {"id": "1"}),
        ("app_store_icon", "appStoreIcon", [BUILD, BUILD]),
    ],
)
def test_odd_linkage_is_neither_null_nor_empty(name: str, wire: str, data: Any) -> None:
    text = ask(Query(frozenset({wire}), takes=LIST_APPS), name, {wire: {"data": data}}, [BUILD])
    assert f"App.{name} of '1' is in the answer in a shape that no relationship has; to_dict() shows it." in text


def test_a_cut_list_names_the_method_and_the_limit() -> None:
    cut = {"builds": {"data": [BUILD], "meta": {"paging": {"total": 7}}}}
    text = "App.builds of '1' was cut off by Apple: 1 of 7 came. asc.apps.list_builds('1') gets all of them."
    assert ask(Query(takes=frozenset({"include"})), relationships=cut, included=[BUILD]) == text
    limit = " Or pass limit_builds= to take as many as that, cut off or not."
    assert ask(Query(takes=LIST_APPS), relationships=cut, included=[BUILD]) == text + limit


def test_include_is_no_advice_for_what_was_itself_included() -> None:
    linked = {"builds": {"data": [BUILD]}}
    for fieldsets, advice in (
        ({}, 'ask for the Build by itself, with include=["app"]'),
        ({"builds": frozenset({"version"})}, 'add "app" to fields_builds='),
        ({"builds": frozenset({"app"})}, 'ask for the Build by itself, with include=["app"]'),
    ):
        document = Document(CLASSES, [BUILD], Query(frozenset({"builds"}), fieldsets=fieldsets, takes=LIST_APPS))
        app: Any = document.read({"type": "apps", "id": "1", "relationships": linked})
        with pytest.raises(RelationshipNotLoadedError) as caught:
            _ = app.builds[0].app
        assert str(caught.value) == f"Build.app of 'B' is not in the answer: {advice}. asc.builds.get_app('B') gets it."


def test_the_argument_has_the_name_that_the_generator_gives_it() -> None:
    query = Query(fieldsets={"betaAppReviewDetails": frozenset({"x"})})
    document = Document(KnownClasses({}), None, query)
    assert query.of_included().fieldsets == query.fieldsets
    assert document.included() == []


def test_made_by_hand_it_was_not_given() -> None:
    with pytest.raises(RelationshipNotLoadedError) as caught:
        _ = App(id="1").builds
    assert str(caught.value) == "App.builds of '1' was not given. asc.apps.list_builds('1') gets all of them."
