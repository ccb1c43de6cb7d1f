"""Enumerations: a change of members where people meet it, and the names that people import."""

from __future__ import annotations

import pytest

from codegen.diff import Change
from tests.codegen.diff.found import (
    LIST,
    answer_only,
    asked,
    changes,
    difference,
    only,
    with_parts,
)
from tests.codegen.documents import (
    ID,
    Json,
    answers,
    array,
    enum,
    operation,
    page_of,
    query,
    ref,
    resource,
    things,
    with_operation,
)


def test_a_parameter_takes_a_new_member() -> None:
    (found,) = asked(query("sort", array(enum("a"))), query("sort", array(enum("a", "b"))))
    assert found == Change("parameter", "members", "sort", (LIST,), added=("b",))


def test_a_parameter_takes_a_member_no_longer() -> None:
    (found,) = asked(query("sort", array(enum("a", "b"))), query("sort", array(enum("a"))))
    assert found == Change("parameter", "members", "sort", (LIST,), removed=("b",), breaking=True)


@pytest.mark.parametrize(("old", "new", "added", "removed"), [("A", "AB", ("B",), ()), ("AB", "A", (), ("B",))])
def test_a_member_of_an_answer_breaks_nothing(
    old: str, new: str, added: tuple[str, ...], removed: tuple[str, ...]
) -> None:
    documents = answer_only({"state": enum(*old)}, {"state": enum(*new)})
    assert only(*documents) == Change("field", "members", "state", ("Thing",), added=added, removed=removed)


def test_the_order_of_members_is_no_change() -> None:
    assert changes(*answer_only({"state": enum("A", "B")}, {"state": enum("B", "A")})) == []


def test_what_many_methods_share_is_told_once_where_it_belongs() -> None:
    def document(*members: str) -> Json:
        fields = query("fields[others]", array(enum(*members)))
        return with_operation(
            with_parts(things(None, None, fields, Other=resource("others")), parameters=[ID, fields]),
            "get",
            "/v1/others",
            operation("others_getCollection", answers(page_of("Other")), fields),
        )

    found = difference(document("a"), document("a", "b"))
    (group,) = found.groups
    places = ("asc.others.list", "asc.things.list", "asc.things.list_parts")
    assert (group.name, group.changes) == (
        "others",
        (Change("parameter", "members", "fields_others", places, added=("b",)),),
    )


def aliases(old: Json, new: Json) -> list[Change]:
    return [change for change in difference(old, new).changes if change.what == "enumeration"]


def test_the_name_of_an_enumeration_is_new_or_gone() -> None:
    old, new = things(), things({"state": enum("A", "B")})
    assert aliases(old, new) == [Change("enumeration", "added", "ThingState")]
    assert aliases(new, old) == [Change("enumeration", "removed", "ThingState", breaking=True)]


def test_an_enumeration_has_another_name() -> None:
    old, new = things({"state": enum("A", "B")}), things({"phase": enum("A", "B")})
    names = ("ThingState", "ThingPhase")
    assert aliases(old, new) == [Change("enumeration", "renamed", "ThingPhase", (), *names, breaking=True)]


def test_an_enumeration_with_other_members_and_another_name_is_found_by_its_place() -> None:
    old = things({"state": enum("A", "B")})
    new = things({"state": ref("Phase")}, Phase=enum("A", "B", "C"))
    names = ("ThingState", "Phase")
    assert aliases(old, new) == [Change("enumeration", "renamed", "Phase", (), *names, breaking=True)]


def test_a_name_that_went_to_another_enumeration() -> None:
    old = things({"a": ref("Phase")}, Phase=enum("A", "B"))
    new = things({"a": ref("Before")}, Before=enum("A", "B"), Phase=enum("C"))
    (members,) = [change for change in aliases(old, new) if change.kind == "members"]
    assert members == Change("enumeration", "members", "Phase", (), "", "", ("C",), ("A", "B"), breaking=True)
