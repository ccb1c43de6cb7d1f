"""What `ensure` needs to know of a client attribute: its operations, what it can match on, where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .finder import Finder
    from .operation import Operation

T = TypeVar("T")


class Ensure(Generic[T]):
    """How a resource is looked for, and made where there is none.

    Args:
        create: Makes it.
        update: Changes it; None where Apple has no such operation.
        listing: Lists all of them; None where Apple has no such operation.
        match: The arguments of `create` that tell one from another: attributes that answers have, and relationships.
        filters: Of these, the filters of `listing`.
        finders: By a to-one relationship of `create`, where its other end gives them.
    """

    __slots__ = ("create", "filters", "finders", "listing", "match", "update")

    def __init__(
        self,
        create: Operation[T],
        update: Operation[T] | None = None,
        listing: Operation[T] | None = None,
        *,
        match: tuple[str, ...],
        filters: Mapping[str, str] | None = None,
        finders: Mapping[str, Finder] | None = None,
    ) -> None:
        self.create = create
        self.update = update
        self.listing = listing
        self.match = match
        self.filters = filters or {}
        self.finders = finders or {}


class Ensurer(Protocol):
    """Looks for a resource and makes it; the client puts one behind each connection."""

    def ensure(self, what: Ensure[T], match: str | Iterable[str], fields: Mapping[str, Any], *, update: bool) -> T:
        """Look, create where nothing is found, and look again where another one was faster."""
        ...


class AsyncEnsurer(Protocol):
    """The same, async."""

    async def ensure(
        self, what: Ensure[T], match: str | Iterable[str], fields: Mapping[str, Any], *, update: bool
    ) -> T:
        """Look, create where nothing is found, and look again where another one was faster."""
        ...
