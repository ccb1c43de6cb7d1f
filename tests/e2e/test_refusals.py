"""What the emulator refuses, and how the clients tell it."""

from __future__ import annotations

from typing import Any, cast

import pytest

from asc_sdk import (
    ApiKey,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
)
from asc_sdk.emulator import Emulator
from tests.clients import Client

APP = "6446000001"


def test_a_related_resource_that_is_not_there(asc: Client) -> None:
    with pytest.raises(ConflictError) as caught:
        asc.run(lambda asc: asc.beta_groups.create(name="QA", app="no-such-app"))
    assert list(caught.value.codes) == ["ENTITY_ERROR.RELATIONSHIP.INVALID"]
    assert caught.value.errors[0].pointer == "/data/relationships/app/data"
    assert caught.value.request_id


def test_a_duplicate_bundle_id(asc: Client) -> None:
    with pytest.raises(ConflictError) as caught:
        asc.run(lambda asc: asc.bundle_ids.create(name="Again", identifier="com.example.app", platform="IOS"))
    assert caught.value.has_code("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE")


def test_a_duplicate_version_tells_the_reason_second(asc: Client) -> None:
    with pytest.raises(ConflictError) as caught:
        asc.run(lambda asc: asc.app_store_versions.create(platform="IOS", version_string="1.0", app=APP))
    assert list(caught.value.codes) == ["ENTITY_ERROR.RELATIONSHIP.INVALID", "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"]


def test_a_duplicate_locale(asc: Client) -> None:
    info, *_ = asc.items(lambda asc: asc.apps.list_app_infos(APP))
    with pytest.raises(ConflictError) as caught:
        asc.run(lambda asc: asc.app_info_localizations.create(locale="de-DE", name="Beispiel", app_info=info))
    assert caught.value.errors[0].pointer == "/data/attributes/locale"


def test_everything_that_is_wrong_is_told_at_once(asc: Client) -> None:
    wrong = cast("Any", "TOASTER")
    with pytest.raises(ConflictError) as caught:
        asc.run(lambda asc: asc.bundle_ids.create(name=cast("Any", 7), identifier="no spaces please", platform=wrong))
    assert {error.pointer for error in caught.value.errors} == {
        "/data/attributes/name",
        "/data/attributes/identifier",
        "/data/attributes/platform",
    }


def test_an_enumeration_of_a_query_is_closed(asc: Client) -> None:
    with pytest.raises(BadRequestError) as caught:
        asc.run(lambda asc: asc.apps.list(sort=cast("Any", "age"), include=cast("Any", ["friends"])))
    assert [(error.code, error.parameter) for error in caught.value.errors] == [
        ("PARAMETER_ERROR.INVALID", "sort"),
        ("PARAMETER_ERROR.INVALID", "include"),
    ]


def test_a_limit_beyond_the_most(asc: Client) -> None:
    with pytest.raises(BadRequestError, match="from 1 to 200"):
        asc.run(lambda asc: asc.apps.list(limit=201))


def test_an_unknown_id(asc: Client) -> None:
    with pytest.raises(NotFoundError, match="no resource of type 'builds' with id 'nope'"):
        asc.run(lambda asc: asc.builds.get("nope"))


def test_a_key_of_somebody_else(client: Client, emulator: Emulator, api_key: ApiKey) -> None:
    client.options(key=api_key, base_url=emulator.url)
    with pytest.raises(AuthenticationError) as caught:
        client.run(lambda asc: asc.apps.list())
    assert list(caught.value.codes) == ["NOT_AUTHORIZED"]


def test_an_individual_key_has_no_provisioning(client: Client, emulator: Emulator) -> None:
    client.options(key=emulator.make_key("INDIVIDUAL", issuer_id=None), base_url=emulator.url)
    assert client.run(lambda asc: asc.apps.get(APP)).name == "Example"
    with pytest.raises(PermissionDeniedError):
        client.run(lambda asc: asc.devices.list())
