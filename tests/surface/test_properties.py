"""Any JSON:API answer, with whatever in it, is read or is one of our errors, and to_dict() gives back what came."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asc_sdk import ApiKey, AppStoreConnectError, Page, Resource
from asc_sdk._jsonapi.nested import NestedObject
from asc_sdk.api import _operations as table
from tests.surface.answers import LEVELS, Answers
from tests.surface.apple import Apple, is_list, is_object
from tests.surface.arguments import snake
from tests.surface.wire import Wire

READ = [record for record in table.OPERATIONS if record.media_type.endswith("json")]
# The same examples in every run; a failure that was seen once is seen again.
REPEATABLE = settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)

DATES = (
    "2026-02-30T00:00:00Z",
    "2026-03-01",
    "2026-03-01T09:00:00.123456789+0000",
    "0000-00-00",
    "9999-12-31T23:59:60Z",
)
LINKS = (
    "https://example.com/x",
    "//evil",
    "?cursor=1",
    "http://[",
    "/v1/apps?a=b",
    "  ",
    "javascript:1",
    "\u0000",
    "https://a:b@c:99999",
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from((*DATES, *LINKS, "apps", "1", "${x}", 10**30, -1)),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=4) | st.sampled_from(("type", "id", "data", "meta", "paging", "total")), inner
        )
    ),
    max_leaves=6,
)
# Where in the document (taken modulo the number of places), and what happens there.
CHANGES = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from(("replace", "remove", "add", "twice")), ANYTHING),
    min_size=1,
    max_size=8,
)


@pytest.fixture(scope="module")
def wire(surface_key: ApiKey) -> Generator[Wire]:
    """Both clients, with scripted answers."""
    with Wire(surface_key) as made:
        yield made


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every member of every object and list: what holds it, and its key."""
    keys: Any = list(value) if is_object(value) else range(len(value)) if is_list(value) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


def change(document: Any, changes: list[tuple[int, str, Any]]) -> Any:
    """The document with its changes."""
    root = {"document": document}
    for number, what, value in changes:
        every = list(places(root))
        holder, key = every[number % len(every)]
        if what == "remove" and holder is not root:
            del holder[key]
        elif what == "add" and is_object(holder):
            holder[f"new{number}"] = value
        elif what == "twice" and is_list(holder):
            holder.append(copy.deepcopy(holder[key]))
        else:
            holder[key] = value
    return root["document"]


@REPEATABLE
@given(record=st.sampled_from(READ), level=st.sampled_from(LEVELS), changes=CHANGES)
def test_any_answer_is_read_or_is_our_error(
    record: table.Operation, level: str, changes: list[tuple[int, str, Any]], apple: Apple, answers: Answers, wire: Wire
) -> None:
    document = answers.document(apple.operations[record.id].answer(record.media_type), level)
    document = json.loads(json.dumps(change(document, changes)))
    body = json.dumps(document).encode()
    try:
        result = wire.call(record, (record.status, record.media_type, body), (200, "application/json", b'{"data": []}'))
    except AppStoreConnectError:
        return
    if isinstance(result, Page):
        page = cast("Page[Any]", result)
        came = document["data"]
        look_at_page(page)
        items = page.items
    else:
        came = [document if record.answer == "object" else document["data"]]
        items = [result]
    assert len(items) == len(came)
    for item, sent in zip(items, came, strict=True):
        if item is None:
            assert sent is None
        elif not isinstance(item, (Resource, NestedObject)):
            # An id that came as a number is a string: it is one in every request.
            assert (item.type, item.id) == (sent["type"], str(sent["id"]))
        else:
            assert item.to_dict() == sent
            look_at(item)


def look_at_page(page: Page[Any]) -> None:
    """Everything that a page has works, or gives our error."""
    assert repr(page).startswith("Page(")
    assert page.total is None or type(page.total) is int
    for resource in page.included:
        look_at(resource)
    if page.has_next:
        try:
            following = page.next_page()
        except AppStoreConnectError:
            return
        assert following is not None


def look_at(item: Any) -> None:
    """Everything that a resource or a nested object can do works, or gives our error."""
    assert "\n" not in repr(item)
    assert isinstance(item.extra, dict)
    names = [*item.__fields__]
    if isinstance(item, Resource):
        hash(item)
        names += item.__relationships__
        for name in item.relationships:
            assert item.relationships[name].links is not None
    for name in names:
        with suppress(AppStoreConnectError):
            getattr(item, name)
    for twin in (copy.copy(item), copy.deepcopy(item), pickle.loads(pickle.dumps(item))):
        assert twin == item
        assert twin.to_dict() == item.to_dict()
        assert repr(twin) == repr(item)


@REPEATABLE
@given(record=st.sampled_from(READ), value=ANYTHING)
def test_any_json_in_place_of_an_answer_is_read_or_is_our_error(
    record: table.Operation, value: Any, wire: Wire
) -> None:
    try:
        result = wire.call(record, (record.status, record.media_type, json.dumps(value).encode()))
    except AppStoreConnectError:
        return
    assert is_object(value)
    # 1.8 says of metrics that they are an object, and no more.
    plain = result.to_dict() if hasattr(result, "to_dict") else result
    assert isinstance(result, Page) or result is None or plain in (value, value.get("data"))


@REPEATABLE
@given(record=st.sampled_from([one for one in READ if one.answer in ("page", "resource")]), data=st.data())
def test_one_odd_attribute_changes_nothing_else(
    record: table.Operation, data: st.DataObject, apple: Apple, answers: Answers, wire: Wire
) -> None:
    """A value that its rule cannot read stays as it came; all others are what they would be without it."""
    answer = apple.operations[record.id].answer(record.media_type)
    document = answers.document(answer, "full")
    item = document["data"][-1] if record.answer == "page" else document["data"]
    if not item.get("attributes"):
        return
    name = data.draw(st.sampled_from(sorted(item["attributes"])))
    usual = read(wire, record, document)
    item["attributes"][name] = data.draw(ANYTHING)
    odd = read(wire, record, json.loads(json.dumps(document)))
    for field, wire_name in usual.__fields__.items():
        if wire_name != name:
            assert getattr(odd, field) == getattr(usual, field)
    value = getattr(odd, snake(name))
    came = odd.to_dict()["attributes"][name]
    assert came == json.loads(json.dumps(item["attributes"][name]))
    if isinstance(came, (bool, int, float)) or came is None:
        assert value == came


def read(wire: Wire, record: table.Operation, document: dict[str, Any]) -> Any:
    """The last resource of an answer."""
    result = wire.call(record, (record.status, record.media_type, json.dumps(document).encode()))
    return result.items[-1] if record.answer == "page" else result
