"""Filters, exists and sorts."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import Emulator
from tests.unit.emulator.asking import Asker


@pytest.fixture
def asker(emulator: Emulator) -> Asker:
    """Three apps, five builds."""
    for id, name in (("1", "One"), ("2", "Two"), ("3", None)):
        emulator.add("apps", id, name=name, bundle_id=f"com.example.{id}")
    for id, version, app in (("a", "9", "1"), ("b", "10", "1"), ("c", "1", "2"), ("d", None, "2"), ("e", "2", None)):
        emulator.add("builds", id, version=version, app=app, expired=id in "ab")
    return Asker(emulator)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", "abcde"),
        ("filter[app]=1", "ab"),
        ("filter[app]=1,2", "abcd"),
        ("filter[app]=nope", ""),
        ("filter[app]=com.example.1", ""),
        ("filter[version]=9,1", "ac"),
        ("filter[expired]=true", "ab"),
        ("filter[id]=e,a,nope", "ea"),
        ("filter[app]=1&filter[version]=10", "b"),
        ("filter[app]=1&filter[version]=1", ""),
        ("sort=version", "ceabd"),
        ("sort=-version", "baecd"),
        ("filter[app]=2&sort=-version", "cd"),
        ("filter%5Bapp%5D=1&sort=%2Dversion", "ba"),
    ],
)
def test_builds(asker: Asker, query: str, ids: str) -> None:
    assert "".join(item["id"] for item in asker.get(f"/v1/builds?{query}")["data"]) == ids


def test_within_a_parent(asker: Asker, emulator: Emulator) -> None:
    emulator.add("appStoreVersions", "v1", app="1", platform="IOS", version_string="1.0")
    emulator.add("appStoreVersions", "v2", app="1", platform="MAC_OS", version_string="1.0")
    found = asker.get("/v1/apps/1/appStoreVersions?filter[platform]=MAC_OS")
    assert [item["id"] for item in found["data"]] == ["v2"]


def test_through_a_relationship(asker: Asker, emulator: Emulator) -> None:
    emulator.add("preReleaseVersions", version="2.0", platform="IOS", builds=["a", "c"])
    found = asker.get("/v1/builds?filter[preReleaseVersion.version]=2.0&filter[preReleaseVersion.platform]=IOS,MAC_OS")
    assert [item["id"] for item in found["data"]] == ["a", "c"]


def test_exists_is_about_attributes_and_relationships(asker: Asker, emulator: Emulator) -> None:
    emulator.add("appCategories", "parent")
    emulator.add("appCategories", "child", parent="parent")
    for value, id in (("true", "child"), ("false", "parent")):
        assert [item["id"] for item in asker.get(f"/v1/appCategories?exists[parent]={value}")["data"]] == [id]


def test_dates_are_compared(asker: Asker, emulator: Emulator) -> None:
    days = [emulator.add("webhookDeliveries", str(day), created_date=f"2026-03-0{day}T00:00:00Z") for day in (1, 2, 3)]
    emulator.add("webhooks", "w", deliveries=days)
    query = "filter[createdDateGreaterThanOrEqualTo]=2026-03-02&filter[createdDateLessThan]=2026-03-03"
    assert [item["id"] for item in asker.get(f"/v1/webhooks/w/deliveries?{query}")["data"]] == ["2"]


def test_what_was_worked_out_is_forgotten_when_something_changes(asker: Asker, emulator: Emulator) -> None:
    assert len(asker.get("/v1/builds?filter[app]=1&sort=version")["data"]) == 2
    emulator.add("builds", "f", version="0", app="1")
    assert [item["id"] for item in asker.get("/v1/builds?filter[app]=1&sort=version")["data"]] == ["f", "a", "b"]


def test_a_bundle_id_finds_longer_ones(asker: Asker) -> None:
    assert [item["id"] for item in asker.get("/v1/apps?filter[bundleId]=com.example")["data"]] == ["1", "2", "3"]
    assert [item["id"] for item in asker.get("/v1/apps?filter[bundleId]=com.example.2")["data"]] == ["2"]


def test_what_can_be_submitted(emulator: Emulator) -> None:
    for state in ("READY_TO_SUBMIT", "APPROVED"):
        emulator.add("InAppPurchase", state, state=state)
    emulator.add("apps", "1", in_app_purchases=["READY_TO_SUBMIT", "APPROVED"])
    asker = Asker(emulator)
    for value, ids in (("true", ["READY_TO_SUBMIT"]), ("false", ["APPROVED"]), ("true,false", None)):
        found = [one["id"] for one in asker.get(f"/v1/apps/1/inAppPurchases?filter[canBeSubmitted]={value}")["data"]]
        assert found == (ids or ["READY_TO_SUBMIT", "APPROVED"])


def test_price_points_by_what_has_them(emulator: Emulator) -> None:
    for id in ("one", "two"):
        emulator.add("SubscriptionPricePoint", f"p-{id}", customer_price="1.00")
        emulator.add("subscriptions", id, price_points=[f"p-{id}"])
    emulator.add("SubscriptionPricePoint", "p", equalizations=["p-one", "p-two"])
    asker = Asker(emulator)
    path = "/v1/subscriptionPricePoints/p/equalizations"
    for query, ids in (
        ("", ["p-one", "p-two"]),
        ("?filter[subscription]=two", ["p-two"]),
        ("?filter[planType]=X", None),
    ):
        found = [one["id"] for one in asker.ask("GET", path + query, accept="application/json")[1].get("data", [])]
        assert found == (ids if ids is not None else ["p-one", "p-two"])
