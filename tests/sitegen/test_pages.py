"""The reference is whole: a page for each attribute and resource, each method on its page, no link into nothing."""

from __future__ import annotations

import posixpath
import re

import pytest

from sitegen.areas import AREAS, area_of
from sitegen.pages.indexes import clients_of, navigation, resources_of
from sitegen.pages.places import Places, area_page, client_page, find_places, relative, resource_page
from sitegen.pages.words import cell, choices, type_words
from sitegen.roles import ROLES, known_roles, roles_of
from sitegen.surface import Surface
from tests.apple_document import ROOT

LINK = re.compile(r"\]\((?!https://)([^)#]*)(?:#([^)]+))?\)")
ANCHOR = re.compile(r"^#+ .*\{ #([\w.]+)", re.MULTILINE)


def test_every_attribute_and_every_resource_has_a_page(surface: Surface, reference: dict[str, str]) -> None:
    clients = {client_page(client.attribute) for client in surface.clients}
    resources = {resource_page(model, surface) for model in surface.resources}
    assert (len(clients), len(resources)) == (len(surface.clients), len(surface.resources))
    assert clients | resources <= reference.keys()


def test_no_two_pages_differ_in_case_alone(reference: dict[str, str]) -> None:
    assert len({place.lower() for place in reference}) == len(reference)


def test_every_method_is_on_its_page(surface: Surface, reference: dict[str, str]) -> None:
    for client in surface.clients:
        page = reference[client_page(client.attribute)]
        for method in client.methods:
            assert f"\n## {method.name} {{ #{method.name}" in page
            if method.operation:
                line = f"`{method.operation.method} {method.operation.path}` · `{method.operation.id}`"
                assert f"{line} · [Apple's page]({method.apple_page})" in page
                assert method.apple_page.startswith("https://developer.apple.com/documentation/appstoreconnectapi/")
            for argument in method.arguments:
                assert f"`{argument.name}`" in page


def test_a_page_says_what_is_known_of_roles(surface: Surface, reference: dict[str, str]) -> None:
    assert "individual keys" in known_roles("certificates")[0].text
    assert known_roles("apps") == ()
    assert known_roles("certificates")[0].text in reference[client_page("certificates")]
    for client in surface.clients:
        page = reference[client_page(client.attribute)]
        assert ROLES in page
        assert page.count("\nRoles: Admin") == sum(method.operation is not None for method in client.methods)
    users = next(method for client in surface.clients if client.attribute == "users" for method in client.methods)
    reports = next(client for client in surface.clients if client.attribute == "sales_reports").methods[0]
    assert users.operation
    assert reports.operation
    assert roles_of(users.operation) == "Admin"
    assert roles_of(reports.operation) == "Admin, Finance, Sales and Reports"


def test_no_link_leads_into_nothing(reference: dict[str, str]) -> None:
    anchors = {place: set(ANCHOR.findall(text)) for place, text in reference.items()}
    dead: list[str] = []
    for place, text in reference.items():
        if not place.endswith(".md"):
            continue
        for path, anchor in LINK.findall(text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(place), path)) if path else place
            # What mkdocstrings makes headings of is known when the site is built; the test of the site looks there.
            written = "/sdk/" in target
            if target not in reference and target != "llms.txt" and not (ROOT / "docs" / target).is_file():
                dead.append(f"{place}: {path}")
            elif anchor and not written and anchor not in anchors[target]:
                dead.append(f"{place}: {path}#{anchor}")
    assert dead == []


def test_every_page_is_in_the_navigation_once(surface: Surface, reference: dict[str, str]) -> None:
    found = re.findall(r"reference/[\w/-]+\.md", str(navigation(surface)))
    pages = [place for place in reference if place.endswith(".md") and "/sdk/" not in place]
    assert sorted(found) == sorted(pages)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("beta_groups", "testflight"),
        ("beta_app_clip_invocations", "app-clips"),
        ("prerelease_version", "testflight"),
        ("app_store_version_experiments_v2", "store-pages"),
        ("app_store_versions", "versions"),
        ("certificates", "provisioning"),
        ("something_new", "apps"),
    ],
)
def test_a_name_has_its_area(name: str, slug: str) -> None:
    assert area_of(name).slug == slug


def test_no_area_is_empty(surface: Surface) -> None:
    assert [area.slug for area in AREAS if not clients_of(area, surface) or not resources_of(area, surface)] == []


PLACES = Places({"App": "reference/models/app.md", "AppField": "reference/enumerations/a.md#AppField"})


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        ("str", "`str`"),
        ("AppField | Iterable[AppField] | Unset", "[`AppField`](../enumerations/a.md#AppField), one or many"),
        ("str | Iterable[str]", "`str`, one or many"),
        ("App | None", "[`App`](../models/app.md) or `None`"),
        ("App | ResourceIdentifier | str", "[`App`](../models/app.md), `ResourceIdentifier` or `str`"),
        ("Iterable[App | str] | Unset", "many of [`App`](../models/app.md) or `str`"),
        ("list[App]", "`list` of [`App`](../models/app.md)"),
        ("Page[App]", "`Page` of [`App`](../models/app.md)"),
        ("dt.datetime | str | None | Unset", "`datetime`, `str` or `None`"),
        ("Callable[[int, int], object] | None", "`Callable[[int, int], object]` or `None`"),
        ("", ""),
    ],
)
def test_an_annotation_in_words(annotation: str, words: str) -> None:
    assert type_words(annotation, PLACES, "reference/clients/apps.md") == words


def test_a_cell_holds_what_would_end_it() -> None:
    assert cell("a | b\n<c> *d*") == "a \\| b &lt;c> \\*d\\*"


def test_few_members_of_an_enumeration_are_listed() -> None:
    aliases = {"Platform": ("IOS", "MAC_OS"), "Letter": tuple("abcdefgh"), "Long": ("x" * 101,)}
    assert choices("Platform | str | None", aliases) == "`IOS`, `MAC_OS`"
    assert [choices(one, aliases) for one in ("Letter | Unset", "Long", "str | None", "")] == ["", "", "", ""]


def test_links_are_relative() -> None:
    assert relative("reference/models/app.md", "reference/clients/apps.md") == "../models/app.md"
    assert relative("reference/objects.md#File", "reference/objects.md") == "#File"
    assert relative(area_page("users"), "reference/index.md") == "areas/users/index.md"


def test_a_class_beside_a_resource_is_on_its_page(surface: Surface) -> None:
    places = find_places(surface)
    assert places.of["AppPriceV2InlineCreate"] == "reference/models/app_price_v2.md#AppPriceV2InlineCreate"
    assert places.of["InAppPurchase"] != places.of["InAppPurchaseV2"]
    assert places.of["UploadOperation"].startswith("reference/objects.md#")
