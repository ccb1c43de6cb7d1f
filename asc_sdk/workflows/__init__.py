"""What scripts do again and again, as steps that both clients take: `ensure` and `wait`."""

from __future__ import annotations
