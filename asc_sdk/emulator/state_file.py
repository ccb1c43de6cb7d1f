"""Keeps an emulator in a file, so that a restart goes on where the last run ended.

What is kept: resources with their edges and their order, what Apple is still working on, the clock, and the host of
files. The bytes of uploads are in a folder beside the file; orders for faults and the log of requests are not kept.
"""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .json_types import as_object, is_list, is_object
from .schema import kinds
from .store import Record

if TYPE_CHECKING:
    from pathlib import Path

    from .service import Service

FORMAT = 2
"""Of the file: another number is another emulator's."""
_RESOURCE, _AHEAD = "resource", "ahead"


class _StrangeError(Exception):
    """What the file has, and this emulator does not."""


def folder(path: Path) -> Path:
    """Where the bytes of uploads are."""
    return path.with_name(f"{path.name}.files")


def load(service: Service, path: Path) -> bool:
    """Fill an empty emulator from a file.

    Returns:
        Whether there was one.

    Raises:
        ValueError: the file holds something else, or is another version's; it stays as it is.
        OSError: it cannot be read.
    """
    try:
        document: Any = json.loads(path.read_bytes())
    except FileNotFoundError:
        if not path.absolute().parent.is_dir():
            raise
        return False
    except ValueError as error:
        raise ValueError(f"{path} is no state of an emulator, or is damaged: {error}. {_ADVICE}") from error
    if not is_object(document) or "resources" not in document:
        raise ValueError(f"{path} is no state of an emulator: it has no resources. {_ADVICE}")
    if document.get("format") != FORMAT:
        raise ValueError(
            f"{path} is of another version of the emulator (format {document.get('format', 1)}, and this one reads "
            f"{FORMAT}). {_ADVICE}"
        )
    try:
        _restore(service, document)
    except _StrangeError as error:
        raise ValueError(f"{path} is of another version of the emulator: {error}. {_ADVICE}") from None
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise ValueError(f"{path} is a damaged state of an emulator: {error!r}. {_ADVICE}") from error
    return True


_ADVICE = "It was left as it is; name another file, or delete this one to begin anew"


def snapshot(service: Service) -> dict[str, Any]:
    """Everything as JSON has it, to be written while the emulator goes on."""
    store = service.store
    return {
        "format": FORMAT,
        _AHEAD: service.clock.ahead.total_seconds(),
        "storage": service.machines.uploads.base,
        "version": store.version,
        "due": [
            {"time": due.time.isoformat(), "step": due.step, "arguments": [_argument(one) for one in due.arguments]}
            for due in service.timeline.due()
        ],
        "resources": [_resource(record) for type in store.types() for record in store.of_type(type).values()],
    }


def save(document: dict[str, Any], path: Path) -> None:
    """Write a snapshot: beside the file first, so that the file is whole at any time.

    Raises:
        OSError: it cannot be written.
    """
    beside = path.with_name(f"{path.name}.new")
    # A webhook's secret is in it.
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False, separators=(",", ":"))
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _resource(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": record.kind.name,
        "id": record.id,
        "attributes": dict(record.attributes),
        "edges": {
            name: [[target.kind.name, target.id] for target in targets]
            for name, targets in record.edges.items()
            if targets
        },
    }
    return found | ({"private": dict(record.private)} if record.private else {})


def _argument(argument: Record | str) -> Any:
    return {_RESOURCE: [argument.type, argument.id]} if isinstance(argument, Record) else argument


def _restore(service: Service, document: dict[str, Any]) -> None:
    service.clock.ahead = timedelta(seconds=document[_AHEAD])
    service.machines.uploads.base = service.machines.analytics.base = str(document["storage"])
    store = service.store
    entries: list[tuple[dict[str, Any], Record]] = []
    for item in document["resources"]:
        kind = kinds().get(str(item["kind"]))
        if kind is None:
            raise _StrangeError(f"it has a resource of the kind {item['kind']!r}, which Apple's document has not")
        record = store.add(kind, as_object(item["attributes"]), str(item["id"]))
        record.private |= as_object(item.get("private"))
        entries.append((item, record))
    for item, record in entries:
        for name, targets in item["edges"].items():
            edge = record.kind.edges.get(name)
            if edge is None:
                raise _StrangeError(f"{record.kind.name} has no relationship {name!r}")
            store.lead(record, edge, [store.of_type(kinds()[kind].type)[id] for kind, id in targets])
    store.resume(int(document["version"]))
    for due in document["due"]:
        if not service.timeline.knows(due["step"]):
            raise _StrangeError(f"it waits for {due['step']!r}")
        arguments = [_argument_of(service, one) for one in due["arguments"]]
        found = [one for one in arguments if one is not None]
        # What a step was about may be deleted: then there is nothing to do.
        if len(found) == len(arguments):
            service.timeline.at(datetime.fromisoformat(due["time"]), due["step"], *found)
    service.machines.uploads.files.keep_only(record for _, record in entries)


def _argument_of(service: Service, argument: Any) -> Record | str | None:
    if is_object(argument):
        place = argument[_RESOURCE]
        assert is_list(place)
        return service.store.get(*place)
    return str(argument)
