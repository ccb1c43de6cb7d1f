"""What every test has: a clean environment, no way out of this machine, a throwaway key, and both clients."""

from __future__ import annotations

import os
import socket
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from tests import browser as browsers
from tests.apple_document import MISSING, find_apple_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from asc_sdk import ApiKey
    from tests.clients import Client

# Read once: the environment that a test sees has it no more.
APPLE_DOCUMENT = find_apple_document()
IN_CI = os.environ.get("CI") == "true"
CHROMIUM = browsers.find_browser()

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Sockets reach this machine and nothing else: a test that would call Apple fails, and says where it went."""

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any, /) -> Any:
            # A Unix socket's address is a string and stays on this machine.
            if not isinstance(address, (str, bytes)) and not str(address[0]).startswith(LOOPBACK):
                raise AssertionError(f"a test tried to connect to {address}: only loopback is allowed")
            return real(self, address)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        yield


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> None:
    """No key, proxy or home folder of the machine's shows through."""
    for name in list(os.environ):
        if name.startswith(("ASC_", "APP_STORE_CONNECT_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(empty_home))


@pytest.fixture(autouse=True)
def own_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process has one rate limit for each key: without this, a test sees what an earlier one used up."""
    budgets: weakref.WeakValueDictionary[Any, Any] = weakref.WeakValueDictionary()
    monkeypatch.setattr("asc_sdk._transport.rate_limit._shared", budgets)


@pytest.fixture(scope="session")
def apple_document() -> Path:
    """The file with Apple's OpenAPI document; the test is skipped without one, except in CI, where it fails."""
    if APPLE_DOCUMENT is None:
        if IN_CI:
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return APPLE_DOCUMENT


@pytest.fixture(scope="session")
def browser() -> Iterator[browsers.Browser]:
    """A headless Chromium; the test is skipped without one; .ci/run installs it."""
    if CHROMIUM is None:
        pytest.skip(browsers.MISSING)
    running = browsers.Browser(CHROMIUM)
    yield running
    running.close()


@pytest.fixture(scope="session")
def private_key() -> str:
    """A P-256 key in PEM, made for this run."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        .decode()
    )


@pytest.fixture
def api_key(private_key: str) -> ApiKey:
    """A team key."""
    from asc_sdk import ApiKey

    return ApiKey("ABC123DEFG", private_key, issuer_id="00000000-1111-2222-3333-444444444444")


@pytest.fixture(params=["sync", "async"])
def client(request: pytest.FixtureRequest, api_key: ApiKey) -> Iterator[Client]:
    """Both clients, one after the other, in front of a server that the test scripts: see tests/clients.py."""
    from tests.clients import AsyncClient, SyncClient

    made = SyncClient(api_key) if request.param == "sync" else AsyncClient(api_key)
    yield made
    made.close()
