"""What is found between two documents of a few lines, for tests of one kind of change each."""

from __future__ import annotations

from typing import Any

from codegen.diff import Change, Difference, compare
from tests.codegen.documents import (
    ID,
    Json,
    answers,
    operation,
    page_of,
    request,
    resource,
    things,
    with_operation,
)
from tests.codegen.lowered import lowered

LIST = "asc.things.list"
CREATE = "asc.things.create"
UPDATE = "asc.things.update"


def difference(old: Json, new: Json) -> Difference:
    return compare(lowered(old), lowered(new))


def changes(old: Json, new: Json) -> list[Change]:
    """What is found, names of enumerations aside."""
    return [change for change in difference(old, new).changes if change.what != "enumeration"]


def only(old: Json, new: Json) -> Change:
    (change,) = changes(old, new)
    return change


def answer_only(old: Json, new: Json) -> tuple[Json, Json]:
    """Two documents whose resource has these attributes, and whose requests have none of them."""
    documents = things(), things()
    for document, attributes in zip(documents, (old, new), strict=True):
        document["components"]["schemas"]["Thing"] = resource("things", attributes)
    return documents


def sent_only(old: Json, new: Json, *, required: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())) -> list[Change]:
    """What is found where a create takes these attributes."""
    documents = things(), things()
    for document, attributes, needed in zip(documents, (old, new), required, strict=True):
        body = request("things", attributes)
        data = body["properties"]["data"]
        data["properties"]["attributes"]["required"] = list(needed)
        data["required"] = ["type", "attributes"]
        document["components"]["schemas"]["ThingCreateRequest"] = body
    return changes(*documents)


def asked(old: Json | None, new: Json | None) -> list[Change]:
    """What is found where the list has this parameter."""
    return changes(things(None, None, *([old] if old else [])), things(None, None, *([new] if new else [])))


PARTS = operation("things_parts_getToManyRelated", answers(page_of("Thing")), ID)


def with_parts(document: Json, **members: Any) -> Json:
    return with_operation(document, "get", "/v1/things/{id}/parts", {**PARTS, **members})
