"""Analytics reports: from a name to one table, over requests, reports, instances and segments."""

from __future__ import annotations

from .service import Analytics, AsyncAnalytics

__all__ = ["Analytics", "AsyncAnalytics"]
