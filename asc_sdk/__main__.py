"""The command line of the SDK: `python -m asc_sdk token`, `python -m asc_sdk emulator`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence


def _parser() -> ArgumentParser:
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="python -m asc_sdk", description="App Store Connect from the command line.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    token = commands.add_parser("token", help="print a signed token, for curl and other tools")
    token.add_argument(
        "--key", metavar="FILE", help="AuthKey_<id>.p8 or fastlane's JSON key file; else the environment"
    )
    token.add_argument("--key-id", metavar="ID", help="where the file's name does not say it")
    token.add_argument("--issuer-id", metavar="UUID", help="of a team key")
    token.add_argument("--lifetime", metavar="SECONDS", type=int, help="seconds from now, at most 1200 (default: 900)")
    token.add_argument(
        "--scope", metavar="SCOPE", action="append", help='what it may do: "GET /v1/apps"; may be repeated'
    )
    # It has its own options; they are not worth importing it for.
    commands.add_parser("emulator", help="serve an App Store Connect on this machine, for tests", add_help=False)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: without the program's name; those of the process by default.

    Returns:
        The exit code: 0, or 1 after one line on standard error.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if arguments[:1] == ["emulator"]:
        from .emulator.__main__ import main as serve

        return serve(arguments[1:])
    from .auth.key import ApiKey
    from .errors import AppStoreConnectError

    options = _parser().parse_args(arguments)
    try:
        if options.key is not None:
            key = ApiKey.from_file(options.key, key_id=options.key_id, issuer_id=options.issuer_id)
        else:
            key = ApiKey.from_env()
        print(key.token(lifetime=options.lifetime, scope=options.scope))
    except (AppStoreConnectError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
