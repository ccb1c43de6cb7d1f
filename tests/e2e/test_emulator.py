"""The emulator as its users hold it: resources by hand, recordings, state in a file, the page, the server."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from asc_sdk import AppStoreConnect
from asc_sdk.emulator import Emulator
from tests.clients import Client

pytest_plugins = ["asc_sdk.emulator.pytest_plugin"]


def test_the_fixture_for_users(asc_emulator: Emulator) -> None:
    with AppStoreConnect(asc_emulator.key, base_url=asc_emulator.url) as asc:
        assert len(asc.apps.list().all()) == 5


def test_a_resource_by_python_and_by_apple_names(client: Client) -> None:
    with Emulator(None) as emulator:
        client.options(key=emulator.key, base_url=emulator.url)
        app = emulator.add("apps", "1", name="Notes", bundle_id="com.example.notes")
        emulator.add("betaGroups", name="QA", publicLinkLimit=5, app=app, beta_testers=[])
        emulator.add("Build", "b1", version="7", app="1")
        groups = client.items(lambda asc: asc.beta_groups.list(filter_app="1", include=["app"]))
        assert [(group.name, group.public_link_limit, group.app and group.app.name) for group in groups] == [
            ("QA", 5, "Notes")
        ]
        assert [build.id for build in client.items(lambda asc: asc.apps.list_builds("1"))] == ["b1"]


@pytest.mark.parametrize(
    ("type", "fields", "message"),
    [
        ("gadgets", {}, "no type 'gadgets'"),
        ("apps", {"colour": "red"}, "App has no field 'colour'; it has .*bundle_id"),
        ("builds", {"app": "nope"}, "app: there is no resource of type 'apps' with id 'nope'"),
        ("apps", {"id": "6446000001"}, "there is a resource of type 'apps' with id '6446000001' already"),
    ],
)
def test_a_resource_that_cannot_be(type: str, fields: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Emulator().add(type, **fields)


def test_a_recording_is_played_back(asc: Client, client: Client) -> None:
    group = asc.run(lambda asc: asc.beta_groups.list(include=["app", "betaTesters"], limit=1)).items[0]
    assert group.app is not None
    other = Emulator(None)
    other.play(group.app.to_dict(), *(tester.to_dict() for tester in group.beta_testers), group.to_dict())
    record = other.get("betaGroups", group.id)
    assert record is not None
    assert record.attributes["name"] == group.name
    assert [target.id for target in record.all("betaTesters")] == [tester.id for tester in group.beta_testers]
    app = other.get("apps", group.app.id)
    assert app is not None
    assert list(app.all("betaGroups")) == [record]


def test_state_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with Emulator(state=state) as emulator, AppStoreConnect(emulator.key, base_url=emulator.url) as asc:
        group = asc.beta_groups.create(name="Kept", app="6446000001")
        asc.beta_groups.delete(next(one.id for one in asc.beta_groups.list() if one.name == "Team"))
        before = {build.id for build in asc.builds.list(limit=200)}
    with Emulator(state=state) as emulator, AppStoreConnect(emulator.key, base_url=emulator.url) as asc:
        again = asc.beta_groups.get(group.id, include=["app"])
        assert again == group
        assert again.app is not None
        assert again.app.name == "Example"
        assert sum(one.name == "Team" for one in asc.beta_groups.list()) == 4
        assert {build.id for build in asc.builds.list(limit=200)} == before


def test_a_file_that_is_no_state(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"apps": []}')
    with pytest.raises(ValueError, match="is no state of an emulator: it has no resources"):
        Emulator(state=tmp_path / "state.json")


def test_what_it_is_not_given_it_says() -> None:
    with pytest.raises(ValueError, match="no seed 'large'"):
        Emulator("large")  # type: ignore[arg-type] - what a script may write all the same
    with pytest.raises(RuntimeError, match="call start"):
        _ = Emulator().url


def test_the_page_shows_resources_and_requests(asc: Client, emulator: Emulator) -> None:
    emulator.add("apps", "<b>", name="<script>alert(1)</script>")
    asc.run(lambda asc: asc.beta_groups.create(name="QA", app="6446000001"))
    page = httpx.get(emulator.url).text
    assert '<a href="/_/apps">apps</a><span>6</span>' in page
    assert "POST /v1/betaGroups" in page
    assert "The last 1 request," in page
    assert "&lt;script&gt;alert(1)" in httpx.get(emulator.url + "/_/apps").text
    assert "<script>" not in httpx.get(emulator.url + "/_/apps").text
    assert httpx.get(emulator.url + "/_/gadgets").status_code == 404
    assert len(emulator.requests) == 1, "looking does not count as a request"
