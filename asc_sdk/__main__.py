"""`python -m asc_sdk`: the emulator, or one of the commands in `cli`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    from .cli.main import main as run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
