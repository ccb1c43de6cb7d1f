"""Attributes of the client, methods and parameters: every kind of change by its name, and whether it breaks."""

from __future__ import annotations

from codegen.diff import Change
from tests.codegen.diff.found import (
    LIST,
    PARTS,
    UPDATE,
    asked,
    changes,
    difference,
    only,
    with_parts,
)
from tests.codegen.documents import (
    ID,
    INTEGER,
    STRING,
    Json,
    answers,
    array,
    enum,
    one_of,
    operation,
    page_of,
    query,
    ref,
    resource,
    things,
    with_operation,
)


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
