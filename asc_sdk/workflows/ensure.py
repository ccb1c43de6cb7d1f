"""`ensure`: gives the resource that matches, and makes it where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from .._endpoint.answers import load_model
from .._endpoint.steps import Ask, async_run_steps, run_steps
from .._jsonapi.linkage import Inlines, ToMany
from .._jsonapi.match import the_only
from .._jsonapi.show import show_value
from .._unset import UNSET
from ..errors import AppStoreConnectError, ConflictError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .._endpoint.ensuring import Ensure
    from .._endpoint.steps import Steps
    from .._jsonapi.body import Body
    from .._jsonapi.resource import Resource
    from .._transport.drivers import AsyncConnection, Connection

T = TypeVar("T")

_PAGE = 200
"""How many a page has at most."""


class Ensures:
    """Runs `ensure` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ensure(self, what: Ensure[T], match: str | Iterable[str], fields: Mapping[str, Any], *, update: bool) -> T:
        """Look, create where nothing is found, and look again where another one was faster."""
        return run_steps(self._connection, ensure(Wanted(what, match, fields, update=update)))


class AsyncEnsures:
    """Runs `ensure` on one async connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ensure(
        self, what: Ensure[T], match: str | Iterable[str], fields: Mapping[str, Any], *, update: bool
    ) -> T:
        """Look, create where nothing is found, and look again where another one was faster."""
        return await async_run_steps(self._connection, ensure(Wanted(what, match, fields, update=update)))


class Wanted(Generic[T]):
    """What one call of `ensure` asks for; refused here, before anything is sent, where it cannot be right.

    Args:
        what: the client attribute's operations.
        match: the arguments that tell one from another.
        fields: the arguments of its create, UNSET where left out.
        update: bring the other fields of what is found up to date.

    Raises:
        TypeError: an argument is of the wrong kind, or missing.
        ValueError: an argument cannot be right, or there is no way to look for it.
    """

    def __init__(self, what: Ensure[T], match: str | Iterable[str], fields: Mapping[str, Any], *, update: bool) -> None:
        self.what = what
        self.update = update
        # Read more than once: an iterator would be empty the second time.
        self.fields = {
            name: list(cast("Iterator[object]", value)) if isinstance(value, Iterator) else value
            for name, value in fields.items()
            if value is not UNSET
        }
        self.create = what.create.create(**self.fields)
        self.match = _checked_match(what, match, self.fields)
        body = cast("Body", what.create.body)
        members = body.members(self.fields, Inlines(load_model))
        # Read as an answer is, so that a date given as text equals one that came.
        classes = what.create.classes
        item = {"type": classes.primary_type, "id": "-", "attributes": members.get("attributes", {})}
        self.model = classes.find(classes.primary_type).from_dict(item)
        links = body.relationships
        self.ends = {
            name: members["relationships"][links[name].wire]["data"]["id"]
            for name, value in self.fields.items()
            if name in links and not isinstance(links[name], ToMany) and _exists(value)
        }
        self.attributes = [name for name in self.match if name in body.attributes]
        self.looks = self._looks()

    def _looks(self) -> list[str]:
        """The relationships from whose other ends to look; none for the list of all, narrowed by its filters.

        Apple's list is the shorter way where it has a filter for all that matters; a parent's list is where not.
        """
        what = self.what
        scope = [name for name in self.ends if name in what.match]
        links = [name for name in self.match if name not in self.attributes]
        others = [name for name in scope if name not in what.filters]
        filtered = [name for name in (*self.attributes, *scope) if name in what.filters]
        listed = what.listing is not None and all(name in filtered for name in links)
        if listed and not others and (filtered or not scope):
            self._check_required()
            return []
        ways = [name for name in scope if name in what.finders]
        matched = [name for name in links if name in ways]
        if matched == links and ways:
            return matched or ways[:1]
        if listed:
            self._check_required()
            return []
        missing = [name for name in links if name not in ways]
        raise ValueError(
            f"ensure finds it from the other end of {_either(missing or what.finders)}: pass an existing one"
        )

    def _check_required(self) -> None:
        required = () if self.what.listing is None else self.what.listing.query.required
        missing = [
            name for name, own in self.what.filters.items() if own in required and name not in self.ends | self.fields
        ]
        if missing:
            raise ValueError(f"ensure needs {' and '.join(missing)} to look for it, since Apple's list is by these")

    def is_it(self, item: Any) -> bool:
        """Whether an item of the list is what is asked for: Apple's filters are not exact."""
        return all(getattr(item, name) == getattr(self.model, name) for name in self.attributes)


def ensure(wanted: Wanted[T]) -> Steps[T]:
    """Look, create where nothing is found, and look again where another one was faster."""
    found = yield from _look(wanted)
    if found is None:
        try:
            created: T = yield Ask(wanted.create)
            return created
        except AppStoreConnectError as error:
            # It may exist by now: made by someone else, or by this very call, whose answer was lost.
            if not isinstance(error, ConflictError) and not error.may_have_happened:
                raise
            refused = error
        found = yield from _look(wanted)
        if found is None:
            raise refused
    return (yield from _up_to_date(wanted, found)) if wanted.update else found


def _look(wanted: Wanted[T]) -> Steps[T | None]:
    what = wanted.what
    if wanted.looks:
        items = yield from _from_ends(wanted)
    else:
        assert what.listing is not None
        values = {name: wanted.fields[name] for name in wanted.attributes} | wanted.ends
        query: dict[str, Any] = {what.filters[name]: value for name, value in values.items() if name in what.filters}
        query |= {"limit": _PAGE} if "limit" in what.listing.query.integer else {}
        items = yield Ask(what.listing.page(None, **query), all_pages=True)
    found = [item for item in items if wanted.is_it(item)]
    return the_only(found[:2], {name: wanted.fields[name] for name in wanted.match}) if found else None


def _from_ends(wanted: Wanted[Any]) -> Steps[list[Any]]:
    """What hangs on all of the other ends."""
    items: dict[str, Any] | None = None
    for name in wanted.looks:
        finder = wanted.what.finders[name]
        answer = yield Ask(finder.call(wanted.what.create, wanted.ends[name]), all_pages=finder.many)
        here = {item.id: item for item in (answer if finder.many else [answer]) if item is not None}
        items = here if items is None else {id: item for id, item in items.items() if id in here}
    return list((items or {}).values())


def _up_to_date(wanted: Wanted[T], found: T) -> Steps[T]:
    update = wanted.what.update
    assert update is not None
    taken = cast("Body", update.body).names()
    others = [name for name in wanted.fields if name not in wanted.match and _differs(wanted, found, name)]
    fixed = [name for name in others if name not in taken and name in wanted.what.match]
    if fixed:
        name = fixed[0]
        raise ValueError(
            f"{name} of {getattr(found, 'id', '')} is {show_value(name, getattr(found, name))} and not "
            f"{show_value(name, wanted.fields[name])}, and "
            "Apple has no way to change it: leave it out, or delete the resource first"
        )
    changes = {name: wanted.fields[name] for name in others if name in taken}
    if not changes:
        return found
    changed: T = yield Ask(update.update(cast("Resource", found).id, **changes))
    return changed


def _differs(wanted: Wanted[Any], found: Any, name: str) -> bool:
    """Whether a field is another one; what Apple does not show, such as a secret, may always be."""
    if name in wanted.ends:
        identifiers = found.relationships[name].identifiers if name in found.relationships else None
        return name not in wanted.what.finders and [item.id for item in identifiers or ()] != [wanted.ends[name]]
    if name not in wanted.what.match:
        return True
    return bool(getattr(found, name) != getattr(wanted.model, name))


def _checked_match(what: Ensure[Any], match: str | Iterable[str], fields: Mapping[str, Any]) -> list[str]:
    names = [match] if isinstance(match, str) else list(match)
    for name in names:
        if name not in what.match:
            raise ValueError(f"ensure can match on {_either(what.match)}, not on {name!r}")
        if fields.get(name) is None:
            raise TypeError(f"ensure is to match on {name}: pass {name}=")
    if not names:
        raise ValueError(f"ensure needs what to match on: one or several of {_either(what.match)}")
    return names


def _exists(value: object) -> bool:
    # An inline create has no id of Apple's yet.
    from .._jsonapi.linkage import InlineCreate

    return value is not None and not isinstance(value, InlineCreate)


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)
