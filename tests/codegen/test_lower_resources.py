"""Resources: attributes and relationships flat, whatever they are called; the class by the operation."""

from __future__ import annotations

from typing import Any

import pytest

from asc_sdk._jsonapi.nested import NestedObject
from asc_sdk._jsonapi.resource import Resource
from codegen.lower.resources import RESERVED
from codegen.lower.types import RESERVED as NESTED_RESERVED
from tests.codegen.conftest import Generate, Serve
from tests.codegen.documents import (
    ID,
    STRING,
    answers,
    array,
    obj,
    one_of,
    operation,
    page_of,
    ref,
    resource,
    things,
    to_many,
    to_one,
    with_operation,
)
from tests.codegen.lowered import lowered, resource_class

OURS = ["id", "extra", "relationships", "to_dict", "from_dict", "from_item", "resource_type"]
ODD = [*OURS, "self", "class", "None", "_source"]
PLAIN = [
    "type",
    "attributes",
    "get",
    "value",
    "items",
    "copy",
    "format",
    "copyright",
    "print",
    "mro",
    "own_id",
    "links",
]


def item(**members: Any) -> dict[str, Any]:
    return {"type": "things", "id": "1", **members}


def test_attributes_with_the_names_of_our_own_members(generate: Generate) -> None:
    package = generate(things(dict.fromkeys([*ODD, *PLAIN], STRING)))
    source = item(attributes={wire: f"the {wire}" for wire in [*ODD, *PLAIN]})
    thing = package.models.Thing.from_dict(source)
    assert (thing.id, thing.id_, thing.extra, thing.extra_) == ("1", "the id", {}, "the extra")
    assert (thing.resource_type, thing.resource_type_) == ("things", "the resource_type")
    assert (thing.to_dict(), thing.to_dict_) == (source, "the to_dict")
    assert (thing.class_, thing.self_, thing.none, thing.source) == ("the class", "the self", "the None", "the _source")
    assert [getattr(thing, name) for name in PLAIN] == [f"the {name}" for name in PLAIN]
    by_hand = package.models.Thing(id="1", **{name: getattr(thing, name) for name in thing.__fields__})
    assert by_hand.to_dict() == source
    assert by_hand == thing


def test_every_member_that_a_resource_or_a_nested_object_has_is_reserved() -> None:
    for kind, reserved in ((Resource, RESERVED), (NestedObject, NESTED_RESERVED)):
        members = {name for name in dir(kind) if not name.startswith("_")}
        assert members | {"self"} == reserved


def test_relationships_with_the_names_of_our_own_members(generate: Generate) -> None:
    package = generate(things({"name": STRING}, {"relationships": to_one("things"), "class": to_many("things")}))
    thing = package.models.Thing.from_dict(
        item(relationships={"relationships": {"data": None}, "class": {"data": [{"type": "things", "id": "2"}]}})
    )
    assert [one.id for one in thing.relationships["class_"].identifiers] == ["2"]
    assert thing.relationships["relationships_"].identifiers == ()


def test_a_create_takes_the_same_names(generate: Generate, serve: Serve) -> None:
    package = generate(things({"class": STRING, "self": STRING, "id": STRING, "run": STRING, "pages": STRING}))
    asc, requests = serve(package, {"data": item()}, {"data": item()}, status=201)
    asc.things.create(class_="c", self_="s", id_="i", run_="r", pages_="p")
    assert package.models.Thing.from_dict({**item(), "attributes": {"run": "r"}}).run == "r"
    sent = requests[0].content.decode()
    assert '"attributes":{"class":"c","self":"s","id":"i","run":"r","pages":"p"}' in sent
    asc.things.update("1", id_=None)
    assert requests[1].content == b'{"data":{"type":"things","id":"1","attributes":{"id":null}}}'


def test_attributes_and_relationships_behind_references() -> None:
    document = things({"name": STRING}, {"owner": to_one("things")})
    schemas = document["components"]["schemas"]
    members = schemas["Thing"]["properties"]
    schemas["ThingAttributes"], members["attributes"] = members["attributes"], ref("ThingAttributes")
    schemas["Owner"] = members["relationships"]["properties"]["owner"]
    members["relationships"]["properties"]["owner"] = ref("Owner", deprecated=True)
    thing = resource_class(lowered(document), "Thing")
    assert [field.wire for field in thing.fields] == ["name"]
    assert [(link.wire, link.types, link.deprecated) for link in thing.relationships] == [("owner", ("things",), True)]


def test_a_relationship_with_links_only_is_no_field(generate: Generate) -> None:
    document = things()
    document["components"]["schemas"]["Thing"] = resource("things", None, {"parts": obj({"links": obj({"a": STRING})})})
    package = generate(document)
    thing = package.models.Thing(id="1")
    assert "parts" not in dir(thing)
    with pytest.raises(package.errors.RelationshipNotLoadedError):
        thing.parts  # noqa: B018 - reading it is what is tested


def two_schemas_of_one_type() -> dict[str, Any]:
    document = things({"name": STRING}, {"others": to_many("others")})
    schemas = document["components"]["schemas"]
    schemas |= {"Other": resource("others", {"old": STRING}), "OtherV2": resource("others", {"new": STRING})}
    schemas["ThingResponse"] = one_of("Thing", "Other")
    for name, path in {"Other": "/v1/others", "OtherV2": "/v2/others"}.items():
        client = "others" if name == "Other" else "othersV2"
        made = operation(f"{client}_getCollection", answers(page_of(name)))
        with_operation(document, "get", path, made)
    return document


def test_which_of_two_classes_it_is_depends_on_the_operation(generate: Generate, serve: Serve) -> None:
    package = generate(two_schemas_of_one_type())
    other = {"type": "others", "id": "2", "attributes": {"old": "a", "new": "b"}}
    linked = item(relationships={"others": {"data": [{"type": "others", "id": "2"}]}})
    asc, _ = serve(package, {"data": [other]}, {"data": [other]}, {"data": linked, "included": [other]})
    assert [one.old for one in asc.others.list()] == ["a"]
    assert [(one.new, one.extra) for one in asc.others_v2.list()] == [("b", {"old": "a"})]
    assert [type(one).__name__ for one in asc.things.get("1").others] == ["Other"]


def test_a_relationship_is_of_the_classes_that_come_with_it() -> None:
    sdk = lowered(two_schemas_of_one_type())
    (others,) = resource_class(sdk, "Thing").relationships
    assert others.classes == ("Other",)


def test_one_of_without_a_discriminator_gives_the_first_schema_of_a_type() -> None:
    document = two_schemas_of_one_type()
    document["components"]["schemas"]["ThingResponse"] = one_of("Thing", "OtherV2", "Other")
    assert resource_class(lowered(document), "Thing").relationships[0].classes == ("OtherV2",)


def test_one_of_with_a_discriminator_gives_the_schema_that_it_names() -> None:
    document = two_schemas_of_one_type()
    response = one_of("Thing", "OtherV2", "Other")
    mapping = {"others": "#/components/schemas/Other"}
    response["properties"]["included"]["items"]["discriminator"] = {"propertyName": "type", "mapping": mapping}
    document["components"]["schemas"]["ThingResponse"] = response
    assert resource_class(lowered(document), "Thing").relationships[0].classes == ("Other",)


def test_a_relationship_to_several_types() -> None:
    several = to_many("others")
    several["properties"]["data"]["items"]["properties"]["type"]["enum"].append("things")
    document = things(None, None, Other=resource("others"))
    document["components"]["schemas"]["Thing"] = resource("things", None, {"parts": several})
    (parts,) = resource_class(lowered(document), "Thing").relationships
    assert (parts.types, parts.classes) == (("others", "things"), ("Other", "Thing"))


def test_a_relationship_knows_the_method_that_gets_it() -> None:
    document = things(None, {"parts": to_many("things"), "whole": to_one("things")})
    made = operation("things_parts_getToManyRelated", answers(page_of("Thing")), ID)
    sdk = lowered(with_operation(document, "get", "/v1/things/{id}/parts", made))
    assert [(link.wire, link.method) for link in resource_class(sdk, "Thing").relationships] == [
        ("parts", "things.list_parts"),
        ("whole", ""),
    ]


@pytest.mark.parametrize("name", ["Warning", "Exception", "Import", "None", "str", "attrs", "Registry", "Things"])
def test_schemas_with_the_names_of_builtins_and_keywords(name: str, generate: Generate) -> None:
    document = things({"inner": ref(f"{name}Object")}, {"rel": to_many("others")})
    document["components"]["schemas"] |= {
        name: resource("others", {"tags": array(STRING)}),
        f"{name}Object": obj({"x": STRING}),
    }
    package = generate(document)
    made = {"str": "Str", "attrs": "Attrs", "None": "None_"}.get(name, name)
    other = getattr(package.models, made).from_dict({"type": "others", "id": "1", "attributes": {"tags": ["a"]}})
    assert (type(other).__name__, other.tags) == (made, ["a"])
    assert package.AppStoreConnect.things.func is not None
