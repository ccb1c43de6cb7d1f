"""What every event has: both spellings of a state, both shapes of an instance, unknown parts kept, copies."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from typing import Any

import pytest

from asc_sdk import ResourceIdentifier
from asc_sdk.webhooks import BuildUploadStateUpdated, WebhookEvent, from_payload
from tests.unit.webhooks.deliveries import build_upload, payload


def test_the_fields_of_a_delivery() -> None:
    event = from_payload(build_upload("X"))
    assert (event.type, event.event_type, event.id, event.version) == (
        "buildUploadStateUpdated",
        "BUILD_UPLOAD_STATE_UPDATED",
        "E1",
        1,
    )
    assert event.instance == ResourceIdentifier("buildUploads", "U1")
    assert (event.old_state, event.new_state) == ("PROCESSING", "X")
    assert (event.timestamp, event.redelivery, event.ping, event.extra) == (None, False, False, {})


@pytest.mark.parametrize("ending", ["State", "Value", "ExternalBuildState", "ReviewState"])
def test_states_are_read_in_each_spelling(ending: str) -> None:
    event = from_payload(payload("buildUploadStateUpdated", {f"old{ending}": "A", f"new{ending}": "B", "newest": "C"}))
    assert (event.old_state, event.new_state, event.extra) == ("A", "B", {"newest": "C"})


@pytest.mark.parametrize(
    ("attributes", "states"),
    [
        ({"newState": "B"}, (None, "B")),  # as Apple's example of a build upload has it
        ({"oldState": None, "newState": "B"}, (None, "B")),
        ({"oldState": None, "oldValue": "A", "newState": None}, ("A", None)),
        ({"oldState": {"state": "A"}, "newState": 3}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_a_state_may_be_missing(attributes: dict[str, Any], states: tuple[str | None, str | None]) -> None:
    event = from_payload(payload("buildUploadStateUpdated", attributes))
    assert (event.old_state, event.new_state) == states


def test_a_state_that_is_no_text_stays_in_extra() -> None:
    assert from_payload(payload("x", {"newState": 3})).extra == {"newState": 3}


@pytest.mark.parametrize(
    "instance",
    [
        {"data": {"type": "backgroundAssetVersions", "id": "V1", "more": 1}, "links": {"self": "/v1/x"}},
        {"type": "backgroundAssetVersions", "id": "V1", "links": {"self": "/v1/x"}},  # as Apple's examples have it
    ],
)
def test_an_instance_is_read_in_both_shapes(instance: dict[str, Any]) -> None:
    event = from_payload(payload("backgroundAssetVersionStateUpdated", instance=instance))
    assert event.instance == ResourceIdentifier("backgroundAssetVersions", "V1")


@pytest.mark.parametrize("instance", [{"data": None}, {"data": []}, {"data": {"id": "1"}}, {}, {"links": {}}, "x", 1])
def test_an_instance_may_be_missing(instance: Any) -> None:
    event = from_payload(payload("backgroundAssetVersionStateUpdated", instance=instance))
    assert event.instance is None
    assert event.related == {}


@pytest.mark.parametrize("broken", [None, [], "x", 7])
def test_members_of_another_shape_are_as_if_absent(broken: Any) -> None:
    event = from_payload(
        {"data": {"type": "x", "id": "1", "attributes": broken, "relationships": broken, "meta": broken}}
    )
    assert (event.instance, event.new_state, event.version, event.extra) == (None, None, None, {})


def test_other_resources_are_kept_by_apples_name() -> None:
    event = from_payload(
        {
            "data": {
                "type": "somethingNew",
                "id": "1",
                "relationships": {"marketplaceApp": {"data": {"type": "apps", "id": "A"}}, "other": {"data": None}},
            }
        }
    )
    assert event.related == {"marketplaceApp": ResourceIdentifier("apps", "A")}


@pytest.mark.parametrize(
    ("timestamp", "read"),
    [
        ("2026-04-16T05:00:52.745Z", dt.datetime(2026, 4, 16, 5, 0, 52, 745000, dt.UTC)),
        ("2026-07-10T22:35:02.541411Z", dt.datetime(2026, 7, 10, 22, 35, 2, 541411, dt.UTC)),
        ("2026-04-15T22:00:52.16-07:00", dt.datetime(2026, 4, 16, 5, 0, 52, 160000, dt.UTC)),
    ],
)
def test_timestamps_are_aware(timestamp: str, read: dt.datetime) -> None:
    event = from_payload(payload("x", {"timestamp": timestamp}))
    assert event.timestamp == read
    assert event.extra == {}


@pytest.mark.parametrize("timestamp", ["soon", "", None, 1760000000])
def test_a_timestamp_that_cannot_be_read_stays_in_extra(timestamp: Any) -> None:
    event = from_payload(payload("x", {"timestamp": timestamp}))
    assert event.timestamp is None
    assert event.extra == {"timestamp": timestamp}


def test_a_redelivery_is_told_wherever_apple_says_it() -> None:
    assert from_payload(payload("x", {"redelivery": True})).redelivery is True
    assert from_payload(payload("x", redelivery=True)).redelivery is True
    assert from_payload(payload("x", meta={"redelivery": True})).redelivery is True
    assert from_payload(payload("x", {"redelivery": False})).redelivery is False
    assert from_payload(payload("x")).redelivery is False


@pytest.mark.parametrize(
    ("kind", "attributes", "ping"),
    [
        ("webhookPingCreated", None, True),
        ("webhookPings", None, True),
        ("buildUploadStateUpdated", {"ping": True}, True),
        ("buildUploadStateUpdated", {"ping": False}, False),
        ("shippingCreated", None, False),
    ],
)
def test_pings_are_told_apart(kind: str, attributes: Any, ping: bool) -> None:
    assert from_payload(payload(kind, attributes)).ping is ping


@pytest.mark.parametrize(("version", "read"), [(2, 2), ("2", None), (True, None), (None, None)])
def test_the_version_is_a_number_or_none(version: Any, read: int | None) -> None:
    assert from_payload(payload("x", version=version)).version == read


def test_unknown_parts_are_kept() -> None:
    given: dict[str, Any] = {
        **payload("x", {"newState": "B", "reason": {"code": 7}}, later=[1]),
        "included": [],
        "meta": {"a": 1},
    }
    event = from_payload(copy.deepcopy(given))
    assert event.extra == {"reason": {"code": 7}}
    assert event.to_dict() == given
    event.to_dict()["data"]["id"] = "changed"
    assert event.to_dict() == given


def test_events_are_compared_copied_and_pickled() -> None:
    event = from_payload(build_upload())
    for twin in (
        copy.copy(event),
        copy.deepcopy(event),
        pickle.loads(pickle.dumps(event)),
        from_payload(build_upload()),
    ):
        assert type(twin) is BuildUploadStateUpdated
        assert twin == event
        assert hash(twin) == hash(event)
        assert twin.instance == event.instance
    assert event != from_payload(build_upload("FAILED"))
    assert event != WebhookEvent(build_upload())
    assert event != "E1"


def test_an_event_shows_itself_on_one_line() -> None:
    given = payload("buildUploadStateUpdated", {"newState": "COMPLETE", "reason": "a\nb", "redelivery": True})
    assert repr(from_payload(given)) == (
        "BuildUploadStateUpdated(id='E1', new_state='COMPLETE', redelivery=True, reason='a\\nb')"
    )
    assert repr(from_payload(payload("later"))) == "WebhookEvent(type='later', id='E1')"


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [
        ("betaFeedbackCrashSubmissionCreated", "BETA_FEEDBACK_CRASH_SUBMISSION_CREATED"),
        ("BUILD_UPLOAD_STATE_UPDATED", "BUILD_UPLOAD_STATE_UPDATED"),
        ("appClipURLUpdated", "APP_CLIP_URL_UPDATED"),
        ("v2BuildUpdated", "V2_BUILD_UPDATED"),
        ("x", "X"),
        ("é", "É"),
    ],
)
def test_the_type_is_given_in_the_spelling_of_the_rest_of_the_api(delivered: str, expected: str) -> None:
    assert from_payload(payload(delivered)).event_type == expected
