"""What conftest.py promises every test."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


def test_a_socket_to_another_machine_fails_the_test() -> None:
    with socket.socket() as outbound, pytest.raises(AssertionError, match="only loopback is allowed"):
        outbound.connect(("192.0.2.1", 443))


def test_a_socket_to_this_machine_opens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as opened:
        assert opened.getpeername() == server.getsockname()


def test_no_key_and_no_proxy_of_the_machine_shows_through(empty_home: Path) -> None:
    assert [name for name in os.environ if name.startswith(("ASC_", "APP_STORE_CONNECT_"))] == []
    assert [name for name in os.environ if name.lower().endswith("_proxy")] == []
    assert Path.home() == empty_home
