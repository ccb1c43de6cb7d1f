"""Every kind of change by its name: what is found between two documents of a few lines, and whether it breaks."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from codegen.diff import Change, Difference, compare
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
    one_of,
    operation,
    page_of,
    query,
    ref,
    request,
    resource,
    things,
    to_many,
    to_one,
    with_operation,
)
from tests.codegen.lowered import lowered

LIST = "asc.things.list"
CREATE = "asc.things.create"
UPDATE = "asc.things.update"
NUMBER: Json = {"type": "number"}
Edit = Callable[[Json], Any]


def difference(old: Json, new: Json) -> Difference:
    return compare(lowered(old), lowered(new))


def changes(old: Json, new: Json) -> list[Change]:
    """What is found, names of enumerations aside."""
    return [change for change in difference(old, new).changes if change.what != "enumeration"]


def edited(old: Json, edit: Edit) -> list[Change]:
    """What is found when an edit was made to a document."""
    new = copy.deepcopy(old)
    edit(new)
    return changes(old, new)


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


# --- methods ----------------------------------------------------------------------------------------------------------
PARTS = operation("things_parts_getToManyRelated", answers(page_of("Thing")), ID)


def with_parts(document: Json, **members: Any) -> Json:
    return with_operation(document, "get", "/v1/things/{id}/parts", {**PARTS, **members})


def test_nothing_changed() -> None:
    found = difference(things({"a": STRING}), things({"a": STRING}))
    assert (found.changes, found.groups, found.breaking) == ((), (), 0)


def test_a_method_is_new() -> None:
    assert only(things(), with_parts(things())) == Change("method", "added", "asc.things.list_parts")


def test_a_method_is_gone() -> None:
    assert only(with_parts(things()), things()) == Change("method", "removed", "asc.things.list_parts", breaking=True)


def test_a_method_has_another_name_for_the_same_request() -> None:
    found = only(with_parts(things()), with_parts(things(), operationId="things_pieces_getToManyRelated"))
    old, new = "asc.things.list_parts", "asc.things.list_pieces"
    assert found == Change("method", "renamed", new, old=old, new=new, breaking=True)


def test_a_method_sends_another_request() -> None:
    old = with_operation(things(), "get", "/v1/things/{id}/parts", PARTS)
    new = with_operation(things(), "get", "/v2/things/{id}/parts", PARTS)
    requests = ("GET /v1/things/{id}/parts", "GET /v2/things/{id}/parts")
    assert only(old, new) == Change("method", "path", "asc.things.list_parts", (), *requests)


def test_a_method_is_deprecated_and_no_longer() -> None:
    old, new = with_parts(things()), with_parts(things(), deprecated=True)
    assert only(old, new) == Change("method", "deprecated", "asc.things.list_parts")
    assert only(new, old) == Change("method", "undeprecated", "asc.things.list_parts")


def test_a_method_returns_another_class() -> None:
    old, new = with_parts(things(Other=resource("others"))), with_parts(things(Other=resource("others")))
    new["paths"]["/v1/things/{id}/parts"]["get"]["responses"] = answers(page_of("Other"))
    (found,) = changes(old, new)
    returned = ("Page[Thing]", "Page[Other]")
    assert found == Change("method", "returns", "asc.things.list_parts", (), *returned, breaking=True)


def test_a_method_that_returned_nothing_returns_something() -> None:
    old, new = things(), things()
    old["paths"]["/v1/things/{id}"]["patch"]["responses"] = answers(None, "204")
    assert only(old, new) == Change("method", "returns", UPDATE, old="None", new="Thing")


def test_a_method_may_answer_202() -> None:
    old, new = things(), things()
    new["paths"]["/v1/things/{id}"]["delete"]["responses"] = answers(None, "202")
    assert only(old, new) == Change("method", "accepted", "asc.things.delete", new="202")


def test_a_download_has_another_media_type() -> None:
    def document(media_type: str) -> Json:
        return with_parts(things(), responses=answers(STRING, media_type=media_type))

    found = only(document("text/csv"), document("application/a-gzip"))
    media_types = ("text/csv", "application/a-gzip")
    assert found == Change("method", "media_type", "asc.things.download_parts", (), *media_types)


# --- attributes of the client -----------------------------------------------------------------------------------------
def others(name: str, *, path: str = "others") -> Json:
    document = things(Other=resource("others"), OtherResponse=one_of("Other"))
    made = operation(f"{name}_getInstance", answers(ref("OtherResponse")), ID)
    listed = operation(f"{name}_getCollection", answers(page_of("Other")))
    return with_operation(with_operation(document, "get", f"/v1/{path}/{{id}}", made), "get", f"/v1/{path}", listed)


def test_an_attribute_of_the_client_is_new() -> None:
    found = difference(things(Other=resource("others")), others("others"))
    (group,) = found.groups
    assert (group.title, group.classes) == ("asc.others", ("Other",))
    assert [(change.what, change.kind, change.name) for change in group.changes] == [
        ("attribute", "added", "asc.others"),
        ("method", "added", "asc.others.get"),
        ("method", "added", "asc.others.list"),
    ]
    assert found.breaking == 0


def test_an_attribute_of_the_client_is_gone() -> None:
    found = changes(others("others"), things(Other=resource("others")))
    assert [(change.kind, change.name) for change in found if change.breaking] == [
        ("removed", "asc.others"),
        ("removed", "asc.others.get"),
        ("removed", "asc.others.list"),
    ]


def test_an_attribute_of_the_client_has_another_name() -> None:
    found = only(others("others"), others("strangers", path="others"))
    names = ("asc.others", "asc.strangers")
    assert found == Change("attribute", "renamed", "asc.strangers", (), *names, breaking=True)


# --- parameters -------------------------------------------------------------------------------------------------------
def test_a_parameter_is_new() -> None:
    assert asked(None, query("filter[a]", STRING)) == [Change("parameter", "added", "filter_a", (LIST,))]


def test_a_required_parameter_is_new() -> None:
    (found,) = asked(None, query("filter[a]", STRING, required=True))
    assert found == Change("parameter", "added", "filter_a", (LIST,), new="required", breaking=True)


def test_a_parameter_is_gone() -> None:
    assert asked(query("x", STRING), None) == [Change("parameter", "removed", "x", (LIST,), breaking=True)]


def test_a_parameter_has_another_name_and_the_same_members() -> None:
    members = array(enum("A", "B", "C"))
    (found,) = asked(query("filter[state]", members), query("filter[states]", members))
    names = ("filter_state", "filter_states")
    assert found == Change("parameter", "renamed", "filter_states", (LIST,), *names, breaking=True)


def test_a_parameter_with_another_name_and_type_is_another_one() -> None:
    found = asked(query("filter[state]", STRING), query("filter[states]", INTEGER))
    assert [change.kind for change in found] == ["removed", "added"]


def test_a_parameter_is_required_and_no_longer() -> None:
    old, new = query("x", STRING), query("x", STRING, required=True)
    assert asked(old, new) == [Change("parameter", "required", "x", (LIST,), breaking=True)]
    assert asked(new, old) == [Change("parameter", "optional", "x", (LIST,))]


def test_a_parameter_is_deprecated() -> None:
    found = asked(query("x", STRING), query("x", STRING, deprecated=True))
    assert found == [Change("parameter", "deprecated", "x", (LIST,))]


def test_a_parameter_takes_one_where_it_took_many() -> None:
    (found,) = asked(query("x", array(STRING)), query("x", STRING))
    assert found == Change("parameter", "type", "x", (LIST,), "str | Iterable[str]", "str", breaking=True)
    assert asked(query("x", STRING), query("x", array(STRING))) == []


def test_a_parameter_takes_another_type() -> None:
    (found,) = asked(query("x", STRING), query("x", INTEGER))
    assert found == Change("parameter", "type", "x", (LIST,), "str", "int", breaking=True)


def test_a_parameter_takes_any_value_now() -> None:
    (found,) = asked(query("filter[x]", enum("A")), query("filter[x]", STRING))
    assert found == Change("parameter", "type", "filter_x", (LIST,), "ThingX", "str")


def test_a_maximum_is_lower_or_higher() -> None:
    def limit(maximum: int) -> Json:
        return query("limit", {"type": "integer", "maximum": maximum})

    assert asked(limit(200), limit(50)) == [
        Change("parameter", "maximum", "limit", (LIST,), "200", "50", breaking=True)
    ]
    assert asked(limit(50), limit(200)) == [Change("parameter", "maximum", "limit", (LIST,), "50", "200")]


# --- enumerations -----------------------------------------------------------------------------------------------------
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


# --- arguments of bodies ----------------------------------------------------------------------------------------------
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


# --- fields and classes -----------------------------------------------------------------------------------------------
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
