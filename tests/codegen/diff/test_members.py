"""What bodies take and what classes have: every kind of change by its name, and whether it breaks."""

from __future__ import annotations

import pytest

from codegen.diff import Change
from tests.codegen.diff.found import (
    CREATE,
    answer_only,
    changes,
    difference,
    only,
    sent_only,
    with_parts,
)
from tests.codegen.documents import (
    DATE_TIME,
    ID,
    INTEGER,
    STRING,
    Json,
    answers,
    array,
    enum,
    identifier,
    inline_create,
    obj,
    operation,
    page_of,
    ref,
    request,
    resource,
    things,
    to_many,
    to_one,
    with_operation,
)

NUMBER: Json = {"type": "number"}


def test_an_argument_is_new() -> None:
    assert sent_only({}, {"a": STRING}) == [Change("argument", "added", "a", (CREATE,))]


def test_a_required_argument_is_new() -> None:
    found = sent_only({}, {"a": STRING}, required=((), ("a",)))
    assert found == [Change("argument", "added", "a", (CREATE,), new="required", breaking=True)]


def test_an_argument_is_gone() -> None:
    assert sent_only({"a": STRING}, {}) == [Change("argument", "removed", "a", (CREATE,), breaking=True)]


def test_an_argument_is_required_and_no_longer() -> None:
    one: Json = {"a": STRING}
    assert sent_only(one, one, required=((), ("a",))) == [Change("argument", "required", "a", (CREATE,), breaking=True)]
    assert sent_only(one, one, required=(("a",), ())) == [Change("argument", "optional", "a", (CREATE,))]


def test_an_argument_may_be_null_and_no_longer() -> None:
    plain, nullable = {"a": STRING}, {"a": {**STRING, "nullable": True}}
    assert sent_only(plain, nullable) == [Change("argument", "nullable", "a", (CREATE,))]
    assert sent_only(nullable, plain) == [Change("argument", "not_nullable", "a", (CREATE,), breaking=True)]


def test_an_argument_has_another_name() -> None:
    (found,) = sent_only({"marketingUrl": STRING}, {"marketingURL2": STRING})
    assert (found.kind, found.old, found.new) == ("renamed", "marketing_url", "marketing_url2")
    assert found.breaking


def test_another_spelling_of_the_same_name_is_no_break() -> None:
    (found,) = sent_only({"marketingUrl": STRING}, {"marketingURL": STRING})
    assert found == Change("argument", "path", "marketing_url", (CREATE,), "marketingUrl", "marketingURL")


@pytest.mark.parametrize(
    ("old", "new", "texts", "breaking"),
    [
        (STRING, INTEGER, ("str", "int"), True),
        (INTEGER, NUMBER, ("int", "float"), False),
        (NUMBER, INTEGER, ("float", "int"), True),
        (STRING, DATE_TIME, ("str", "dt.datetime | str"), False),
        (DATE_TIME, STRING, ("dt.datetime | str", "str"), True),
        (STRING, array(STRING), ("str", "Iterable[str]"), True),
        (array(STRING), array(INTEGER), ("Iterable[str]", "Iterable[int]"), True),
        (enum("A"), STRING, ("ThingA", "str"), False),
        (STRING, enum("A"), ("str", "ThingA"), True),
    ],
)
def test_an_argument_takes_another_type(old: Json, new: Json, texts: tuple[str, str], breaking: bool) -> None:
    assert sent_only({"a": old}, {"a": new}) == [Change("argument", "type", "a", (CREATE,), *texts, breaking=breaking)]


def linked(old: Json, new: Json) -> list[Change]:
    """What is found where a create takes this relationship."""
    schemas = {"Other": resource("others"), "OtherInlineCreate": inline_create("others")}
    documents = things(**schemas), things(**schemas)
    for document, link in zip(documents, (old, new), strict=True):
        document["components"]["schemas"]["ThingCreateRequest"] = request("things", None, {"r": link})
    return changes(*documents)


def test_a_relationship_of_a_request_takes_many_where_it_took_one() -> None:
    texts = ("Other | ResourceIdentifier | str", "Iterable[Other | ResourceIdentifier | str]")
    assert linked(to_one("others"), to_many("others")) == [
        Change("argument", "type", "r", (CREATE,), *texts, breaking=True)
    ]


def test_a_relationship_of_a_request_is_of_another_type() -> None:
    texts = ("Other | ResourceIdentifier | str", "Thing | ResourceIdentifier | str")
    assert linked(to_one("others"), to_one("things")) == [
        Change("argument", "type", "r", (CREATE,), *texts, breaking=True)
    ]


def test_a_relationship_of_a_request_may_be_created_along_with_it() -> None:
    schemas = {"Other": resource("others"), "OtherInlineCreate": inline_create("others")}
    old, new = things(None, {"r": to_one("others")}, **schemas), things(None, {"r": to_one("others")}, **schemas)
    body = new["components"]["schemas"]["ThingCreateRequest"]
    body["properties"]["included"] = array({"oneOf": [ref("OtherInlineCreate")]})
    texts = (
        "Other | ResourceIdentifier | str",
        "Other | OtherInlineCreate | ResourceIdentifier | str",
    )
    assert changes(old, new) == [Change("argument", "type", "r", (CREATE,), *texts)]
    assert changes(new, old) == [Change("argument", "type", "r", (CREATE,), texts[1], texts[0], breaking=True)]


def test_what_a_relationship_is_changed_to() -> None:
    def document(kind: str, **schemas: Json) -> Json:
        body = obj({"data": array(identifier(kind))})
        made = operation("things_parts_createToManyRelationship", answers(None, "204"), ID, body=body)
        return with_operation(
            things(Other=resource("others"), **schemas), "post", "/v1/things/{id}/relationships/parts", made
        )

    add = ("asc.things.add_parts",)
    narrow, other = ("Iterable[Thing | ResourceIdentifier | str]", "Iterable[Other | ResourceIdentifier | str]")
    assert changes(document("things"), document("others")) == [
        Change("argument", "type", "items", add, narrow, other, breaking=True)
    ]
    wider = changes(document("others"), document("others", OtherV2=resource("others")))
    text = "Iterable[Other | OtherV2 | ResourceIdentifier | str]"
    assert wider[0] == Change("argument", "type", "items", add, other, text)


def test_a_field_is_new() -> None:
    assert only(*answer_only({}, {"a": STRING})) == Change("field", "added", "a", ("Thing",))


def test_a_field_is_gone() -> None:
    assert only(*answer_only({"a": STRING}, {})) == Change("field", "removed", "a", ("Thing",), breaking=True)


def test_a_field_has_another_name() -> None:
    found = only(*answer_only({"iconAsset": STRING}, {"iconAssets": STRING}))
    names = ("icon_asset", "icon_assets")
    assert found == Change("field", "renamed", "icon_assets", ("Thing",), *names, breaking=True)


def test_a_field_is_deprecated() -> None:
    found = only(*answer_only({"a": STRING}, {"a": {**STRING, "deprecated": True}}))
    assert found == Change("field", "deprecated", "a", ("Thing",))


def test_a_field_is_of_another_type() -> None:
    found = only(*answer_only({"a": STRING}, {"a": array(STRING)}))
    assert found == Change("field", "type", "a", ("Thing",), "str", "list[str]", breaking=True)


def test_a_field_that_may_be_null_is_no_change() -> None:
    assert changes(*answer_only({"a": STRING}, {"a": {**STRING, "nullable": True}})) == []


def test_a_field_whose_values_are_named_stays_a_string() -> None:
    found = only(*answer_only({"a": STRING}, {"a": enum("A")}))
    assert found == Change("field", "type", "a", ("Thing",), "str", "ThingA | str")


def related(old: Json | None, new: Json | None) -> list[Change]:
    documents = things(Other=resource("others")), things(Other=resource("others"))
    for document, link in zip(documents, (old, new), strict=True):
        document["components"]["schemas"]["Thing"] = resource("things", None, {"r": link} if link else {})
    return changes(*documents)


LINKS = obj({"links": obj({"self": STRING})})


def test_a_relationship_is_new_or_gone() -> None:
    gone = Change("relationship", "removed", "r", ("Thing",), breaking=True)
    assert related(None, to_one("others")) == [Change("relationship", "added", "r", ("Thing",))]
    assert related(to_one("others"), None) == [gone]
    assert related(to_one("others"), LINKS) == [gone]
    assert related(None, LINKS) == []


def test_a_relationship_leads_to_many_where_it_led_to_one() -> None:
    (found,) = related(to_one("others"), to_many("others"))
    assert found == Change("relationship", "type", "r", ("Thing",), "Other | None", "list[Other]", breaking=True)


def test_a_relationship_gets_a_class() -> None:
    (found,) = related(to_one("strangers"), to_one("others"))
    assert found == Change("relationship", "type", "r", ("Thing",), "Resource | None", "Other | None")


def test_a_class_is_new_or_gone() -> None:
    old, new = things(), things(Other=resource("others"))
    assert only(old, new) == Change("class", "added", "Other")
    assert only(new, old) == Change("class", "removed", "Other", breaking=True)


def test_a_resource_has_another_name() -> None:
    old, new = things(Other=resource("others", {"a": STRING})), things(Stranger=resource("others", {"a": STRING}))
    assert only(old, new) == Change("class", "renamed", "Stranger", (), "Other", "Stranger", breaking=True)


def test_a_renamed_class_is_told_once_and_not_at_each_of_its_places() -> None:
    def document(name: str) -> Json:
        one = resource("others", {"a": STRING})
        return with_parts(things(None, {"r": to_one("others")}, **{name: one}), responses=answers(page_of(name)))

    assert only(document("Other"), document("Stranger")).kind == "renamed"


def test_a_class_is_deprecated() -> None:
    old, new = things(Other=resource("others")), things(Other={**resource("others"), "deprecated": True})
    assert only(old, new) == Change("class", "deprecated", "Other")


def test_a_class_is_of_another_type() -> None:
    found = only(things(Other=resource("others")), things(Other=resource("strangers")))
    assert found == Change("class", "type", "Other", (), "others", "strangers", breaking=True)


def test_a_nested_object_has_another_name() -> None:
    members = {"x": STRING, "y": INTEGER}
    old, new = answer_only({"icon": ref("Icon")}, {"icon": ref("Image")})
    old["components"]["schemas"]["Icon"] = obj(members)
    new["components"]["schemas"]["Image"] = obj(members)
    assert only(old, new) == Change("class", "renamed", "Image", (), "Icon", "Image", breaking=True)


def test_a_member_of_a_nested_object_that_is_read_and_sent() -> None:
    old = things({"icon": ref("Icon")}, Icon=obj({"state": enum("A", "B")}))
    new = things({"icon": ref("Icon")}, Icon=obj({"state": enum("A"), "size": INTEGER}, "state"))
    assert changes(old, new) == [
        Change("field", "required", "state", ("Icon",), breaking=True),
        Change("field", "members", "state", ("Icon",), removed=("B",), breaking=True),
        Change("field", "added", "size", ("Icon",)),
    ]


def test_a_member_of_a_nested_object_that_is_only_read() -> None:
    old, new = answer_only({"icon": ref("Icon")}, {"icon": ref("Icon")})
    old["components"]["schemas"]["Icon"] = obj({"state": enum("A", "B")})
    new["components"]["schemas"]["Icon"] = obj({"state": enum("A")}, "state")
    assert only(old, new) == Change("field", "members", "state", ("Icon",), removed=("B",))


def test_what_is_created_inside_another_request() -> None:
    def document(**attributes: Json) -> Json:
        return things(Other=resource("others"), OtherInlineCreate=inline_create("others", attributes))

    old, new = document(a=STRING), document(b=INTEGER)
    assert changes(old, new) == [
        Change("argument", "removed", "a", ("OtherInlineCreate",), breaking=True),
        Change("argument", "added", "b", ("OtherInlineCreate",)),
    ]
    assert only(things(Other=resource("others")), document()) == Change("inline_create", "added", "OtherInlineCreate")


def test_what_breaks_comes_first_in_a_group() -> None:
    (group,) = difference(*answer_only({"b": STRING}, {"a": INTEGER, "c": STRING})).groups
    assert [change.breaking for change in group.changes] == [True, False, False]


def test_attributes_come_before_classes_and_names_of_enumerations_last() -> None:
    old = things(Other=resource("others", {"x": STRING}))
    new = things({"state": enum("A", "B")}, Other=resource("others"))
    assert [group.title for group in difference(old, new).groups] == [
        "asc.things",
        "Other",
        "Names of enumerations in asc_sdk.models",
    ]
