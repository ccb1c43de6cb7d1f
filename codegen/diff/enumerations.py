"""The names of enumerations, which people import from `asc_sdk.models`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from .changes import Change, Finding
from .matching import pairs, split
from .sides import Sides

HOME = "literals"


def compare_enumerations(sides: Sides, found: Iterable[Finding]) -> Iterator[Finding]:
    """Names added, removed and renamed; changes of members are told where the enumeration is used.

    Args:
        sides: Both models.
        found: The changes at those places.
    """
    old, new = sides.old_aliases, sides.new_aliases
    both, gone, fresh = split(old, new)
    told = {finding.aliases for finding in found if any(finding.aliases)}
    together = Counter(finding.aliases for finding in found)

    def likeness(one: str, other: str) -> float:
        if set(old[one]) == set(new[other]):
            return 2.0
        return 1.0 - 1.0 / (1 + together[one, other])

    renamed = pairs(gone, fresh, likeness, 0.5)
    for name in gone:
        if name in renamed:
            yield _finding(Change("enumeration", "renamed", renamed[name], (), name, renamed[name], breaking=True))
        else:
            yield _finding(Change("enumeration", "removed", name, breaking=True))
    for name in fresh:
        if name not in renamed.values():
            yield _finding(Change("enumeration", "added", name))
    for name in both:
        added = tuple(member for member in new[name] if member not in old[name])
        removed = tuple(member for member in old[name] if member not in new[name])
        # The name went to another set: whoever annotates with it means the one before.
        if (added or removed) and (name, name) not in told:
            change = Change("enumeration", "members", name, (), added=added, removed=removed, breaking=bool(removed))
            yield _finding(change)


def _finding(change: Change) -> Finding:
    return Finding(HOME, change)
