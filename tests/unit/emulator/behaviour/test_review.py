"""Reviews."""

from __future__ import annotations

from typing import Any

import pytest

from asc_sdk.emulator import Emulator
from tests.unit.emulator.asking import Asker, resource


@pytest.fixture(params=[0])
def asker(request: pytest.FixtureRequest) -> Asker:
    """A submission with a version that has a build."""
    emulator = Emulator(None, processing=request.param)
    emulator.add("apps", "1")
    emulator.add("builds", "b", app="1")
    emulator.add("appStoreVersions", "v", app="1", build="b", app_version_state="PREPARE_FOR_SUBMISSION")
    emulator.add("reviewSubmissions", "s", app="1", state="READY_FOR_REVIEW")
    return Asker(emulator)


def _add_item(asker: Asker) -> None:
    links = {"reviewSubmission": ("reviewSubmissions", "s"), "appStoreVersion": ("appStoreVersions", "v")}
    assert asker.ask("POST", "/v1/reviewSubmissionItems", resource("reviewSubmissionItems", {}, links))[0] == 201


def _update(asker: Asker, **attributes: Any) -> int:
    document = resource("reviewSubmissions", attributes, id="s")
    return asker.ask("PATCH", "/v1/reviewSubmissions/s", document)[0]


def _states(asker: Asker) -> tuple[str, str]:
    submission = asker.get("/v1/reviewSubmissions/s")["data"]["attributes"]
    version = asker.get("/v1/appStoreVersions/v")["data"]["attributes"]
    return submission["state"], version["appVersionState"]


def test_an_empty_submission_is_refused(asker: Asker) -> None:
    assert _update(asker, submitted=True) == 409


def test_it_is_submitted_once(asker: Asker) -> None:
    _add_item(asker)
    assert [_update(asker, submitted=True), _update(asker, submitted=True)] == [200, 409]


@pytest.mark.parametrize("asker", [60], indirect=True)
def test_taken_back_before_its_review(asker: Asker) -> None:
    _add_item(asker)
    _update(asker, submitted=True)
    assert _states(asker) == ("WAITING_FOR_REVIEW", "WAITING_FOR_REVIEW")
    assert _update(asker, canceled=True) == 200
    asker.emulator.clock.advance(seconds=61)
    assert _states(asker) == ("COMPLETE", "DEVELOPER_REJECTED")


def test_both_attributes_of_the_state_move(asker: Asker) -> None:
    _add_item(asker)
    _update(asker, submitted=True)
    for _ in range(3):
        _states(asker)
    attributes = asker.get("/v1/appStoreVersions/v")["data"]["attributes"]
    assert (attributes["appVersionState"], attributes["appStoreState"]) == ("READY_FOR_DISTRIBUTION", "READY_FOR_SALE")
    (item,) = asker.get("/v1/reviewSubmissions/s/items")["data"]
    assert item["attributes"]["state"] == "APPROVED"
