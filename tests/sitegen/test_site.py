"""The site as people open it: from files, offline, on a desk and on a phone."""

from __future__ import annotations

import html.parser
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from tests.browser import Browser
from tests.sitegen.site import built_site

PAGES = [
    "index.html",
    "quickstart.html",
    "guides/lists-and-include.html",
    "guides/webhooks.html",
    "reference/index.html",
    "reference/find.html",
    "reference/data.html",
    "reference/areas/game-center/index.html",
    "reference/clients/apps.html",
    "reference/clients/app_screenshots.html",
    "reference/models/build.html",
    "reference/models/app_store_version_experiment_treatment_localization.html",
    "reference/enumerations/b.html",
    "reference/objects.html",
    "reference/sdk/client.html",
    "reference/sdk/errors.html",
    "404.html",
]
WIDTHS = {"phone": 360, "desk": 1280}
SHOTS = os.environ.get("ASC_SCREENSHOTS")
"""A folder to keep what the pages look like in, for who wants to see them."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    return built_site(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


class _Page(html.parser.HTMLParser):
    """What a page defines, links to and loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids |= {value for name, value in attrs if value and (name == "id" or (tag, name) == ("a", "name"))}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in ("img", "script", "source") and "src" in found:
            self.loads.append(found["src"])
        if tag == "link" and found.get("rel") in ("stylesheet", "icon", "preload"):
            self.loads.append(found["href"])


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, _Page]:
    return {path: _Page(path.read_text()) for path in site.rglob("*.html")}


def targets(path: Path, addresses: list[str], site: Path) -> Iterator[tuple[str, Path, str]]:
    """(address, file, anchor) of those that stay on the site."""
    for address in addresses:
        parts = urlsplit(address)
        if not parts.scheme and not parts.netloc:
            # The page for what is not there speaks of the root of a server; the others are relative.
            base = site if parts.path.startswith("/") else path.parent
            target = (base / unquote(parts.path.lstrip("/"))).resolve() if parts.path else path
            yield address, target / "index.html" if target.is_dir() else target, unquote(parts.fragment)


def test_no_link_is_dead(site: Path, pages: dict[Path, _Page]) -> None:
    dead = [
        f"{path.relative_to(site)}: {address}"
        for path, page in pages.items()
        for address, target, anchor in targets(path, page.links, site)
        if not target.is_file() or (anchor and target in pages and anchor not in pages[target].ids | {"__top"})
    ]
    assert dead == []


def test_everything_that_a_page_loads_is_on_the_site(site: Path, pages: dict[Path, _Page]) -> None:
    elsewhere = {load for page in pages.values() for load in page.loads if urlsplit(load).scheme not in ("", "data")}
    assert elsewhere == set()
    missing = [
        address
        for path, page in pages.items()
        for address, target, _ in targets(path, page.loads, site)
        if not target.is_file()
    ]
    assert missing == []


def test_every_page_is_there_as_markdown(site: Path, pages: dict[Path, _Page]) -> None:
    missing = [path.name for path in pages if path.name != "404.html" and not path.with_suffix(".md").is_file()]
    assert missing == []
    assert "AppStoreConnect() as asc" in (site / "index.md").read_text()


def test_what_llms_txt_lists_is_there(site: Path) -> None:
    listed = re.findall(r"\]\(([^)]+)\)", (site / "llms.txt").read_text())
    assert {"quickstart.md", "guides/webhooks.md", "operations.json"} <= set(listed)
    assert [place for place in listed if not place.startswith("https:") and not (site / place).is_file()] == []


def test_the_search_index_stays_small(site: Path) -> None:
    """A phone reads it whole before the first search."""
    assert (site / "search/search_index.json").stat().st_size < 2_500_000
    assert len(json.loads((site / "search/search_index.json").read_text())["docs"]) > 2_000


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", PAGES)
def test_the_page_fits_and_shows_every_image(place: str, width: str, site: Path, browser: Browser) -> None:
    page = browser.open(site / place, WIDTHS[width], 900)
    try:
        if SHOTS:
            name = f"{place.removesuffix('.html').replace('/', '-')}-{width}.png"
            (Path(SHOTS) / name).write_bytes(page.screenshot())
        assert page.overflow() == []
        broken = "[...document.images].filter(one => !(one.complete && one.naturalWidth)).map(one => one.src)"
        assert page.evaluate(broken) == []
        assert [address for address in page.requested if not address.startswith(("file:", "data:", "blob:"))] == []
    finally:
        page.close()


WAIT_FOR = """new Promise((done, late) => {
    const started = Date.now();
    const look = () => {
        const found = [...document.querySelectorAll(%s)].map(one => one.href);
        if (found.length) done(found);
        else if (Date.now() - started > 20000) late(new Error("nothing was found"));
        else setTimeout(look, 50);
    };
    look();
})"""


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("publicLinkLimit", "reference/models/beta_group.html"),
        ("sales report", "reference/clients/sales_reports.html"),
        ("beta groups", "reference/clients/beta_groups.html"),
    ],
)
def test_the_search_works_from_files(typed: str, first: str, site: Path, browser: Browser) -> None:
    page = browser.open(f"{(site / 'index.html').as_uri()}?q={quote(typed)}")
    try:
        found: list[str] = page.evaluate(WAIT_FOR % json.dumps(".md-search-result__link"))
        assert first in found[0], found
    finally:
        page.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("betaGroups_createInstance", "clients/beta_groups.html#create"),
        ("GET /v1/apps/{id}/builds", "clients/apps.html#list_builds"),
        ("/v1/apps/6446000001/builds?limit=2", "clients/apps.html#list_builds"),
        ("https://api.appstoreconnect.apple.com/v1/betaGroups/7", "clients/beta_groups.html#get"),
        ("asc.apps.get", "clients/apps.html#get"),
        ("beta testers add builds", "clients/beta_testers.html#add_builds"),
    ],
)
def test_the_finder_finds(typed: str, first: str, site: Path, browser: Browser) -> None:
    page = browser.open(site / "reference/find.html")
    try:
        found: list[str] = page.evaluate(
            f"""(input => {{
                input.value = {json.dumps(typed)};
                input.dispatchEvent(new Event("input"));
                return [...document.querySelectorAll(".asc-hit")].map(one => one.href);
            }})(document.getElementById("asc-find"))"""
        )
        assert found[0].endswith(f"reference/{first}")
        target, anchor = found[0].removeprefix(site.as_uri()).lstrip("/").split("#")
        assert f'id="{anchor}"' in (site / target).read_text()
    finally:
        page.close()


def test_the_finder_says_when_it_finds_nothing(site: Path, browser: Browser) -> None:
    page = browser.open(f"{(site / 'reference/find.html').as_uri()}#no%20such%20thing")
    try:
        assert page.evaluate("document.getElementById('asc-count').textContent").startswith("0 of ")
    finally:
        page.close()
