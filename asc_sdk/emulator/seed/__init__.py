"""The demonstration data: Example Company, with something in every area of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import apps, commerce, everything, provisioning, reference, testflight
from .planting import Planter

if TYPE_CHECKING:
    from ..clock import Clock
    from ..store import Store


def plant(store: Store, clock: Clock) -> None:
    """Fill an empty store: the same data, ids included, every time; only the dates follow the clock."""
    planter = Planter(store, clock)
    reference.plant(planter)
    apps.plant(planter)
    testflight.plant(planter)
    commerce.plant(planter)
    provisioning.plant(planter)
    everything.plant(planter)
