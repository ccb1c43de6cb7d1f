"""What an editor offers: names asked of a real language server."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from asc_sdk import models
from asc_sdk.api import Clients, apps
from asc_sdk.models import literals
from asc_sdk.models._registry import RESOURCES

from .language_server import LanguageServer

HEAD = "from asc_sdk import AppStoreConnect\n\nasc = AppStoreConnect()\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    folder = tmp_path_factory.mktemp("editor")
    package = Path(models.__file__).parents[2]
    settings = {"pythonVersion": "3.11", "extraPaths": [str(package)], "venvPath": str(Path(sys.prefix).parent)}
    (folder / "pyrightconfig.json").write_text(json.dumps({**settings, "venv": Path(sys.prefix).name}))
    with LanguageServer(folder) as started:
        yield started


def public(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")}


def test_the_client_offers_every_attribute(server: LanguageServer) -> None:
    offered = set(server.completions(f"{HEAD}asc.|"))
    assert public(Clients) <= offered
    assert len(public(Clients)) == 211
    assert not {name for name in offered if name.startswith("_") and not name.startswith("__")}


def test_an_attribute_offers_its_methods_and_no_private_ones(server: LanguageServer) -> None:
    offered = {name for name in server.completions(f"{HEAD}asc.apps.|") if not name.startswith("__")}
    assert offered == public(apps.Apps)


HANDED_OUT = {
    "a resource": "asc.apps.get('1')",
    "a nested object": "asc.apps.get('1').builds[0].icon_asset_token",
    "relationships": "asc.apps.get('1').relationships",
    "a relationship": "asc.apps.get('1').relationships['builds']",
    "a page": "asc.apps.list()",
    "an async list": "AsyncAppStoreConnect().apps.list()",
    "an async page": "AsyncPage[App]()",
    "a report": "Report()",
    "a key": "ApiKey.from_env()",
    "a retry": "Retry()",
    "an inline create": "AppPriceV2InlineCreate()",
    "an event": "parse(b'', '', '')",
    "a generic resource": "Resource('apps', '1')",
    "an identifier": "ResourceIdentifier('apps', '1')",
    "an error": "APIStatusError()",
}


@pytest.mark.parametrize("expression", HANDED_OUT.values(), ids=HANDED_OUT)
def test_nothing_private_is_offered(server: LanguageServer, expression: str) -> None:
    imports = (
        "from asc_sdk import *\n"
        "from asc_sdk.models import App, AppPriceV2InlineCreate\n"
        "from asc_sdk.webhooks import parse\n"
    )
    offered = server.completions(f"{imports}asc = AppStoreConnect()\n{expression}.|")
    assert {name for name in offered if not name.startswith("_")}
    assert not {name for name in offered if name.startswith("_") and not name.startswith("__")}


def test_a_call_offers_its_arguments(server: LanguageServer) -> None:
    offered = server.completions(f"{HEAD}asc.apps.list(|)")
    assert {"filter_bundle_id=", "include=", "limit_builds=", "fields_apps=", "sort="} <= set(offered)


def test_include_offers_its_members(server: LanguageServer) -> None:
    offered = {name.strip("\"'") for name in server.completions(f'{HEAD}asc.apps.list(include=["|"])')}
    assert set(get_args(literals.AppInclude)) <= offered


def test_an_enumeration_offers_its_members(server: LanguageServer) -> None:
    text = f'{HEAD}asc.bundle_ids.create(name="x", identifier="com.example", platform="|")'
    offered = {name.strip("\"'") for name in server.completions(text)}
    assert set(get_args(literals.BundleIdPlatform)) <= offered


def test_a_resource_offers_its_fields(server: LanguageServer) -> None:
    offered = set(server.completions(f'{HEAD}app = asc.apps.get("1")\napp.|'))
    assert {"id", "name", "bundle_id", "builds", "extra", "relationships", "to_dict"} <= offered
    # Apple never includes these: an editor would offer what cannot work.
    assert "customer_reviews" not in offered


def test_models_offers_every_class(server: LanguageServer) -> None:
    offered = set(server.completions("from asc_sdk.models import |"))
    assert set(RESOURCES) <= offered
