"""Report: what a user sees of a downloaded file."""

from __future__ import annotations

import copy
import gc
import gzip
import io
import pickle
import subprocess
import sys
import tempfile
import threading
import warnings
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.errors import UnexpectedResponseError
from asc_sdk.reports import Report

from .files import FINANCE, FINANCE_ROWS, FINANCE_SUMMARY, SALES, SALES_ROWS, ShortReads, members, same_content

KINDS = {
    "gzip": gzip.compress(SALES),
    "not gzipped": SALES,
    "header in a member of its own": members(SALES, [27]),
    "empty members": members(SALES, [0, 0, 30, len(SALES)]),
    "padded": members(SALES, [30], padding=16),
    "wrapped twice": gzip.compress(members(SALES, [30], padding=3)),
    "no last newline": SALES.removesuffix(b"\n"),
    "windows line ends": SALES.replace(b"\n", b"\r\n"),
    "byte order mark": gzip.compress(b"\xef\xbb\xbf" + SALES),
    "blank lines": b"\n" + SALES.replace(b"\n", b"\n\n"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("media_type", ["application/a-gzip", None])
def test_every_kind_of_file_gives_the_same_rows(kind: str, media_type: str | None, tmp_path: Path) -> None:
    report = Report.from_bytes(KINDS[kind], media_type)
    assert report.rows() == SALES_ROWS
    assert list(report.rows()) == SALES_ROWS
    assert report.rows()[0]["Units"] == "1"
    assert report.columns == ["SKU", "Units", "Developer Proceeds"]
    assert report.summary is None
    assert report.save(tmp_path / "report").read_bytes() == KINDS[kind] == report.read_bytes()


@given(
    cells=st.lists(st.tuples(*[st.text('ab"\x0b\u2028é,', min_size=1, max_size=3)] * 3), max_size=5),
    cuts=st.lists(st.integers(0, 200), max_size=4),
    wrapped=st.integers(0, 2),
    padding=st.integers(0, 9),
    most=st.integers(1, 50),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_split_gives_the_same_table(
    cells: list[tuple[str, str, str]], cuts: list[int], wrapped: int, padding: int, most: int, end: str
) -> None:
    data = "".join("\t".join(row) + end for row in [("SKU", "Title", "Units"), *cells]).encode()
    for _ in range(wrapped):
        data = members(data, cuts, padding)
    report = Report(ShortReads(data, most))
    assert report.rows() == [dict(zip(["SKU", "Title", "Units"], row, strict=True)) for row in cells]


@given(place=st.integers(0, 500), change=st.integers(0, 255), twice=st.booleans())
def test_a_cut_or_changed_gzip_is_never_a_short_table(place: int, change: int, twice: bool) -> None:
    whole = gzip.compress(SALES, mtime=0)
    inner = whole = gzip.compress(whole, mtime=0) if twice else whole
    place = 1 + place % (len(whole) - 1)
    damaged = bytearray(whole[:place] if not change else whole)
    if change:
        damaged[place] ^= change
    report = Report.from_bytes(bytes(damaged))
    try:
        rows = report.rows()
    except UnexpectedResponseError:
        return
    assert same_content(bytes(damaged), gzip.decompress(inner))
    assert rows == SALES_ROWS


def test_an_error_comes_before_the_first_row() -> None:
    rows = b"".join(b"%d\tx\n" % number for number in range(50_000))
    for data in (
        gzip.compress(b"A\tB\n" + rows)[:-1],
        b"A\tB\n" + rows + b"1\n",
        b"A\tB\n" + rows + b"1\t\xff\n",
        b"A\tB\n" + rows + b"Total_Rows\t49999\n",
    ):
        report = Report.from_bytes(data)
        with pytest.raises(UnexpectedResponseError):
            report.rows()
        with pytest.raises(UnexpectedResponseError):
            _ = report.columns


def test_a_finance_report() -> None:
    report = Report.from_bytes(gzip.compress(FINANCE.encode()), "application/a-gzip")
    assert list(report.rows()) == FINANCE_ROWS
    assert report.summary == FINANCE_SUMMARY
    assert report.totals == {"Total_Rows": "2"}
    assert report.heading == {}
    assert report.text() == FINANCE


def test_what_a_report_hands_out_is_not_its_own() -> None:
    report = Report.from_bytes(FINANCE.encode())
    report.columns.clear()
    summary = report.summary
    assert summary is not None
    summary[0].clear()
    report.totals.clear()
    assert report.columns
    assert report.summary == FINANCE_SUMMARY
    assert report.totals


def test_amounts_are_decimals_on_request() -> None:
    report = Report.from_bytes(SALES)
    assert report.rows(decimals=True)[1] == {
        "SKU": "B",
        "Units": Decimal("-2"),
        "Developer Proceeds": Decimal("10.50"),
    }
    assert str(report.rows(decimals=True)[1]["Developer Proceeds"]) == "10.50"
    assert report.rows(decimals=["Units"])[1] == {"SKU": "B", "Units": Decimal("-2"), "Developer Proceeds": "10.50"}
    with pytest.raises(ValueError, match="no column 'Unit'"):
        report.rows(decimals=["Unit"])


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"\xef\xbb\xbf", gzip.compress(b"", mtime=0), gzip.compress(b"", mtime=0) * 2],
    ids=["nothing", "a line end", "a byte order mark", "a gzip", "two gzips"],
)
def test_an_empty_report(data: bytes) -> None:
    report = Report.from_bytes(data, "application/a-gzip")
    assert list(report.rows()) == []
    assert not report.rows()
    assert report.columns == []
    assert report.summary is None
    assert report.text().strip() == ""


def test_a_header_and_nothing_else() -> None:
    report = Report.from_bytes(gzip.compress(b"SKU\tUnits\n"))
    assert report.columns == ["SKU", "Units"]
    assert len(report.rows()) == 0


def test_repeated_columns_lose_no_cell() -> None:
    report = Report.from_bytes(b"Title\tUnits\tTitle\nA\t1\tB\n")
    assert report.rows()[0] == {"Title": "A", "Units": "1", "Title (2)": "B"}


def test_a_csv() -> None:
    text = 'Territory,Customer Price,Note\r\nUSA,"1,000.50","two\nlines ""quoted"""\r\n'
    report = Report.from_bytes(text.encode(), "text/csv")
    assert report.rows() == [{"Territory": "USA", "Customer Price": "1,000.50", "Note": 'two\nlines "quoted"'}]
    assert report.text() == text


def test_text_asks_for_no_table() -> None:
    assert Report.from_bytes(b"A\tB\n1\n").text() == "A\tB\n1\n"
    with pytest.raises(UnexpectedResponseError, match="not UTF-8"):
        Report.from_bytes(b"A\xff").text()


def test_a_damaged_file_is_saved_only_if_asked(tmp_path: Path) -> None:
    damaged = gzip.compress(SALES)[:-2]
    report = Report.from_bytes(damaged)
    with pytest.raises(UnexpectedResponseError, match="cut off"):
        report.save(tmp_path / "report.gz")
    assert list(tmp_path.iterdir()) == []
    assert report.save(tmp_path / "report.gz", check=False).read_bytes() == damaged


def test_save_says_which_folder_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="missing does not exist"):
        Report.from_bytes(SALES).save(tmp_path / "missing" / "report.gz")


def test_a_file_is_read_from_its_start_and_closed_with_the_report() -> None:
    file = io.BytesIO(SALES)
    file.seek(5)
    with Report(file) as report:
        rows = report.rows()
        assert rows == SALES_ROWS
    assert file.closed
    with pytest.raises(ValueError, match="report is closed"):
        list(rows)
    with pytest.raises(ValueError, match="report is closed"):
        report.text()


def test_rows_outlive_the_report() -> None:
    rows = Report.from_bytes(SALES).rows()
    gc.collect()
    assert rows == SALES_ROWS


def test_a_report_nobody_closes_leaves_no_open_file() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the report closes it
        file.write(SALES)
        report = Report(file)
        assert report.rows()[0]["SKU"] == "A"
        del report
        gc.collect()
        assert file.closed


def test_loops_side_by_side_do_not_disturb_each_other() -> None:
    data = b"A\tB\n" + b"".join(b"%d\tx\n" % number for number in range(30_000))
    report = Report(ShortReads(gzip.compress(data), 1000))
    first, second = iter(report.rows()), iter(report.rows())
    assert next(second)["A"] == "0"
    assert all(int(ahead["A"]) == int(behind["A"]) + 1 for behind, ahead in zip(first, second, strict=False))
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(sum(1 for _ in report.rows()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [30_000] * 3


def test_repr_is_one_line_without_content() -> None:
    report = Report.from_bytes(SALES, "text/csv;\r\n charset=utf-8")
    assert repr(report) == "<Report text/csv; charset=utf-8: not read yet>"
    report = Report.from_bytes(SALES)
    report.rows()
    assert repr(report) == "<Report kind not given: 2 rows, 3 columns>"
    report = Report.from_bytes(SALES)
    report.close()
    assert repr(report) == "<Report kind not given: closed>"


def test_copies_and_pickles_hold_the_same_bytes() -> None:
    report = Report.from_bytes(gzip.compress(SALES), "application/a-gzip")
    for twin in (copy.copy(report), copy.deepcopy(report), pickle.loads(pickle.dumps(report))):
        report.rows()
        assert twin.rows() == SALES_ROWS
        assert twin.media_type == report.media_type
        twin.close()


def test_importing_reports_is_cheap() -> None:
    script = (
        "import sys, asc_sdk.reports, asc_sdk.reports.report;"
        "print([m for m in ('zlib_', 'gzip', 'csv', 'decimal', 'pathlib', 'polars', 'pandas', 'tempfile', 'datetime')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", script], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "[]"
