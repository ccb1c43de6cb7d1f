"""Asks the emulator for every operation of Apple's document, without sockets, and judges what it answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from urllib.parse import quote, unquote

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.fakes import fake_attributes
from asc_sdk.emulator.json_types import is_list, is_object
from asc_sdk.emulator.messages import Answer, Incoming
from asc_sdk.emulator.schema import kinds
from asc_sdk.emulator.store import Record
from tests.surface.apple import Apple, Operation, Schema
from tests.surface.cases import LOCAL, Cases
from tests.surface.strict import Strict

# Texts that must have a form; a sample's have none. Each takes a number, since they may be there once.
_FORMED: dict[str, Callable[[int], str]] = {
    "bundleId": "com.example.n{}".format,
    "email": "tester{}@example.com".format,
    "identifier": "com.example.n{}".format,
    "locale": lambda number: "".join(chr(97 + number // 26**place % 26) for place in range(3)),
    "udid": "00008120-{:016X}".format,
}

# What a resource must be like for an operation to be in order.
_PREPARED = {
    "appStoreVersionReleaseRequests_createInstance": (
        "appStoreVersions",
        {"appVersionState": "PENDING_DEVELOPER_RELEASE"},
    ),
    "reviewSubmissions_updateInstance": ("reviewSubmissions", {"state": "READY_FOR_REVIEW"}),
}


class Every:
    """Sends requests to an emulator and collects what is wrong with the answers."""

    def __init__(self, apple: Apple, emulator: Emulator) -> None:
        self._apple = apple
        self._emulator = emulator
        self._token = emulator.key.token()
        self._strict = Strict({name: _with_nulls(schema) for name, schema in apple.schemas.items()})
        self._cases = Cases(apple)
        self._numbers = count(1)

    def requests(self, operation: Operation) -> Iterator[Incoming]:
        """What an operation may be asked: with the least and with all, in each media type."""
        for case in self._cases.of(operation):
            self._prepare(operation)
            path = operation.path
            if "{id}" in path:
                record = self._owner(operation)
                path = path.replace("{id}", quote(record.id, safe=""))
            query = "&".join(f"{name}={','.join(map(quote, values))}" for name, values in self._query(case.query))
            for media_type in sorted({answer.media_type for answer in operation.answers}):
                if case.body is not None and "{id}" in operation.path:
                    path = operation.path.replace("{id}", quote(self._owner(operation).id, safe=""))
                own_id = path.split("/")[3] if path.count("/") > 2 else ""
                body = b"" if case.body is None else json.dumps(self._sent(operation, case.body, own_id)).encode()
                headers = {"authorization": f"Bearer {self._token}", "host": "localhost:1"}
                headers |= {"accept": media_type or "*/*", "content-type": "application/json"}
                yield Incoming(operation.method, path, query, headers, body)

    def body(self, operation: Operation, body: Any) -> Any:
        """A sample's body with ids that exist and texts that have their form."""
        return self._sent(operation, body, "")

    def violations(self, operation: Operation, request: Incoming) -> list[str]:
        """What is wrong with the answer to a request that the document allows."""
        answer = self._emulator.app.service.answer(request)
        allowed = {(one.status, one.media_type) for one in operation.answers}
        media_type = answer.media_type if answer.body else ""
        if (answer.status, media_type) not in allowed:
            return [f"{operation.id} {request.target[:80]}: {answer.status} {media_type} {answer.body[:900]!r}"]
        return [f"{operation.id}: {wrong}" for wrong in self._shape(operation, answer)]

    def _shape(self, operation: Operation, answer: Answer) -> list[str]:
        media_type = answer.media_type if answer.body else ""
        schema = next(
            one.schema for one in operation.answers if (one.status, one.media_type) == (answer.status, media_type)
        )
        if schema is None or "json" not in answer.media_type:
            return []
        return self._strict.violations(_with_nulls(schema), json.loads(answer.body))

    def _prepare(self, operation: Operation) -> None:
        type, attributes = _PREPARED.get(operation.id, ("", {}))
        if type:
            store = self._emulator.app.service.store
            store.change(store.of_type(type)[self._existing(type)], attributes)

    def _owner(self, operation: Operation) -> Record:
        return self.owner(operation.path)

    def owner(self, path: str) -> Record:
        """A resource that the path can be about, made where there is none."""
        collection = "/".join(path.split("/")[:3])
        kind = next((kind for kind in kinds().values() if kind.path == collection), None)
        assert kind is not None, path
        store = self._emulator.app.service.store
        records = store.of_type(kind.type).values()
        return next((one for one in records if one.kind is kind), None) or store.add(kind, fake_attributes(kind))

    def _existing(self, type: str) -> str:
        store = self._emulator.app.service.store
        if not store.of_type(type):
            kind = next(kind for kind in kinds().values() if kind.type == type)
            store.add(kind, fake_attributes(kind))
        return next(iter(store.of_type(type)))

    def _query(self, query: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
        for name, values in query.items():
            yield name, ["2026-09"] if name == "filter[reportDate]" else values

    def _sent(self, operation: Operation, body: Any, own_id: str) -> Any:
        """A sample's body with ids that exist and texts that have their form."""
        made = self._mended(body)
        if operation.id.endswith("_updateInstance"):
            made["data"]["id"] = unquote(own_id)
        return made

    def _mended(self, value: Any) -> Any:
        if is_list(value):
            return [self._mended(item) for item in value]
        if not is_object(value):
            return value
        made = {key: self._mended(item) for key, item in value.items()}
        if is_object(made.get("attributes")):
            for name in _FORMED.keys() & made["attributes"].keys():
                # A sample text ends in a number; the member of an enumeration is left alone.
                if str(made["attributes"][name]).rpartition("-")[2].isdigit():
                    made["attributes"][name] = _FORMED[name](next(self._numbers))
        if set(made) == {"type", "id"} and not str(made["id"]).startswith(LOCAL):
            made["id"] = self._existing(str(made["type"]))
        return made


def _with_nulls(schema: Schema) -> Schema:
    """Answers hold nulls where the document has none: attributes, and to-one relationships that lead nowhere."""
    if "properties" not in schema:
        return schema
    made = {**schema, "properties": dict(schema["properties"])}
    for part in ("attributes", "relationships"):
        if part in made["properties"]:
            inner = {**made["properties"][part]}
            inner["properties"] = {
                name: _nullable(one, part) for name, one in made["properties"][part].get("properties", {}).items()
            }
            made["properties"][part] = inner
    data = made["properties"].get("data")
    if data is not None and "links" in made["properties"] and data.get("type") != "array":
        made["properties"]["data"] = {**data, "nullable": True}
    return made


def _nullable(schema: Schema, part: str) -> Schema:
    if part == "attributes":
        return {**schema, "nullable": True}
    data = schema["properties"].get("data")
    if data is None or data.get("type") == "array":
        return schema
    return {**schema, "properties": {**schema["properties"], "data": {**data, "nullable": True}}}
