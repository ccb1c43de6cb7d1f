"""Prices: from what a customer pays in a territory to Apple's price points, and on to the schedule (`asc.pricing`)."""

from __future__ import annotations

from .service import AsyncPricing, Pricing

__all__ = ["AsyncPricing", "Pricing"]
