"""Texts that must have a form."""

from __future__ import annotations

import pytest

from asc_sdk.emulator.formats import malformed


@pytest.mark.parametrize(
    ("type", "name", "value", "fits"),
    [
        ("bundleIds", "identifier", "com.example.app", True),
        ("bundleIds", "identifier", "com.example.*", True),
        ("bundleIds", "identifier", "com.example app", False),
        ("bundleIds", "identifier", "com..example", False),
        # Only a bundle id's identifier is one.
        ("scmProviders", "identifier", "any text", True),
        ("betaTesters", "email", "a+b@example.com", True),
        ("betaTesters", "email", "a@b", False),
        ("appInfoLocalizations", "locale", "zh-Hans", True),
        ("appInfoLocalizations", "locale", "English please", False),
        ("appInfoLocalizations", "locale", None, True),
        ("devices", "udid", "00008120-001A2B3C4D5E6F70", True),
        ("devices", "udid", "my phone", False),
    ],
)
def test_a_text(type: str, name: str, value: str | None, fits: bool) -> None:
    assert [problem.pointer for problem in malformed(type, {name: value}, "/data")] == (
        [] if fits else [f"/data/attributes/{name}"]
    )
