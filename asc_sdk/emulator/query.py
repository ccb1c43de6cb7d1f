"""Which resources a list holds, and in what order: filter, exists, sort."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from .json_types import is_list
from .ordered import sort_key
from .schema import kinds_of_type
from .store import filter_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from .parameters import Query
    from .store import Record, Store

    Test = Callable[[Record], bool]

# Apple's bundle id filters find longer ids too.
_LOOSE = frozenset([("apps", "bundleId"), ("bundleIds", "identifier")])
_REMEMBERED = 64


class Lists:
    """Answers lists from the store; one that was worked out holds until the store changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = -1
        self._known: OrderedDict[object, list[Record]] = OrderedDict()

    def select(self, type: str, query: Query, within: tuple[Record, str] | None = None) -> Collection[Record]:
        """The resources of a type, or those that an edge leads to, that a query asks for, in its order.

        Args:
            type: the JSON:API type of the list.
            query: filters, exists and sort; the rest is not looked at.
            within: a resource and the name of its edge: only what it leads to is listed.
        """
        everything = self._store.of_type(type).values() if within is None else within[0].all(within[1]).keys()
        if not (query.filters or query.exists or query.sort):
            return everything
        if within is None and len(query.sort) == 1 and not (query.filters or query.exists):
            name = query.sort[0].lstrip("-")
            if any(name in kind.attributes for kind in kinds_of_type(type)):
                return self._store.ordered(type, name).view(descending=query.sort[0].startswith("-"))
        key = (type, within, *(tuple(sorted(part.items())) for part in (query.filters, query.exists)), query.sort)
        if self._version != self._store.version:
            self._version = self._store.version
            self._known.clear()
        if key not in self._known:
            while len(self._known) >= _REMEMBERED:
                self._known.popitem(last=False)
            self._known[key] = self._work_out(type, everything, query, narrow=within is None)
        return self._known[key]

    def _work_out(self, type: str, everything: Collection[Record], query: Query, *, narrow: bool) -> list[Record]:
        found: Iterable[Record] = everything
        if narrow:
            for name, values in query.filters.items():
                fewer = self._indexed(type, name, values)
                if fewer is not None:
                    found = fewer
                    break
        tests = [_filter(type, name, values) for name, values in query.filters.items()]
        tests += [_exists(name, wanted) for name, wanted in query.exists.items()]
        chosen = [record for record in found if all(test(record) for test in tests)]
        for name in reversed(query.sort):
            # Stable, so the last key first; nulls are last either way.
            chosen.sort(key=_sort_key(name.lstrip("-")), reverse=name.startswith("-"))
            chosen.sort(key=_is_null(name.lstrip("-")))
        return chosen

    def _indexed(self, type: str, name: str, values: tuple[str, ...]) -> list[Record] | None:
        """What a filter finds through an index, in the store's order; None where there is no index for it."""
        store = self._store
        if name == "id":
            return [record for value in values if (record := store.get(type, value)) is not None]
        kinds = kinds_of_type(type)
        if any(name in kind.edges for kind in kinds):
            targets = [
                target
                for leading in dict.fromkeys(
                    other for kind in kinds if name in kind.edges for other in kind.edges[name].types
                )
                for value in values
                if (target := store.get(leading, value)) is not None
            ]
            found = [record for target in targets for record in target.incoming.get((type, name), ())]
            return sorted(dict.fromkeys(found), key=lambda record: record.number)
        if (type, name) in _LOOSE:
            order = store.ordered(type, name)
            starting = dict.fromkeys(record for value in values for record in order.starting(value))
            return sorted(starting, key=lambda record: record.number)
        if any(name in kind.attributes for kind in kinds):
            return list(dict.fromkeys(record for value in values for record in store.having(type, name, value)))
        return None


def _filter(type: str, name: str, values: tuple[str, ...]) -> Test:
    """A test for one filter; several values are alternatives."""
    wanted = frozenset(values)
    if name == "id":
        return lambda record: record.id in wanted
    head, _, tail = name.partition(".")
    if tail:
        inner: dict[str, Test] = {}

        def through(record: Record) -> bool:
            return any(
                inner.setdefault(target.type, _filter(target.type, tail, values))(target) for target in record.all(head)
            )

        return through
    kinds = kinds_of_type(type)
    if any(name in kind.edges for kind in kinds):
        return lambda record: any(target.id in wanted for target in record.all(name))
    if (type, name) in _LOOSE:
        return lambda record: str(record.attributes.get(name, "")).startswith(values)
    if any(name in kind.attributes for kind in kinds):
        return lambda record: _holds(record.attributes.get(name), wanted)
    return _special(name, values)


def _special(name: str, values: tuple[str, ...]) -> Test:
    """Filters that are called like nothing the resource has."""
    for ending, test in _COMPARED.items():
        if name.endswith(ending):
            attribute = name.removesuffix(ending)
            return lambda record: test(str(record.attributes.get(attribute, "")), values[0])
    edge_through = {"territory": "prices"}.get(name)
    if edge_through is not None:
        return lambda record: any(
            target.id in values for price in record.all(edge_through) for target in price.all(name)
        )
    if name == "canBeSubmitted":
        return lambda record: filter_text(record.attributes.get("state") == "READY_TO_SUBMIT") in values
    owner = _OWNERS.get(name)
    if owner is not None:
        return lambda record: any(other.id in values for other in record.incoming.get(owner, ()))
    # What no resource of Apple's tells of itself narrows nothing: the plan (planType) and the upfront price
    # (upfrontPricePointId) of a subscription's price point, the locale and the platform of a search keyword.
    return lambda record: True


# Filter → the type and the list of what has the resource, where the resource itself does not tell.
_OWNERS = {"inAppPurchaseV2": ("inAppPurchases", "pricePoints"), "subscription": ("subscriptions", "pricePoints")}


_COMPARED: Mapping[str, Callable[[str, str], bool]] = {
    "GreaterThanOrEqualTo": lambda left, right: left >= right,
    "LessThan": lambda left, right: left < right,
}


def _holds(value: Any, wanted: frozenset[str]) -> bool:
    if value is None:
        return False
    if is_list(value):
        return any(filter_text(entry) in wanted for entry in value)
    return filter_text(value) in wanted


def _exists(name: str, wanted: bool) -> Test:
    return lambda record: (bool(record.all(name)) or record.attributes.get(name) is not None) == wanted


def _value(record: Record, name: str) -> Any:
    """What a sort goes by: an attribute, or the version (else id) of what an edge leads to."""
    if name in record.kind.edges:
        target = record.one(name)
        return None if target is None else target.attributes.get("version", target.id)
    return record.id if name == "id" else record.attributes.get(name)


def _is_null(name: str) -> Test:
    return lambda record: _value(record, name) is None


def _sort_key(name: str) -> Callable[[Record], tuple[Any, ...]]:
    return lambda record: sort_key(name, _value(record, name))
