"""What commands print."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from asc_sdk import ConfigurationError, ResourceIdentifier
from asc_sdk.cli.output import write
from asc_sdk.models import App


def shown(found: object, form: str) -> str:
    out = io.StringIO()
    write(found, form, out)
    return out.getvalue()


APPS = [App(id="1", name='A, "B"', bundle_id="com.example.a"), App(id="2", name="Größe\n2", sku="s")]


def test_csv_quotes_what_needs_it_and_leaves_empty_what_is_missing() -> None:
    assert shown(APPS, "csv") == ('id,name,bundleId,sku\n1,"A, ""B""",com.example.a,\n2,"Größe\n2",,s\n')


def test_json_keeps_letters_as_they_are() -> None:
    assert '"name": "Größe\\n2"' in shown(APPS[1], "json")


def test_identifiers_are_rows() -> None:
    assert shown([ResourceIdentifier("apps", "1")], "csv") == "type,id\napps,1\n"


def test_nothing_is_null_and_an_empty_list_is_empty() -> None:
    assert shown(None, "json") == "null\n"
    assert shown([], "json") == "[]\n"
    assert shown([], "csv") == "\n"


def test_structures_are_json_in_a_cell() -> None:
    assert shown({"a": [1, {"b": None}], "c": True, "d": None}, "csv") == 'a,c,d\n"[1,{""b"":null}]",true,\n'


def test_a_table_takes_no_markup_from_apples_texts() -> None:
    assert "[bold]A[/bold]" in shown([App(id="1", name="[bold]A[/bold]")], "table")


def test_a_table_of_nothing() -> None:
    assert shown([], "table").strip() == ""


def test_a_table_without_rich_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    missing: Any = None
    monkeypatch.setitem(sys.modules, "rich.console", missing)
    with pytest.raises(ConfigurationError, match=r"pip install 'asc_sdk\[cli\]'"):
        shown(APPS, "table")
