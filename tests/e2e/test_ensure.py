"""`ensure` on every client attribute that has it, against the emulator: made once, found the second time."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from asc_sdk import AppStoreConnect
from asc_sdk._endpoint import Ensure
from asc_sdk.api import _operations as table
from asc_sdk.emulator import Emulator
from tests.clients import Client
from tests.e2e.every import Every
from tests.surface.apple import Apple
from tests.surface.arguments import FORMS, Arguments
from tests.surface.cases import Case, Cases

APP = "6446000001"
CREATES = {record.client: record for record in table.OPERATIONS if record.name == "create"}


def specification(endpoint: Any, path: str) -> Ensure[Any]:
    """What an attribute's `ensure` knows: a constant of its module."""
    module: dict[str, Any] = vars(sys.modules[type(endpoint).__module__])
    return next(module[name] for name in module if name.endswith("_ENSURE") and module[name].create.path == path)


def test_what_is_made_is_found_again_by_every_attribute_that_has_it(apple: Apple) -> None:
    tried, wrong = 0, list[str]()
    with Emulator(seed=None) as emulator, AppStoreConnect(emulator.key, base_url=emulator.url) as asc:
        every = Every(apple, emulator)
        for client, record in CREATES.items():
            endpoint = getattr(asc, client)
            if not hasattr(endpoint, "ensure"):
                continue
            tried += 1
            what = specification(endpoint, record.path)
            fields = sample(apple, every, record)
            # Two schemas share a type: the path says which one the other end is.
            fields |= {name: every.owner(finder.path).id for name, finder in what.finders.items() if name in fields}
            match = [name for name in telling(record) if name in what.match and name in fields] or [what.match[0]]
            try:
                made = endpoint.ensure(match, **fields)
                again = endpoint.ensure(match, **fields)
            except Exception as error:
                wrong.append(f"{client}.ensure({match}): {error!r}")
                continue
            if made.id != again.id:
                wrong.append(f"{client}.ensure({match}): {made.id} and then {again.id}")
    assert wrong == []
    assert tried > 90


def telling(record: table.Operation) -> list[str]:
    """What tells one from another: texts, and to-one relationships. Members of enumerations do not."""
    assert record.body is not None
    texts = [one.name for one in record.body.attributes if one.type == "string"]
    return [*texts, *(one.name for one in record.body.relationships if not one.many)]


def sample(apple: Apple, every: Every, record: table.Operation) -> dict[str, Any]:
    """Arguments of a create, with ids that exist in the emulator."""
    operation = apple.operations[record.id]
    cases = {case.name: case for case in Cases(apple).of(operation)}
    case = cases.get("all", cases["least"])
    filled = Case(case.name, None, {}, every.body(operation, case.body))
    return Arguments(apple, record, operation.body, FORMS[0]).of(filled)[1]


def test_the_one_that_matches_is_given(asc: Client, emulator: Emulator) -> None:
    made = asc.run(lambda asc: asc.beta_groups.create(name="Beta", app=APP))
    asc.run(lambda asc: asc.beta_groups.create(name="Beta two", app=APP))
    found = asc.run(lambda asc: asc.beta_groups.ensure("name", name="Beta", app=APP))
    assert found.id == made.id


def test_another_apps_is_another_one(asc: Client, emulator: Emulator) -> None:
    other = emulator.add("apps", bundleId="com.example.other", name="Other", sku="other", primaryLocale="en-US")
    made = asc.run(lambda asc: asc.beta_groups.create(name="Beta", app=other.id))
    found = asc.run(lambda asc: asc.beta_groups.ensure("name", name="Beta", app=APP))
    assert found.id != made.id


def test_the_other_fields_are_brought_up_to_date(asc: Client) -> None:
    made = asc.run(lambda asc: asc.beta_groups.create(name="Beta", app=APP, public_link_limit=10))
    kept = asc.run(lambda asc: asc.beta_groups.ensure("name", name="Beta", app=APP, public_link_limit=20))
    assert (kept.id, kept.public_link_limit) == (made.id, 10)
    changed = asc.run(
        lambda asc: asc.beta_groups.ensure("name", name="Beta", app=APP, public_link_limit=20, update=True)
    )
    assert (changed.id, changed.public_link_limit) == (made.id, 20)


def test_a_localization_is_found_through_its_version(asc: Client) -> None:
    version = asc.items(lambda asc: asc.apps.list_app_store_versions(APP))[0]
    first = asc.run(
        lambda asc: asc.app_store_version_localizations.ensure("locale", locale="fi", app_store_version=version)
    )
    second = asc.run(
        lambda asc: asc.app_store_version_localizations.ensure(
            "locale", locale="fi", app_store_version=version, whats_new="Parempi", update=True
        )
    )
    assert first.id == second.id
    assert second.whats_new == "Parempi"


def test_two_that_match_are_an_error(asc: Client, emulator: Emulator) -> None:
    for _ in range(2):
        emulator.add("devices", name="Phone", platform="IOS", udid="00008120-1")
    with pytest.raises(LookupError, match="more than one item of the list has name='Phone'"):
        asc.run(lambda asc: asc.devices.ensure("name", name="Phone", platform="IOS", udid="00008120-2"))
