"""Finds what was renamed among what is gone and what is new: the most alike first, each at most once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import SequenceMatcher


def pairs(
    gone: Collection[str], fresh: Collection[str], likeness: Callable[[str, str], float], least: float
) -> dict[str, str]:
    """Old names with their new ones.

    Args:
        gone: Names that only the old side has.
        fresh: Names that only the new side has.
        likeness: From 0 to 1, the same in both directions.
        least: Below it, two are not the same thing under another name.
    """
    scored = [(likeness(old, new), old, new) for old in gone for new in fresh]
    # Ties are settled by the names alone, so that the way back finds the same pairs.
    scored = [item for item in scored if item[0] >= least]
    scored.sort(key=lambda item: (-item[0], sorted(item[1:])))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, old, new in scored:
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return found


def overlap(one: Collection[object], other: Collection[object]) -> float:
    """The share of what both have in all that they have; 0 for two empty ones."""
    whole = set(one) | set(other)
    return len(set(one) & set(other)) / len(whole) if whole else 0.0


def alike(one: str, other: str) -> float:
    """How much of two names is the same, in letters."""
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def split(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[list[str], list[str], list[str]]:
    """The names of both, of the old side only and of the new side only, each in its side's order."""
    both = [name for name in new if name in old]
    return both, [name for name in old if name not in new], [name for name in new if name not in old]
