"""Relationships of a request: by resource, identifier or id; local ids for what is created along with it."""

from __future__ import annotations

import copy
import operator
import pickle
from typing import Any

import pytest

from asc_sdk import Resource, ResourceIdentifier, models
from asc_sdk._jsonapi.linkage import Inlines, ToMany, ToOne
from asc_sdk._jsonapi.relationships import RelatedList, Relationship
from asc_sdk.models import (
    App,
    AppPriceV2InlineCreate,
    Build,
    InAppPurchase,
    InAppPurchaseV2,
    TerritoryAvailabilityInlineCreate,
)

B1 = {"type": "builds", "id": "1"}


def load(name: str) -> type[Any]:
    return getattr(models, name)


def write(relationship: ToOne, value: object, name: str = "build") -> Any:
    return relationship.write(name, value, Inlines(load))


ONE, MANY = ToOne("build", "builds"), ToMany("builds", "builds")
SAME = ["1", Build(id="1"), ResourceIdentifier("builds", "1"), Resource("builds", "1")]


@pytest.mark.parametrize("value", SAME)
def test_a_resource_an_identifier_and_an_id_say_the_same(value: object) -> None:
    assert write(ONE, value) == B1
    assert write(MANY, [value]) == write(MANY, value) == [B1]


def test_null_clears_a_to_one_and_an_empty_list_a_to_many() -> None:
    assert write(ONE, None) is None
    assert write(MANY, []) == []
    with pytest.raises(TypeError, match="builds takes a list; an empty one unlinks all"):
        write(MANY, None, "builds")


@pytest.mark.parametrize("value", [App(id="1"), ResourceIdentifier("apps", "1"), Resource("apps", "1")])
def test_a_resource_of_another_type_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"^build takes a resource of type 'builds', not one of 'apps', '1'$"):
        write(ONE, value)
    with pytest.raises(TypeError, match=r"^builds\[1\] takes a resource of type 'builds'"):
        write(MANY, ["1", value], "builds")


def test_two_schemas_of_one_type_are_one_type() -> None:
    purchase = ToOne("inAppPurchase", "inAppPurchases")
    assert write(purchase, InAppPurchase(id="1")) == write(purchase, InAppPurchaseV2(id="1"))


@pytest.mark.parametrize("value", [5, True, b"1", {"type": "builds", "id": "1"}, ["1"], object()])
def test_what_names_no_resource_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"^build takes a resource of type 'builds', its identifier or its id, not"):
        write(ONE, value)


@pytest.mark.parametrize("value", ["", " ", "\n"])
def test_an_empty_id_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"^build must be the id of a resource"):
        write(ONE, value)


@pytest.mark.parametrize("value", [5, {"a": 1}, b"1", Relationship({})])
def test_what_is_no_list_is_refused_by_name(value: object) -> None:
    with pytest.raises(TypeError, match=r"^builds takes a list of resources, identifiers or ids, not"):
        write(MANY, value, "builds")


class Awaited:
    def __aiter__(self) -> Any:
        raise AssertionError("not gone through")

    def __repr__(self) -> str:
        return "AsyncPage(2 items)"


def test_a_page_to_be_awaited_is_told_from_a_list() -> None:
    with pytest.raises(TypeError, match=r"not AsyncPage\(2 items\); its items come with `await page.all\(\)`"):
        write(MANY, Awaited(), "builds")


def test_any_iterable_is_taken_and_a_set_in_one_order() -> None:
    wanted = [{"type": "builds", "id": own} for own in "123"]
    assert write(MANY, iter("123")) == write(MANY, {"1": 0, "2": 0, "3": 0}.keys()) == wanted
    assert write(MANY, {"3", "1", "2"}) == wanted
    assert write(MANY, frozenset({Build(id="3"), Build(id="1"), ResourceIdentifier("builds", "2")})) == wanted


CUT = {"data": [B1], "meta": {"paging": {"total": 7}}}


@pytest.mark.parametrize(
    "cut",
    [
        RelatedList([Build(id="1")], 7, "apps.list_builds"),
        operator.add(RelatedList([Build(id="1")], 7, "apps.list_builds"), [Build(id="2")]),
        copy.copy(RelatedList([Build(id="1")], 7, "apps.list_builds")),
        pickle.loads(pickle.dumps(RelatedList([Build(id="1")], 7, "apps.list_builds"))),
        Relationship(CUT).identifiers,
    ],
)
def test_a_list_that_apple_cut_off_unlinks_nothing(cut: Any) -> None:
    with pytest.raises(ValueError, match=r"^builds is a list that Apple cut off \(\d of 7\)") as caught:
        write(MANY, cut, "builds")
    assert str(caught.value).endswith(
        "Get all of them first, with asc.apps.list_builds(…).all()" if cut.method else "Get all of them first"
    )


def test_a_whole_list_goes_through() -> None:
    assert write(MANY, RelatedList([Build(id="1")], 1)) == [B1]
    assert write(MANY, Relationship({"data": [B1]}).identifiers) == [B1]
    # What the caller made a list of his own is his own.
    assert write(MANY, list(RelatedList([Build(id="1")], 7))) == [B1]


PRICES = ToMany("manualPrices", "appPrices", ("AppPriceV2InlineCreate",))


def test_what_is_created_inline_gets_local_ids_of_its_own() -> None:
    inlines = Inlines(load)
    first, second = AppPriceV2InlineCreate(app_price_point="A"), AppPriceV2InlineCreate(app_price_point="B")
    linkage = PRICES.write("prices", [first, second, first, "7"], inlines)
    assert [one["id"] for one in linkage] == ["${new-appPrices-1}", "${new-appPrices-2}", "${new-appPrices-1}", "7"]
    assert [one["id"] for one in inlines.included] == ["${new-appPrices-1}", "${new-appPrices-2}"]
    assert inlines.included[0] == {
        "type": "appPrices",
        "id": "${new-appPrices-1}",
        "relationships": {"appPricePoint": {"data": {"type": "appPricePoints", "id": "A"}}},
    }
    assert first.id is None


def test_what_a_generator_gives_is_told_apart_though_nobody_else_keeps_it() -> None:
    inlines = Inlines(load)
    for _ in range(20):
        PRICES.write("prices", (AppPriceV2InlineCreate(app_price_point="A") for _ in range(5)), inlines)
    assert len({one["id"] for one in inlines.included}) == 100


def test_a_local_id_of_the_callers_is_kept() -> None:
    inlines = Inlines(load)
    mine = AppPriceV2InlineCreate(id="${new-appPrices-2}")
    linkage = PRICES.write("prices", [mine, AppPriceV2InlineCreate()], inlines)
    assert [one["id"] for one in linkage] == ["${new-appPrices-2}", "${new-appPrices-3}"]


@pytest.mark.parametrize("own", ["EN", "1", "", "${}", "${a", "$a", "x${a}"])
def test_a_real_id_is_refused(own: str) -> None:
    with pytest.raises(ValueError, match=rf"^prices\[0\] has the id '{own.replace('$', chr(92) + '$')}'") as caught:
        write(PRICES, [AppPriceV2InlineCreate(id=own)], "prices")
    assert "leave it out" in str(caught.value)


def test_one_local_id_is_for_one_resource() -> None:
    twins = [AppPriceV2InlineCreate(id="${a}"), AppPriceV2InlineCreate(id="${a}")]
    with pytest.raises(ValueError, match=r"^prices\[1\] has the local id '\$\{a\}', which another one has"):
        write(PRICES, twins, "prices")


def test_an_inline_create_is_refused_where_none_or_another_belongs() -> None:
    price = AppPriceV2InlineCreate(app_price_point="A")
    with pytest.raises(
        TypeError, match=r"^build cannot be created inline as AppPriceV2InlineCreate: it takes what exists"
    ):
        write(ONE, price)
    with pytest.raises(TypeError, match=r"^prices\[0\] .* as \w+: only as AppPriceV2InlineCreate$"):
        write(PRICES, [TerritoryAvailabilityInlineCreate(territory="USA", available=True)], "prices")


def test_an_inline_create_shows_what_is_set_and_is_copied() -> None:
    price = AppPriceV2InlineCreate(app_price_point="A", start_date=None)
    assert repr(price) == "AppPriceV2InlineCreate(app_price_point='A')"
    for twin in (copy.copy(price), copy.deepcopy(price), pickle.loads(pickle.dumps(price))):
        assert repr(twin) == repr(price)
        assert write(PRICES, [twin]) == [{"type": "appPrices", "id": "${new-appPrices-1}"}]
