"""Tables in a report: heading, header, rows, totals, summary; and what does not fit."""

from __future__ import annotations

import pytest

from asc_sdk.errors import UnexpectedResponseError
from asc_sdk.reports.layout import Layout, read_layout, unique

from .files import FINANCE, FINANCE_SUMMARY


def layout_of(text: str, media_type: str | None = None, size: int = 0) -> Layout:
    parts = text.splitlines(keepends=True) if size else [text]
    return read_layout(iter(parts), media_type)


@pytest.mark.parametrize("size", [0, 1])
@pytest.mark.parametrize("word", ["Total_Rows", "Total Rows"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_a_finance_report(size: int, word: str, end: str, last: bool) -> None:
    text = FINANCE.replace("Total_Rows", word).replace("\n", end)
    found = layout_of(text if last else text.removesuffix(end), size=size)
    assert found.columns == ["Start Date", "End Date", "Quantity", "Partner Share"]
    assert (found.skip, found.rows) == (1, 2)
    assert found.totals == {word: "2"}
    assert found.summary == FINANCE_SUMMARY


@pytest.mark.parametrize("count", ["1", "3", "02", "", "two", "-2"])
def test_a_count_that_is_not_that_of_the_rows(count: str) -> None:
    with pytest.raises(UnexpectedResponseError, match=f"says that it has '{count}' rows, but 2 came"):
        layout_of(FINANCE.replace("Total_Rows\t2", f"Total_Rows\t{count}"))


def test_a_count_with_a_thousands_separator() -> None:
    text = "A\tB\tC\n" + "1\t2\t3\n" * 1234 + "Total_Rows\t1,234\n"
    assert layout_of(text).rows == 1234


def test_other_totals_and_no_summary() -> None:
    found = layout_of("A\tB\tC\n1\t2\t3\nTotal_Rows\t1\nTotal_Amount\t4.52\nTotal_Units\t1\nTotal_Taxes\t0.10\n")
    assert found.totals == {"Total_Rows": "1", "Total_Amount": "4.52", "Total_Units": "1", "Total_Taxes": "0.10"}
    assert found.summary is None


def test_totals_padded_to_the_width_of_the_table() -> None:
    found = layout_of("A\tB\tC\n1\t2\t3\nTotal_Rows\t1\t\n\t\t\nX\tY\nx\ty\n\t\t\t\n")
    assert (found.rows, found.totals, found.summary) == (1, {"Total_Rows": "1"}, [{"X": "x", "Y": "y"}])


def test_a_table_as_narrow_as_its_totals() -> None:
    assert layout_of("SKU\tUnits\nTotal Recall\t5\nTotal_Rows\t1\n").rows == 1


def test_a_product_called_total_is_a_row() -> None:
    found = layout_of("Title\tSKU\tUnits\nTotal Recall\tA\t5\nTotal Recall 2\tB\t6\n")
    assert (found.rows, found.totals) == (2, {})


def test_a_finance_report_without_rows() -> None:
    found = layout_of("A\tB\tC\nTotal_Rows\t0\n")
    assert (found.rows, found.totals) == (0, {"Total_Rows": "0"})


def test_the_heading_of_a_detailed_finance_report() -> None:
    found = layout_of(
        "Vendor Name\tExample GmbH\nStart Date\t03/29/2026\nEnd Date\t05/02/2026\n\n"
        "Transaction Date\tTitle\tQuantity\n03/30/2026\tNotes\t1\n"
    )
    assert found.heading == {"Vendor Name": "Example GmbH", "Start Date": "03/29/2026", "End Date": "05/02/2026"}
    assert found.columns == ["Transaction Date", "Title", "Quantity"]
    assert (found.skip, found.rows) == (4, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A\tB\n1\n", "line 2 has 1 cell under 2 columns"),
        ("A\tB\n1\t2\n\n1\t2\t3\n", "line 4 has 3 cells under 2 columns"),
        ("A\n1\t2\n", "line 2 has 2 cells under 1 column"),
        ("A\tB\tC\n1\t2\t3\n\t\n", "line 3 has 2 cells under 3 columns"),
        ("A\tB\tC\n1\t2\t3\n\nX\tY\nx\ty\n", "line 4 has 2 cells"),  # a second table, but nothing that ends the first
        (FINANCE + "AE\tAED\t3\n", "line 8 has 3 cells under 4 columns"),
    ],
)
def test_a_row_of_another_width(text: str, message: str) -> None:
    for size in (0, 1):
        with pytest.raises(UnexpectedResponseError, match=message):
            layout_of(text, size=size)


def test_a_csv_row_of_another_width() -> None:
    with pytest.raises(UnexpectedResponseError, match="row 2 has 1 cell under 2 columns"):
        layout_of('a,b\n"1\n",2\n3\n', "text/csv")


@pytest.mark.parametrize("media_type", [None, "application/a-gzip", "text/csv"])
@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n"])
def test_an_empty_report(text: str, media_type: str | None) -> None:
    found = layout_of(text, media_type)
    assert (found.columns, found.rows, found.summary) == ([], 0, None)


def test_blank_lines_are_no_rows() -> None:
    found = layout_of("\n\nA\tB\n\n1\t2\n\n\n3\t4\n\n", size=1)
    assert (found.columns, found.rows, found.skip) == (["A", "B"], 2, 1)
    assert layout_of("A\n1\n\n2\n").rows == 2


@pytest.mark.parametrize("page", ["<!DOCTYPE html><html>", " <HTML lang=en>\nx"])
def test_a_web_page_is_no_report(page: str) -> None:
    with pytest.raises(UnexpectedResponseError, match="a web page") as caught:
        layout_of(page)
    assert caught.value.excerpt == page.split("\n")[0]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["A", "B"], ["A", "B"]),
        (["A", "A", "A"], ["A", "A (2)", "A (3)"]),
        (["A", "A (2)", "A"], ["A", "A (2)", "A (3)"]),
        (["", ""], ["", " (2)"]),
    ],
)
def test_repeated_names_are_numbered(names: list[str], expected: list[str]) -> None:
    assert unique(names) == expected
