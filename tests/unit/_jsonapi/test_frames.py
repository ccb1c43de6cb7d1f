"""DataFrames of resources: all pages, types where there are any, and a clear error without the extra."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import pandas as pd
import polars as pl
import pytest

from asc_sdk._jsonapi.frames import to_pandas, to_polars
from asc_sdk.models import App, Build, ImageAsset
from tests.clients import Client

MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
BUILDS = [
    Build(id="1", version="1", uploaded_date=MOMENT, expired=False, icon_asset_token=ImageAsset(width=3)),
    Build(id="2"),
]


def test_pandas_has_types_and_keeps_what_is_missing() -> None:
    frame = to_pandas(BUILDS)
    assert list(frame["id"]) == ["1", "2"]
    assert str(frame["uploaded_date"].dtype) == "datetime64[ns, UTC]" or "UTC" in str(frame["uploaded_date"].dtype)
    assert frame["uploaded_date"][0] == pd.Timestamp(MOMENT)
    assert frame["uploaded_date"].isna().tolist() == [False, True]
    assert str(frame["expired"].dtype) == "boolean"
    assert frame["icon_asset_token"][0] == {"width": 3}


def test_polars_has_types_and_keeps_what_is_missing() -> None:
    frame = to_polars(BUILDS)
    assert frame["uploaded_date"].dtype == pl.Datetime("us", "UTC")
    assert frame["uploaded_date"].to_list() == [MOMENT, None]
    assert frame["expired"].to_list() == [False, None]
    assert frame["icon_asset_token"].to_list()[0] == {"width": 3}


def test_values_of_no_one_type_are_kept() -> None:
    apps = [App.from_dict({"type": "apps", "id": "1", "attributes": {"name": value}}) for value in ("x", {"a": 1})]
    assert to_pandas(apps)["name"].tolist() == ["x", {"a": 1}]
    assert to_polars(apps)["name"].to_list() == ["x", {"a": 1}]


def test_nothing_gives_an_empty_frame() -> None:
    assert (len(to_pandas([])), to_polars([]).height) == (0, 0)


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_all_pages_are_taken(client: Client, name: str) -> None:
    link = "https://api.appstoreconnect.apple.com/v1/apps?cursor=2"
    client.answer({"data": [{"type": "apps", "id": "1"}], "links": {"next": link}})
    client.answer({"data": [{"type": "apps", "id": "2"}]})
    page: Any = client.run(lambda asc: asc.apps.list())
    frame = client.run(lambda _: getattr(page, f"to_{name}")())
    assert list(frame["id"]) == ["1", "2"]


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_the_extra_nothing_is_sent(client: Client, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client.answer({"data": [{"type": "apps", "id": "1"}]})
    page: Any = client.run(lambda asc: asc.apps.list())
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=rf'pip install "asc_sdk\[{name}\]"'):
        client.run(lambda _: getattr(page, f"to_{name}")())
    assert len(client.requests) == 1


def test_a_list_that_was_not_awaited_gives_a_frame_as_well(client: Client) -> None:
    for _ in range(2):
        client.answer({"data": [{"type": "apps", "id": "1"}]})
    assert list(client.run(lambda asc: asc.apps.list().to_pandas())["id"]) == ["1"]
    assert list(client.run(lambda asc: asc.apps.list().to_polars())["id"]) == ["1"]
