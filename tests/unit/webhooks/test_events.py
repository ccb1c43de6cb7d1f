"""The classes of events: one for each member of the document's enumeration, and what some of them add."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from asc_sdk import ResourceIdentifier, webhooks
from asc_sdk.models.literals import WebhookEventType
from asc_sdk.webhooks import EVENTS, WebhookEvent, from_payload
from tests.unit.webhooks.deliveries import payload

DOCUMENT: tuple[str, ...] = get_args(WebhookEventType)


def camel(event_type: str) -> str:
    first, *others = event_type.lower().split("_")
    return first + "".join(word.capitalize() for word in others)


def test_every_event_of_the_document_has_a_class() -> None:
    """Fails after a new document: write a class into asc_sdk/webhooks/events.py and name it in EVENTS."""
    assert [event for event in DOCUMENT if event not in EVENTS] == []
    assert set(EVENTS) - set(DOCUMENT) == {"WEBHOOK_PING_CREATED"}


@pytest.mark.parametrize("event_type", EVENTS)
def test_a_delivery_finds_its_class_under_both_spellings(event_type: str) -> None:
    kind = EVENTS[event_type]
    name = camel(event_type)
    assert kind.__name__ == name[0].upper() + name[1:]
    for spelling in (name, event_type):
        event = from_payload(payload(spelling))
        assert type(event) is kind
        assert event.type == spelling
        assert event.event_type == event_type


def test_each_class_is_its_own_and_public() -> None:
    assert len(set(EVENTS.values())) == len(EVENTS)
    for kind in EVENTS.values():
        assert getattr(webhooks, kind.__name__) is kind
        assert kind.__name__ in webhooks.__all__
        assert kind.__doc__
        assert not hasattr(kind(payload("x")), "__dict__")


@pytest.mark.parametrize("kind", ["somethingOfNextYear", "buildUploadStateUpdatedAgain", "BUILD", "🚀", "data"])
def test_an_event_of_next_year_is_generic(kind: str) -> None:
    instance = {"data": {"type": "things", "id": "T1"}}
    event = from_payload(payload(kind, {"newState": "B", "mood": "fine"}, instance))
    assert type(event) is WebhookEvent
    assert (event.type, event.id, event.instance) == (kind, "E1", ResourceIdentifier("things", "T1"))
    assert (event.new_state, event.extra) == ("B", {"mood": "fine"})


def test_a_ping_without_attributes_is_an_event() -> None:
    event = from_payload({"data": {"type": "webhookPingCreated", "id": "P1", "version": 1}})
    assert isinstance(event, webhooks.WebhookPingCreated)
    assert (event.ping, event.instance, event.old_state, event.new_state) == (True, None, None, None)


def marketplace(kind: str, attributes: dict[str, Any]) -> WebhookEvent:
    data: dict[str, Any] = {"type": kind, "id": "E1", "attributes": attributes}
    return from_payload({"data": {**data, "relationships": {"marketplaceApp": {"data": {"type": "apps", "id": "M1"}}}}})


def test_what_marketplaces_are_told() -> None:
    event = marketplace("alternativeDistributionPackageVersionCreated", {"appId": "A1", "more": 1})
    assert isinstance(event, webhooks.AlternativeDistributionPackageVersionCreated)
    assert (event.app_id, event.marketplace_app) == ("A1", ResourceIdentifier("apps", "M1"))
    assert event.extra == {"more": 1}


@pytest.mark.parametrize(
    "kind",
    ["alternativeDistributionPackageAvailableUpdated", "alternativeDistributionTerritoryAvailabilityUpdated"],
)
def test_where_an_app_is_available(kind: str) -> None:
    event = marketplace(kind, {"appId": "A1", "available": False, "territories": ["FRA", "DEU"]})
    assert isinstance(event, webhooks.AvailabilityEvent)
    assert (event.app_id, event.available, event.territories, event.extra) == ("A1", False, ["FRA", "DEU"], {})
    assert event.instance is None


def test_what_marketplaces_are_told_may_be_missing_or_odd() -> None:
    event = marketplace("alternativeDistributionPackageAvailableUpdated", {})
    assert isinstance(event, webhooks.AvailabilityEvent)
    assert (event.app_id, event.available, event.territories) == (None, None, [])
    odd = {"appId": 7, "available": "yes", "territories": ["FRA", 1]}
    event = marketplace("alternativeDistributionPackageAvailableUpdated", odd)
    assert isinstance(event, webhooks.AvailabilityEvent)
    assert (event.app_id, event.available, event.territories, event.extra) == (None, None, [], odd)
