"""Objects and lists of JSON."""

from __future__ import annotations

from typing import Any

import pytest

from asc_sdk.emulator.json_types import as_object, is_list, is_object


@pytest.mark.parametrize("value", [{}, {"a": 1}, [], [1], "text", 1, True, None])
def test_what_is_what(value: Any) -> None:
    assert is_list(value) == (type(value) is list)
    assert is_object(value) == (type(value) is dict)
    assert as_object(value) == (value if type(value) is dict else {})
