"""Once a worker: Apple's document, the judge, a loopback server, and both clients in front of it."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest

from asc_sdk import ApiKey
from tests.surface.answers import Answers
from tests.surface.apple import Apple
from tests.surface.calls import AsyncCaller, Caller, SyncCaller
from tests.surface.judge import Judge, Seen
from tests.surface.loopback import Loopback, Reply, serving


@pytest.fixture(scope="session")
def apple(apple_document: Path) -> Apple:
    """Apple's document, patched."""
    return Apple(apple_document)


@pytest.fixture(scope="session")
def surface_key(private_key: str) -> ApiKey:
    """A team key for the whole session."""
    return ApiKey("ABC123DEFG", private_key, issuer_id="00000000-1111-2222-3333-444444444444")


@pytest.fixture(scope="session")
def judge(apple: Apple, private_key: str) -> Judge:
    """Judges by the document and by the key's public half."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key(private_key.encode(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return Judge(apple, "ABC123DEFG", "00000000-1111-2222-3333-444444444444", key.public_key())


@pytest.fixture(scope="session")
def answers(apple: Apple) -> Answers:
    """Makes answers from the document's schemas."""
    return Answers(apple)


@pytest.fixture(scope="session")
def loopback(apple: Apple, answers: Answers) -> Generator[Loopback]:
    """A server that answers each request with the least that the document allows."""

    @cache
    def reply(method: str, path: str, accept: str) -> Reply:
        found = apple.find(method, path)
        if found is None:
            return Reply(404, "application/json", b'{"errors": []}')
        possible = [answer for answer in found[0].answers if answer.media_type == accept] or found[0].answers
        return Reply(possible[0].status, possible[0].media_type, answers.body(possible[0], "least"))

    def answer(seen: Seen) -> Reply:
        return reply(seen.method, seen.target.partition("?")[0], "".join(seen.header("accept")))

    with serving(answer) as server:
        yield server


@pytest.fixture(scope="session", params=["sync", "async"])
def caller(request: pytest.FixtureRequest, loopback: Loopback, surface_key: ApiKey) -> Generator[Caller]:
    """Calls methods by name, of the one client and of the other."""
    if request.param == "sync":
        with SyncCaller(surface_key, loopback.url) as made:
            yield made
    else:
        with asyncio.Runner() as runner, AsyncCaller(surface_key, loopback.url, runner) as made:
            yield made
