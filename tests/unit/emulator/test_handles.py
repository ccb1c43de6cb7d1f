"""Resources by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from asc_sdk.emulator import Emulator


def test_dates_are_written_as_apple_writes_them(emulator: Emulator) -> None:
    build = emulator.add("builds", uploaded_date=datetime(2026, 3, 1, 9, tzinfo=UTC))
    assert build.attributes == {"uploadedDate": "2026-03-01T09:00:00+00:00"}


def test_a_relationship_takes_ids_resources_and_lists_of_them(emulator: Emulator) -> None:
    app = emulator.add("apps", "1")
    one, two = emulator.add("builds", "a", app=app), emulator.add("builds", "b", app="1")
    group = emulator.add("betaGroups", builds=[one, "b"], app=app)
    assert list(group.all("builds")) == [one, two]
    assert list(emulator.add("betaGroups", builds=one).all("builds")) == [one]
    assert emulator.add("builds", app=None).one("app") is None


def test_anything_with_an_id_will_do(emulator: Emulator) -> None:
    class Resource:
        id = "1"

    emulator.add("apps", "1")
    app = emulator.add("builds", app=Resource()).one("app")
    assert app is not None
    assert repr(app) == "<App 1>"


def test_a_field_that_is_not_there_names_those_that_are(emulator: Emulator) -> None:
    with pytest.raises(ValueError, match=r"Device has no field 'colour'; it has .*added_date, .*udid"):
        emulator.add("devices", colour="red")
