"""Every answer that Apple's document allows is read: right classes and fields, and to_dict() gives it back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Generator, Iterator
from copy import deepcopy
from typing import Any

import pytest

from asc_sdk import ApiKey, AsyncPage, Page, Report, ResourceIdentifier
from asc_sdk.api import _operations as table
from tests.surface.answers import LEVELS, REPORT, Answers
from tests.surface.apple import Answer, Apple
from tests.surface.expected import Expected, value_differences
from tests.surface.wire import ORIGIN, Wire

METHODS: dict[str, list[table.Operation]] = defaultdict(list)
for _record in table.OPERATIONS:
    METHODS[_record.client].append(_record)


@pytest.fixture(scope="module")
def wire(surface_key: ApiKey) -> Generator[Wire]:
    """Both clients, with scripted answers."""
    with Wire(surface_key) as made:
        yield made


@pytest.mark.parametrize("client", sorted(METHODS))
def test_every_answer_is_read(client: str, apple: Apple, answers: Answers, wire: Wire) -> None:
    """With every member, with the least and with nulls; in async, where the same readers work, with every member."""
    wrong: list[str] = []
    for record in METHODS[client]:
        for answer in apple.operations[record.id].answers:
            if answer.media_type not in ("", record.media_type):
                continue
            for level in LEVELS if answer.schema else LEVELS[:1]:
                body = answers.body(answer, level)
                for is_async in (False, True) if level == "full" else (False,):
                    result = wire.call(record, (answer.status, answer.media_type, body), is_async=is_async)
                    differences = _differences(apple, answers, answer, body, result)
                    where = f"{record.client}.{record.name}, {level}{', async' if is_async else ''}"
                    wrong += [f"{where}: {difference}" for difference in differences]
    assert wrong == []


def _differences(apple: Apple, answers: Answers, answer: Answer, body: bytes, result: Any) -> Iterator[str]:
    """Where the result of a call is not what the answer says."""
    if answer.schema is None:
        if result is not None:
            yield f"{result!r} where nothing came"
    elif not answer.media_type.endswith("json"):
        lines = REPORT if answer.media_type == "application/a-gzip" else REPORT.replace("\t", ",")
        if not isinstance(result, Report) or result.text() != lines or result.rows() != [{"SKU": "A", "Units": "1"}]:
            yield f"{result!r} where a report came"
    else:
        sent = json.loads(body)
        shape = answers.shape(answer.schema)
        if shape is None:
            yield from value_differences(apple, "answer", result, sent, answer.schema)
            return
        if shape.many is not isinstance(result, (Page, AsyncPage)):
            yield f"{type(result).__name__} is the wrong kind of result"
            return
        items: list[Any] = result.items if shape.many else [result]
        wanted: list[Any] = sent["data"] if shape.many else [sent["data"]]
        if len(items) != len(wanted):
            yield f"{len(items)} items where {len(wanted)} came"
            return
        if not shape.primary:
            for item, each in zip(items, wanted, strict=True):
                yield from _plain_differences(apple, item, each, shape.data)
            return
        expected = Expected(apple, answers, shape, sent)
        for item, each in zip(items, wanted, strict=True):
            yield from expected.differences(item, each)
        if shape.many:
            yield from _page_differences(expected, result, sent)


def _plain_differences(apple: Apple, item: Any, sent: Any, schema: dict[str, Any]) -> Iterator[str]:
    if set(schema["properties"]) != {"type", "id"}:
        yield from value_differences(apple, "data", item, sent, schema)
    elif item != ResourceIdentifier(sent["type"], sent["id"]) or item.to_dict() != sent:
        yield f"{item!r} where {sent} came"


def _page_differences(expected: Expected, page: Any, sent: dict[str, Any]) -> Iterator[str]:
    meta: dict[str, Any] = sent.get("meta") or {}
    paging: dict[str, Any] = meta.get("paging") or {}
    total = paging.get("total")
    if page.total != total or page.has_next:
        yield f"{page!r} where {total} items in all came"
    included: list[Any] = sent.get("included") or []
    if len(page.included) != len(included):
        yield f"{len(page.included)} included where {len(included)} came"
    for item, each in zip(page.included, included, strict=False):
        yield from expected.differences(item, each)


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
def test_every_list_goes_on_to_its_next_page(is_async: bool, apple: Apple, answers: Answers, wire: Wire) -> None:
    """By the very bytes of links.next, with the items of both pages."""
    wrong: list[str] = []
    for record in table.OPERATIONS:
        answer = next(one for one in apple.operations[record.id].answers if one.media_type in ("", record.media_type))
        if record.answer not in ("page", "linkages", "metrics"):
            continue
        one, two = answers.document(answer, "least"), answers.document(answer, "least")
        target = f"{record.path.replace('{id}', '1')}?cursor=A%2BB%3D%3D&fields[x]=a,b&limit=2"
        one["links"] = {"self": "x", "next": ORIGIN + target}
        two["links"] = {"self": "x"}
        pair = [(200, answer.media_type, json.dumps(document).encode()) for document in (one, two)]
        page = wire.call(record, *pair, is_async=is_async)
        items = wire.run(page.all()) if is_async else page.all()
        if wire.targets[1:] != [target]:
            wrong.append(f"{record.client}.{record.name} asked for {wire.targets[1:]}")
        if [item.to_dict() for item in items] != [*one["data"], *two["data"]]:
            wrong.append(f"{record.client}.{record.name} gave {items}")
    assert wrong == []


def test_a_changed_copy_changes_nothing(apple: Apple, answers: Answers, wire: Wire) -> None:
    """What to_dict() gives is the caller's own."""
    record = next(one for one in table.OPERATIONS if (one.client, one.name) == ("builds", "get"))
    answer = apple.operations[record.id].answer(record.media_type)
    body = answers.body(answer, "full")
    build = wire.call(record, (200, answer.media_type, body))
    before = deepcopy(build.to_dict())
    changed = build.to_dict()
    changed["attributes"]["iconAssetToken"] = changed["relationships"]["app"] = None
    assert build.to_dict() == before == json.loads(body)["data"]


def test_a_difference_is_found(apple: Apple, answers: Answers, wire: Wire) -> None:
    """The comparison itself: each thing that could be read wrongly is told."""
    record = next(one for one in table.OPERATIONS if (one.client, one.name) == ("builds", "get"))
    answer = apple.operations[record.id].answer(record.media_type)
    sent = answers.document(answer, "full")
    assert answer.schema is not None
    shape = answers.shape(answer.schema)
    assert shape is not None
    build = wire.call(record, (200, answer.media_type, json.dumps(sent).encode()))
    expected = Expected(apple, answers, shape, sent)
    assert list(expected.differences(build, sent["data"])) == []

    def differences(*path: str, value: Any) -> str:
        other = deepcopy(sent["data"])
        at = other
        for name in path[:-1]:
            at = at[name]
        at[path[-1]] = value
        return "\n".join(expected.differences(build, other))

    assert "to_dict()" in differences("meta", value={})
    assert "Build 2 is builds 1" in differences("id", value="2")
    assert ".version: 'another' is" in differences("attributes", "version", value="another")
    assert ".uploadedDate: null came" in differences("attributes", "uploadedDate", value=None)
    assert ".uploadedDate: 2020-01-01T00:00:00Z is" in differences(
        "attributes", "uploadedDate", value="2020-01-01T00:00:00Z"
    )
    assert ".iconAssetToken: {'width': 1} is" in differences("attributes", "iconAssetToken", value={"width": 1})
    assert ".app: identifiers are" in differences("relationships", "app", value={"data": None})
    assert ".app is there, though" in differences("relationships", value={})
