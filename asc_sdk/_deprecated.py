"""Apple's marks for the editor: what is deprecated is struck through where people write, at no cost where they run.

`@deprecated` marks a method; a field cannot be decorated, so its annotation says `Deprecated[...]`, which type checkers
read as a descriptor that is deprecated to get.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Generic, TypeVar

    from typing_extensions import deprecated as deprecated

    T = TypeVar("T")

    class Deprecated(Generic[T]):
        """A field that Apple marks as deprecated."""

        @deprecated("Apple marks this field as deprecated")
        def __get__(self, instance: object, owner: type | None = None, /) -> T: ...
        def __set__(self, instance: object, value: T, /) -> None: ...

else:

    def deprecated(_message):
        return lambda decorated: decorated


# The default of such a field: None is no descriptor.
NO_VALUE: Any = None
