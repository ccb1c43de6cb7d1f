"""Analytics reports."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import Emulator
from tests.unit.emulator.asking import Asker, resource


def _request(asker: Asker, access_type: str) -> str:
    document = resource("analyticsReportRequests", {"accessType": access_type}, {"app": ("apps", "1")})
    status, made = asker.ask("POST", "/v1/analyticsReportRequests", document)
    assert status == 201
    return str(made["data"]["id"])


def _instances(asker: Asker, request: str) -> list[str]:
    reports = asker.get(f"/v1/analyticsReportRequests/{request}/reports")["data"]
    found = asker.get(f"/v1/analyticsReports/{reports[0]['id']}/instances?filter[granularity]=DAILY")["data"]
    return [item["attributes"]["processingDate"] for item in found]


@pytest.mark.parametrize(("access_type", "count"), [("ONGOING", 4), ("ONE_TIME_SNAPSHOT", 1)])
def test_an_instance_a_day_or_one_in_all(asker: Asker, emulator: Emulator, access_type: str, count: int) -> None:
    emulator.add("apps", "1", name="Notes")
    request = _request(asker, access_type)
    assert _instances(asker, request) == []
    today = emulator.clock.now().date().isoformat()
    emulator.clock.advance(days=4)
    dates = _instances(asker, request)
    assert dates[0] == today
    assert len(dates) == len(set(dates)) == count


def test_a_request_that_was_deleted_gets_no_more(asker: Asker, emulator: Emulator) -> None:
    emulator.add("apps", "1")
    request = _request(asker, "ONGOING")
    assert asker.raw("DELETE", f"/v1/analyticsReportRequests/{request}").status == 204
    emulator.clock.advance(days=2)
    asker.get("/v1/apps")
    assert "analyticsReportInstances" not in emulator.app.service.store.types()


def test_a_segment_that_is_not_there(asker: Asker) -> None:
    assert asker.raw("GET", "/analytics/nope").status == 404
