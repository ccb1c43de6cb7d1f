"""A request as it came, and the answer to it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .errors import Problem


@dataclass(slots=True)
class Incoming:
    """A request: the path and the query as they were sent, header names in small letters."""

    method: str
    raw_path: str
    raw_query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""

    @property
    def target(self) -> str:
        return f"{self.raw_path}?{self.raw_query}" if self.raw_query else self.raw_path

    @property
    def base(self) -> str:
        """Where links of the answer lead: the host that the client called."""
        return f"http://{self.headers.get('host', 'localhost')}"

    @property
    def segments(self) -> list[str]:
        """The parts of the path, unescaped one by one: an id may hold a slash."""
        return [unquote(part) for part in self.raw_path.split("/")[1:]]


@dataclass(slots=True)
class Answer:
    """What goes back."""

    status: int
    body: bytes = b""
    media_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict[str, str])


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without spaces."""


def refusal(problems: tuple[Problem, ...], headers: Mapping[str, str] | None = None) -> Answer:
    """The answer that lists what is wrong; its status is the first one's."""
    document: dict[str, Any] = {"errors": [problem.document() for problem in problems]}
    return Answer(problems[0].status, compact(document).encode(), headers=dict(headers or {}))
