"""Asks an emulator without a socket."""

from __future__ import annotations

import json
from typing import Any

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.json_types import is_list
from asc_sdk.emulator.messages import Answer, Incoming


class Asker:
    """A client of few words.

    status, document = Asker(Emulator()).ask("GET", "/v1/apps?limit=1")
    """

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.token = emulator.key.token()

    def raw(self, method: str, target: str, body: bytes = b"", **headers: str) -> Answer:
        """The answer as it goes out."""
        path, _, query = target.partition("?")
        sent = {"authorization": f"Bearer {self.token}", "content-type": "application/json", "host": "api.test"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.emulator.app.service.answer(Incoming(method, path, query, sent, body))

    def ask(self, method: str, target: str, document: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON."""
        body = b"" if document is None else json.dumps(document).encode()
        answer = self.raw(method, target, body, **headers)
        return answer.status, json.loads(answer.body) if answer.body else None

    def get(self, target: str) -> Any:
        """The document of a GET that succeeds."""
        status, document = self.ask("GET", target, accept="application/json")
        assert status == 200, document
        return document

    def errors(self, method: str, target: str, document: Any = None, **headers: str) -> list[tuple[str, str]]:
        """Code and place of each error, sorted."""
        _, found = self.ask(method, target, document, **headers)
        sources = [(error["code"], error.get("source", {})) for error in found["errors"]]
        return sorted((code, source.get("pointer", source.get("parameter", ""))) for code, source in sources)


def resource(type: str, attributes: Any = None, relationships: Any = None, id: str | None = None) -> dict[str, Any]:
    """A request's document: relationships as `{"app": ("apps", "1")}`, lists of pairs for to-many ones."""
    data: dict[str, Any] = {"type": type, "attributes": attributes or {}}
    if id is not None:
        data["id"] = id
    if relationships:
        data["relationships"] = {name: {"data": _linkage(value)} for name, value in relationships.items()}
    return {"data": data}


def _linkage(value: Any) -> Any:
    if is_list(value):
        return [_linkage(one) for one in value]
    return value if value is None else {"type": value[0], "id": value[1]}
