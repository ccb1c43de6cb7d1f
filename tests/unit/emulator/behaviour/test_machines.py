"""Which state machine a write sets going."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.bodies import Draft
from asc_sdk.emulator.errors import RefusedError
from asc_sdk.emulator.schema import kinds


def test_a_set_takes_ten_screenshots(emulator: Emulator) -> None:
    shots = emulator.add("appScreenshotSets")
    machines, kind = emulator.app.service.machines, kinds()["AppScreenshot"]
    draft = Draft("appScreenshots", edges={"appScreenshotSet": [shots]})
    for _ in range(10):
        machines.check_create(kind, draft)
        emulator.add("appScreenshots", app_screenshot_set=shots)
    with pytest.raises(RefusedError) as caught:
        machines.check_create(kind, draft)
    assert [problem.code for problem in caught.value.problems] == ["STATE_ERROR"]


def test_a_write_that_sets_nothing_going(emulator: Emulator) -> None:
    app = emulator.add("apps", "1", name="Notes")
    machines = emulator.app.service.machines
    machines.check_create(app.kind, Draft("apps"))
    machines.check_update(app, {"uploaded": True})
    machines.created(app)
    machines.updated(app, {"uploaded": True})
    assert app.attributes == {"name": "Notes"}
    assert emulator.app.service.timeline.due() == []


@pytest.mark.parametrize(
    ("type", "attribute", "value"),
    [
        ("buildUploads", "state", "AWAITING_UPLOAD"),
        ("betaAppReviewSubmissions", "betaReviewState", "WAITING_FOR_REVIEW"),
    ],
)
def test_a_create_that_sets_something_going(emulator: Emulator, type: str, attribute: str, value: str) -> None:
    record = emulator.add(type)
    emulator.app.service.machines.created(record)
    state = record.attributes[attribute]
    assert (state["state"] if isinstance(state, dict) else state) == value


def test_what_has_parts_is_reserved(emulator: Emulator) -> None:
    record = emulator.add("appPreviews", file_name="a.mp4", file_size=3)
    emulator.app.service.machines.created(record)
    assert [one["length"] for one in record.attributes["uploadOperations"]] == [3]


def test_all_addresses_move(emulator: Emulator) -> None:
    machines = emulator.app.service.machines
    machines.move("http://storage.test")
    assert (machines.uploads.base, machines.analytics.base) == ("http://storage.test", "http://storage.test")
