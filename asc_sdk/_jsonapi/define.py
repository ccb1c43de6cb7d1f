"""`@define`: what the generator's classes are made with, an attrs class with slots and keyword arguments.

Type checkers see a plain dataclass transform. It is quicker for them than attrs' own overloads, of which an editor
evaluates one a class after each key that is pressed, and mypy takes descriptors (`Deprecated[...]`) as it gives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeVar

    from typing_extensions import dataclass_transform

    T = TypeVar("T")

    @dataclass_transform(eq_default=False, kw_only_default=True)
    def define(cls: type[T], /) -> type[T]: ...

else:
    import attrs

    define = attrs.define(eq=False, repr=False, kw_only=True, getstate_setstate=False)
