"""What a comparison finds, as data only: `compare` makes it, the three formats print it."""

from __future__ import annotations

from typing import Literal

from attrs import evolve, frozen

What = Literal[
    "attribute", "method", "parameter", "argument", "field", "relationship", "class", "inline_create", "enumeration"
]
Kind = Literal[
    "added",
    "removed",
    "renamed",
    "required",
    "optional",
    "deprecated",
    "undeprecated",
    "type",
    "returns",
    "members",
    "nullable",
    "not_nullable",
    "maximum",
    "path",
    "accepted",
    "media_type",
]


@frozen
class Change:
    """One change, in all the places that have it.

    `attribute` is one of the client (`asc.apps`), `parameter` one of the query, `argument` one of a body; `class` is a
    resource or a nested object, `enumeration` an alias in `asc_sdk.models`.
    """

    what: What
    kind: Kind
    name: str
    places: tuple[str, ...] = ()
    old: str = ""
    new: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    breaking: bool = False


@frozen
class Finding:
    """One change in one place. `home` is the group it belongs to, `aliases` the enumerations before and after."""

    home: str
    change: Change
    aliases: tuple[str, str] = ("", "")

    def at(self, home: str) -> Finding:
        """The same in another group."""
        return evolve(self, home=home)


@frozen
class Group:
    """The changes around one attribute of the client, or one class that no attribute serves."""

    name: str
    title: str
    classes: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def breaking(self) -> int:
        """How many of its changes break something."""
        return sum(change.breaking for change in self.changes)


@frozen
class Side:
    """Which document it was, and how much is in it."""

    version: str
    sha256: str
    methods: int
    classes: int


@frozen
class Difference:
    """All changes from one document to another."""

    old: Side
    new: Side
    groups: tuple[Group, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all groups."""
        return tuple(change for group in self.groups for change in group.changes)

    @property
    def breaking(self) -> int:
        """How many changes break something."""
        return sum(group.breaking for group in self.groups)
