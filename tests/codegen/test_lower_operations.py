"""Operations: client, method, kind and answer, from the operationIds of all documents since 1.8."""

from __future__ import annotations

import gzip
import importlib
import inspect
from typing import Any

import pytest

from codegen.sdk_model import Sdk
from tests.codegen.conftest import Generate, Serve
from tests.codegen.documents import (
    ID,
    INTEGER,
    STRING,
    Json,
    answers,
    array,
    document,
    identifier,
    obj,
    one_of,
    operation,
    page_of,
    ref,
    resource,
    things,
    with_operation,
)
from tests.codegen.lowered import client, lowered, method

LINKAGES = obj({"data": array(identifier("parts"))}, "data")
LINKAGE = obj({"data": identifier("parts")}, "data")
NOTHING = answers(None, "204")
METRICS = obj({"data": array(obj({"dataPoints": array(obj({"n": INTEGER}))}))})
# For each kind: the method, the verb, the answers and the body.
OF_A_RELATIONSHIP: dict[str, tuple[str, str, Json, Json | None]] = {
    "getToManyRelated": ("list_parts", "get", answers(page_of("Part")), None),
    "getToOneRelated": ("get_parts", "get", answers(one_of("Part")), None),
    "getToManyRelationship": ("list_parts_linkages", "get", answers(LINKAGES), None),
    "getToOneRelationship": ("get_parts_linkage", "get", answers(LINKAGE), None),
    "createToManyRelationship": ("add_parts", "post", NOTHING, LINKAGES),
    "deleteToManyRelationship": ("remove_parts", "delete", NOTHING, LINKAGES),
    "replaceToManyRelationship": ("replace_parts", "patch", NOTHING, LINKAGES),
    "updateToOneRelationship": ("set_parts", "patch", NOTHING, LINKAGE),
    "getMetrics": ("get_parts_metrics", "get", answers(ref("PartsV1MetricResponse")), None),
}


def old(name: str) -> str:
    """An operationId as Apple wrote it until 2.x."""
    *parts, kind = name.split("_")
    spelled = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind)
    return "-".join([*parts, spelled])


def with_parts(name: str, spelling: Any) -> Sdk:
    _, verb, responses, body = OF_A_RELATIONSHIP[name]
    made = operation(spelling(f"things_parts_{name}"), responses, ID, body=body)
    document = things(Part=resource("parts"), PartsV1MetricResponse=METRICS)
    return lowered(with_operation(document, verb, f"/v1/things/{{id}}/{name}", made))


@pytest.mark.parametrize("name", OF_A_RELATIONSHIP)
@pytest.mark.parametrize("spelling", [str, old])
def test_each_kind_has_its_method(name: str, spelling: Any) -> None:
    found = method(with_parts(name, spelling), f"things.{OF_A_RELATIONSHIP[name][0]}")
    assert (found.kind, found.relationship) == (name, "parts")


def test_the_kinds_of_a_resource_itself_in_both_spellings() -> None:
    names = ["list", "get", "create", "update", "delete"]
    new, before = things(), things()
    for item in before["paths"].values():
        for made in item.values():
            made["operationId"] = old(made["operationId"])
    assert [item.name for item in client(lowered(new), "things").methods] == names
    assert [item.name for item in client(lowered(before), "things").methods] == names


def test_two_versions_of_a_path_with_one_operation_id() -> None:
    made = document(
        {
            "/v1/things": {"get": operation("things-get_collection", answers(page_of("Thing")))},
            "/v2/things": {"get": operation("things-get_collection", answers(page_of("ThingV2")))},
            "/v2/things/{id}": {"delete": operation("things-delete_instance", NOTHING, ID)},
        },
        {"Thing": resource("things"), "ThingV2": resource("things", {"new": STRING})},
    )
    sdk = lowered(made)
    assert [(item.attribute, item.class_name) for item in sdk.clients] == [
        ("things", "Things"),
        ("things_v2", "ThingsV2"),
    ]
    assert method(sdk, "things.list").answer.primary == "Thing"
    assert method(sdk, "things_v2.list").answer.primary == "ThingV2"
    assert method(sdk, "things_v2.delete").path == "/v2/things/{id}"


def test_a_second_version_with_its_own_operation_ids_is_a_client_of_its_own() -> None:
    made = with_operation(things(), "get", "/v2/things", operation("thingsV2_getCollection", answers(page_of("Thing"))))
    assert [(item.attribute, item.module) for item in lowered(made).clients] == [
        ("things", "things"),
        ("things_v2", "things"),
    ]


def test_a_later_version_without_a_first_keeps_its_module() -> None:
    listing = operation("thingsV3_getCollection", answers(page_of("Thing")))
    made = document({"/v3/things": {"get": listing}}, {"Thing": resource("things")})
    assert [(item.attribute, item.module) for item in lowered(made).clients] == [("things_v3", "things_v3")]


@pytest.mark.parametrize("media_type", ["application/a-gzip", "gzip", "application/gzip", "text/csv"])
def test_a_file_is_downloaded(media_type: str, generate: Generate, serve: Serve) -> None:
    file = answers({"type": "string", "format": "binary"}, "200", media_type)
    package = generate(document({"/v1/reports": {"get": operation("reports_getCollection", file)}}, {}))
    content = b"a\tb\n1\t2\n" if media_type != "text/csv" else b"a,b\n1,2\n"
    asc, requests = serve(package, gzip.compress(content) if "zip" in media_type else content)
    report = asc.reports.download()
    assert requests[0].headers["accept"] == media_type
    assert report.rows() == [{"a": "1", "b": "2"}]
    report.close()


def test_json_and_csv_are_two_methods(generate: Generate, serve: Serve) -> None:
    made = things()
    responses = made["paths"]["/v1/things"]["get"]["responses"]
    responses["200"]["content"]["text/csv"] = {"schema": STRING}
    related = operation("things_parts_getToManyRelated", responses, ID)
    package = generate(with_operation(made, "get", "/v1/things/{id}/parts", related))
    asc, requests = serve(package, {"data": []}, b"a,b\n1,2\n", {"data": []}, b"a\n")
    assert list(asc.things.list().items) == []
    with asc.things.download() as report:
        assert report.text() == "a,b\n1,2\n"
    asc.things.list_parts("1")
    asc.things.download_parts("1").close()
    assert [request.headers["accept"] for request in requests] == ["application/json", "text/csv"] * 2


def test_csv_alone_of_a_to_one_relationship_is_a_download() -> None:
    made = operation("things_values_getToOneRelated", answers(STRING, media_type="text/csv"), ID)
    sdk = lowered(with_operation(things(), "get", "/v1/things/{id}/values", made))
    assert method(sdk, "things.download_values").answer.kind == "report"


def test_metrics_are_typed_data_points(generate: Generate, serve: Serve) -> None:
    point = obj({"start": STRING, "values": obj({"sessions": INTEGER})})
    made = operation("things_uses_getMetrics", answers(ref("ThingUsesV1MetricResponse")), ID)
    metric = obj({"data": array(obj({"dataPoints": array(point)})), "links": obj({"next": STRING})})
    document = things(ThingUsesV1MetricResponse=metric)
    package = generate(with_operation(document, "get", "/v1/things/{id}/metrics/uses", made))
    asc, _ = serve(package, {"data": [{"dataPoints": [{"start": "a", "values": {"sessions": 3}}]}]})
    (item,) = asc.things.get_uses_metrics("1").items
    assert type(item).__name__ == "ThingUsesV1Metric"
    assert [one.values.sessions for one in item.data_points] == [3]


def test_json_of_apples_own_media_type_is_json(generate: Generate, serve: Serve) -> None:
    media_type = "application/vnd.apple.xcode-metrics+json"
    made = operation("things_power_getToManyRelated", answers(ref("power"), "200", media_type), ID)
    power = obj({"version": STRING, "insights": array(obj({"name": STRING}))})
    package = generate(with_operation(things(power=power), "get", "/v1/things/{id}/power", made))
    asc, requests = serve(package, {"version": "1", "insights": [{"name": "x"}]})
    answer = asc.things.list_power("1")
    assert (type(answer).__name__, answer.insights[0].name) == ("Power", "x")
    assert requests[0].headers["accept"] == media_type


def test_a_delete_may_be_accepted() -> None:
    made = things()
    made["paths"]["/v1/things/{id}"]["delete"]["responses"] |= {"202": {"description": ""}}
    found = method(lowered(made), "things.delete")
    assert (found.accepted, found.answer.kind) == (True, "nothing")


def test_a_client_and_a_relationship_with_the_name_of_a_keyword(generate: Generate, serve: Serve) -> None:
    made = with_operation(things(), "get", "/v1/import", operation("import_getCollection", answers(page_of("Thing"))))
    related = operation("import_class_getToManyRelated", answers(page_of("Thing")), ID)
    package = generate(with_operation(made, "get", "/v1/import/{id}/class", related))
    asc, requests = serve(package, {"data": []}, {"data": []})
    asc.import_.list()
    asc.import_.list_class("1")
    assert [request.url.path for request in requests] == ["/v1/import", "/v1/import/1/class"]


def test_a_client_called_like_its_resource_leaves_it_the_name() -> None:
    made = operation("Thing_getCollection", answers(page_of("Thing")))
    sdk = lowered(with_operation(things(), "get", "/v1/thing", made))
    assert client(sdk, "thing").class_name == "ThingClient"


def test_a_document_without_operations_gives_a_package_that_imports(generate: Generate) -> None:
    package = generate(document({}, {}))
    assert package.models.__dir__() == []


def test_deprecated_operations_say_so(generate: Generate) -> None:
    made = things()
    made["paths"]["/v1/things"]["get"]["deprecated"] = True
    client = importlib.import_module(f"{generate(made).__name__}.api.things").Things
    assert '@deprecated("Apple marks this operation as deprecated")' in inspect.getsource(client)
