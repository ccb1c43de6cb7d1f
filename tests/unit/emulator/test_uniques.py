"""What may be there once."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.schema import kinds_of_type
from asc_sdk.emulator.uniques import KEYS, keys_of
from tests.unit.emulator.asking import Asker, resource

DUPLICATE = "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"


@pytest.fixture
def asker(emulator: Emulator) -> Asker:
    """Two apps, the first with a group."""
    emulator.add("apps", "1")
    emulator.add("apps", "2")
    emulator.add("betaGroups", "g", name="QA", app="1")
    return Asker(emulator)


def test_the_table_has_names_of_the_document() -> None:
    for type, keys in KEYS.items():
        for kind in kinds_of_type(type):
            names = kind.attributes.keys() | kind.edges.keys()
            # Of a type's two kinds one may lack a part: then the key says nothing about it.
            if kind is kinds_of_type(type)[-1]:
                assert {name for key in keys for name in key} <= names, type
            assert all(key[-1] not in kind.edges for key in keys)


def test_a_localization_is_there_once_for_each_locale() -> None:
    (kind,) = kinds_of_type("appInfoLocalizations")
    assert keys_of(kind) == (("appInfo", "locale"),)


def test_a_name_is_taken_within_its_app(asker: Asker) -> None:
    again = resource("betaGroups", {"name": "QA"}, {"app": ("apps", "1")})
    assert asker.errors("POST", "/v1/betaGroups", again) == [(DUPLICATE, "/data/attributes/name")]
    elsewhere = resource("betaGroups", {"name": "QA"}, {"app": ("apps", "2")})
    assert asker.ask("POST", "/v1/betaGroups", elsewhere)[0] == 201


def test_an_update_to_a_taken_name(asker: Asker, emulator: Emulator) -> None:
    emulator.add("betaGroups", "h", name="Friends", app="1")
    rename = resource("betaGroups", {"name": "QA"}, id="h")
    assert asker.errors("PATCH", "/v1/betaGroups/h", rename) == [(DUPLICATE, "/data/attributes/name")]


def test_an_update_to_its_own_name(asker: Asker) -> None:
    assert asker.ask("PATCH", "/v1/betaGroups/g", resource("betaGroups", {"name": "QA"}, id="g"))[0] == 200


def test_a_version_is_refused_with_two_errors(asker: Asker, emulator: Emulator) -> None:
    emulator.add("appStoreVersions", version_string="1.0", platform="IOS", app="1")
    again = resource("appStoreVersions", {"versionString": "1.0", "platform": "IOS"}, {"app": ("apps", "1")})
    _, document = asker.ask("POST", "/v1/appStoreVersions", again)
    assert [error["code"] for error in document["errors"]] == ["ENTITY_ERROR.RELATIONSHIP.INVALID", DUPLICATE]
    other = resource("appStoreVersions", {"versionString": "1.0", "platform": "MAC_OS"}, {"app": ("apps", "1")})
    assert asker.ask("POST", "/v1/appStoreVersions", other)[0] == 201
