"""Reports as polars DataFrames: the fast way gives what the records give, or gives way to them."""

from __future__ import annotations

import gzip
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk.errors import UnexpectedResponseError
from asc_sdk.reports import Report, polars_frame
from asc_sdk.reports.gzip_members import plain

from .files import FINANCE, FINANCE_ROWS, SALES, SALES_ROWS, members, pieces


def fast(data: bytes, size: int = 1000) -> list[dict[str, object]] | None:
    frame = polars_frame.read_plain(plain(pieces(data, size)), None)
    return None if frame is None else frame.to_dicts()


def test_the_fast_way() -> None:
    pytest.importorskip("polars")
    assert fast(SALES) == SALES_ROWS
    assert fast(members(SALES, [30], 7)) == SALES_ROWS
    assert fast(b"\n\r\n" + SALES.replace(b"\n", b"\r\n").removesuffix(b"\r\n")) == SALES_ROWS
    assert fast(b"A\tB\n") == []
    assert fast(b"A\tB\n1\t\n\t\n") == [{"A": "1", "B": ""}, {"A": "", "B": ""}]
    assert fast(b'A\tB\n"1\t#2\n') == [{"A": '"1', "B": "#2"}]


@pytest.mark.parametrize(
    "data",
    [
        FINANCE.encode(),
        b"",
        b"A\nx\n",
        b"A,B\n1,2\n",
        b"\xff\tB\n1\t2\n",
        b"A\tB\n1\t\xff\n",
        b"A\tB\n1\n",
        b"A\tB\n1\t2\n3\n",
        b"A\tB\n1\t2\n\n3\t4\n",
        b"A\tB\n1\t2\t3\n",
        b"A\tB\tC\n1\t2\t3\n4\t5\n1\t2\t3\n",
        b"A\tB\nTotal_Rows\t0\n",
        b"A\tB\tC\nTotal_Rows\t0\t\n",
        b"Vendor Name\tX\nA\tB\tC\n1\t2\t3\n",
        "A\tB\n\ufeff1\t2\n".encode(),
    ],
)
def test_the_fast_way_gives_way(data: bytes) -> None:
    pytest.importorskip("polars")
    assert fast(data) is None


CELL = st.text('ab"\u2028é\r ', max_size=3)


@given(
    header=st.lists(st.sampled_from(["A", "B", "Total"]), min_size=1, max_size=3),
    rows=st.lists(st.lists(CELL | st.sampled_from(["Total_Rows", "2"]), min_size=1, max_size=3), max_size=4),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
    last=st.booleans(),
    size=st.integers(1, 60),
)
def test_frame_and_rows_agree_or_fail_together(
    header: list[str], rows: list[list[str]], end: str, last: bool, size: int
) -> None:
    pytest.importorskip("polars")
    text = "".join("\t".join(cells) + end for cells in [header, *rows])
    data = (text if last else text.removesuffix(end)).encode()
    try:
        expected = list(Report.from_bytes(data).rows())
    except UnexpectedResponseError:
        with pytest.raises(UnexpectedResponseError):
            Report.from_bytes(data).to_polars()
        assert fast(data, size) is None
        return
    assert Report.from_bytes(data).to_polars().to_dicts() == expected
    assert fast(data, size) in (None, expected)


def test_batches_in_flight(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars")
    monkeypatch.setattr(polars_frame, "_BATCH", 10)
    rows = b"".join(b"%d\tx\n" % number for number in range(200))
    report = Report.from_bytes(gzip.compress(b"A\tB\n" + rows))
    assert report.to_polars().to_dicts() == list(report.rows())
    assert fast(b"A\tB\n" + rows, 10) == list(report.rows())
    assert fast(b"\n" * 30 + b"A\tB\n" + rows, 10) == list(report.rows())
    assert fast(b"A\tB\n" + rows + b"1\n", 10) is None
    assert fast(b"A\tB\n1\n" + rows, 10) is None


def test_a_cut_file_is_an_error() -> None:
    pytest.importorskip("polars")
    report = Report.from_bytes(gzip.compress(SALES)[:-3])
    with pytest.raises(UnexpectedResponseError, match="cut off"):
        report.to_polars()


def test_the_first_table_only() -> None:
    pytest.importorskip("polars")
    report = Report.from_bytes(FINANCE.encode())
    assert report.to_polars().to_dicts() == FINANCE_ROWS
    report.rows()
    assert report.to_polars().to_dicts() == FINANCE_ROWS


def test_a_csv() -> None:
    pytest.importorskip("polars")
    report = Report.from_bytes(b'a,b\n"x\ny",\n', "text/csv")
    assert report.to_polars().to_dicts() == [{"a": "x\ny", "b": ""}]


@pytest.mark.parametrize(("data", "shape"), [(b"", (0, 0)), (b"A\tB\n", (0, 2)), (b"A\n", (0, 1))])
def test_no_rows(data: bytes, shape: tuple[int, int]) -> None:
    pytest.importorskip("polars")
    assert Report.from_bytes(data).to_polars().shape == shape
    assert Report.from_bytes(data).to_polars(decimals=True).shape == shape


def test_decimals_are_exact() -> None:
    pytest.importorskip("polars")
    data = (
        b"SKU\tUnits\tCustomer Price\tPartner Share\n"
        b"0012\t1\t10.5\tfree\n13\t-2\t0.125\t1\n14\t\t123456789012345678.1\t1\n"
    )
    frame = Report.from_bytes(data).to_polars(decimals=True)
    assert frame.to_dict(as_series=False) == {
        "SKU": ["0012", "13", "14"],
        "Units": [Decimal(1), Decimal(-2), None],
        "Customer Price": [Decimal("10.5"), Decimal("0.125"), Decimal("123456789012345678.1")],
        "Partner Share": ["free", "1", "1"],
    }
    named = Report.from_bytes(data).to_polars(decimals=["Units"])
    assert named["Customer Price"].to_list()[0] == "10.5"
    with pytest.raises(ValueError, match="no column 'X'"):
        Report.from_bytes(data).to_polars(decimals=["X"])


def test_a_number_too_long_for_polars_stays_text() -> None:
    pytest.importorskip("polars")
    number = "1" * 39 + ".5"
    frame = Report.from_bytes(f"A\tUnits\nx\t{number}\n".encode()).to_polars(decimals=True)
    assert frame["Units"].to_list() == [number]


def test_without_polars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"pip install \"asc_sdk\[polars\]\""):
        Report.from_bytes(SALES).to_polars()
