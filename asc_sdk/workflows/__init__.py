"""What scripts do again and again, as steps that both clients take: `ensure`, `wait`, prices."""

from __future__ import annotations
