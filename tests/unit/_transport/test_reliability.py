"""docs/reliability.md says what really happens, with every kind of connection."""

from __future__ import annotations

import pytest

from tests.unit._transport.reliability import FAULTS, FOOT, HEAD, PAGE, Fault, row
from tests.unit._transport.wires import Wire


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_the_page_says_what_happens(fault: Fault, wire: Wire) -> None:
    cells = row(fault, wire)
    assert f"| {fault.name} | {' | '.join(cells)} |" in PAGE.read_text(encoding="utf-8").splitlines()


def test_the_page_is_whole_and_has_no_other_row() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.startswith(HEAD)
    assert text.endswith(FOOT)
    assert text.count("\n|") == len(FAULTS) + 2
