"""Reports as pandas DataFrames."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest

from asc_sdk.reports import Report, pandas_frame

from .files import FINANCE, FINANCE_ROWS, SALES, SALES_ROWS


def test_every_cell_as_it_stands() -> None:
    pytest.importorskip("pandas")
    frame = Report.from_bytes(SALES).to_pandas()
    assert frame.to_dict("records") == SALES_ROWS
    odd = Report.from_bytes(b'Country\tUnits\tTitle\nNA\t007\t"a\rb\nnull\t\t\n').to_pandas()
    assert odd.to_numpy().tolist() == [["NA", "007", '"a\rb'], ["null", "", ""]]


def test_decimals() -> None:
    pytest.importorskip("pandas")
    frame = Report.from_bytes(SALES).to_pandas(decimals=True)
    assert frame["Developer Proceeds"].tolist() == [Decimal("0.70"), Decimal("10.50")]
    assert str(frame["Developer Proceeds"].sum()) == "11.20"
    assert frame["SKU"].tolist() == ["A", "B"]


def test_the_first_table_only() -> None:
    pytest.importorskip("pandas")
    assert Report.from_bytes(FINANCE.encode()).to_pandas().to_dict("records") == FINANCE_ROWS


@pytest.mark.parametrize(("data", "shape"), [(b"", (0, 0)), (b"A\tB\n", (0, 2))])
def test_no_rows(data: bytes, shape: tuple[int, int]) -> None:
    pytest.importorskip("pandas")
    assert Report.from_bytes(data).to_pandas().shape == shape


def test_many_different_values(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.setattr(pandas_frame, "_REMEMBERED", 3)
    frame = pandas_frame.to_pandas([[str(number)] for number in range(20)], ["A"], [])
    assert frame["A"].tolist() == [str(number) for number in range(20)]


def test_without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install \"asc_sdk\[pandas\]\""):
        Report.from_bytes(SALES).to_pandas()
