"""Pages, sync and async: walked to the end or left early, searched, and taken up after an error."""

from __future__ import annotations

import asyncio
import copy
import gc
import pickle
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from asc_sdk import (
    APIConnectionError,
    ApiKey,
    AsyncAppStoreConnect,
    PaginationError,
    RelationshipNotLoadedError,
    Retry,
    ServerError,
)
from asc_sdk.models import App
from tests.clients import Client, SyncClient

Json = dict[str, Any]


def app(own: str, **attributes: Any) -> Json:
    return {"type": "apps", "id": own, "attributes": attributes}


def page(*items: Json, to: str | None = None, **members: Any) -> Json:
    links = {} if to is None else {"next": f"/v1/apps?cursor={to}"}
    return {"data": list(items), "links": links, "meta": {"paging": {"total": 4}}, **members}


def answer_three(client: Client) -> None:
    """Two apps, none, and two more."""
    client.answer(page(app("1", name="a"), app("2", name="b"), to="x"))
    client.answer(page(to="y"))
    client.answer(page(app("3", name="b"), app("4", name="c")))


def test_a_list_is_gone_through_page_by_page(client: Client) -> None:
    answer_three(client)
    assert [item.id for item in client.items(lambda asc: asc.apps.list(limit=2))] == ["1", "2", "3", "4"]
    assert [request.url.raw_path for request in client.requests] == [
        b"/v1/apps?limit=2",
        b"/v1/apps?cursor=x",
        b"/v1/apps?cursor=y",
    ]


def test_a_page_knows_what_came(client: Client) -> None:
    client.answer(page(app("1"), to="x", included=[app("9", name="i"), {"type": "new", "id": "1"}]))
    client.answer(page(app("2")))
    first = client.run(lambda asc: asc.apps.list())
    assert ([item.id for item in first.items], first.total, first.has_next) == (["1"], 4, True)
    assert [(item.resource_type, item.id) for item in first.included] == [("apps", "9"), ("new", "1")]
    assert repr(first).endswith("Page(1 of 4 items, more to come)")
    second = client.run(lambda _: first.next_page())
    assert second is not None
    assert (second.has_next, client.run(lambda _: second.next_page())) == (False, None)
    assert repr(second).endswith("Page(1 of 4 items)")
    assert len(client.requests) == 2


def test_a_page_without_a_total(client: Client) -> None:
    client.answer({"data": [app("1")]})
    found = client.run(lambda asc: asc.apps.list())
    assert (found.total, found.included) == (None, [])
    assert repr(found).endswith("Page(1 items)")


def test_all_and_pages(client: Client) -> None:
    answer_three(client)
    first = client.run(lambda asc: asc.apps.list())
    assert [item.id for item in client.run(lambda _: first.all())] == ["1", "2", "3", "4"]
    for _ in range(2):
        client.answer(page(to="y"))
        client.answer(page(app("3"), app("4")))
    assert [len(one.items) for one in client.items(lambda _: first.pages())] == [2, 0, 2]
    assert [item.id for item in client.items(lambda _: first)] == ["1", "2", "3", "4"]


def test_a_list_that_was_not_awaited_has_the_same_methods(client: Client) -> None:
    answer_three(client)
    assert [item.id for item in client.run(lambda asc: asc.apps.list().all())] == ["1", "2", "3", "4"]
    answer_three(client)
    assert [len(one.items) for one in client.items(lambda asc: asc.apps.list().pages())] == [2, 0, 2]
    answer_three(client)
    assert client.run(lambda asc: asc.apps.list().one(name="c")).id == "4"
    client.answer(page(app("1", name="a"), app("2", name="b"), to="x"))
    found = client.run(lambda asc: asc.apps.list().first(name="b"))
    assert found is not None
    assert found.id == "2"


def test_first_asks_for_no_page_too_many(client: Client) -> None:
    answer_three(client)
    first = client.run(lambda asc: asc.apps.list())
    for equal, own in (({}, "1"), ({"name": "b"}, "2"), ({"name": "b", "id": "2"}, "2")):
        found = client.run(lambda _, equal=equal: first.first(**equal))
        assert found is not None
        assert found.id == own
    assert len(client.requests) == 1
    third = client.run(lambda _: first.first(id="3"))
    assert third is not None
    assert third.name == "b"
    assert len(client.requests) == 3


def test_first_of_nothing_is_none(client: Client) -> None:
    answer_three(client)
    assert client.run(lambda asc: asc.apps.list().first(name="z")) is None
    client.answer(page())
    assert client.run(lambda asc: asc.apps.list().first()) is None


def test_one_is_the_only_one_of_all_pages(client: Client) -> None:
    answer_three(client)
    assert client.run(lambda asc: asc.apps.list().one(name="c")).id == "4"
    answer_three(client)
    with pytest.raises(LookupError, match=r"^more than one item of the list has name='b': '2' and '3' do$"):
        client.run(lambda asc: asc.apps.list().one(name="b"))
    answer_three(client)
    with pytest.raises(LookupError, match=r"^nothing in the list has name='z' and id='1'$"):
        client.run(lambda asc: asc.apps.list().one(name="z", id="1"))
    client.answer(page())
    with pytest.raises(LookupError, match=r"^nothing in the list has anything$"):
        client.run(lambda asc: asc.apps.list().one())
    client.answer(page(app("1"), app("2"), to="x"))
    with pytest.raises(LookupError, match=r"more than one item of the list has anything: '1' and '2' do"):
        client.run(lambda asc: asc.apps.list().one())


def test_a_field_that_does_not_exist_is_an_error(client: Client) -> None:
    for method in ("first", "one"):
        client.answer(page(app("1"), to="x"))
        with pytest.raises(TypeError, match=r"^App has no field 'nmae'$"):
            client.run(lambda asc, method=method: getattr(asc.apps.list(), method)(nmae="a"))


def test_a_relationship_that_is_not_loaded_says_so(client: Client) -> None:
    client.answer(page(app("1")))
    with pytest.raises(RelationshipNotLoadedError, match="include"):
        client.run(lambda asc: asc.apps.list().first(builds=[]))


def test_an_item_of_an_unknown_type_has_no_field_to_equal(client: Client) -> None:
    client.answer(page({"type": "new", "id": "1", "attributes": {"name": "a"}}, app("2", name="a")))
    found = client.run(lambda asc: asc.apps.list().one(name="a"))
    assert type(found) is App


def test_linkages_are_searched_by_type_and_id(client: Client) -> None:
    client.answer({"data": [{"type": "builds", "id": "1"}, {"type": "builds", "id": "2"}]})
    assert client.run(lambda asc: asc.beta_groups.list_builds_linkages("1").one(id="2")).type == "builds"


def test_an_error_amid_the_list_leaves_the_page_as_it_was(client: Client) -> None:
    client.answer(page(app("1"), to="x"))
    client.answer({"errors": []}, status=500)
    client.answer(page(app("2")))
    first = client.run(lambda asc: asc.apps.list())
    with pytest.raises(ServerError):
        client.run(lambda _: first.next_page())
    second = client.run(lambda _: first.next_page())
    assert second is not None
    assert second.items[0].id == "2"


def test_an_error_amid_the_list_is_not_its_end(client: Client) -> None:
    """Who catches it and goes on gets the rest, where a generator would have said that there is none."""
    client.answer(page(app("1"), to="x"))
    client.wire.answer(httpx.ConnectError("gone"))
    client.answer(page(app("2")))
    pages: Any = client.run(lambda asc: asc.apps.list())
    asynchronous = hasattr(pages, "__aiter__")
    items = pages.__aiter__() if asynchronous else iter(pages)

    def following() -> Any:
        return client.run(lambda _: items.__anext__() if asynchronous else next(items))

    assert following().id == "1"
    with pytest.raises(APIConnectionError):
        following()
    assert following().id == "2"
    with pytest.raises(StopAsyncIteration if asynchronous else StopIteration):
        following()


def test_a_wrong_link_is_said_when_it_is_followed(client: Client) -> None:
    client.answer({"data": [app("1")], "links": {"next": "https://evil.example/v1/apps?cursor=2"}})
    first = client.run(lambda asc: asc.apps.list())
    assert first.has_next
    assert [item.id for item in first.items] == ["1"]
    for _ in range(2):
        with pytest.raises(PaginationError, match=r"leaves https://api\.appstoreconnect\.apple\.com"):
            client.run(lambda _: first.next_page())
    assert len(client.requests) == 1


def test_a_circle_over_several_pages_ends(client: Client) -> None:
    client.answer(page(app("1"), to="x"))
    client.answer(page(app("2"), to="y"))
    client.answer(page(app("3"), to="x"))
    with pytest.raises(PaginationError, match="already"):
        client.items(lambda asc: asc.apps.list())
    assert len(client.requests) == 3


def test_a_page_says_why_it_cannot_be_copied(client: Client) -> None:
    client.answer(page(app("1")))
    first = client.run(lambda asc: asc.apps.list())
    for twin in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match=r"Page cannot be pickled or copied, since it holds a connection: take its"):
            twin(first)
    assert pickle.loads(pickle.dumps(first.items)) == first.items


def many(number: int = 50) -> Iterator[Json]:
    for index in range(number):
        yield page(app(f"{index}"), to=f"{index + 1}")


def test_a_walk_can_be_left_at_any_point(api_key: ApiKey) -> None:
    client = SyncClient(api_key)
    for document in many():
        client.answer(document)
    for index, item in enumerate(client.run(lambda asc: asc.apps.list())):
        if index == 3:
            break
        assert item.id == f"{index}"
    assert len(client.requests) == 4
    client.close()


def test_an_async_walk_can_be_left_at_any_point(api_key: ApiKey) -> None:
    """By break, by an error, by cancelling; nothing is left open, or a warning would end this test."""
    documents = many()

    async def leave() -> None:
        transport = httpx.MockTransport(lambda _: httpx.Response(200, json=next(documents)))
        async with httpx.AsyncClient(transport=transport) as http:
            asc = AsyncAppStoreConnect(api_key, http_client=http, retry=Retry.none())
            listed = asc.apps.list()
            async for item in listed:
                if item.id == "3":
                    break

            async def fail() -> None:
                async for _ in asc.apps.list():
                    raise ZeroDivisionError

            with pytest.raises(ZeroDivisionError):
                await fail()
            async for one in (await asc.apps.list()).pages():
                assert len(one.items) == 1
                break

            async def walk() -> None:
                async for _ in asc.apps.list():
                    await asyncio.sleep(3600)

            task = asyncio.create_task(walk())
            await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            # Never awaited, never gone through: nothing was sent.
            assert asc.apps.list() is not None
            with pytest.raises(TypeError, match="AsyncPageCall cannot be pickled or copied"):
                pickle.dumps(listed)

    asyncio.run(leave())
    gc.collect()
