"""What Apple does by itself: small state machines that creates and updates set going."""

from __future__ import annotations

from . import analytics, uploads
from .machines import Machines

__all__ = ["Machines", "analytics", "uploads"]
