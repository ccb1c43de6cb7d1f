"""Whether an item has the field values that a caller looks for, and whether it is the only one."""

from __future__ import annotations

from typing import Any, TypeVar

from ..errors import RelationshipNotLoadedError
from .show import show_value

T = TypeVar("T")


def matches(item: object, equal: dict[str, Any]) -> bool:
    """Whether the item has all these field values.

    Raises:
        TypeError: where it has no such field.
    """
    for name, value in equal.items():
        try:
            found = getattr(item, name)
        except RelationshipNotLoadedError:
            raise
        except AttributeError:
            if _is_generic(item):
                return False
            raise TypeError(f"{type(item).__name__} has no field {name!r}") from None
        if found != value:
            return False
    return True


def _is_generic(item: object) -> bool:
    # Of a type that the SDK does not know: it cannot know its fields either.
    from .resource import Resource

    return type(item) is Resource


def the_only(found: list[T], equal: dict[str, Any]) -> T:
    """The only one of these, which are the first two at most.

    Raises:
        LookupError: where there is none, or more than one.
    """
    if len(found) == 1:
        return found[0]
    wanted = " and ".join(f"{name}={show_value(name, value)}" for name, value in equal.items()) or "anything"
    if not found:
        raise LookupError(f"nothing in the list has {wanted}")
    shown = " and ".join(repr(getattr(item, "id", item)) for item in found)
    raise LookupError(f"more than one item of the list has {wanted}: {shown} do")
