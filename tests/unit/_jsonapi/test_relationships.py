"""What an answer says of a relationship, and lists that know whether they were cut off."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asc_sdk import ResourceIdentifier
from asc_sdk._jsonapi.relationships import (
    RelatedList,
    Relationship,
    Relationships,
    read_id,
    read_identifier,
    read_linkage,
    read_total,
)

B1, B2 = ResourceIdentifier("builds", "1"), ResourceIdentifier("builds", "2")
CUT = {"data": [B1.to_dict()], "meta": {"paging": {"total": 7, "limit": 1}}}
TWINS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle{n}": lambda value, n=n: pickle.loads(pickle.dumps(value, n)) for n in range(2, 6)},
}
each_twin = pytest.mark.parametrize("twin", TWINS.values(), ids=TWINS)


@each_twin
def test_identifiers_are_values(twin: Callable[[Any], Any]) -> None:
    assert twin(B1) == B1
    assert len({B1, twin(B1), B2}) == 2
    assert ResourceIdentifier("apps", "1") != B1
    assert B1 != "builds"
    assert repr(B1) == "ResourceIdentifier(type='builds', id='1')"
    assert B1.to_dict() == {"type": "builds", "id": "1"}


def test_the_five_states() -> None:
    absent, null, empty, loaded, cut = map(
        Relationship, ({"links": {"self": "x"}}, {"data": None}, {"data": []}, {"data": [B1.to_dict()]}, CUT)
    )
    assert [one.identifiers for one in (absent, null, empty, loaded, cut)] == [None, (), (), (B1,), (B1,)]
    assert [one.is_cut_off for one in (absent, null, empty, loaded, cut)] == [False] * 4 + [True]
    assert (absent.links, null.links, cut.total, loaded.total) == ({"self": "x"}, {}, 7, None)
    assert Relationship({"data": B1.to_dict()}).identifiers == (B1,)


@pytest.mark.parametrize("raw", [None, [], "x", 5, {}, {"links": None, "meta": None}, {"links": [1], "meta": 3}])
def test_what_says_nothing_is_not_loaded(raw: object) -> None:
    relationship = Relationship(raw)
    assert (relationship.identifiers, relationship.links, relationship.total) == (None, {}, None)
    assert not relationship.is_unreadable


@pytest.mark.parametrize("data", ["1", 5, True, {}, {"id": "1"}, {"type": "x"}, {"type": 1, "id": "1"}, [{}], [None]])
def test_a_linkage_that_cannot_be_read_is_neither_null_nor_empty(data: object) -> None:
    relationship = Relationship({"data": data})
    assert relationship.identifiers is None
    assert relationship.is_unreadable


def test_an_id_may_be_a_number() -> None:
    assert read_identifier({"type": "builds", "id": 1}) == B1
    assert [read_id(value) for value in ("1", 1, True, 1.0, None, object())] == ["1", "1", None, None, None, None]


@pytest.mark.parametrize("total", ["7", None, True, [], {}, 1.5])
def test_a_total_that_is_no_number_is_none(total: object) -> None:
    assert read_total({"meta": {"paging": {"total": total}}}) is None
    assert not Relationship({"data": [], "meta": {"paging": {"total": total}}}).is_cut_off


def test_a_total_below_what_came_cuts_nothing() -> None:
    relationship = Relationship({"data": [B1.to_dict(), B2.to_dict()], "meta": {"paging": {"total": 1}}})
    assert (relationship.total, relationship.is_cut_off) == (1, False)


@each_twin
def test_cut_identifiers_say_so(twin: Callable[[Any], Any]) -> None:
    cut = twin(Relationship(CUT))
    assert cut == Relationship(CUT)
    assert cut != CUT
    identifiers: Any = cut.identifiers
    for one in (identifiers, twin(identifiers)):
        assert one == (B1,)
        assert (one.is_cut_off, one.total, one.method) == (True, 7, "")
    assert repr(cut) == "Relationship(identifiers=(ResourceIdentifier(type='builds', id='1'),), total=7)"


def test_relationships_are_found_by_pythons_and_by_apples_name() -> None:
    raw = {"betaGroups": CUT, "newThing": {"data": None}}
    found = Relationships(raw, {"betaGroups": "beta_groups", "builds": "builds"})
    assert list(found) == ["beta_groups", "newThing"]
    assert len(found) == 2
    assert found["beta_groups"] == found["betaGroups"] == Relationship(CUT)
    assert found["newThing"].identifiers == ()
    assert "builds" not in found
    assert found.get("other") is None
    assert repr(found) == "Relationships(beta_groups, newThing)"


@each_twin
def test_a_cut_list_stays_cut(twin: Callable[[Any], Any]) -> None:
    cut = RelatedList([B1], 7, "apps.list_builds")
    for one in (cut, twin(cut), cut.copy(), operator.add(cut, [B2])):
        assert isinstance(one, RelatedList)
        assert (one.is_cut_off, one.total, one.method, one[0]) == (True, 7, "apps.list_builds", B1)
    assert operator.add(cut, [B2])[1:] == [B2]


def test_removing_and_adding_do_not_change_whether_others_are_missing() -> None:
    whole = RelatedList([B1, B2])
    whole.remove(B1)
    assert (whole, whole.is_cut_off, whole.total) == ([B2], False, 2)
    cut = RelatedList([B1], 2)
    cut.append(B2)
    assert cut.is_cut_off
    assert (RelatedList(), RelatedList().is_cut_off) == ([], False)


@pytest.mark.parametrize("twin", [twin for name, twin in TWINS.items() if name != "copy"])
def test_a_list_that_leads_to_itself_is_copied(twin: Callable[[Any], Any]) -> None:
    circle = RelatedList([B1], 7)
    circle.append([circle])
    other = twin(circle)
    assert other[1][0] is other
    assert other.is_cut_off


IDENTIFIERS = st.builds(ResourceIdentifier, st.text(), st.text())


@given(st.lists(IDENTIFIERS), st.none() | st.integers())
def test_linkage_comes_back(identifiers: list[ResourceIdentifier], total: int | None) -> None:
    raw = {"data": [one.to_dict() for one in identifiers], "meta": {"paging": {"total": total}}}
    relationship = Relationship(raw)
    assert relationship.identifiers == tuple(identifiers)
    assert relationship.is_cut_off == (total is not None and total > len(identifiers))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["data", "type", "id", "links", "meta", "paging", "total", "x"]), inner)
        ),
    )
)
def test_anything_can_be_looked_at(raw: Any) -> None:
    relationship = Relationship(raw)
    assert relationship.identifiers is None or all(isinstance(one.id, str) for one in relationship.identifiers)
    assert pickle.loads(pickle.dumps(relationship)) == relationship
    assert read_linkage(None) == ()
