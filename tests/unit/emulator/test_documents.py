"""What documents hold."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import Emulator
from tests.unit.emulator.asking import Asker


@pytest.fixture
def asker(emulator: Emulator) -> Asker:
    """An app with three builds."""
    emulator.add("apps", "1", name='Say "hi" \\ ünï')
    for id in "abc":
        emulator.add("builds", id, version=id, app="1")
    return Asker(emulator)


def test_linkage_comes_only_with_include(asker: Asker) -> None:
    app = asker.get("/v1/apps/1")["data"]
    assert app["relationships"]["builds"] == {
        "links": {
            "self": "http://api.test/v1/apps/1/relationships/builds",
            "related": "http://api.test/v1/apps/1/builds",
        }
    }
    assert app["links"] == {"self": "http://api.test/v1/apps/1"}
    assert app["attributes"] == {"name": 'Say "hi" \\ ünï'}


def test_included_resources_and_a_cut_list(asker: Asker) -> None:
    document = asker.get("/v1/apps/1?include=builds,ciProduct&limit[builds]=2")
    relationships = document["data"]["relationships"]
    assert relationships["builds"]["data"] == [{"type": "builds", "id": "a"}, {"type": "builds", "id": "b"}]
    assert relationships["builds"]["meta"] == {"paging": {"total": 3, "limit": 2}}
    assert relationships["ciProduct"]["data"] is None
    assert [item["id"] for item in document["included"]] == ["a", "b"]
    assert "data" not in document["included"][0]["relationships"]["app"]


def test_a_resource_is_included_once(asker: Asker) -> None:
    document = asker.get("/v1/builds?include=app")
    assert [item["id"] for item in document["included"]] == ["1"]


def test_a_fieldset_hides_the_linkage_of_what_is_included(asker: Asker) -> None:
    document = asker.get("/v1/apps/1?include=builds&fields[apps]=name&fields[builds]=version")
    assert "relationships" not in document["data"]
    assert [item["id"] for item in document["included"]] == ["a", "b", "c"]


def test_fieldsets_are_by_type(asker: Asker) -> None:
    document = asker.get("/v1/apps/1?include=builds&fields[apps]=builds&fields[builds]=version")
    assert set(document["data"]) == {"type", "id", "relationships", "links"}
    assert set(document["data"]["relationships"]) == {"builds"}
    assert [set(item) for item in document["included"]] == [{"type", "id", "attributes", "links"}] * 3


def test_an_id_is_escaped_in_links_only(emulator: Emulator) -> None:
    emulator.add("apps", "a/b ü")
    app = Asker(emulator).get("/v1/apps/a%2Fb%20%C3%BC")["data"]
    assert app["id"] == "a/b ü"
    assert app["links"]["self"] == "http://api.test/v1/apps/a%2Fb%20%C3%BC"


def test_a_changed_attribute_shows(asker: Asker, emulator: Emulator) -> None:
    before = asker.get("/v1/apps/1")
    record = emulator.get("apps", "1")
    assert record is not None
    emulator.app.service.store.change(record, {"name": None})
    assert asker.get("/v1/apps/1")["data"]["attributes"] == {"name": None}
    assert before["data"]["attributes"]["name"]


def test_one_resource_through_both_of_its_schemas(emulator: Emulator) -> None:
    emulator.add("InAppPurchaseV2", "1", name="Coins", product_id="coins")
    asker = Asker(emulator)
    assert asker.get("/v2/inAppPurchases/1")["data"]["attributes"] == {"name": "Coins", "productId": "coins"}
    assert asker.get("/v1/inAppPurchases/1")["data"]["attributes"] == {"productId": "coins"}
