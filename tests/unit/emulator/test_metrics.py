"""Metrics and logs."""

from __future__ import annotations

from itertools import pairwise

from tests.unit.emulator.asking import Asker

APP = "/v1/apps/6446000001"


def test_a_week_of_data_points(demo: Asker) -> None:
    (series,) = demo.get(f"{APP}/metrics/betaTesterUsages?period=P7D")["data"]
    points = series["dataPoints"]
    assert len(points) == 7
    assert all(one["start"] == other["end"] for one, other in pairwise(points))
    assert set(points[0]["values"]) == {"crashCount", "sessionCount", "feedbackCount"}


def test_what_was_asked_for_is_told(demo: Asker) -> None:
    id = next(iter(demo.emulator.app.service.store.of_type("gameCenterDetails")))
    target = f"/v1/gameCenterDetails/{id}/metrics/classicMatchmakingRequests?granularity=P1D"
    assert demo.get(target)["data"][0]["granularity"] == "P1D"


def test_xcodes_metrics_have_a_media_type_of_their_own(demo: Asker) -> None:
    media_type = "application/vnd.apple.xcode-metrics+json"
    status, document = demo.ask("GET", f"{APP}/perfPowerMetrics", accept=media_type)
    assert status == 200
    assert document["productData"][0]["metricCategories"][0]["metrics"][0]["datasets"][0]["points"]
    assert demo.raw("GET", f"{APP}/perfPowerMetrics", accept="application/json").status == 406
