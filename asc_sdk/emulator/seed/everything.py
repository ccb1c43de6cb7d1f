"""One resource of each kind that the other seeds leave out: every operation finds something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fakes import fake_attributes
from ..schema import Edge, Kind, kinds

if TYPE_CHECKING:
    from ..store import Record
    from .planting import Planter


def plant(planter: Planter) -> None:
    """Fill the gaps: kinds without a resource first, then edges that lead nowhere."""
    firsts: dict[str, Record] = {}
    for kind in kinds().values():
        found = next((record for record in planter.all(kind.type) if record.kind is kind), None)
        firsts[kind.name] = found or planter.store.add(kind, fake_attributes(kind))
    for kind in kinds().values():
        for edge in kind.edges.values():
            _fill(planter, firsts, kind, edge)


def _fill(planter: Planter, firsts: dict[str, Record], kind: Kind, edge: Edge) -> None:
    """Let an empty edge of a kind's first resource lead to the first one of what it leads to."""
    record, target = firsts[kind.name], firsts.get(edge.target)
    # An edge that only a create writes (a template) says nothing about what is there.
    if target is None or target is record or record.all(edge.name) or not (edge.shown or edge.inverse):
        return
    back = edge.inverse
    if back is None or back.many or not target.all(back.name):
        planter.store.link(record, edge, target)
