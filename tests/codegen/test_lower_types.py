"""Values: enumerations written once, nested objects, arrays, maps, and what stands beside a reference."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from codegen.sdk_model import FieldType
from tests.codegen.conftest import Generate, Serve
from tests.codegen.documents import DATE_TIME, INTEGER, STRING, array, enum, obj, query, ref, request, things
from tests.codegen.lowered import aliases, lowered, method, resource_class


def fields(document: dict[str, Any]) -> dict[str, FieldType]:
    return {field.wire: field.type for field in resource_class(lowered(document), "Thing").fields}


def test_plain_values() -> None:
    schemas = {
        "a": STRING,
        "b": INTEGER,
        "c": {"type": "number"},
        "d": {"type": "boolean"},
        "e": DATE_TIME,
        "f": {"type": "string", "format": "date"},
        "g": {},
        "h": {"type": "string", "format": "uri"},
        "i": {"type": "integer", "format": "int64"},
    }
    kinds = [kind.kind for kind in fields(things(schemas)).values()]
    assert kinds == ["string", "integer", "number", "boolean", "date-time", "date", "any", "string", "integer"]


@pytest.mark.parametrize(
    "members",
    [
        ["", "A"],
        ["A", "a"],
        ["A", "A", "B"],
        ["a'b", 'a"b', "a\\'b", 'a\\"b', "a\\", "\\n", "tab\t", "new\nline", "ü", "日本", "\u202e", "null", "None"],
        ["1.0", "2.0"],
        ["\ud800"],
    ],
)
def test_members_of_an_enumeration_come_through_unchanged(members: list[str], generate: Generate) -> None:
    shared = query("filter[state]", array(enum(*members)))
    package = generate(things({"state": enum(*members)}, None, shared, query("sort", array(enum(*members)))))
    assert get_args(package.models.ThingState) == tuple(dict.fromkeys(members))


def test_null_in_an_enumeration_makes_it_nullable_and_is_no_member(generate: Generate) -> None:
    document = things({"state": enum("A", None, "B")})
    sdk = lowered(document)
    assert aliases(sdk)["ThingState"] == ("A", "B")
    create = method(sdk, "things.create").body
    assert create is not None
    assert create.fields[0].nullable
    assert get_args(generate(document).models.ThingState) == ("A", "B")


def test_an_enumeration_is_written_once_and_named_by_its_field() -> None:
    members = enum("IOS", "MAC_OS")
    document = things({"platform": members, "other": enum("X")}, None, query("filter[platform]", array(members)))
    assert aliases(lowered(document)) == {
        "ThingOther": ("X",),
        "ThingPlatform": ("IOS", "MAC_OS"),
    }


def test_an_enumeration_of_the_document_keeps_its_name() -> None:
    document = things({"platform": ref("Platform"), "again": enum("B", "A")}, Platform=enum("A", "B"))
    assert aliases(lowered(document))["Platform"] == ("A", "B")
    assert fields(document)["again"].name == "Platform"


def test_siblings_of_a_reference_count() -> None:
    attributes = {"a": ref("State", nullable=True), "b": ref("State", deprecated=True), "c": ref("State")}
    sdk = lowered(things(attributes, State=enum("A")))
    create = method(sdk, "things.create").body
    assert create is not None
    assert [(field.nullable, field.deprecated) for field in create.fields] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_references_through_references() -> None:
    assert fields(things({"a": ref("A")}, A=ref("B"), B=ref("C"), C=INTEGER))["a"].kind == "integer"


def test_arrays_of_arrays_are_decoded_all_the_way(generate: Generate, serve: Serve) -> None:
    package = generate(things({"grid": array(array(DATE_TIME)), "cells": array(array(obj({"x": INTEGER})))}))
    grid, cells = [["2026-01-02T03:04:05Z"], []], [[{"x": 1}, {"x": 2}]]
    source = {"type": "things", "id": "1", "attributes": {"grid": grid, "cells": cells}}
    thing = package.models.Thing.from_dict(source)
    assert thing.grid == [[datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)], []]
    assert [[cell.x for cell in row] for row in thing.cells] == [[1, 2]]
    asc, requests = serve(package, {"data": source}, status=201)
    asc.things.create(grid=thing.grid, cells=[[{"x": 1}, package.models.ThingCell(x=2)]])
    assert b'"grid":[["2026-01-02T03:04:05Z"],[]],"cells":[[{"x":1},{"x":2}]]' in requests[0].content


def test_maps_of_plain_values_stay_as_they_are(generate: Generate) -> None:
    inner = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": STRING}}
    package = generate(things({"entitlements": inner, "any": {"type": "object"}}))
    source = {"type": "things", "id": "1", "attributes": {"entitlements": {"a": {"b": "c"}}, "any": {"x": [1]}}}
    thing = package.models.Thing.from_dict(source)
    assert (thing.entitlements, thing.any) == ({"a": {"b": "c"}}, {"x": [1]})
    annotations = package.models.Thing.__annotations__
    assert annotations["entitlements"] == "dict[str, dict[str, str]] | None"


def test_nested_objects_have_classes_of_their_own(generate: Generate) -> None:
    day = {"type": "string", "format": "date"}
    package = generate(
        things(
            {"window": obj({"from": day, "until": obj({"day": day})}), "icon": ref("Icon")}, Icon=obj({"url": STRING})
        )
    )
    attributes = {"window": {"from": "2026-01-02", "until": {"day": "2026-01-03"}}, "icon": {"url": "u", "new": 1}}
    thing = package.models.Thing.from_dict({"type": "things", "id": "1", "attributes": attributes})
    assert (thing.window.from_, thing.window.until.day) == (date(2026, 1, 2), date(2026, 1, 3))
    assert (type(thing.icon).__name__, thing.icon.url, thing.icon.extra) == ("Icon", "u", {"new": 1})
    assert package.models.ThingWindow(from_=date(2026, 1, 2)).to_dict() == {"from": "2026-01-02"}


def test_properties_with_the_names_of_our_own_members(generate: Generate) -> None:
    names = ["extra", "to_dict", "from_dict", "self", "class", "id", "source", "get", "value"]
    inner = generate(things({"inner": obj(dict.fromkeys(names, STRING))})).models.ThingInner
    source = {name: f"the {name}" for name in names}
    made = inner.from_dict(source)
    assert made.to_dict() == source
    assert [made.extra_, made.to_dict_, made.self_, made.class_, made.id] == [
        "the extra",
        "the to_dict",
        "the self",
        "the class",
        "the id",
    ]
    assert inner(**{name: getattr(made, name) for name in inner.__fields__}).to_dict() == source


def test_objects_that_hold_themselves_and_each_other(generate: Generate) -> None:
    tree = obj({"name": STRING, "children": array(ref("Tree")), "leaf": ref("Leaf")})
    package = generate(things({"tree": ref("Tree")}, Tree=tree, Leaf=obj({"tree": ref("Tree")})))
    source = {"name": "a", "children": [{"name": "b"}], "leaf": {"tree": {"name": "c"}}}
    made = package.models.Tree.from_dict(source)
    assert (made.children[0].name, made.leaf.tree.name) == ("b", "c")
    assert made.to_dict() == source


def test_one_object_in_an_answer_and_in_a_request_is_one_class() -> None:
    document = things({"window": obj({"from": STRING})})
    requested = request("things", {"window": obj({"from": STRING}, "from")})
    document["components"]["schemas"]["ThingCreateRequest"] = requested
    sdk = lowered(document)
    assert [item.name for item in sdk.objects] == ["ThingWindow"]


def test_another_object_in_a_request_has_another_class() -> None:
    document = things({"window": obj({"from": STRING})})
    document["components"]["schemas"]["ThingCreateRequest"] = request("things", {"window": obj({"until": STRING})})
    sdk = lowered(document)
    assert [item.name for item in sdk.objects] == ["ThingCreateWindow", "ThingWindow"]


def test_two_objects_whose_short_names_are_the_same() -> None:
    sdk = lowered(things({"parts": array(obj({"x": STRING})), "part": obj({"y": STRING})}))
    fields = resource_class(sdk, "Thing").fields
    assert [field.type for field in fields] == [
        FieldType("array", item=FieldType("object", "ThingPart")),
        FieldType("object", "ThingPartObject"),
    ]


def test_an_unknown_value_is_kept_as_it_came(generate: Generate) -> None:
    package = generate(
        things({"state": enum("A"), "when": DATE_TIME, "inner": obj({"x": STRING}), "tags": array(STRING)})
    )
    attributes = {"state": "B", "when": "soon", "inner": "none", "tags": None, "new": 1}
    source = {"type": "things", "id": "1", "attributes": attributes}
    thing = package.models.Thing.from_dict(source)
    assert (thing.state, thing.when, thing.inner, thing.tags, thing.extra) == ("B", "soon", "none", None, {"new": 1})
    assert thing.to_dict() == source
