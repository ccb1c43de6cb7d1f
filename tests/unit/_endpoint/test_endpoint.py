"""Endpoints send what an operation made, sync and async, and offer nothing of their own."""

from __future__ import annotations

import asyncio
import copy
import pickle
from typing import Any

import pytest

from asc_sdk import AsyncPage, Page
from asc_sdk._endpoint import endpoint as module
from asc_sdk._endpoint.endpoint import AsyncEndpoint, Endpoint
from asc_sdk._endpoint.operation import Call
from asc_sdk._transport.messages import Request, Response
from asc_sdk.paging import Contents
from tests.clients import Client

CALL = Call(Request("GET", "/v1/x"), lambda response: response.body)
LIST: Call[Contents[Any]] = Call(Request("GET", "/v1/x"), lambda _: Contents([1, 2], None, 2, list))


class Wire:
    base_url = origin = "https://h.example"

    def __init__(self) -> None:
        self.sent: list[Request] = []

    def send(self, request: Request) -> Response:
        self.sent.append(request)
        return Response(request, 200, {}, b"body")

    def service(self, name: str) -> Service:
        return Service(name)


class AsyncWire(Wire):
    async def send(self, request: Request) -> Response:  # pyright: ignore[reportIncompatibleMethodOverride] - async
        return super().send(request)

    def service(self, name: str) -> AsyncService:
        return AsyncService(name)


class Service:
    def __init__(self, name: str) -> None:
        self.name = name

    def upload(self, *given: Any) -> Any:
        return (self.name, "upload", *given)

    def resume(self, *given: Any) -> Any:
        return (self.name, "resume", *given)


class AsyncService(Service):
    async def upload(self, *given: Any) -> Any:
        return super().upload(*given)

    async def resume(self, *given: Any) -> Any:
        return super().resume(*given)


def test_sync() -> None:
    wire: Any = Wire()
    endpoint = Endpoint(wire)
    assert module.run(endpoint, CALL) == b"body"
    page = module.pages(endpoint, LIST)
    assert isinstance(page, Page)
    assert list(page) == [1, 2]
    assert wire.sent == [CALL.request, LIST.request]


def test_async() -> None:
    wire: Any = AsyncWire()
    endpoint = AsyncEndpoint(wire)

    async def calls() -> None:
        assert await module.async_run(endpoint, CALL) == b"body"
        call = module.async_pages(endpoint, LIST)
        assert wire.sent == [CALL.request]
        page = await call
        assert isinstance(page, AsyncPage)
        assert [item async for item in page] == [1, 2]

    asyncio.run(calls())
    assert wire.sent == [CALL.request, LIST.request]


def test_uploads_go_to_the_service_behind_the_connection() -> None:
    wire: Any = Wire()
    what: Any = object()
    terms: Any = object()
    given = ("uploads", "upload", what, "f", terms, {"name": "x"})
    taken_up = ("uploads", "resume", what, "1", "f", terms)
    endpoint = Endpoint(wire)
    assert module.upload(endpoint, what, "f", terms, name="x") == given
    assert module.resume(endpoint, what, "1", "f", terms) == taken_up
    async_wire: Any = AsyncWire()
    async_endpoint = AsyncEndpoint(async_wire)
    assert asyncio.run(module.async_upload(async_endpoint, what, "f", terms, name="x")) == given
    assert asyncio.run(module.async_resume(async_endpoint, what, "1", "f", terms)) == taken_up


def test_an_editor_is_offered_apples_operations_only() -> None:
    for kind in (Endpoint, AsyncEndpoint):
        assert [name for name in dir(kind) if not name.startswith("__")] == []


@pytest.mark.parametrize("twin", [copy.deepcopy, pickle.dumps])
def test_an_endpoint_holds_a_connection_and_goes_nowhere_else(client: Client, twin: Any) -> None:
    with pytest.raises(TypeError, match="cannot be pickled or copied"):
        twin(client.run(lambda asc: asc.apps))
