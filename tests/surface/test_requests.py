"""Every method of both clients sends what Apple's document demands, over loopback HTTP, judged independently.

Both clients make every call with the least, with all, with one value of each list, with all inline creates. Null for
each argument that may be null, one at a time, and resources, identifiers and objects in place of ids, mappings and
strings go through the sync client alone: bodies are made before the two part ways, and async is twice as slow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from asc_sdk.api import _operations as table
from tests.surface.apple import Apple, Operation
from tests.surface.arguments import FORMS, Arguments, Form
from tests.surface.calls import Caller
from tests.surface.cases import Case, Cases, canonical
from tests.surface.judge import Judge, Judgement
from tests.surface.loopback import Loopback

METHODS: dict[str, list[table.Operation]] = defaultdict(list)
for _record in table.OPERATIONS:
    METHODS[_record.client].append(_record)


@pytest.mark.parametrize("client", sorted(METHODS))
def test_every_call_is_what_the_document_demands(
    client: str, apple: Apple, judge: Judge, loopback: Loopback, caller: Caller
) -> None:
    cases = Cases(apple)
    wrong: list[str] = []
    for record in METHODS[client]:
        operation = apple.operations[record.id]
        for case, form in _calls(cases, record, apple, brief=caller.is_async):
            positional, keywords = Arguments(apple, record, operation.body, form).of(case)
            caller.call(record.client, record.name, positional, keywords)
            judgement = judge.judge(loopback.seen.get(timeout=10))
            assert loopback.seen.empty(), f"{record.client}.{record.name} sent more than one request"
            where = f"{record.client}.{record.name}, {case.name}, {form.name}"
            wrong += [f"{where}: {violation}" for violation in _differences(record, case, judgement)]
    assert wrong == []


def _calls(cases: Cases, record: table.Operation, apple: Apple, *, brief: bool) -> Iterator[tuple[Case, Form]]:
    """Every case in one form at least; bodies with many kinds of values in all of them, unless it shall be brief."""
    for number, case in enumerate(cases.of(apple.operations[record.id])):
        if case.body is None:
            yield case, FORMS[(number + len(record.name)) % len(FORMS)]
        elif case.name in ("all", "inline") and not brief:
            yield from ((case, form) for form in FORMS)
        elif not (brief and case.name.startswith("null ")):
            yield case, FORMS[0]


def _differences(record: table.Operation, case: Case, judgement: Judgement) -> Iterator[str]:
    """What the judge holds against the request, and where it is another one than was meant."""
    yield from judgement.violations
    if judgement.operation is None or judgement.operation.id != record.id:
        yield f"went to {judgement.operation and judgement.operation.id}"
    if judgement.own_id != case.own_id:
        yield f"the id is {judgement.own_id!r}, not {case.own_id!r}"
    if judgement.query != case.query:
        yield f"the query is {judgement.query}, not {case.query}"
    sent, meant = _comparable(judgement.body), _comparable(case.body)
    if sent != meant:
        yield f"the body is {sent}, not {meant}"


def _comparable(body: Any) -> Any:
    try:
        return canonical(body)
    except AssertionError as error:
        return f"{error}: {body}"


def test_a_to_one_relationship_is_unset_with_null(
    apple: Apple, judge: Judge, loopback: Loopback, caller: Caller
) -> None:
    """The one thing that goes beyond the document, which has no null here; the servers take it."""
    wrong: list[str] = []
    records = [one for one in table.OPERATIONS if one.kind == "updateToOneRelationship"]
    for record in records:
        caller.call(record.client, record.name, ["1", None], {})
        judgement = judge.judge(loopback.seen.get(timeout=10))
        said = [violation for violation in judgement.violations if "None is not of type 'object'" not in violation]
        if (
            said
            or judgement.body != {"data": None}
            or judgement.operation is None
            or judgement.operation.id != record.id
        ):
            wrong.append(f"{record.client}.{record.name}: {judgement}")
    assert wrong == []
    assert len(records) == sum(_sets_one(apple, operation) for operation in apple.operations.values()) > 0


def _sets_one(apple: Apple, operation: Operation) -> bool:
    """Whether an operation sets a to-one relationship."""
    if operation.method != "PATCH" or "/relationships/" not in operation.path or operation.body is None:
        return False
    return apple.resolve(operation.body)["properties"]["data"]["type"] == "object"
