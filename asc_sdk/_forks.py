"""Objects that hold locks or sockets are told when they wake up in a forked child."""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class Forkable(Protocol):
    """Something that cannot use its locks and connections in a child process."""

    def renew_after_fork(self) -> None:
        """Make new locks and forget the connections of the parent."""
        ...


_alive: weakref.WeakSet[Forkable] = weakref.WeakSet()


def watch(thing: Forkable) -> None:
    """Have `thing.renew_after_fork()` called in every child that is forked while it lives.

    A lock that another thread held at the fork is never released in the child, and a TLS connection used by
    two processes is broken for both.
    """
    _alive.add(thing)


def _renew_all() -> None:
    for thing in list(_alive):
        thing.renew_after_fork()


if hasattr(os, "register_at_fork"):  # absent on Windows, where nothing forks
    os.register_at_fork(after_in_child=_renew_all)
