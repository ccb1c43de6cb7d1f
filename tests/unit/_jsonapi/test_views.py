"""Tables and cards: cut to what fits, escaped, without secrets, and nothing is asked of Apple for them."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from rich.console import Console

from asc_sdk import Report, Resource, ResourceIdentifier
from asc_sdk._jsonapi.views import MOST_COLUMNS, MOST_ROWS, card, table, to_html, to_rich
from asc_sdk.models import App, AppScreenshot, Build, DeliveryFileUploadOperation, HttpHeader
from tests.clients import Client

SIGNED = "https://upload.example.com/part?signature=s3cret"


def html(shown: Any) -> str:
    return shown._repr_html_()


def drawn(shown: Any) -> str:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(shown)
    return console.export_text()


def test_a_resource_is_a_card_of_what_is_set() -> None:
    grid = card(App(id="1", name="Notes"))
    assert (grid.title, list(grid.rows)) == ("App", [("id", "1"), ("name", "Notes")])


def test_what_an_html_text_says_is_no_html() -> None:
    app = App(id="1", name="<script>alert('x')</script>&")
    assert "<script>" not in html(app)
    assert "&lt;script&gt;" in html(app)


def test_what_a_text_says_is_no_markup_of_rich() -> None:
    assert "[red]x[/red]" in drawn(App(id="1", name="[red]x[/red]"))


def test_no_secret_is_shown() -> None:
    headers = [HttpHeader(name="Authorization", value="s3cret")]
    operation = DeliveryFileUploadOperation(url=SIGNED, request_headers=headers)
    shot = AppScreenshot.from_dict(
        {
            "type": "appScreenshots",
            "id": "1",
            "attributes": {
                "uploadOperations": [{"url": SIGNED, "requestHeaders": [{"name": "Authorization", "value": "s3cret"}]}],
                "someToken": "s3cret",
                "link": SIGNED,
            },
        }
    )
    for shown in (html(shot), drawn(shot), to_html(table("Parts", [operation])), drawn(to_rich(table("x", [shot])))):
        assert "s3cret" not in shown


def test_a_table_is_cut_and_says_how_much() -> None:
    fields: Any = dict.fromkeys(list(App.__fields__)[:10], "x")
    items = [App(id=str(number), **fields) for number in range(MOST_ROWS + 3)]
    grid = table("Apps", items)
    assert (len(grid.rows), len(grid.columns)) == (MOST_ROWS, MOST_COLUMNS)
    assert grid.note == "… 3 more rows, … 3 more columns"
    assert grid.note in to_html(grid)


def test_columns_that_nobody_fills_are_left_out() -> None:
    moment = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    grid = table("Builds", [Build(id="1", version="1"), Build(id="2", uploaded_date=moment, expired=False)])
    assert list(grid.columns) == ["id", "version", "uploaded_date", "expired"]
    assert [list(row) for row in grid.rows] == [["1", "1", "", ""], ["2", "", "2026-01-02 03:04:05+00:00", "False"]]


def test_a_long_text_is_cut() -> None:
    assert max(len(cell) for row in card(App(id="1", name="x" * 5000)).rows for cell in row) < 100


@pytest.mark.parametrize(
    ("item", "columns"),
    [
        (ResourceIdentifier("apps", "1"), ["type", "id"]),
        (Resource("novelties", "1"), ["resource_type", "id"]),
        ("something", ["value"]),
    ],
)
def test_any_item_has_columns(item: object, columns: list[str]) -> None:
    assert list(table("x", [item]).columns) == columns


def test_a_page_shows_itself_and_sends_nothing(client: Client) -> None:
    answer = {"data": [{"type": "apps", "id": "1", "attributes": {"name": "Notes"}}], "meta": {"paging": {"total": 9}}}
    client.answer(answer)

    page: Any = client.run(lambda asc: asc.apps.list())
    sent = len(client.requests)
    assert "Page(1 of 9 items)" in html(page)
    assert "Notes" in html(page)
    assert "Notes" in drawn(page)
    assert len(client.requests) == sent


def test_a_report_shows_its_first_rows() -> None:
    report = Report.from_bytes(b"Units\tTitle\n" + b"".join(b"%d\t<b>\n" % number for number in range(30)))
    assert "&lt;b&gt;" in html(report)
    assert "… 10 more rows" in html(report)
    assert "Units" in drawn(report)


def test_a_report_that_is_no_table_is_its_own_line() -> None:
    report = Report.from_bytes(b"\x1f\x8b cut off")
    assert html(report) is None
    assert "Report" in drawn(report)
