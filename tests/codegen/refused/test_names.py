"""Names that would hide another: each refused by its place, with nothing written."""

from __future__ import annotations

import pytest

from tests.codegen.conftest import Refusal
from tests.codegen.documents import (
    STRING,
    answers,
    array,
    enum,
    obj,
    operation,
    page_of,
    ref,
    resource,
    said,
    things,
    to_many,
    to_one,
    with_operation,
)

NAMES = "names.py"
CLASH = "names.py, or rename one with a patch in spec/patches/"
THING = "components.schemas.Thing"
KERNEL = ["Resource", "NestedObject", "Body", "Any", "Mapping", "Iterable", "Operation", "Page", "Report", "UNSET"]


def test_two_attributes_that_come_out_the_same(refusal: Refusal) -> None:
    missing = "a rule for two names that come out as a_b: 'aB' and 'a_b'"
    assert refusal(things({"aB": STRING, "a_b": STRING})) == said(THING, missing, CLASH)


def test_a_relationship_called_like_an_attribute(refusal: Refusal) -> None:
    missing = "a rule for two names that come out as name: 'name' and 'name'"
    assert refusal(things({"name": STRING}, {"name": to_one("things")})) == said(THING, missing, CLASH)


def test_two_properties_of_a_nested_object(refusal: Refusal) -> None:
    document = things({"inner": obj({"aB": STRING, "a.b": STRING})})
    missing = "a rule for two names that come out as a_b: 'aB' and 'a.b'"
    assert refusal(document) == said(f"{THING}.attributes.inner", missing, CLASH)


def test_a_keyword_and_the_same_with_an_underscore(refusal: Refusal) -> None:
    # A trailing underscore is how a keyword is written.
    document = things({"class": STRING}, {"Class": to_one("things")})
    missing = "a rule for two names that come out as class_: 'class' and 'Class'"
    assert refusal(document) == said(THING, missing, CLASH)


@pytest.mark.parametrize("name", ["3dModel", "größe", "a b", "a-b", "", "a/b", "日本"])
def test_an_attribute_that_is_no_identifier(name: str, refusal: Refusal) -> None:
    missing = f"a rule that makes a Python name of {name!r}"
    assert refusal(things({name: STRING})) == said(f"{THING}.attributes.{name}", missing, NAMES)


@pytest.mark.parametrize("name", ["bool", "dict", "float", "int", "list", "str", "dt"])
def test_an_attribute_that_hides_what_annotations_need(name: str, refusal: Refusal) -> None:
    missing = f"a rule for a field called {name}, which the annotations of its class need"
    assert refusal(things({name: STRING})) == said(f"{THING}.attributes.{name}", missing, NAMES)


def test_a_name_that_is_too_long_for_a_file(refusal: Refusal) -> None:
    name = "x" * 300
    missing = f"a rule for a name of 300 characters: X{'x' * 39}…"
    assert refusal(things(**{name: obj({"a": STRING})})) == said(f"components.schemas.{name}", missing, NAMES)


@pytest.mark.parametrize("name", KERNEL)
def test_a_resource_called_like_our_own_classes(name: str, refusal: Refusal) -> None:
    missing = f"a rule for a class called {name}, a name that generated modules need"
    assert refusal(things(**{name: resource("others")})) == said(f"components.schemas.{name}", missing, NAMES)


@pytest.mark.parametrize("name", KERNEL)
def test_an_object_called_like_our_own_classes(name: str, refusal: Refusal) -> None:
    missing = f"a rule for a class called {name}, a name that generated modules need"
    document = things({"a": ref(name)}, **{name: obj({"x": STRING})})
    assert refusal(document) == said(f"components.schemas.{name}", missing, NAMES)


@pytest.mark.parametrize("name", ["Literal", "TypeAlias", "Unset", "Thing"])
def test_an_enumeration_for_which_no_name_is_left(name: str, refusal: Refusal) -> None:
    wire = name[0].lower() + name[1:]
    document = things({"a": ref(wire)}, **{wire: enum("A", "B")})
    missing = "a name for the enumeration of A, B…: all that its places propose are taken"
    assert refusal(document) == said(f"components.schemas.{wire}", missing, "lower/literals.py")


def test_two_objects_that_come_out_the_same(refusal: Refusal) -> None:
    document = things({"a": ref("inner"), "b": ref("Inner")}, inner=obj({"x": STRING}), Inner=obj({"y": STRING}))
    missing = "a rule for two names that come out as Inner: 'inner' and 'Inner'"
    assert refusal(document) == said("components.schemas.Inner", missing, CLASH)


def test_three_objects_that_come_out_the_same(refusal: Refusal) -> None:
    document = things(
        {"party": obj({"a": STRING}), "partys": array(obj({"b": STRING})), "parties": array(obj({"c": STRING}))}
    )
    missing = "a second name for an object that is ThingParty elsewhere, with other properties"
    assert refusal(document) == said(f"{THING}.attributes.parties[]", missing, "lower/types.py")


def test_two_resources_that_come_out_the_same(refusal: Refusal) -> None:
    missing = "a rule for two classes that come out as Thing"
    assert refusal(things(thing=resource("others"))) == said("components.schemas", missing, CLASH)


def test_two_resources_in_one_file(refusal: Refusal) -> None:
    document = things(AB=resource("abs", {"a": STRING}), Ab=resource("others", {"a": STRING}))
    assert refusal(document) == said("components.schemas", "a rule for two classes in the module ab", CLASH)


def test_a_resource_in_the_file_of_the_enumerations(refusal: Refusal) -> None:
    missing = "a rule for the class Literals, whose module would be that of the enumerations"
    assert refusal(things(Literals=resource("others", {"a": STRING}))) == said("components.schemas", missing, CLASH)


def test_a_model_called_like_the_client_that_uses_it(refusal: Refusal) -> None:
    document = things(None, {"others": to_many("others")}, AsyncThings=resource("others"))
    missing = "a rule for the model AsyncThings, whose client has that name too"
    assert refusal(document) == said("POST /v1/things", missing, CLASH)


def attribute_called(name: str) -> dict[str, object]:
    made = operation(f"{name}_getCollection", answers(page_of("Thing")))
    return with_operation(things(), "get", f"/v1/{name}", made)


@pytest.mark.parametrize("name", ["request", "close", "rateLimit", "withOptions"])
def test_a_client_attribute_that_every_client_has(name: str, refusal: Refusal) -> None:
    said_of = refusal(attribute_called(name))
    assert said_of.startswith(f"operations of {name}: missing a rule for an attribute called ")
    assert said_of.endswith("such rules live in codegen/lower/operations.py")


@pytest.mark.parametrize("name", ["classes", "endpoint", "clients", "report"])
def test_a_client_class_called_like_our_own(name: str, refusal: Refusal) -> None:
    missing = f"a rule for a class called {name.capitalize()}, a name that generated modules need"
    assert refusal(attribute_called(name)) == said(f"operations of {name}", missing, NAMES)


def test_a_client_called_like_the_async_one_of_another(refusal: Refusal) -> None:
    missing = "a rule for two classes that come out as AsyncThings"
    assert refusal(attribute_called("asyncThings")) == said("the client's attributes", missing, CLASH)


def test_two_client_attributes_that_come_out_the_same(refusal: Refusal) -> None:
    missing = "a rule for two names that come out as things: 'Things' and 'Things'"
    assert refusal(attribute_called("Things")) == said("the client's attributes", missing, CLASH)
