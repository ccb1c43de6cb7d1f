"""Nested objects: left out, null and a value; read or made by hand."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from asc_sdk import UNSET
from asc_sdk._jsonapi.nested import NestedObject, given_fields
from asc_sdk.models import HttpHeader, ImageAsset, UploadOperation

TWINS: list[Callable[[Any], Any]] = [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]


def test_what_is_left_out_is_none_to_read_and_left_out_to_write() -> None:
    asset = ImageAsset(width=5, template_url=None)
    assert (asset.width, asset.height, asset.template_url) == (5, None, None)
    assert dict(given_fields(asset)) == {"width": 5, "template_url": None}
    assert asset.to_dict() == {"width": 5, "templateUrl": None}
    assert repr(asset) == "ImageAsset(width=5)"
    unset: Any = UNSET
    assert ImageAsset(width=unset).to_dict() == {}


def test_it_gives_back_what_came() -> None:
    sent = {"width": 5, "new": {"a": [1]}}
    asset = ImageAsset.from_dict(sent)
    assert (asset.width, asset.height, asset.extra) == (5, None, {"new": {"a": [1]}})
    assert asset.to_dict() == sent
    asset.to_dict()["new"]["a"].append(2)
    assert asset.to_dict() == sent
    # What Apple did not send is no null.
    assert dict(given_fields(asset)) == {"width": 5}
    assert dict(given_fields(ImageAsset.from_dict({"width": None}))) == {"width": None}


@pytest.mark.parametrize("twin", TWINS)
@pytest.mark.parametrize(
    "value",
    [
        ImageAsset(width=5, height=None),
        ImageAsset.from_dict({"width": 5, "new": 1}),
        UploadOperation(request_headers=[HttpHeader(name="x", value="y")]),
        UploadOperation.from_dict({"requestHeaders": [{"name": "x", "value": "y"}, 5]}),
    ],
)
def test_it_is_copied(twin: Callable[[Any], Any], value: NestedObject) -> None:
    other = twin(value)
    assert other == value
    assert other.to_dict() == value.to_dict()
    assert dict(given_fields(other)) == dict(given_fields(value))
    assert repr(other) == repr(value)


def test_equality_looks_at_fields_and_what_is_unknown() -> None:
    assert ImageAsset(width=5) == ImageAsset.from_dict({"width": 5})
    assert ImageAsset(width=5) == ImageAsset(width=5, height=None)
    assert ImageAsset(width=5) != ImageAsset(width=6)
    assert ImageAsset(width=5) != ImageAsset.from_dict({"width": 5, "new": 1})
    assert ImageAsset(width=5) != HttpHeader()
    assert ImageAsset() != {}


def test_values_made_by_hand_are_written_as_json() -> None:
    header = HttpHeader(name="x")
    value: Any = dt.date(2026, 3, 1)
    header.value = value
    operation = UploadOperation(request_headers=[header])
    assert operation.to_dict() == {"requestHeaders": [{"name": "x", "value": "2026-03-01"}]}


def test_a_typing_mistake_is_an_error() -> None:
    asset: Any = ImageAsset()
    with pytest.raises(AttributeError, match="'ImageAsset' object has no attribute 'wdith'"):
        _ = asset.wdith
    assert not hasattr(ImageAsset(), "_repr_html_")


def test_a_pickle_of_another_version_is_read() -> None:
    asset = ImageAsset.__new__(ImageAsset)
    asset.__setstate__({"source": None, "fields": {"width": 5, "of_tomorrow": 1}})
    assert asset == ImageAsset(width=5)
