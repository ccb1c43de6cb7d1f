"""Nested objects: values with fields of their own, but no identity."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, ClassVar, cast

from .._unset import UNSET
from .show import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Self

    from .encode import Coder

# The default of every field: left out, which is neither null nor a value. Reading it gives None.
LEFT_OUT: Any = object()

_new = object.__new__


class NestedObject:
    """The base of nested objects, such as an `ImageAsset`: attrs classes with slots, made by the generator.

    Made by hand, a field that is left out is left out of a request; None is sent as null.
    """

    __slots__ = ("__source__",)

    __source__: dict[str, Any] | None
    __fields__: ClassVar[Mapping[str, str]] = {}
    """Python names → Apple's."""
    __coders__: ClassVar[Mapping[str, Coder]] = {}
    """How the fields that are no plain values are written, by Python name."""

    @classmethod
    def from_dict(cls, source: dict[str, Any]) -> Self:
        """The object from what Apple sent."""
        self = _new(cls)
        self.__source__ = source
        self.__read__(source)
        return self

    def to_dict(self) -> dict[str, Any]:
        """The object as Apple sent it, unknown members included; made by hand, as Apple would write it."""
        if self.__source__ is not None:
            return copy.deepcopy(self.__source__)
        return {self.__fields__[name]: _plain(value) for name, value in given_fields(self)}

    @property
    def extra(self) -> dict[str, Any]:
        """The members that this version of the SDK does not know, by Apple's names."""
        known = set(self.__fields__.values())
        return {name: value for name, value in (self.__source__ or {}).items() if name not in known}

    def __read__(self, source: dict[str, Any]) -> None:
        """Sets the fields; generated for each class."""

    def __attrs_post_init__(self) -> None:
        self.__source__ = None
        for name in self.__fields__:
            if (value := getattr(self, name)) is LEFT_OUT or value is UNSET:
                delattr(self, name)

    if not TYPE_CHECKING:  # pragma: no branch - a type checker is to see the fields only

        def __getattr__(self, name: str) -> None:
            # Only a field that was left out, an empty slot, comes here.
            if name in self.__fields__:
                return
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NestedObject) or type(other) is not type(self):
            return NotImplemented
        return (
            all(getattr(self, name) == getattr(other, name) for name in self.__fields__) and self.extra == other.extra
        )

    def __repr__(self) -> str:
        return show(type(self).__name__, [*given_fields(self), *self.extra.items()])

    def __getstate__(self) -> dict[str, Any]:
        return {"fields": dict(given_fields(self)), "source": self.__source__}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__source__ = state["source"]
        for name, value in state["fields"].items():
            if name in self.__fields__:  # pickled by another version, it may have others
                setattr(self, name, value)


def given_fields(value: NestedObject) -> Iterator[tuple[str, Any]]:
    """The fields that have a value, null included; what Apple did not send was left out."""
    source: dict[str, Any] | None = object.__getattribute__(value, "__source__")
    for name, wire in value.__fields__.items():
        try:
            found = object.__getattribute__(value, name)
        except AttributeError:
            continue
        if found is not None or source is None or wire in source:
            yield name, found


def _plain(value: Any) -> Any:
    if isinstance(value, NestedObject):
        return value.to_dict()
    if isinstance(value, list):
        items = cast("Sequence[Any]", value)
        return [_plain(item) for item in items]
    return value.isoformat() if hasattr(value, "isoformat") else copy.deepcopy(value)
