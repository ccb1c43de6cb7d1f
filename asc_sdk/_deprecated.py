"""`@deprecated` for the editor: Apple's mark is shown where people write, and costs nothing where they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(_message):
        return lambda decorated: decorated
