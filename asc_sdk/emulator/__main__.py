"""The emulator as a server: `python -m asc_sdk emulator --port 8080`."""

from __future__ import annotations

import os
import signal
import sys
import threading
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .emulator import ISSUER_ID, KEY_ID, Emulator
from .keys import new_private_key

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

_SAVED_EVERY = 1.0
"""Seconds between two looks at whether there is something to save."""


def main(arguments: Sequence[str] | None = None, stop: threading.Event | None = None) -> int:
    """Serve until interrupted (Ctrl-C, SIGTERM).

    Args:
        arguments: without the program's name; those of the process by default.
        stop: ends the server when it is set; for callers that have a thread of their own.

    Returns:
        The exit code: 0, or 1 after one line on standard error.
    """
    options = _parser().parse_args(arguments)
    stop = stop or threading.Event()
    _end_at_signals(stop)
    try:
        emulator = Emulator(
            None if options.empty else "demo",
            host=options.host,
            port=options.port,
            private_key=_private_key(options.key),
            state=options.state,
        )
        # Whether that is possible is better known before anybody relies on it.
        emulator.save()
        emulator.start()
    except (ImportError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    _announce(emulator, options)
    return _serve(emulator, stop)


def _serve(emulator: Emulator, stop: threading.Event) -> int:
    try:
        while not stop.wait(_SAVED_EVERY):
            emulator.save()
        emulator.stop()
    except OSError as error:
        print(f"error: the last changes are not kept: {error}", file=sys.stderr)
        with suppress(OSError):
            emulator.stop()
        return 1
    return 0


def _end_at_signals(stop: threading.Event) -> None:
    """Let Ctrl-C and SIGTERM end the server in order, also while it starts, and twice as well as once."""

    def ended(_signal: int, _frame: object) -> None:
        stop.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, ended)
        signal.signal(signal.SIGTERM, ended)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m asc_sdk emulator", description="App Store Connect on this machine.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=8080, help="port to listen on, 0 for any (default: %(default)s)")
    parser.add_argument("--empty", action="store_true", help="start without the demonstration data")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keep what is in the store here across restarts")
    parser.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        default=Path(f"AuthKey_{KEY_ID}.p8"),
        help="private key that clients sign with; made where there is none (default: %(default)s)",
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


def _private_key(path: Path) -> str:
    """The key of an earlier run, or a new one that only its owner may read."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        key = new_private_key()
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(key)
        return key


def _announce(emulator: Emulator, options: Namespace) -> None:
    print(f"App Store Connect on this machine: {emulator.url} (look at it in a browser)")
    print(f"  export ASC_KEY_ID={KEY_ID} ASC_ISSUER_ID={ISSUER_ID} ASC_PRIVATE_KEY_PATH={options.key.resolve()}")
    print(f'  AppStoreConnect(base_url="{emulator.url}")', flush=True)


if __name__ == "__main__":
    sys.exit(main())
