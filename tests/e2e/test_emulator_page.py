"""The emulator's page as a browser shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from asc_sdk import AppStoreConnect, NotFoundError
from asc_sdk.emulator import Emulator
from tests.browser import Browser

SIZES = [(1280, 800), (768, 1024), (390, 844)]
NASTY = "</pre></details><script>document.title = 'taken'</script><img src=x onerror=alert(1)>"


@pytest.fixture
def busy(emulator: Emulator, tmp_path: Path) -> Emulator:
    """With an app of a nasty name, and some requests: a list, a write with a secret, a refusal, an upload."""
    emulator.add("apps", "<i>", name=NASTY, bundle_id="a" * 300)
    image = tmp_path / "home.png"
    image.write_bytes(b"0123456789")
    with AppStoreConnect(emulator.key, base_url=emulator.url) as asc:
        asc.apps.list(include=["builds"])
        asc.webhooks.create(
            name="CI", url="https://ci.example.com", secret="s3cr3t", enabled=False, event_types=[], app="6446000001"
        )
        with pytest.raises(NotFoundError):
            asc.apps.get("nope?" + "x" * 300)
        shots = next(iter(emulator.app.service.store.of_type("appScreenshotSets")))
        asc.app_screenshots.upload(image, app_screenshot_set=shots)
    return emulator


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("path", ["/", "/_/apps", "/_/appStoreVersions", "/_/appPricePoints"])
def test_everything_is_in_the_window_and_nothing_comes_from_elsewhere(
    browser: Browser, busy: Emulator, path: str, width: int, height: int
) -> None:
    page = browser.open(busy.url + path, width, height)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.overflow() == []
    assert page.requested == [busy.url + path]
    assert page.evaluate("document.fonts.status") == "loaded"
    page.close()


def test_requests_open_and_show_what_was_answered(browser: Browser, busy: Emulator) -> None:
    page = browser.open(busy.url)
    lines: list[str] = page.evaluate("[...document.querySelectorAll('summary')].map(one => one.innerText)")
    assert len(lines) == len(busy.requests)
    assert "GET /v1/apps?include=builds" in lines[-1], "the newest comes first"
    refused = next(number for number, line in enumerate(lines) if line.startswith("404"))
    shown = f"document.querySelectorAll('details')[{refused}]"
    assert page.evaluate(f"{shown}.querySelector('pre').checkVisibility()") is False
    page.evaluate(f"{shown}.querySelector('summary').click()")
    assert page.evaluate(f"{shown}.querySelector('pre').checkVisibility()") is True
    assert "NOT_FOUND" in page.evaluate(f"{shown}.innerText")
    page.close()


def test_no_token_no_secret_and_no_signature(browser: Browser, busy: Emulator) -> None:
    for path in ("/", "/_/webhooks", "/_/appScreenshots"):
        shown = browser.dom(busy.url + path)
        assert "s3cr3t" not in shown
        assert "Bearer" not in shown
        assert "eyJhbGciOiJFUzI1NiI" not in shown
    lines = [line for line in browser.dom(busy.url).split("<code>") if line.startswith("PUT /upload/appScreenshots/")]
    assert len(lines) == 1
    assert "signature" not in lines[0].partition("</code>")[0]


def test_the_store_can_be_walked_through(browser: Browser, busy: Emulator) -> None:
    page = browser.open(busy.url)
    links: list[str] = page.evaluate("[...document.querySelectorAll('.types a')].map(one => one.href)")
    assert len(links) == len(busy.app.service.store.types())
    page.close()
    page = browser.open(busy.url + "/_/apps")
    ids: list[str] = page.evaluate("[...document.querySelectorAll('details')].map(one => one.id)")
    assert ids == list(busy.app.service.store.of_type("apps"))
    targets: list[str] = page.evaluate("[...document.querySelectorAll('dd a')].map(one => one.href)")
    page.close()
    version = next(target for target in targets if "/_/appStoreVersions#" in target)
    page = browser.open(version)
    assert page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")
    page.close()


def test_what_people_wrote_is_text(browser: Browser, busy: Emulator) -> None:
    page = browser.open(busy.url + "/_/apps")
    assert page.evaluate("document.title") == "apps"
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    assert NASTY in page.evaluate("document.body.innerText")
    page.close()


def test_the_last_hundred_and_no_more(browser: Browser, emulator: Emulator) -> None:
    assert "No requests yet" in browser.dom(emulator.url)
    with AppStoreConnect(emulator.key, base_url=emulator.url) as asc:
        for _ in range(102):
            asc.apps.list(limit=1)
    page = browser.open(emulator.url)
    assert page.evaluate("document.querySelectorAll('details').length") == 100
    assert "The last 100 requests, the newest first" in page.evaluate("document.body.innerText")
    page.close()
