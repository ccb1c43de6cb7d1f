"""What an editor shows is what the document says: what methods give, and where relationships lead."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from asc_sdk import models
from asc_sdk.api import AsyncClients, Clients
from asc_sdk.api import _operations as table
from tests.surface.answers import Answers
from tests.surface.apple import Apple, Operation, type_of
from tests.surface.arguments import snake
from tests.surface.cases import Cases
from tests.surface.test_presence import method_of


def given(answers: Answers, record: table.Operation, operation: Operation) -> str:
    """What a method gives, by the document; "" where the document has no name for it."""
    answer = next(one for one in operation.answers if one.media_type == record.media_type)
    if answer.schema is None:
        return "None"
    if record.name.startswith("download"):
        return "Report"
    shape = answers.shape(answer.schema)
    if shape is None or (not shape.primary and record.kind == "getMetrics"):
        return ""
    name = shape.primary or "ResourceIdentifier"
    if shape.many:
        return f"Page[{name}]"
    return f"{name} | None" if "ToOne" in record.kind else name


def test_every_method_says_what_it_gives(apple: Apple, answers: Answers) -> None:
    wrong: list[str] = []
    for record in table.OPERATIONS:
        sync, async_ = (method_of(clients, record.client, record.name) for clients in (Clients, AsyncClients))
        says: str = inspect.signature(sync).return_annotation
        wanted = given(answers, record, apple.operations[record.id])
        if wanted and says != wanted:
            wrong.append(f"{record.client}.{record.name} gives {says}, not {wanted}")
        # A list is no coroutine: it is awaited for its first page, or gone through at once.
        page = says.startswith("Page[")
        says_async: str = inspect.signature(async_).return_annotation
        if says_async != (f"AsyncPageCall[{says[5:-1]}]" if page else says):
            wrong.append(f"{record.client}.{record.name} gives {says_async} in async")
        if inspect.iscoroutinefunction(async_) is page:
            wrong.append(f"{record.client}.{record.name} in async: a coroutine or not")
    assert wrong == []


def test_every_relationship_says_where_it_leads(apple: Apple) -> None:
    wrong: list[str] = []
    for name, wire, data in _relationships(apple):
        kind: Any = getattr(models, name)
        field = next(python for python, each in kind.__relationships__.items() if each.wire == wire)
        says = undeprecated(inspect.get_annotations(kind)[field])
        classes = re.findall(r"\w+", says.removeprefix("list[").removesuffix("]").replace("| None", ""))
        leads_to = {getattr(models, one).resource_type for one in classes if hasattr(models, one)}
        many = "items" in data
        if says.startswith("list[") is not many or ("| None" in says) is many:
            wrong.append(f"{name}.{field}: {says}")
        if leads_to != {type_of(data.get("items", data))} and classes != ["Resource"]:
            wrong.append(f"{name}.{field}: {says} leads to {leads_to}")
    assert wrong == []


def undeprecated(annotation: str) -> str:
    """What an annotation says of the value."""
    return re.sub(r"^Deprecated\[(.*)\]$", r"\1", annotation)


def test_what_is_deprecated_is_struck_through_and_nothing_else(apple: Apple) -> None:
    wrong: list[str] = []
    for name, schema in apple.schemas.items():
        properties = schema.get("properties", {})
        if not {"type", "id"} <= set(properties) or name.endswith("InlineCreate"):
            continue
        annotations = inspect.get_annotations(getattr(models, name))
        for group in ("attributes", "relationships"):
            for wire, each in properties.get(group, {}).get("properties", {}).items():
                deprecated = bool(each.get("deprecated") or apple.resolve(each).get("deprecated"))
                says: str = annotations.get(snake(wire), "")
                if says and says.startswith("Deprecated[") is not deprecated:
                    wrong.append(f"{name}.{wire}: {says}")
    assert wrong == []


def _relationships(apple: Apple) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Schema, relationship, schema of its linkage; for all that have one."""
    for name, schema in apple.schemas.items():
        properties = schema.get("properties", {})
        if {"type", "id"} <= set(properties) and not name.endswith("InlineCreate"):
            for wire, each in properties.get("relationships", {}).get("properties", {}).items():
                if "data" in each["properties"]:
                    yield name, wire, each["properties"]["data"]


def test_every_inline_create_is_used_in_the_requests_that_are_judged(apple: Apple) -> None:
    cases = Cases(apple)
    made: set[str] = set()
    requests = 0
    for operation in apple.operations.values():
        for case in cases.of(operation):
            if case.name != "inline":
                continue
            requests += 1
            items = apple.resolve(operation.body or {})["properties"]["included"]["items"]
            by_type = apple.alternatives(items)
            made |= {by_type[item["type"]] for item in case.body["included"]}
    assert made == {name for name in apple.schemas if name.endswith("InlineCreate")} == set(table.INLINE_CREATES)
    assert requests == sum("included" in _body(apple, operation) for operation in apple.operations.values())


def _body(apple: Apple, operation: Operation) -> dict[str, Any]:
    return apple.resolve(operation.body)["properties"] if operation.body else {}
