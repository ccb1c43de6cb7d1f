"""Related resources are found, or the error says why not; nothing that a server sends ends in another error."""

from __future__ import annotations

import copy
import pickle
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk import RelationshipNotLoadedError, Resource, UnexpectedResponseError
from asc_sdk._jsonapi.absent import Query
from asc_sdk._jsonapi.included import Document, KnownClasses
from asc_sdk._jsonapi.relationships import RelatedList
from asc_sdk.models import App, AppCategory, Build

CLASSES = KnownClasses({"apps": App, "builds": Build})
Json = dict[str, Any]


def item(kind: str, own: Any, relationships: Json | None = None, **attributes: Any) -> Json:
    made: Json = {"type": kind, "id": own, "attributes": attributes}
    return made if relationships is None else {**made, "relationships": relationships}


def to(*ids: str, kind: str = "builds", total: int | None = None) -> Json:
    linkage: Json = {"data": [{"type": kind, "id": own} for own in ids]}
    return linkage if total is None else {**linkage, "meta": {"paging": {"total": total}}}


def read(data: Json, included: object = None, query: Query | None = None) -> App:
    return cast("App", Document(CLASSES, included, query).read(data))


def test_the_five_states_of_a_to_many_relationship() -> None:
    build = item("builds", "B", version="7")
    with pytest.raises(RelationshipNotLoadedError, match="pass include"):
        _ = read(item("apps", "1"), query=Query(takes=frozenset({"include"}))).builds
    assert read(item("apps", "1", {"builds": {"data": None}})).builds == []
    assert read(item("apps", "1", {"builds": {"data": []}})).builds == []
    (found,) = read(item("apps", "1", {"builds": to("B")}), [build]).builds
    assert (found.version, type(found)) == ("7", Build)
    with pytest.raises(RelationshipNotLoadedError, match="cut off by Apple: 1 of 2"):
        _ = read(item("apps", "1", {"builds": to("B", total=2)}), [build]).builds


def test_the_five_states_of_a_to_one_relationship() -> None:
    def one(relationships: Json | None, included: object = None) -> Build:
        return cast("Build", Document(CLASSES, included).read(item("builds", "1", relationships)))

    with pytest.raises(RelationshipNotLoadedError):
        _ = one(None).app
    with pytest.raises(RelationshipNotLoadedError):
        _ = one({"app": {"links": {"self": "x"}}}).app
    assert one({"app": {"data": None}}).app is None
    assert one({"app": {"data": []}}).app is None
    app = one({"app": {"data": {"type": "apps", "id": "9"}}}, [item("apps", "9", name="x")]).app
    assert app is not None
    assert app.name == "x"
    with pytest.raises(RelationshipNotLoadedError, match="by its id only"):
        _ = one({"app": {"data": {"type": "apps", "id": "9"}}}, [item("apps", "8")]).app


def test_a_list_that_the_caller_cut_is_given_as_it_is() -> None:
    data = item("apps", "1", {"builds": to("B", total=2)})
    builds = read(data, [item("builds", "B")], Query(limited=frozenset({"builds"}))).builds
    assert isinstance(builds, RelatedList)
    assert (len(builds), builds.total, builds.is_cut_off, builds.method) == (1, 2, True, "apps.list_builds")


def test_a_limit_of_the_callers_is_for_the_primary_resources_only() -> None:
    cut = {"builds": to("B", total=2)}
    builds = [item("builds", "B", {"app": {"data": {"type": "apps", "id": "9"}}})]
    included = [*builds, item("apps", "9", cut)]
    app = read(item("apps", "1", cut), included, Query(limited=frozenset({"builds"})))
    other = app.builds[0].app
    assert other is not None
    for twin in (other, copy.copy(other), copy.deepcopy(other)):
        with pytest.raises(RelationshipNotLoadedError, match="cut off"):
            _ = twin.builds
    for twin in (copy.copy(app), copy.deepcopy(app), pickle.loads(pickle.dumps(app))):
        assert len(twin.builds) == 1


def test_resources_are_the_same_wherever_they_come_from() -> None:
    back = {"app": {"data": {"type": "apps", "id": "1"}}}
    document = Document(CLASSES, [item("builds", "B", back)])
    app = cast("App", document.read(item("apps", "1", {"builds": to("B")})))
    assert app.builds[0] is app.builds[0]
    assert app.builds[0].app is app
    assert document.included() == [app.builds[0]]


@pytest.mark.parametrize("included", [None, {}, "x", 5, [], [None, 5, "x", [], {}, {"type": "builds"}, {"id": "B"}]])
def test_an_included_of_any_shape_is_read(included: object) -> None:
    app = read(item("apps", "1", {"builds": to("B")}), included)
    with pytest.raises(RelationshipNotLoadedError):
        _ = app.builds
    assert Document(CLASSES, included).included() == []


def test_what_is_included_twice_is_there_once() -> None:
    document = Document(CLASSES, [item("builds", "B"), item("builds", "C"), item("builds", "B", version="2")])
    assert [one.id for one in document.included()] == ["B", "C"]


def test_an_unknown_type_is_a_generic_resource() -> None:
    (found,) = Document(CLASSES, [item("novelties", "1", name="x")]).included()
    assert type(found) is Resource
    assert (found.resource_type, found.id, found.extra) == ("novelties", "1", {"name": "x"})


def test_ids_that_are_numbers_are_kept() -> None:
    data = item("apps", 1, {"builds": {"data": [{"type": "builds", "id": 2}]}})
    app = read(data, [item("builds", 2, version="7")])
    assert (app.id, app.to_dict()) == ("1", data)
    assert [(build.id, build.version) for build in app.builds] == [("2", "7")]
    assert App.from_dict(app.to_dict()) == app


@pytest.mark.parametrize("data", [None, "x", 5, [], {}, {"type": "apps"}, {"id": "1"}, {"type": "apps", "id": None}])
def test_what_is_no_resource_is_our_error(data: object) -> None:
    with pytest.raises(UnexpectedResponseError, match="no resource"):
        Document(CLASSES).read(data)


def test_a_copy_holds_what_it_leads_to_and_no_more() -> None:
    document = Document(CLASSES, [item("builds", f"{n}", version="x" * 1000) for n in range(200)])
    apps = [document.read(item("apps", f"{n}", {"builds": to(f"{n}")})) for n in range(200)]
    pickled = pickle.dumps(apps[7])
    assert len(pickled) < 5000
    assert [build.id for build in pickle.loads(pickled).builds] == ["7"]
    assert [build.id for build in copy.deepcopy(apps[7]).__getstate__()["document"].included()] == ["7"]


def test_classes_and_generic_resources_come_back_from_a_pickle() -> None:
    relationships = {"builds": to("B"), "novelties": to("N", kind="novelties")}
    app = read(item("apps", "1", relationships), [item("builds", "B"), item("novelties", "N"), item("builds", "other")])
    twin = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(app))))
    state = twin.__getstate__()
    assert [type(one) for one in sorted(state["document"].included(), key=lambda one: one.id)] == [Build, Resource]
    assert twin.builds == app.builds


NAMES = st.sampled_from(
    ["data", "type", "id", "attributes", "relationships", "meta", "paging", "total", "builds", "app"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["apps", "builds", "1", "2", ""]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=12,
)
ITEMS = st.fixed_dictionaries(
    {"type": st.sampled_from(["apps", "builds", "new"]), "id": st.sampled_from(["1", "2", 1, "3"])},
    optional={"attributes": ANYTHING, "relationships": ANYTHING | st.dictionaries(NAMES, ANYTHING)},
)


@given(ITEMS, st.lists(ITEMS | ANYTHING, max_size=5) | ANYTHING)
def test_any_document_is_read_or_gives_our_error(data: Json, included: Any) -> None:
    before = copy.deepcopy(data)
    resource = Document(CLASSES, included).read(data)
    for name in ("builds", "app", "name", "app_tags"):
        try:
            getattr(resource, name)
        except (RelationshipNotLoadedError, AttributeError):
            continue
    assert resource.to_dict() == before
    for twin in (copy.copy(resource), copy.deepcopy(resource), pickle.loads(pickle.dumps(resource))):
        assert twin == resource
        assert twin.to_dict() == before
        assert repr(twin) == repr(resource)
        assert "\n" not in repr(twin)
        assert dict(twin.relationships) == dict(resource.relationships)


def test_primary_resources_of_one_type_lead_to_each_other_without_any_included() -> None:
    classes = KnownClasses({"appCategories": AppCategory})
    parent = {"parent": {"data": {"type": "appCategories", "id": "GAMES"}}}
    games, puzzle = cast(
        "list[AppCategory]",
        Document(classes).read_all([item("appCategories", "GAMES"), item("appCategories", "PUZZLE", parent)]),
    )
    assert puzzle.parent is games
