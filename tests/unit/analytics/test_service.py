"""`asc.analytics.report` on both clients: requests, waiting, dates, faults, and nothing signed where people read."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import pytest

from asc_sdk import (
    APIConnectionError,
    APITimeoutError,
    ConflictError,
    Report,
    Retry,
    ServerError,
    UnexpectedResponseError,
)
from asc_sdk.models import App
from tests.clients import Client
from tests.unit.analytics.apple import HEAD, SIGNATURE, Analytics

NAME = "App Downloads Standard"
ALL = [
    {"Date": "2026-03-01", "Territory": "US", "Counts": "1"},
    {"Date": "2026-03-01", "Territory": "DE", "Counts": "2"},
    {"Date": "2026-03-02", "Territory": "US", "Counts": "3"},
    {"Date": "2026-03-02", "Territory": "DE", "Counts": "4"},
]


@pytest.fixture
def apple(client: Client, monkeypatch: pytest.MonkeyPatch) -> Analytics:
    made = Analytics()
    monkeypatch.setattr(client, "wire", made)
    client.options(retry=Retry(backoff=0.001))
    return made


def get(client: Client, name: str = NAME, app: Any = "A1", **more: Any) -> Report:
    arguments: dict[str, Any] = {"timeout": 0, **more}
    return client.run(lambda asc: asc.analytics.report(app, name, **arguments))


def test_all_segments_of_all_instances_are_one_table(client: Client, apple: Analytics) -> None:
    report = get(client)
    assert list(report.rows()) == ALL
    assert report.columns == ["Date", "Territory", "Counts"]
    assert report.text().count(HEAD) == 1
    assert not any(line.startswith("POST") for line in apple.log)
    for request in apple.downloads:
        assert set(request.headers) == {"host"}


def test_an_app_is_taken_as_a_resource_too(client: Client, apple: Analytics) -> None:
    assert len(list(get(client, app=App(id="A1")).rows())) == 4
    assert apple.log[0] == "GET /v1/apps/A1/analyticsReportRequests"


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [("2026-03-02", None, 2), (None, "2026-03-01", 2), ("2026-03-01", "2026-03-02", 4), (None, None, 4)],
)
def test_dates_choose_the_instances(
    client: Client, apple: Analytics, since: str | None, until: str | None, count: int
) -> None:
    assert len(list(get(client, since=since, until=until).rows())) == count
    assert len(apple.downloads) == {2: 1 if until else 2, 4: 3}[count]


def test_dates_that_apple_has_nothing_for(client: Client, apple: Analytics) -> None:
    with pytest.raises(APITimeoutError, match="there are some from 2026-03-01 to 2026-03-02"):
        get(client, until="2026-02-01", timeout=1000)
    with pytest.raises(ValueError, match="is after until"):
        get(client, since="2026-03-02", until="2026-03-01")
    with pytest.raises(ValueError, match=r"since takes a date or .*, not 'yesterday'"):
        get(client, since="yesterday")
    with pytest.raises(TypeError, match="since takes a date"):
        get(client, since=7)
    with pytest.raises(ValueError, match="timeout takes"):
        get(client, timeout=-1)


def test_an_unknown_name_is_answered_with_the_names_there_are(client: Client, apple: Analytics) -> None:
    with pytest.raises(ValueError, match="there are: 'App Crashes', 'App Downloads Standard'"):
        get(client, "App Downloads")
    assert len(list(get(client, "app downloads STANDARD").rows())) == 4


def test_a_request_is_made_where_there_is_none_and_the_error_says_how_long_apple_takes(
    client: Client, apple: Analytics
) -> None:
    apple.requests = []
    apple.instances = {}
    with pytest.raises(APITimeoutError, match="a day or two"):
        get(client)
    assert apple.log.count("POST /v1/analyticsReportRequests") == 1
    assert [item["access"] for item in apple.requests] == ["ONGOING"]
    with pytest.raises(APITimeoutError, match="a day or two"):
        get(client)
    assert apple.log.count("POST /v1/analyticsReportRequests") == 1


def test_reports_that_are_not_made_yet_are_waited_for(client: Client, apple: Analytics) -> None:
    apple.reports = []
    with pytest.raises(APITimeoutError, match="a day or two"):
        get(client)


def test_waiting_goes_on_until_there_is_an_instance(
    client: Client, apple: Analytics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asc_sdk.analytics.flow._POLLS", (0.01, 0.01))
    held, apple.instances = apple.instances, {}
    api = apple._api  # pyright: ignore[reportPrivateUsage] - the double's own

    def later(request: Any) -> Any:
        answer = api(request)
        if request.url.path.endswith("/instances"):
            apple.instances = held
        return answer

    monkeypatch.setattr(apple, "_api", later)
    assert len(list(get(client, timeout=30).rows())) == 4


def test_another_kind_of_access_is_another_request(client: Client, apple: Analytics) -> None:
    get(client, access_type="ONE_TIME_SNAPSHOT")
    assert [item["access"] for item in apple.requests] == ["ONGOING", "ONE_TIME_SNAPSHOT"]


def test_a_stopped_request_is_made_anew(client: Client, apple: Analytics) -> None:
    apple.requests[0]["stopped"] = True
    get(client)
    assert len(apple.requests) == 2


def test_where_apple_takes_no_new_one_the_stopped_one_serves(client: Client, apple: Analytics) -> None:
    apple.requests[0]["stopped"] = True
    apple.script["POST"].append(409)
    assert len(list(get(client).rows())) == 4


def test_a_request_of_unknown_fate_is_looked_for(client: Client, apple: Analytics) -> None:
    apple.requests = []
    apple.script["POST"].append(-503)
    assert len(list(get(client).rows())) == 4
    assert len(apple.requests) == 1
    apple.requests = []
    apple.script["POST"].append(503)
    with pytest.raises(ServerError):
        get(client)
    apple.script["POST"].append(409)
    with pytest.raises(ConflictError):
        get(client)


def test_a_fault_repeats_one_download(client: Client, apple: Analytics) -> None:
    apple.script["S2026-03-02_1"].extend([503, 429])
    assert list(get(client).rows()) == ALL
    assert apple.log.count("GET S2026-03-02_1") == 3
    assert apple.log.count("GET S2026-03-02_0") == 1


def test_expired_urls_are_read_anew(client: Client, apple: Analytics) -> None:
    apple.generation = 1
    assert list(get(client).rows()) == ALL
    assert sum(line.startswith("GET /v1/analyticsReportSegments/") for line in apple.log) == 3


@pytest.mark.parametrize("status", [403, 404, 302])
def test_a_refusal_shows_nothing_signed(
    client: Client, apple: Analytics, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    apple.script["S2026-03-01_0"].extend([status] * 9)
    with pytest.raises(UnexpectedResponseError, match=f"status {status}") as caught:
        get(client)
    text = caplog.text + "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert SIGNATURE not in text
    assert "segments.example.com" in str(caught.value)


@pytest.mark.parametrize("checksum", ["md5", "sha1", "sha256", ""])
@pytest.mark.parametrize("kind", ["cut", "changed", "empty"])
def test_a_damaged_segment_is_an_error_and_never_a_short_table(
    client: Client, apple: Analytics, checksum: str, kind: str
) -> None:
    apple.checksum = checksum
    whole = apple.packed("S2026-03-01_0")
    damaged = {"cut": whole[:-9], "changed": whole[:-5] + b"\0" + whole[-4:], "empty": b"\n"}
    apple.broken["S2026-03-01_0"] = damaged[kind]
    with pytest.raises(UnexpectedResponseError, match="damaged"):
        list(get(client).rows())


def test_a_storage_host_that_cannot_be_reached(
    client: Client, apple: Analytics, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx

    def unreachable(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    monkeypatch.setattr(apple, "_download", unreachable)
    with pytest.raises(APIConnectionError, match=r"no connection to segments\.example\.com"):
        get(client)


def test_a_segment_without_a_usable_url(client: Client, apple: Analytics, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.unit.analytics.apple.STORAGE", "ftp://segments.example.com/")
    with pytest.raises(UnexpectedResponseError, match="no URL that can be used"):
        get(client)
    monkeypatch.setattr("tests.unit.analytics.apple.STORAGE", "https://segments.example.com:port/")
    with pytest.raises(APIConnectionError, match="its URL cannot be used"):
        get(client)


def test_no_segments_at_all_are_an_empty_report(client: Client, apple: Analytics) -> None:
    apple.instances = {"2026-03-01": []}
    assert list(get(client).rows()) == []
