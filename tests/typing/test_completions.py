"""What an editor offers: names asked of a real language server."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import jedi  # pyright: ignore[reportMissingTypeStubs] - it has none
import pytest

from asc_sdk import models
from asc_sdk.api import Clients, apps, beta_groups
from asc_sdk.models import App, literals
from asc_sdk.models._registry import RESOURCES

from .language_server import LanguageServer

HEAD = "from asc_sdk import AppStoreConnect\n\nasc = AppStoreConnect()\n"


@pytest.fixture(scope="module", params=["basedpyright", "pyright"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    folder = tmp_path_factory.mktemp("editor")
    package = Path(models.__file__).parents[2]
    settings = {"pythonVersion": "3.11", "extraPaths": [str(package)], "venvPath": str(Path(sys.prefix).parent)}
    (folder / "pyrightconfig.json").write_text(json.dumps({**settings, "venv": Path(sys.prefix).name}))
    with LanguageServer(folder, request.param) as started:
        yield started


def public(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")}


def test_the_client_offers_every_attribute(server: LanguageServer) -> None:
    offered = set(server.completions(f"{HEAD}asc.§"))
    assert public(Clients) <= offered
    assert len(public(Clients)) == 211
    assert not {name for name in offered if name.startswith("_") and not name.startswith("__")}


def test_an_attribute_offers_its_methods_and_no_private_ones(server: LanguageServer) -> None:
    offered = {name for name in server.completions(f"{HEAD}asc.apps.§") if not name.startswith("__")}
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
    offered = server.completions(f"{imports}asc = AppStoreConnect()\n{expression}.§")
    assert {name for name in offered if not name.startswith("_")}
    assert not {name for name in offered if name.startswith("_") and not name.startswith("__")}


def test_a_call_offers_its_arguments(server: LanguageServer) -> None:
    offered = server.completions(f"{HEAD}asc.apps.list(§)")
    assert {"filter_bundle_id=", "include=", "limit_builds=", "fields_apps=", "sort="} <= set(offered)


def test_include_offers_its_members(server: LanguageServer) -> None:
    offered = {name.strip("\"'") for name in server.completions(f'{HEAD}asc.apps.list(include=["§"])')}
    assert set(get_args(literals.AppInclude)) <= offered


def test_an_enumeration_offers_its_members(server: LanguageServer) -> None:
    text = f'{HEAD}asc.bundle_ids.create(name="x", identifier="com.example", platform="§")'
    offered = {name.strip("\"'") for name in server.completions(text)}
    assert set(get_args(literals.BundleIdPlatform)) <= offered


def test_a_resource_offers_its_fields(server: LanguageServer) -> None:
    offered = set(server.completions(f'{HEAD}app = asc.apps.get("1")\napp.|'))
    assert {"id", "name", "bundle_id", "builds", "extra", "relationships", "to_dict"} <= offered
    # Apple never includes these: an editor would offer what cannot work.
    assert "customer_reviews" not in offered


def test_models_offers_every_class(server: LanguageServer) -> None:
    offered = set(server.completions("from asc_sdk.models import §"))
    assert set(RESOURCES) <= offered
    # The registry is a module beside the others.
    assert {name for name in offered if name.startswith("_") and not name.startswith("__")} <= {"_registry"}


def test_a_call_shows_what_is_required_first(server: LanguageServer) -> None:
    shown = [part.partition(":")[0] for part in server.parameters(f"{HEAD}asc.beta_groups.create(§)")]
    wanted = inspect.signature(beta_groups.BetaGroups.create).parameters
    assert shown[1:] == [name for name in wanted if name != "self"]
    assert [name for name, each in wanted.items() if each.default is each.empty] == ["self", "name", "app"]


def test_what_is_deprecated_is_struck_through(server: LanguageServer) -> None:
    lines = [
        'asc.in_app_purchases.get("1")',
        'print(asc.app_infos.get("1").app_store_state)',
        'print(asc.app_infos.get("1").state)',
        'print(asc.apps.get("1").name)',
    ]
    assert server.struck_through(HEAD + "\n".join(lines)) == ["get", "app_store_state"]


# pyright marks what is written only; basedpyright and pylance mark what they offer as well.
@pytest.mark.parametrize("server", ["basedpyright"], indirect=True)
def test_a_deprecated_operation_is_offered_struck_through(server: LanguageServer) -> None:
    struck = {item["label"] for item in server.items(f"{HEAD}asc.in_app_purchases.§") if item.get("tags") == [1]}
    assert "get" in struck


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("name", ["name: str | None", "Apple's `name`: a string."]),
        ("content_rights_declaration", ["DOES_NOT_USE_THIRD_PARTY_CONTENT"]),
        ("builds", ["builds: list[Build]", "The related `builds`;", "`apps.list_builds` lists all."]),
        ("in_app_purchases", ["list[InAppPurchase]", "Deprecated by Apple."]),
    ],
)
def test_a_field_says_what_it_is(server: LanguageServer, name: str, shown: list[str]) -> None:
    hover = " ".join(server.hover(f'{HEAD}app = asc.apps.get("1")\napp.{name}§').split())
    assert [part for part in shown if part not in hover] == []


def test_a_method_says_what_it_does_takes_gives_and_raises(server: LanguageServer) -> None:
    hover = server.hover(f"{HEAD}asc.actors.list§")
    signature, _, text = hover.partition("Lists actors.")
    # With few parameters, it fits a screen; and enumerations have names.
    assert len(signature.splitlines()) <= 10
    assert "fields_actors: ActorField | Iterable[ActorField] | Unset = UNSET" in signature
    wanted = [
        "GET /v1/actors",
        "limit: Maximum resources per page; at most 200.",
        "Returns:",
        "Raises:",
        "APIStatusError",
    ]
    assert [part for part in [*wanted, "get-v1-actors"] if part not in text] == []


@pytest.fixture(scope="module")
def with_jedi() -> Callable[[str], list[str]]:
    """What jedi, which IPython and many editors use, offers at the end of a text."""
    project = jedi.Project(Path(models.__file__).parents[2])

    def completed(text: str) -> list[str]:
        script: Any = jedi.Script(text, project=project)
        return [found.name_with_symbols for found in script.complete()]

    return completed


def test_jedi_offers_the_same(with_jedi: Callable[[str], list[str]]) -> None:
    def public_names(text: str) -> set[str]:
        return {name for name in with_jedi(HEAD + text) if not name.startswith("_")}

    assert public(Clients) <= public_names("asc.")
    assert public_names("asc.apps.") == public(apps.Apps)
    assert {"filter_bundle_id=", "include=", "limit_builds="} <= public_names("asc.apps.list(")
    fields = {*App.__fields__, *(name for name, each in App.__relationships__.items() if not each.links_only)}
    assert fields | {"id", "extra", "to_dict"} <= public_names("for app in asc.apps.list():\n    app.")
    assert {"items", "next_page", "all"} <= public_names("asc.apps.list().")
