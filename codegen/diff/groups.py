"""Findings → groups: what many places have in common is said once, and what belongs together stands together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import get_args

from attrs import evolve

from .changes import Change, Finding, Group, Kind, What
from .enumerations import HOME as ENUMERATIONS
from .sides import METRICS, SHARED, Sides

_WHATS: tuple[str, ...] = get_args(What)
_KINDS: tuple[str, ...] = get_args(Kind)
SEVERAL = "several"
_TITLES = {
    SEVERAL: "Several resources",
    METRICS: "Metrics",
    SHARED: "Nested objects that several resources share",
    ENUMERATIONS: "Names of enumerations in asc_sdk.models",
}


def grouped(sides: Sides, findings: Iterable[Finding]) -> tuple[Group, ...]:
    """The groups: those of the client's attributes, of classes without one, and of no one resource; each by name."""
    by_home: dict[str, list[Change]] = defaultdict(list)
    for home, change in _merged(_gathered(sides, findings)):
        by_home[home].append(change)
    classes: dict[str, list[str]] = defaultdict(list)
    for sdk in (sides.new, sides.old):
        for item in sdk.resources:
            home = sides.homes[item.name]
            if item.name not in classes[home]:
                classes[home].append(item.name)
    attributes = {client.attribute for sdk in (sides.old, sides.new) for client in sdk.clients}
    own = sorted(by_home.keys() - _TITLES.keys(), key=lambda name: (name not in attributes, name))
    names = [*own, *(name for name in _TITLES if name in by_home)]
    return tuple(
        Group(
            name,
            _TITLES.get(name, f"asc.{name}" if name in attributes else name),
            tuple(classes[name]) if name in attributes else (),
            tuple(sorted(by_home[name], key=_order)),
        )
        for name in names
    )


def _order(change: Change) -> tuple[bool, int, int, str, tuple[str, ...]]:
    return not change.breaking, _WHATS.index(change.what), _KINDS.index(change.kind), change.name, change.places


def _gathered(sides: Sides, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, the same change of one enumeration brought to one group."""
    findings = list(findings)
    homes: dict[Change, dict[str, None]] = defaultdict(dict)
    for finding in findings:
        if any(finding.aliases):
            homes[_without_place(finding.change)][finding.home] = None
    owners = _owners(sides)
    gathered: list[Finding] = []
    for finding in findings:
        found = homes.get(_without_place(finding.change), {})
        if any(finding.aliases) and len(found) > 1:
            finding = finding.at(_owner(finding, found, owners))
        gathered.append(finding)
    return gathered


def _owner(finding: Finding, homes: Mapping[str, None], owners: Mapping[str, str]) -> str:
    """The group whose resource the parameter `fields_…` is about; else that of none."""
    about = owners.get(finding.change.name, "")
    return about if about else SEVERAL


def _owners(sides: Sides) -> dict[str, str]:
    owners: dict[str, str] = {}
    kinds = {item.type: sides.homes[item.name] for sdk in (sides.old, sides.new) for item in reversed(sdk.resources)}
    for sdk in (sides.old, sides.new):
        for client in sdk.clients:
            for method in client.methods:
                for parameter in method.parameters:
                    kind, _, inner = parameter.wire.partition("[")
                    if kind == "fields" and inner.rstrip("]") in kinds:
                        owners[parameter.name] = kinds[inner.rstrip("]")]
    return owners


def _merged(findings: Iterable[Finding]) -> list[tuple[str, Change]]:
    """Each change once, with all its places."""
    places: dict[tuple[str, Change], dict[str, None]] = defaultdict(dict)
    for finding in findings:
        places[finding.home, _without_place(finding.change)].update(dict.fromkeys(finding.change.places))
    return [(home, evolve(change, places=tuple(sorted(found)))) for (home, change), found in places.items()]


def _without_place(change: Change) -> Change:
    return evolve(change, places=())
