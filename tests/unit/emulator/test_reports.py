"""Reports and CSV."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.unit.emulator.asking import Asker

SALES = (
    "/v1/salesReports?filter[vendorNumber]=1&filter[reportType]=SALES&filter[reportSubType]=SUMMARY&filter[frequency]="
)
FINANCE = (
    "/v1/financeReports?filter[vendorNumber]=1&filter[reportType]=FINANCIAL&filter[regionCode]=ZZ&filter[reportDate]="
)


@pytest.mark.parametrize(
    ("query", "begin"),
    [("DAILY&filter[reportDate]=2026-03-01", "03/01/2026"), ("MONTHLY&filter[reportDate]=2026-02", "02/01/2026")],
)
def test_sales_of_every_app_and_market(demo: Asker, query: str, begin: str) -> None:
    answer = demo.raw("GET", SALES + query)
    assert (answer.status, answer.media_type) == (200, "application/a-gzip")
    header, *rows = gzip.decompress(answer.body).decode().splitlines()
    columns = header.split("\t")
    assert len(rows) == 15
    assert {row.split("\t")[columns.index("Begin Date")] for row in rows} == {begin}
    assert all(len(row.split("\t")) == len(columns) for row in rows)


def test_without_a_date_it_is_yesterdays(demo: Asker) -> None:
    assert demo.raw("GET", SALES + "DAILY").status in (200, 404)


@pytest.mark.parametrize(
    ("date", "detail"),
    [
        ("2026-01-01", "There were no sales for the date specified."),
        ("2999-03-01", "Report is not available yet. Daily reports are available the next day."),
    ],
)
def test_a_day_without_a_report(demo: Asker, date: str, detail: str) -> None:
    answer = demo.raw("GET", f"{SALES}DAILY&filter[reportDate]={date}")
    assert answer.status == 404
    assert json.loads(answer.body)["errors"][0]["detail"] == detail


def test_what_a_report_needs(demo: Asker) -> None:
    assert demo.errors("GET", "/v1/salesReports?filter[vendorNumber]=1&filter[frequency]=HOURLY") == [
        ("PARAMETER_ERROR.INVALID", "filter[frequency]"),
        ("PARAMETER_ERROR.REQUIRED", "filter[reportSubType]"),
        ("PARAMETER_ERROR.REQUIRED", "filter[reportType]"),
    ]


def test_a_finance_report_counts_its_rows(demo: Asker) -> None:
    text = gzip.decompress(demo.raw("GET", FINANCE + "2026-03").body).decode()
    table, summary = text.split("\n\n")
    *rows, total = table.splitlines()[1:]
    assert total == f"Total_Rows\t{len(rows)}"
    assert summary.splitlines()[0].startswith("Country Of Sale\t")


def test_csv_has_what_the_json_list_has(demo: Asker) -> None:
    found = demo.get("/v1/nominations?filter[state]=DRAFT&limit=200")["data"]
    answer = demo.raw("GET", "/v1/nominations?filter[state]=DRAFT", accept="text/csv")
    assert [line.split(",")[0] for line in answer.body.decode().splitlines()[1:]] == [item["id"] for item in found]
