"""The query of an operation: keyword arguments by kind, and what `include` needs of a sparse fieldset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._jsonapi.absent import Query
from .._jsonapi.query import bare, one_or_many, write_value
from .._unset import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping


class QuerySpec:
    """The query parameters of an operation, by argument: Apple's names, in groups by what they take.

    Args:
        many: One value or several.
        text: One string.
        integer: A whole number.
        boolean: True or False.
        required: The arguments that must have a value.
    """

    __slots__ = ("_takes", "boolean", "integer", "many", "required", "text")

    def __init__(
        self,
        *,
        many: Mapping[str, str] | None = None,
        text: Mapping[str, str] | None = None,
        integer: Mapping[str, str] | None = None,
        boolean: Mapping[str, str] | None = None,
        required: tuple[str, ...] = (),
    ) -> None:
        self.many = many or {}
        self.text = text or {}
        self.integer = integer or {}
        self.boolean = boolean or {}
        self.required = required
        self._takes: frozenset[str] | None = None

    @property
    def takes(self) -> frozenset[str]:
        """All parameters, by Apple's names."""
        if self._takes is None:
            kinds = (self.many, self.text, self.integer, self.boolean)
            self._takes = frozenset(wire for kind in kinds for wire in kind.values())
        return self._takes

    def write(self, arguments: Mapping[str, Any], primary_type: str) -> tuple[str, Query]:
        """The query string, and what it asked for.

        Args:
            arguments: By name; UNSET is left out.
            primary_type: The JSON:API type of the answer, whose fieldset must have what `include` asks for.

        Raises:
            TypeError: for a value of the wrong kind, ValueError for an empty one; both name the argument.
        """
        given = {name: value for name, value in arguments.items() if value is not UNSET}
        for name in self.required:
            if name not in given:
                raise TypeError(f"{name} is required")
        for name, value in given.items():
            if value is None:
                raise ValueError(f"{name} is None: leave it out to ask without it")
        values = {self.many[name]: one_or_many(name, value) for name, value in given.items() if name in self.many}
        include = values.get("include", [])
        _complete(values, include, f"fields[{primary_type}]")
        names = {wire: name for name, wire in self.many.items()}
        written = {
            wire: ",".join(write_value(names.get(wire, wire), item) for item in items) for wire, items in values.items()
        }
        for name, value in given.items():
            if name in self.text:
                written[self.text[name]] = write_value(name, _checked(name, bare(name, value), str, "a string"))
            elif name in self.integer:
                written[self.integer[name]] = str(_checked_limit(name, value))
            elif name in self.boolean:
                written[self.boolean[name]] = "true" if _checked(name, value, bool, "True or False") else "false"
        asked = Query(
            frozenset(str(item) for item in include),
            frozenset(_inner(wire) for wire in written if wire.startswith("limit[")),
            {_inner(wire): frozenset(map(str, items)) for wire, items in values.items() if wire.startswith("fields[")},
            self.takes,
        )
        return "&".join(f"{wire}={value}" for wire, value in written.items()), asked


def _complete(values: dict[str, list[object]], include: list[object], fieldset: str) -> None:
    # Apple leaves the linkage out where the fieldset does not name the relationship, though `included` has it.
    if fieldset in values:
        for item in include:
            if item not in values[fieldset]:
                values[fieldset].append(item)


def _inner(wire: str) -> str:
    return wire.partition("[")[2][:-1]


def _checked(name: str, value: object, kind: type, wanted: str) -> object:
    if not isinstance(value, kind):
        raise TypeError(f"{name} takes {wanted}, not {value!r}")
    return value


def _checked_limit(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} takes a whole number, not {value!r}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, not {value}")
    return value
