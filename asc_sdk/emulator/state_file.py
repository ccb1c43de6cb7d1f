"""Keeps the store in a file, so that a restart goes on where the last run ended."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from . import recording
from .json_types import is_object

if TYPE_CHECKING:
    from pathlib import Path

    from .store import Store


def load(store: Store, path: Path) -> bool:
    """Fill a store from a file.

    Returns:
        Whether there was one.

    Raises:
        ValueError: the file holds something else.
    """
    try:
        document: Any = json.loads(path.read_bytes())
    except FileNotFoundError:
        return False
    except ValueError as error:
        raise ValueError(f"{path} is no state of an emulator: {error}") from error
    if not is_object(document) or "resources" not in document:
        raise ValueError(f"{path} is no state of an emulator: it has no resources")
    recording.play(store, document["resources"])
    return True


def save(store: Store, path: Path) -> None:
    """Write a store: beside the file first, so that it is whole at any time."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps({"resources": recording.record(store)}, indent=1), encoding="utf-8")
    os.replace(beside, path)
