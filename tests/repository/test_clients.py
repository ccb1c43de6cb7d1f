"""The fixture over both clients: answers, calls and walks the same for either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from tests.clients import Client


def app(id: str) -> dict[str, object]:
    return {"type": "apps", "id": id, "attributes": {"name": f"App {id}"}}


def test_a_call_gets_the_scripted_answer(client: Client) -> None:
    client.answer({"data": app("1")})
    assert client.run(lambda asc: asc.apps.get("1")).name == "App 1"
    assert [request.url.path for request in client.requests] == ["/v1/apps/1"]


def test_items_walks_every_page(client: Client) -> None:
    next_link = "https://api.appstoreconnect.apple.com/v1/apps?cursor=Mg&limit=1"
    client.answer({"data": [app("1")], "links": {"self": "", "next": next_link}})
    client.answer({"data": [app("2")], "links": {"self": ""}})
    assert [item.id for item in client.items(lambda asc: asc.apps.list(limit=1))] == ["1", "2"]
    assert str(client.requests[1].url) == next_link


def test_an_error_status_raises_at_once(client: Client) -> None:
    from asc_sdk import ServerError

    client.answer(status=503)
    with pytest.raises(ServerError):
        client.run(lambda asc: asc.apps.get("1"))
    assert len(client.requests) == 1


def test_a_fault_of_the_line_can_be_scripted(client: Client) -> None:
    from asc_sdk import APIConnectionError

    client.wire.answer(httpx.ConnectError("refused"))
    with pytest.raises(APIConnectionError):
        client.run(lambda asc: asc.apps.get("1"))


def test_what_is_not_scripted_fails_the_test(client: Client) -> None:
    with pytest.raises(AssertionError, match="scripted no answer for GET"):
        client.run(lambda asc: asc.apps.get("1"))
