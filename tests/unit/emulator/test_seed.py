"""The demonstration data."""

from __future__ import annotations

from asc_sdk.emulator import Emulator
from asc_sdk.emulator.formats import malformed
from asc_sdk.emulator.schema import kinds
from asc_sdk.emulator.state_file import snapshot
from asc_sdk.emulator.store import Store
from asc_sdk.emulator.uniques import clashes
from asc_sdk.emulator.values import judge


def _store() -> Store:
    return Emulator().app.service.store


def test_every_kind_has_a_resource() -> None:
    store = _store()
    assert {one.kind.name for type in store.types() for one in store.of_type(type).values()} == set(kinds())


def test_what_apple_would_refuse_is_not_in_it() -> None:
    store = _store()
    for type in store.types():
        for one in store.of_type(type).values():
            for name, value in one.attributes.items():
                assert value is None or list(judge(name, value, one.kind.attributes[name], f"{type}/{name}")) == []
            edges = {name: list(targets) for name, targets in one.edges.items()}
            assert clashes(store, one.kind, one.attributes, edges, own=one) == []
            assert malformed(type, one.attributes, type) == []


def test_it_is_the_same_every_time() -> None:
    first, second = (
        [(item["kind"], item["id"], item["edges"]) for item in snapshot(Emulator().app.service)["resources"]]
        for _ in range(2)
    )
    assert first == second
