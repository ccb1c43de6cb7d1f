"""Resources: made by hand or read, compared, shown, copied, and looked at by tools that know nothing of them."""

from __future__ import annotations

import copy
import datetime as dt
import inspect
import pickle
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest

from asc_sdk import RelationshipNotLoadedError, Resource, ResourceIdentifier
from asc_sdk._jsonapi.relationships import RelatedList
from asc_sdk.models import App, AppScreenshot, Build, ImageAsset

TWINS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),
}
each_twin = pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)
SENT: dict[str, Any] = {
    "type": "apps",
    "id": "1",
    "attributes": {"name": "x", "sku": None, "newThing": [1]},
    "relationships": {"builds": {"data": [], "links": {"self": "y"}}, "newOnes": {"data": None}},
    "links": {"self": "z"},
    "more": {"a": 1},
}


def test_a_resource_gives_back_what_came() -> None:
    app = App.from_dict(SENT)
    assert (app.id, app.name, app.sku, app.resource_type) == ("1", "x", None, "apps")
    assert app.extra == {"newThing": [1]}
    assert list(app.relationships) == ["builds", "newOnes"]
    assert app.to_dict() == SENT
    app.to_dict()["attributes"]["name"] = "y"
    app.name = "z"
    assert app.to_dict() == SENT


def test_a_read_resource_tells_empty_from_not_loaded() -> None:
    app = App.from_dict(SENT)
    assert app.builds == []
    with pytest.raises(RelationshipNotLoadedError, match="beta_groups"):
        _ = app.beta_groups


@pytest.mark.parametrize(
    "item", [{}, {"type": "apps"}, {"id": "1"}, {"type": 1, "id": "1"}, {"type": "builds", "id": "1"}]
)
def test_what_is_no_such_resource_is_refused(item: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="this is no"):
        App.from_dict(item)


def test_a_generic_resource_is_of_any_type() -> None:
    item = {"type": "novelties", "id": "1", "attributes": {"name": "x"}, "relationships": {"app": {"data": None}}}
    resource = Resource.from_dict(item)
    assert (resource.resource_type, resource.extra) == ("novelties", {"name": "x"})
    assert resource.relationships["app"].identifiers == ()
    assert repr(resource) == "Resource(resource_type='novelties', id='1', name='x')"
    assert Resource("novelties", "1") != resource
    assert Resource("novelties", "1").to_dict() == {"type": "novelties", "id": "1"}
    anything: Any = resource
    with pytest.raises(AttributeError, match="'Resource' object has no attribute 'app'"):
        _ = anything.app


def screenshot(**attributes: object) -> AppScreenshot:
    return AppScreenshot.from_dict({"type": "appScreenshots", "id": "1", "attributes": attributes})


def test_nested_objects_are_made_at_the_first_look_and_kept() -> None:
    with mock.patch.object(ImageAsset, "from_dict", wraps=ImageAsset.from_dict) as made:
        shot = screenshot(imageAsset={"width": 5}, uploadOperations=[{"method": "PUT"}])
        assert made.call_count == 0
        asset = shot.image_asset
        assert shot.image_asset is asset
        assert made.call_count == 1
    assert asset is not None
    assert asset.width == 5
    assert shot.upload_operations is not None
    assert shot.upload_operations[0].method == "PUT"


@pytest.mark.parametrize("value", [None, 5, "x", [1]])
def test_nested_objects_of_another_shape_stay_as_they_came(value: object) -> None:
    shot = screenshot(imageAsset=value)
    assert shot.image_asset == value
    assert screenshot().image_asset is None


@each_twin
def test_a_twin_has_the_nested_objects_that_nobody_looked_at(twin: Callable[[Any], Any]) -> None:
    shot = twin(screenshot(imageAsset={"width": 5}))
    assert shot.image_asset.width == 5
    assert shot == screenshot(imageAsset={"width": 5})
    assert shot != screenshot(imageAsset={"width": 6})
    assert "width=5" in repr(shot)


def test_a_nested_object_that_was_set_is_not_read_again() -> None:
    shot = screenshot(imageAsset={"width": 5})
    shot.image_asset = ImageAsset(width=7)
    assert shot.image_asset.width == 7


@pytest.mark.parametrize("attributes", [None, [], "x", 5, {}])
@pytest.mark.parametrize("relationships", [None, [], "x", 5, {}])
def test_members_of_any_shape_are_read(attributes: object, relationships: object) -> None:
    item = {"type": "apps", "id": "1", "attributes": attributes, "relationships": relationships}
    app = App.from_dict(item)
    assert (app.name, app.extra, dict(app.relationships)) == (None, {}, {})
    assert app.to_dict() == item
    assert app == App(id="1")


def test_made_by_hand_it_is_written_as_apple_would() -> None:
    moment = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
    build = Build(id="2", version="7", uploaded_date=moment)
    app = App(id="1", name="x", builds=[build], app_store_icon=None)
    assert app.to_dict() == {
        "type": "apps",
        "id": "1",
        "attributes": {"name": "x"},
        "relationships": {"appStoreIcon": {"data": None}, "builds": {"data": [{"type": "builds", "id": "2"}]}},
    }
    attributes = build.to_dict()["attributes"]
    assert Build.from_dict(build.to_dict()) == build
    assert attributes == {"version": "7", "uploadedDate": "2026-03-01T09:00:00+00:00"}
    assert "relationships" not in build.to_dict()
    assert app.relationships["builds"].identifiers == (ResourceIdentifier("builds", "2"),)
    shot = AppScreenshot(id="3", image_asset=ImageAsset(width=5), upload_operations=[])
    assert shot.to_dict()["attributes"] == {"imageAsset": {"width": 5}, "uploadOperations": []}


def test_identifiers_and_cut_lists_are_written_by_hand_too() -> None:
    app = App(id="1")
    app.builds = RelatedList([ResourceIdentifier("builds", "2")], 9)
    assert app.relationships["builds"].total == 9
    assert app.relationships["builds"].is_cut_off
    odd: Any = ["2"]
    app.builds = odd
    with pytest.raises(TypeError, match="builds holds resources or their identifiers, not '2'"):
        app.to_dict()


@each_twin
def test_equal_ones_have_one_hash(twin: Callable[[Any], Any]) -> None:
    for resource in (App.from_dict(SENT), App(id="1", name="x"), Resource.from_dict(SENT), Resource("apps", "1")):
        other = twin(resource)
        assert other == resource
        assert hash(other) == hash(resource)
        assert other is not resource
        assert len({resource, other}) == 1
        assert other.to_dict() == resource.to_dict()
        assert other.resource_type == "apps"


def test_equality_looks_at_type_id_and_own_fields() -> None:
    app = App(id="1", name="x")
    assert app == App(id="1", name="x", builds=[])
    assert app != App(id="2", name="x")
    assert app != App(id="1", name="y")
    assert app != Build(id="1")
    assert app != "1"
    assert app == mock.ANY
    read = {"type": "apps", "id": "1", "attributes": {"name": "x"}}
    assert App.from_dict(read) == app
    assert App.from_dict({**read, "attributes": {"name": "x", "new": 1}}) != app


def circle() -> App:
    app, build = App(id="1", name="x"), Build(id="2", version="7")
    app.builds, build.app = [build], app
    return app


@each_twin
def test_a_circle_made_by_hand_is_compared_shown_and_copied(twin: Callable[[Any], Any]) -> None:
    app = circle()
    other = twin(app)
    assert other == app
    assert repr(other) == repr(app) == "App(id='1', name='x')"
    assert other.builds[0].app == app
    assert other.to_dict() == app.to_dict()
    assert twin(app.builds[0]).app == app


def test_a_deep_copy_and_a_pickle_keep_the_circle_their_own() -> None:
    app = circle()
    for twin in (TWINS["deepcopy"], TWINS["pickle"]):
        other = twin(app)
        assert other.builds[0].app is other
        assert other.builds[0] is not app.builds[0]
    app.builds = RelatedList(app.builds, 5)
    other = TWINS["pickle"](app.builds)
    assert other[0].app.builds is other


@each_twin
def test_what_was_changed_stays_changed(twin: Callable[[Any], Any]) -> None:
    app = App.from_dict(SENT)
    app.name = "mine"
    app.builds = [Build(id="2")]
    other = twin(app)
    assert (other.name, [build.id for build in other.builds]) == ("mine", ["2"])
    assert other.to_dict() == SENT


def test_a_pickle_of_another_version_is_read() -> None:
    app = App(id="1", name="x", builds=[])
    state = app.__getstate__()
    del state["fields"]["sku"]
    state["fields"].update(of_tomorrow=1)
    twin = App.__new__(App)
    twin.__setstate__(state)
    assert (twin.sku, twin.name, twin.builds) == (None, "x", [])
    assert repr(twin) == "App(id='1', name='x')"


@pytest.mark.parametrize("app", [App(id="1"), App.from_dict(SENT), Resource("apps", "1")])
@pytest.mark.parametrize(
    "name",
    [
        "_repr_mimebundle_",
        "_ipython_canary_method_should_not_exist_",
        "__deepcopy__",
        "__array__",
        "shape",
        "__wrapped__",
    ],
)
def test_probes_meet_an_attribute_error_and_no_other(app: Resource, name: str) -> None:
    assert not hasattr(app, name)
    assert getattr(app, name, 7) == 7


@pytest.mark.parametrize("app", [App(id="1"), App.from_dict(SENT)])
def test_tools_look_at_a_resource_without_falling_over_what_is_not_loaded(app: App) -> None:
    assert not hasattr(app, "beta_groups")
    assert not hasattr(app, "app_tags")
    members = dict(inspect.getmembers(app))
    assert members["id"] == "1"
    assert "beta_groups" not in members
    assert {"id", "name", "builds", "beta_groups", "to_dict"} <= set(dir(app))
    assert "app_tags" not in dir(app)
    assert mock.create_autospec(app, instance=True).id is not None
    assert mock.Mock(spec=app).name is not None
    with pytest.raises(TypeError, match="__dict__"):
        vars(app)


def test_a_typing_mistake_is_an_error() -> None:
    app: Any = App(id="1")
    with pytest.raises(AttributeError, match="'App' object has no attribute 'nmae'"):
        _ = app.nmae
    for name in ("nmae", "resource_type", "extra"):
        with pytest.raises(AttributeError):
            setattr(app, name, "x")
