"""The emulator as a server: `python -m asc_sdk.emulator --port 8080`."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from .emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until interrupted.

    Args:
        arguments: without the program's name; those of the process by default.

    Returns:
        The exit code: 0, or 1 after one line on standard error.
    """
    parser = ArgumentParser(prog="python -m asc_sdk.emulator", description="App Store Connect on this machine.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8080, help="port to listen on, 0 for any (default: %(default)s)")
    parser.add_argument("--empty", action="store_true", help="start without the demonstration data")
    parser.add_argument("--key", type=Path, metavar="FILE", help="write the private key here (default: AuthKey_*.p8)")
    options = parser.parse_args(arguments)
    emulator = Emulator(None if options.empty else "demo", host=options.host, port=options.port)
    try:
        emulator.start()
    except OSError as error:
        print(f"error: cannot listen on {options.host}:{options.port}: {error}", file=sys.stderr)
        return 1
    try:
        print(f"App Store Connect on this machine: {emulator.url}", flush=True)
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return 0
    finally:
        emulator.stop()


if __name__ == "__main__":
    sys.exit(main())
