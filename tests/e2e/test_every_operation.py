"""Every operation of Apple's document is answered as the document says, judged by its schemas."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import Emulator
from tests.e2e.every import Every
from tests.surface.apple import Apple

GROUPS = {
    "lists": ("getCollection",),
    "instances": ("getInstance",),
    "related": ("getToManyRelated", "getToOneRelated"),
    "linkages": ("getToManyRelationship", "getToOneRelationship"),
    "metrics": ("getMetrics",),
    "creates": ("createInstance",),
    "updates": ("updateInstance",),
    "changes of linkage": (
        "createToManyRelationship",
        "deleteToManyRelationship",
        "replaceToManyRelationship",
        "updateToOneRelationship",
    ),
    "deletes": ("deleteInstance",),
}


@pytest.mark.parametrize("group", GROUPS)
def test_every_operation_is_answered_as_the_document_says(apple: Apple, group: str) -> None:
    every = Every(apple, Emulator())
    asked = 0
    violations: list[str] = []
    for operation in apple.operations.values():
        if operation.id.rsplit("_", 1)[-1].rpartition("-")[-1] in GROUPS[group]:
            for request in every.requests(operation):
                asked += 1
                violations += every.violations(operation, request)
    assert asked
    assert violations == []


def test_every_operation_is_in_a_group(apple: Apple) -> None:
    endings = {operation.id.rsplit("_", 1)[-1] for operation in apple.operations.values()}
    assert endings == {ending for endings in GROUPS.values() for ending in endings}
