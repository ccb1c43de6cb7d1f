"""The cycle collector is quiet inside, and afterwards as it was."""

from __future__ import annotations

import contextlib
import gc

import pytest

from codegen.collector import paused


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_is_left_as_it_was(collecting: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        with contextlib.suppress(ValueError), paused():
            assert not gc.isenabled()
            raise ValueError
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if was else gc.disable)()
