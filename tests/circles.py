"""Finds errors that wait for the garbage collector, and with them all that their frames hold: files, answers, keys."""

from __future__ import annotations

import gc
from asyncio import CancelledError
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from inspect import isawaitable
from traceback import walk_tb
from typing import Any

from asc_sdk import AppStoreConnectError


@contextmanager
def no_circles() -> Generator[None]:
    """Fail where the block leaves an error in a circle that went through the SDK: one of its frames leads to it.

    The errors of cancelled tasks are not looked at: anyio leaves them so.
    """
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield
        gc.collect()
        left = _left([one for one in gc.garbage if isinstance(one, BaseException)])
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert left == [], left


def forgiven(call: Callable[[], Any]) -> Any:
    """What a call gives; None where it raises an error of the SDK. For an async client: something to await."""
    try:
        made = call()
    except AppStoreConnectError:
        return None
    return _awaited(made) if isawaitable(made) else made


async def _awaited(made: Awaitable[Any]) -> Any:
    try:
        return await made
    except AppStoreConnectError:
        return None


def _left(errors: list[BaseException]) -> list[str]:
    cancelled: set[int] = set()
    for error in errors:
        chained = error if isinstance(error, CancelledError) else None
        while chained is not None:
            cancelled.add(id(chained))
            chained = chained.__context__
    kept = [error for error in errors if id(error) not in cancelled]
    return sorted({f"{type(error).__name__} in {place}" for error in kept for place in _places(error)})


def _places(error: BaseException) -> Generator[str]:
    for frame, _ in walk_tb(error.__traceback__):
        _, found, place = frame.f_code.co_filename.replace("\\", "/").rpartition("asc_sdk/")
        if found:
            yield f"{place}:{frame.f_code.co_name}"
