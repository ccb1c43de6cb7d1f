"""Which command is meant, and what its errors look like: one line, and an exit code."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING, Any

from ..errors import AppStoreConnectError
from .options import client_options, key_options, open_client, read_key

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

_EPILOG = """\
and every client attribute with its methods:
  python -m asc_sdk apps                                          its methods
  python -m asc_sdk apps list --help                              a method's arguments
  python -m asc_sdk apps list --filter-bundle-id com.example.app -o table
"""


def main(words: Sequence[str]) -> int:
    """Runs a command.

    Args:
        words: what follows the program's name.

    Returns:
        The exit code: 0, 1 after an error (one line on standard error), 2 for words that mean nothing.
    """
    words = list(words)
    try:
        return _run(words)
    except (AppStoreConnectError, LookupError, ValueError, TypeError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            # Whoever read the output has seen enough.
            sys.stderr.close()
            return 1
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(words: list[str]) -> int:
    if words and not words[0].startswith("-") and words[0] not in _COMMANDS:
        from . import commands

        if commands.is_client(words[0]):
            return commands.run(words)
        near = commands.near_clients(words[0])
        hint = f"; did you mean {' or '.join(near)}?" if near else "; see python -m asc_sdk --help"
        print(f"error: there is no command {words[0]!r}{hint}", file=sys.stderr)
        return 2
    options = parser().parse_args(words)
    return _COMMANDS[options.command](options)


def parser() -> ArgumentParser:
    """The commands that are no methods, and their options."""
    top = ArgumentParser(
        prog="python -m asc_sdk",
        description="App Store Connect from the command line.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    token = commands.add_parser("token", help="print a signed token, for curl and other tools", parents=[key_options()])
    token.add_argument("--lifetime", metavar="SECONDS", type=int, help="seconds from now, at most 1200 (default: 900)")
    token.add_argument(
        "--scope", metavar="SCOPE", action="append", help='what it may do: "GET /v1/apps"; may be repeated'
    )
    commands.add_parser("doctor", help="try key, clock, role, agreements and rate limit", parents=[client_options()])
    request = commands.add_parser("request", help="call any path, signed", parents=[client_options()])
    request.add_argument("method", metavar="METHOD", help="GET, POST, PATCH or DELETE")
    request.add_argument("path", metavar="PATH", help="/v1/apps, with its query or without")
    request.add_argument("-p", "--param", metavar="NAME=VALUE", action="append", default=[], help="a query parameter")
    request.add_argument("--json", metavar="TEXT|@FILE", type=_body, help="the body")
    # It has its own options; they are not worth importing it for.
    commands.add_parser("emulator", help="serve an App Store Connect on this machine, for tests", add_help=False)
    return top


def _token(options: Namespace) -> int:
    print(read_key(options).token(lifetime=options.lifetime, scope=options.scope))
    return 0


def _doctor(options: Namespace) -> int:
    import time

    from .._options import Retry
    from .doctor import examine

    key = read_key(options)
    print(f"ok     key: {key!r}")
    with open_client(options) as asc:
        return 0 if examine(asc.with_options(retry=Retry.none()), time.time(), sys.stdout) else 1


def _request(options: Namespace) -> int:
    import json

    params: dict[str, Any] = {}
    for pair in options.param:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ValueError(f"--param takes NAME=VALUE, not {pair!r}")
        params[name] = value
    with open_client(options) as asc:
        response = asc.request(options.method, options.path, params=params or None, json=options.json)
    if "json" in response.headers.get("content-type", ""):
        print(json.dumps(response.json(), indent=2, ensure_ascii=False))
    elif response.content:
        sys.stdout.write(response.text)
    return 0


def _body(text: str) -> Any:
    import json
    from pathlib import Path

    try:
        return json.loads(Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text)
    except (OSError, ValueError) as error:
        raise ArgumentTypeError(f"JSON, or @ and the path of a file with it: {error}") from None


_COMMANDS = {"token": _token, "doctor": _doctor, "request": _request}
