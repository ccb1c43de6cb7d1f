"""Reports: the files Apple answers with instead of JSON (sales, finance, analytics, price points, codes)."""

from __future__ import annotations

from .report import Report
from .table import Rows

__all__ = ["Report", "Rows"]
