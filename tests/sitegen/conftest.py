"""The reference as the site shows it: read once a process."""

from __future__ import annotations

from functools import cache

import pytest

from sitegen.read import read_surface
from sitegen.site import reference_files
from sitegen.surface import Surface

_surface = cache(read_surface)
_files = cache(lambda: reference_files(_surface()))


@pytest.fixture
def surface() -> Surface:
    return _surface()


@pytest.fixture
def reference() -> dict[str, str]:
    """Every page and data file of the reference, by place."""
    return _files()
