"""Apple's own documents: what is known of them is found, and nothing is between a document and itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from codegen.diff import compare
from codegen.fetch import load
from codegen.generate import model
from codegen.lower import lower
from codegen.patch import load_patches
from codegen.sdk_model import Sdk
from tests.apple_document import ROOT, find_older_document


@cache
def sdk(document: Path) -> Sdk:
    return model(load(document), load_patches(ROOT / "spec/patches"), lower=lower).sdk


def older(document: Path, version: str) -> Path:
    path = find_older_document(document, version)
    if path is None:
        pytest.skip(f"Apple's document {version} is not on this machine")
    return path


def test_from_one_of_apples_documents_to_a_later_one(apple_document: Path) -> None:
    found = compare(sdk(older(apple_document, "3.7.0")), sdk(apple_document))
    texts = {(change.what, change.kind, change.name): change for change in found.changes}
    assert texts["attribute", "removed", "asc.marketplace_domains"].breaking
    assert not texts["attribute", "added", "asc.webhooks"].breaking
    fields = texts["field", "removed", "gambling_and_contests"]
    assert fields.places == ("AgeRatingDeclaration",)
    shared = texts["parameter", "members", "fields_app_store_versions"]
    assert (shared.added, shared.removed, len(shared.places) > 20) == (("usesIdfa",), ("ageRatingDeclaration",), True)
    # The whole is a page that people read: what repeats is told once.
    assert len(found.changes) < 2000
    assert found.breaking < 120


def test_one_of_apples_documents_and_itself(apple_document: Path) -> None:
    assert compare(sdk(apple_document), sdk(apple_document)).changes == ()


def test_what_is_new_is_gone_on_the_way_back(apple_document: Path) -> None:
    old, new = sdk(older(apple_document, "3.7.0")), sdk(apple_document)

    def named(one: Sdk, other: Sdk, kind: str) -> list[tuple[str, str, tuple[str, ...]]]:
        changes = compare(one, other).changes
        return sorted((change.what, change.name, change.places) for change in changes if change.kind == kind)

    assert named(old, new, "added") == named(new, old, "removed")
    assert named(old, new, "removed") == named(new, old, "added")
