"""An error that was dealt with is gone, with the files and answers that its frames held."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from asc_sdk import AppStoreConnect, Report, Retry
from asc_sdk.emulator import Emulator
from tests.circles import forgiven, no_circles
from tests.clients import Client
from tests.unit.analytics.apple import Analytics
from tests.unit.uploads.apple import Apple, running

QUICK = Retry(attempts=3, backoff=0.001)


@pytest.fixture
def storage() -> Iterator[Apple]:
    with running(Apple()) as made:
        yield made


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "home.png"
    path.write_bytes(b"0123456789")
    return path


def warm(client: Client, call: Callable[[AppStoreConnect], Any]) -> None:
    """Make a call twice; the first one imports and connects, and may leave what it likes."""
    client.run(lambda asc: forgiven(lambda: call(asc)))
    with no_circles():
        client.run(lambda asc: forgiven(lambda: call(asc)))


@pytest.mark.parametrize("fault", [{"status": 404}, {"status": 503}, {"cut": 5}, {"html": "<p>hotel"}, {"body": b"x"}])
def test_a_request(asc: Client, emulator: Emulator, fault: dict[str, Any]) -> None:
    asc.options(retry=QUICK)
    emulator.faults.add("apps.get", times=None, **fault)
    warm(asc, lambda asc: asc.apps.get("6446000001"))


@pytest.mark.parametrize("times", [1, 9])
@pytest.mark.parametrize("status", [401, 429, 503])
def test_a_report(asc: Client, emulator: Emulator, status: int, times: int) -> None:
    asc.options(retry=QUICK)

    def download(asc: AppStoreConnect) -> Any:
        emulator.faults.clear()
        emulator.faults.add("sales_reports.download", status=status, times=times, retry_after=0)
        return asc.sales_reports.download(
            filter_vendor_number="85012345",
            filter_report_type="SALES",
            filter_report_sub_type="SUMMARY",
            filter_frequency="DAILY",
            filter_report_date="2026-03-01",
        )

    warm(asc, download)


SCRIPTS: dict[str, dict[str, list[int]]] = {
    "nothing": {},
    "a part twice": {"PUT 2": [503]},
    "a part for good": {"PUT 2": [503] * 9},
    "a refused part": {"PUT 2": [403]},
    "an unclear reservation": {"POST": [-503]},
    "a refused reservation": {"POST": [409]},
    "an unclear commit": {"PATCH": [-504]},
    "a repeated commit": {"PATCH": [504]},
    "a refused commit": {"PATCH": [409]},
    "a failed delete": {"PUT 1": [403], "DELETE": [409]},
    "a deleted delete": {"PUT 1": [403], "DELETE": [404]},
    "a commit that nobody knows of": {"PATCH": [-504], "GET": [503] * 9},
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_an_upload(client: Client, storage: Apple, image: Path, script: dict[str, list[int]]) -> None:
    client.options(base_url=storage.url, retry=QUICK)

    def upload(asc: AppStoreConnect) -> Any:
        storage.script.clear()
        for place, statuses in script.items():
            storage.script[place].extend(statuses)
        return asc.app_screenshots.upload(image, app_screenshot_set="S1")

    warm(client, upload)


def test_a_file_that_apple_could_not_process(client: Client, storage: Apple, image: Path) -> None:
    client.options(base_url=storage.url, retry=QUICK)

    def upload(asc: AppStoreConnect) -> Any:
        storage.states = ["FAILED"]
        return asc.app_screenshots.upload(image, app_screenshot_set="S1")

    warm(client, upload)


def test_a_file_that_changed(client: Client, storage: Apple, image: Path) -> None:
    client.options(base_url=storage.url, retry=QUICK)

    def change(number: int) -> None:
        with image.open("r+b") as file:
            file.write(os.urandom(1))

    storage.on_part = change
    warm(client, lambda asc: asc.app_screenshots.upload(image, app_screenshot_set="S1"))


@pytest.mark.parametrize("place", ["/v1/apps/A1/analyticsReportRequests", "S2026-03-02_0", "broken"])
@pytest.mark.parametrize("times", [1, 9])
def test_an_analytics_report(client: Client, monkeypatch: pytest.MonkeyPatch, place: str, times: int) -> None:
    apple = Analytics()
    monkeypatch.setattr(client, "wire", apple)
    client.options(retry=QUICK)

    def report(asc: AppStoreConnect) -> Any:
        apple.script.clear()
        if place == "broken":
            apple.broken["S2026-03-02_0"] = b"broken"
        apple.script[place].extend([503] * times)
        return asc.analytics.report("A1", "App Downloads Standard", timeout=0)

    warm(client, report)


def test_a_report_that_is_cut_is_closed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "report.gz"
    path.write_bytes(bytes.fromhex("1f8b0800000000000003"))
    for _ in range(2):
        file = path.open("rb")
        with no_circles():
            report = Report(file)
            forgiven(report.rows)
            del report
        assert file.closed
