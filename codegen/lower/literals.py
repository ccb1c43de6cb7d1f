"""Enumerations: one alias for each distinct set of members, with a short name from the field.

The document repeats its enumerations, so a name can be chosen only when all uses are known: lowering runs once with
`Uses`, which collects them, and once with `Aliases`, which knows the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from attrs import frozen

from ..errors import NoRuleError
from ..sdk_model import LiteralAlias

Members = frozenset[str]

# Ranks: a lower one is a better claim to a name.
SCHEMA = 0
ATTRIBUTE = 1
PARAMETER = 2


@frozen(order=True)
class Candidate:
    """A name that a use proposes; a lower `rank` is a better claim to it."""

    rank: int
    name: str


class Enumerations(Protocol):
    """What lowering asks for the alias of an enumeration."""

    def alias(self, members: Sequence[str], candidates: Sequence[Candidate], shared: str, place: str) -> str:
        """The name of the alias that holds these members."""
        ...


class Uses:
    """Collects the uses of every enumeration."""

    def __init__(self) -> None:
        self._members: dict[Members, tuple[str, ...]] = {}
        self._candidates: dict[Members, list[Sequence[Candidate]]] = defaultdict(list)
        self._shared: dict[Members, str] = {}
        self._places: dict[Members, str] = {}

    def alias(self, members: Sequence[str], candidates: Sequence[Candidate], shared: str, place: str) -> str:
        """Notes the use; the name is not known yet, so the members stand for it."""
        key = frozenset(members)
        self._members.setdefault(key, tuple(members))
        self._places.setdefault(key, place)
        self._candidates[key].append(candidates)
        if shared:
            self._shared[key] = min(shared, self._shared.get(key, shared))
        return "|".join(sorted(key))

    def named(self, taken: Iterable[str]) -> Aliases:
        """Gives every enumeration its name.

        A set that several places use is named by the best claim; two sets that claim one name are settled by rank,
        number of uses and members, and the loser takes its next claim.

        Args:
            taken: Names that classes have already.

        Raises:
            NoRuleError: where an enumeration runs out of claims.
        """
        names: dict[Members, str] = {}
        used = set(taken)
        waiting = {key: _claims(uses, self._shared.get(key, "")) for key, uses in self._candidates.items()}
        while waiting:
            claims: dict[str, list[tuple[Candidate, int, tuple[str, ...], Members]]] = defaultdict(list)
            for key, candidates in waiting.items():
                while candidates and candidates[0].name in used:
                    candidates.pop(0)
                if not candidates:
                    members = ", ".join(sorted(key)[:5])
                    missing = f"a name for the enumeration of {members:.80}…: all that its places propose are taken"
                    raise NoRuleError(self._places[key], missing, "codegen/lower/literals.py")
                best = candidates[0]
                claims[best.name].append((best, -len(self._candidates[key]), tuple(sorted(key)), key))
            for name, claimants in claims.items():
                winner = min(claimants)[-1]
                names[winner] = name
                used.add(name)
                del waiting[winner]
        return Aliases({key: LiteralAlias(names[key], members) for key, members in self._members.items()})


class Aliases:
    """The aliases with their names."""

    def __init__(self, by_members: Mapping[Members, LiteralAlias]) -> None:
        self._by_members = by_members

    def alias(self, members: Sequence[str], candidates: Sequence[Candidate], shared: str, place: str) -> str:
        """The name of the alias that holds these members."""
        return self._by_members[frozenset(members)].name

    def all(self) -> tuple[LiteralAlias, ...]:
        """Every alias, by name."""
        return tuple(sorted(self._by_members.values(), key=lambda alias: alias.name))


def _claims(uses: Iterable[Sequence[Candidate]], shared: str) -> list[Candidate]:
    """All claims of the uses, first choices before second ones, the best rank first.

    Where parameters of several resources have the same members, no one's name fits the others: then the shared one.
    """
    ordered: dict[str, tuple[int, Candidate]] = {}
    for candidates in uses:
        for choice, candidate in enumerate(candidates):
            known = ordered.get(candidate.name)
            if known is None or (choice, candidate) < known:
                ordered[candidate.name] = (choice, candidate)
    ranked = sorted(ordered.values(), key=lambda item: (item[0], item[1].rank, len(item[1].name), item[1].name))
    claims = [candidate for _, candidate in ranked]
    disagree = sum(choice == 0 for choice, _ in ordered.values()) > 1
    return [Candidate(PARAMETER, shared), *claims] if shared and disagree and claims[0].rank >= PARAMETER else claims
