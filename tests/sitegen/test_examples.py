"""Every example of the reference runs, and sends the request that stands above it."""

from __future__ import annotations

import ast
import inspect
import json
import re
from typing import Any

import httpx
import pytest

from asc_sdk import ApiKey, AppStoreConnect, Retry
from asc_sdk.api._operations import OPERATIONS, Operation
from asc_sdk.models._registry import RESOURCES
from sitegen.examples import example
from sitegen.surface import Surface

_BY_KIND: dict[str, Any] = {
    "linkages": {"data": [{"type": "things", "id": "1"}]},
    "linkage": {"data": {"type": "things", "id": "1"}},
    "metrics": {"data": []},
    "object": {},
}


def answer(operation: Operation) -> httpx.Response:
    """The least that Apple can answer."""
    headers = {"content-type": operation.media_type}
    if operation.answer == "nothing":
        return httpx.Response(operation.status)
    if operation.answer == "report":
        return httpx.Response(operation.status, content=b"Units\tTitle\n1\tNotes\n", headers=headers)
    body = _BY_KIND.get(operation.answer)
    if body is None:
        item = {"type": RESOURCES[operation.primary].type, "id": "1"}
        body = {"data": [item] if operation.answer == "page" else item}
    return httpx.Response(operation.status, content=json.dumps(body), headers=headers)


CLIENTS = sorted({operation.client for operation in OPERATIONS})


@pytest.mark.parametrize("attribute", CLIENTS)
def test_the_examples_send_the_requests_above_them(attribute: str, surface: Surface, api_key: ApiKey) -> None:
    sent: list[httpx.Request] = []
    answers: list[Operation] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return answer(answers[-1])

    client = next(one for one in surface.clients if one.attribute == attribute)
    with (
        httpx.Client(transport=httpx.MockTransport(respond)) as http,
        AppStoreConnect(api_key, http_client=http, retry=Retry.none()) as asc,
    ):
        for method in client.methods:
            if method.operation is None:
                continue
            sent.clear()
            answers.append(method.operation)
            code = example(client, method, surface)
            exec(code, {"asc": asc})
            path = re.sub(r"\\\{id\\\}", "[^/]+", re.escape(method.operation.path))
            assert [request.method for request in sent] == [method.operation.method], code
            assert re.fullmatch(path, sent[0].url.path), (code, sent[0].url)


def test_the_other_examples_give_what_the_signature_asks_for(surface: Surface, api_key: ApiKey) -> None:
    others = [(client, method) for client in surface.clients for method in client.methods if method.operation is None]
    assert {method.name for _, method in others} == {"upload", "resume", "ensure"}
    with AppStoreConnect(api_key) as asc:
        for client, method in others:
            code = example(client, method, surface)
            call = next(node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
            signature = inspect.signature(getattr(getattr(asc, client.attribute), method.name))
            keywords = {one.arg: one.value for one in call.keywords if one.arg}
            assert signature.bind(*call.args, **keywords).arguments, code
