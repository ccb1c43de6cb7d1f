"""Reports and metrics: both clients against the emulator."""

from __future__ import annotations

import gzip

import pytest

from asc_sdk import NotFoundError
from asc_sdk.emulator import Emulator
from asc_sdk.reports import Report
from tests.clients import Client


def _sales(asc: Client, date: str) -> Report:
    return asc.run(
        lambda asc: asc.sales_reports.download(
            filter_vendor_number="85012345",
            filter_report_type="SALES",
            filter_report_sub_type="SUMMARY",
            filter_frequency="DAILY",
            filter_report_date=date,
        )
    )


def test_a_days_sales(asc: Client, emulator: Emulator) -> None:
    rows = _sales(asc, "2026-03-01").rows()
    assert len(rows) == 15
    assert rows[0]["Units"] == "3"
    assert rows[0]["Begin Date"] == "03/01/2026"
    sent = emulator.requests[-1].answer
    assert sent.count(gzip.compress(b"")[:4]) >= 2, "Apple's reports are several gzip members"


def test_a_day_without_sales(asc: Client) -> None:
    with pytest.raises(NotFoundError, match=r"There were no sales for the date specified\."):
        _sales(asc, "2026-01-01")


def test_a_finance_report_with_its_second_table(asc: Client) -> None:
    report = asc.run(
        lambda asc: asc.finance_reports.download(
            filter_vendor_number="85012345",
            filter_region_code="ZZ",
            filter_report_date="2026-03",
            filter_report_type="FINANCIAL",
        )
    )
    assert len(report.rows()) == 15
    assert report.summary is not None
    assert [row["Country Of Sale"] for row in report.summary] == ["US", "DE", "JP"]


def test_price_points_as_json_and_as_csv(asc: Client, emulator: Emulator) -> None:
    (subscription,) = list(emulator.app.service.store.having("subscriptions", "name", "Monthly"))
    points = asc.items(
        lambda asc: asc.subscriptions.list_price_points(subscription.id, filter_territory="DEU", limit=200)
    )
    report = asc.run(lambda asc: asc.subscriptions.download_price_points(subscription.id, filter_territory="DEU"))
    assert [row["id"] for row in report.rows()] == [point.id for point in points]
    assert {row["territory"] for row in report.rows()} == {"DEU"}


def test_metrics_are_typed_data_points(asc: Client) -> None:
    series = asc.items(lambda asc: asc.apps.get_beta_tester_usages_metrics("6446000001", period="P7D"))
    points = series[0].data_points or []
    assert len(points) == 7
    assert points[0].values is not None
    assert points[0].values.session_count is not None
