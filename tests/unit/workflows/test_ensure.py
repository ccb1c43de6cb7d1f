"""`ensure`: what it sends, in what order, and what it refuses before anything is sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import pytest

from asc_sdk import APIConnectionError, ConflictError, PermissionDeniedError
from asc_sdk._jsonapi.match import the_only
from asc_sdk.models import AppStoreReviewDetail, BetaGroup, BundleId
from tests.clients import Client

LINKS = {"self": "https://api.appstoreconnect.apple.com/v1/x"}


def bundle_id(id: str = "1", **attributes: Any) -> dict[str, Any]:
    given = {"identifier": "com.example.app", "name": "Example", "platform": "IOS", **attributes}
    return {"type": "bundleIds", "id": id, "attributes": given}


def listed(*items: dict[str, Any]) -> dict[str, Any]:
    return {"data": list(items), "links": LINKS}


def refused(status: int, code: str) -> dict[str, Any]:
    return {"errors": [{"status": str(status), "code": code, "title": "No.", "detail": "No."}]}


def ensure(client: Client, **more: Any) -> BundleId:
    fields: dict[str, Any] = {"identifier": "com.example.app", "name": "Example", "platform": "IOS", **more}
    return client.run(lambda asc: asc.bundle_ids.ensure("identifier", **fields))


def sent(client: Client) -> list[str]:
    return [f"{request.method} {request.url.raw_path.decode()}" for request in client.requests]


LOOK = "GET /v1/bundleIds?filter[identifier]=com.example.app&limit=200"


def test_what_is_there_is_given_and_nothing_else_is_sent(client: Client) -> None:
    client.answer(listed(bundle_id("7")))
    assert ensure(client).id == "7"
    assert sent(client) == [LOOK]


def test_apples_filter_is_not_exact(client: Client) -> None:
    client.answer(listed(bundle_id("7", identifier="com.example.app.widget"), bundle_id("8")))
    assert ensure(client).id == "8"


def test_what_is_missing_is_created(client: Client) -> None:
    client.answer(listed(bundle_id("7", identifier="com.example.app.widget")))
    client.answer({"data": bundle_id("9"), "links": LINKS}, status=201)
    assert ensure(client).id == "9"
    assert sent(client) == [LOOK, "POST /v1/bundleIds"]


def test_all_pages_are_looked_at(client: Client) -> None:
    more = {**LINKS, "next": "https://api.appstoreconnect.apple.com/v1/bundleIds?cursor=Mg"}
    client.answer({"data": [bundle_id("1", identifier="com.example.app2")], "links": more})
    client.answer(listed(bundle_id("2")))
    assert ensure(client).id == "2"


def test_another_one_was_faster(client: Client) -> None:
    client.answer(listed())
    client.answer(refused(409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"), status=409)
    client.answer(listed(bundle_id("7")))
    assert ensure(client).id == "7"
    assert sent(client) == [LOOK, "POST /v1/bundleIds", LOOK]


def test_a_conflict_of_another_kind_is_raised_as_it_came(client: Client) -> None:
    client.answer(listed())
    client.answer(refused(409, "ENTITY_ERROR.ATTRIBUTE.INVALID"), status=409)
    client.answer(listed())
    with pytest.raises(ConflictError) as caught:
        ensure(client)
    assert caught.value.has_code("ENTITY_ERROR.ATTRIBUTE.INVALID")


def test_a_create_whose_answer_was_lost_is_looked_for_and_not_repeated(client: Client) -> None:
    client.answer(listed())
    client.wire.answer(httpx.ReadError("cut"))
    client.answer(listed(bundle_id("7")))
    assert ensure(client).id == "7"
    assert sent(client) == [LOOK, "POST /v1/bundleIds", LOOK]


def test_a_create_that_was_lost_and_left_nothing_says_that_it_may_have_happened(client: Client) -> None:
    client.answer(listed())
    client.wire.answer(httpx.ReadError("cut"))
    client.answer(listed())
    with pytest.raises(APIConnectionError) as caught:
        ensure(client)
    assert caught.value.may_have_happened


def test_what_apple_refuses_otherwise_is_raised_at_once(client: Client) -> None:
    client.answer(listed())
    client.answer(refused(403, "FORBIDDEN_ERROR"), status=403)
    with pytest.raises(PermissionDeniedError):
        ensure(client)
    assert len(client.requests) == 2


def test_more_than_one_is_an_error_that_names_them(client: Client) -> None:
    client.answer(listed(bundle_id("7"), bundle_id("8")))
    with pytest.raises(LookupError, match=r"identifier='com\.example\.app': '7' and '8' do"):
        ensure(client)


def test_a_password_shows_up_in_no_error() -> None:
    found = [AppStoreReviewDetail(id=id, demo_account_password="hunter2") for id in ("7", "8")]
    with pytest.raises(LookupError) as caught:
        the_only(found, {"demo_account_password": "hunter2"})
    assert "hunter2" not in str(caught.value)


class TestUpdate:
    def test_other_fields_are_left_alone_unless_asked(self, client: Client) -> None:
        client.answer(listed(bundle_id("7", name="Old")))
        assert ensure(client).name == "Old"

    def test_only_what_differs_is_sent(self, client: Client) -> None:
        client.answer(listed(bundle_id("7", name="Old")))
        client.answer({"data": bundle_id("7"), "links": LINKS})
        assert ensure(client, update=True).name == "Example"
        assert sent(client) == [LOOK, "PATCH /v1/bundleIds/7"]
        assert client.requests[1].read() == (b'{"data":{"type":"bundleIds","id":"7","attributes":{"name":"Example"}}}')

    def test_nothing_is_sent_where_nothing_differs(self, client: Client) -> None:
        client.answer(listed(bundle_id("7")))
        assert ensure(client, update=True).id == "7"
        assert len(client.requests) == 1

    def test_what_apple_cannot_change_is_refused(self, client: Client) -> None:
        client.answer(listed(bundle_id("7", platform="MAC_OS")))
        with pytest.raises(ValueError, match="platform of 7 is 'MAC_OS' and not 'IOS', and Apple has no way to change"):
            ensure(client, update=True)
        assert len(client.requests) == 1

    def test_a_date_given_as_text_is_the_same_as_one_that_came(self, client: Client) -> None:
        version = {
            "type": "appStoreVersions",
            "id": "7",
            "attributes": {
                "versionString": "1.2",
                "platform": "IOS",
                "earliestReleaseDate": "2026-11-30T09:00:00-08:00",
            },
        }
        client.answer(listed(version))
        moment = dt.datetime(2026, 11, 30, 17, tzinfo=dt.UTC)
        found = client.run(
            lambda asc: asc.app_store_versions.ensure(
                ("version_string", "platform"),
                version_string="1.2",
                platform="IOS",
                app="1",
                earliest_release_date=moment,
                update=True,
            )
        )
        assert found.id == "7"
        assert sent(client) == ["GET /v1/apps/1/appStoreVersions"]


class TestRefused:
    """Before anything is sent."""

    def group(self, client: Client, match: Any, **fields: Any) -> BetaGroup:
        return client.run(lambda asc: asc.beta_groups.ensure(match, **fields))

    def test_a_field_that_cannot_tell_one_from_another(self, client: Client) -> None:
        with pytest.raises(ValueError, match=r"ensure can match on name or .* not on 'bundle_id'"):
            self.group(client, "bundle_id", name="QA", app="1")

    def test_no_field_at_all(self, client: Client) -> None:
        with pytest.raises(ValueError, match="ensure needs what to match on: one or several of name or"):
            self.group(client, [], name="QA", app="1")

    def test_a_field_without_a_value(self, client: Client) -> None:
        with pytest.raises(TypeError, match="ensure is to match on public_link_limit: pass public_link_limit="):
            self.group(client, "public_link_limit", name="QA", app="1")

    def test_what_create_would_refuse(self, client: Client) -> None:
        with pytest.raises(TypeError, match="app takes a resource of type 'apps'"):
            self.group(client, "name", name="QA", app=7)

    def test_a_resource_that_is_found_from_another_one_and_no_other_one(self, client: Client) -> None:
        with pytest.raises(ValueError, match="from the other end of app_store_version_localization or"):
            client.run(
                lambda asc: asc.app_screenshot_sets.ensure(
                    "screenshot_display_type", screenshot_display_type="APP_DESKTOP"
                )
            )

    @pytest.fixture(autouse=True)
    def nothing_is_sent(self, client: Client) -> Any:
        yield
        assert client.requests == []


def test_a_parents_list_is_the_way_where_apple_has_no_list(client: Client) -> None:
    item = {"type": "appStoreVersionLocalizations", "id": "7", "attributes": {"locale": "de-DE"}}
    client.answer(listed({**item, "id": "6", "attributes": {"locale": "en-US"}}, item))
    found = client.run(
        lambda asc: asc.app_store_version_localizations.ensure("locale", locale="de-DE", app_store_version="V")
    )
    assert found.id == "7"
    assert sent(client) == ["GET /v1/appStoreVersions/V/appStoreVersionLocalizations"]


def test_the_one_that_a_parent_has_is_found_without_a_list(client: Client) -> None:
    client.answer({"data": {"type": "appStoreReviewDetails", "id": "7"}, "links": LINKS})
    found = client.run(lambda asc: asc.app_store_review_details.ensure("app_store_version", app_store_version="V"))
    assert found.id == "7"
    assert sent(client) == ["GET /v1/appStoreVersions/V/appStoreReviewDetail"]


def test_a_required_parent_narrows_the_list_though_it_is_not_matched_on(client: Client) -> None:
    client.answer(listed({"type": "betaGroups", "id": "7", "attributes": {"name": "QA"}}))
    assert client.run(lambda asc: asc.beta_groups.ensure("name", name="QA", app="1")).id == "7"
    assert sent(client) == ["GET /v1/betaGroups?filter[name]=QA&filter[app]=1&limit=200"]


def test_an_iterator_is_read_once_and_used_twice(client: Client) -> None:
    client.answer(listed())
    client.answer({"data": {"type": "betaGroups", "id": "7"}, "links": LINKS}, status=201)
    client.run(lambda asc: asc.beta_groups.ensure("name", name="QA", app="1", builds=iter(["B1"])))
    assert b'"builds":{"data":[{"type":"builds","id":"B1"}]}' in client.requests[1].read()
