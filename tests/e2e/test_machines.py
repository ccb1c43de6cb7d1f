"""What Apple does by itself: uploads, builds, reviews, analytics, webhooks; both clients against the emulator."""

from __future__ import annotations

import gzip
import hashlib
import hmac
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest

from asc_sdk import ConflictError
from asc_sdk.emulator import Emulator
from asc_sdk.models import AppScreenshot
from tests.clients import Client

APP = "6446000001"
CONTENT = bytes(range(256)) * 3


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """With small parts, so that a small file has several."""
    with Emulator(part_size=300) as running:
        yield running


def _reserve(asc: Client, emulator: Emulator) -> AppScreenshot:
    shots = emulator.add("app_screenshot_sets", screenshot_display_type="APP_IPHONE_67")
    return asc.run(
        lambda asc: asc.app_screenshots.create(
            file_name="home.png", file_size=len(CONTENT), app_screenshot_set=shots.id
        )
    )


def _put(shot: AppScreenshot, content: bytes = CONTENT, headers: dict[str, str] | None = None) -> list[int]:
    statuses: list[int] = []
    for operation in shot.upload_operations or []:
        assert operation.url
        assert operation.offset is not None
        assert operation.length is not None
        wanted = {str(header.name): str(header.value) for header in operation.request_headers or []}
        part = content[operation.offset : operation.offset + operation.length]
        answer = httpx.request(operation.method or "", operation.url, content=part, headers=wanted | (headers or {}))
        statuses.append(answer.status_code)
    return statuses


def test_a_screenshot_in_parts(asc: Client, emulator: Emulator) -> None:
    shot = _reserve(asc, emulator)
    assert [(one.offset, one.length) for one in shot.upload_operations or []] == [(0, 300), (300, 300), (600, 168)]
    assert shot.asset_delivery_state is not None
    assert shot.asset_delivery_state.state == "AWAITING_UPLOAD"
    assert _put(shot) == [200, 200, 200]
    checksum = hashlib.md5(CONTENT).hexdigest()
    done = asc.run(lambda asc: asc.app_screenshots.update(shot.id, uploaded=True, source_file_checksum=checksum))
    assert done.asset_delivery_state is not None
    assert done.asset_delivery_state.state == "UPLOAD_COMPLETE"
    read = asc.run(lambda asc: asc.app_screenshots.get(shot.id))
    assert read.asset_delivery_state is not None
    assert read.asset_delivery_state.state == "COMPLETE"


@pytest.mark.parametrize(
    ("sent", "checksum", "code"),
    [
        (CONTENT[:-1] + b"!", hashlib.md5(CONTENT).hexdigest(), "CHECKSUM_MISMATCH"),
        (b"", "", "FILE_SIZE_MISMATCH"),
    ],
)
def test_other_bytes_than_announced(asc: Client, emulator: Emulator, sent: bytes, checksum: str, code: str) -> None:
    shot = _reserve(asc, emulator)
    if sent:
        _put(shot, sent)
    asc.run(lambda asc: asc.app_screenshots.update(shot.id, uploaded=True, source_file_checksum=checksum))
    state = asc.run(lambda asc: asc.app_screenshots.get(shot.id)).asset_delivery_state
    assert state is not None
    assert state.state == "FAILED"
    assert [error.code for error in state.errors or []] == [code]


def test_the_storage_host_refuses_what_it_did_not_ask_for(asc: Client, emulator: Emulator) -> None:
    shot = _reserve(asc, emulator)
    assert _put(shot, headers={"authorization": "Bearer x"}) == [400] * 3
    assert _put(shot, headers={"Content-Type": "text/plain"}) == [403] * 3
    assert _put(shot, CONTENT[:300]) == [200, 400, 400]


def test_a_set_takes_ten_screenshots(asc: Client, emulator: Emulator) -> None:
    shots = emulator.add("app_screenshot_sets", screenshot_display_type="APP_IPHONE_67")
    for number in range(10):
        emulator.add("app_screenshots", file_name=f"{number}.png", app_screenshot_set=shots)
    with pytest.raises(ConflictError, match="STATE_ERROR"):
        asc.run(lambda asc: asc.app_screenshots.create(file_name="11.png", file_size=1, app_screenshot_set=shots.id))


def test_a_build_from_its_upload_to_valid(asc: Client, emulator: Emulator) -> None:
    upload = asc.run(
        lambda asc: asc.build_uploads.create(
            app=APP, cf_bundle_short_version_string="2.0", cf_bundle_version="77", platform="IOS"
        )
    )
    file = asc.run(
        lambda asc: asc.build_upload_files.create(
            asset_type="ASSET", file_name="App.ipa", file_size=3, uti="com.apple.ipa", build_upload=upload
        )
    )
    (operation,) = file.upload_operations or []
    assert operation.part_number == 1
    headers = {str(header.name): str(header.value) for header in operation.request_headers or []}
    assert httpx.put(str(operation.url), content=b"ipa", headers=headers).status_code == 200
    asc.run(lambda asc: asc.build_upload_files.update(file.id, uploaded=True))

    states: list[Any] = []
    for _ in range(3):
        read = asc.run(lambda asc: asc.build_uploads.get(upload.id, include=["build"]))
        build = read.build
        states.append((read.state and read.state.state, build and build.processing_state))
    assert states == [("PROCESSING", "PROCESSING"), ("COMPLETE", "VALID"), ("COMPLETE", "VALID")]
    (build,) = asc.items(lambda asc: asc.builds.list(filter_app=APP, filter_pre_release_version_version="2.0"))
    assert build.version == "77"


def _prepared(asc: Client, **fields: Any) -> str:
    version = asc.run(
        lambda asc: asc.app_store_versions.create(app=APP, platform="IOS", version_string="3.0", **fields)
    )
    return version.id


def _state(asc: Client, version: str) -> str | None:
    return asc.run(lambda asc: asc.app_store_versions.get(version)).app_version_state


def test_a_version_through_review_to_its_release(asc: Client, emulator: Emulator) -> None:
    build = emulator.add("builds", version="9", app=APP)
    version = _prepared(asc, build=build.id, release_type="MANUAL")
    submission = asc.run(lambda asc: asc.review_submissions.create(app=APP, platform="IOS"))
    asc.run(lambda asc: asc.review_submission_items.create(review_submission=submission, app_store_version=version))
    with pytest.raises(ConflictError, match="READY_FOR_REVIEW"):
        asc.run(lambda asc: asc.app_store_version_release_requests.create(app_store_version=version))
    asc.run(lambda asc: asc.review_submissions.update(submission.id, submitted=True))
    states = [_state(asc, version) for _ in range(3)]
    assert states == ["IN_REVIEW", "PENDING_DEVELOPER_RELEASE", "PENDING_DEVELOPER_RELEASE"]
    asc.run(lambda asc: asc.app_store_version_release_requests.create(app_store_version=version))
    found = asc.items(lambda asc: asc.apps.list_app_store_versions(APP))
    assert {one.version_string: one.app_version_state for one in found} == {
        "1.0": "REPLACED_WITH_NEW_VERSION",
        "1.1": "PREPARE_FOR_SUBMISSION",
        "3.0": "READY_FOR_DISTRIBUTION",
    }


def test_a_version_without_a_build_is_not_submitted(asc: Client) -> None:
    version = _prepared(asc)
    submission = asc.run(lambda asc: asc.review_submissions.create(app=APP, platform="IOS"))
    asc.run(lambda asc: asc.review_submission_items.create(review_submission=submission, app_store_version=version))
    with pytest.raises(ConflictError) as caught:
        asc.run(lambda asc: asc.review_submissions.update(submission.id, submitted=True))
    assert caught.value.has_code("ENTITY_ERROR.RELATIONSHIP.REQUIRED")
    associated = caught.value.errors[0].associated
    assert [one.path for one in associated] == [f"/v1/appStoreVersions/{version}"]


def test_a_build_through_beta_review(asc: Client, emulator: Emulator) -> None:
    build, *_ = asc.items(lambda asc: asc.builds.list(filter_app=APP, filter_version="4"))
    asc.run(lambda asc: asc.beta_app_review_submissions.create(build=build))
    states: list[Any] = []
    for _ in range(2):
        detail = asc.run(lambda asc: asc.builds.get_build_beta_detail(build.id))
        states.append(detail and detail.external_build_state)
    assert states == ["IN_BETA_REVIEW", "BETA_APPROVED"]


def test_analytics_have_an_instance_for_each_day(asc: Client, emulator: Emulator) -> None:
    request = asc.run(lambda asc: asc.analytics_report_requests.create(access_type="ONGOING", app=APP))
    report, *_ = asc.items(lambda asc: asc.analytics_report_requests.list_reports(request.id))
    assert asc.items(lambda asc: asc.analytics_reports.list_instances(report.id)) == []
    emulator.clock.advance(days=2)
    instances = asc.items(lambda asc: asc.analytics_reports.list_instances(report.id, filter_granularity="DAILY"))
    assert len(instances) == 2
    (segment,) = asc.items(lambda asc: asc.analytics_report_instances.list_segments(instances[0].id))
    content = httpx.get(str(segment.url)).content
    assert hashlib.md5(content).hexdigest() == segment.checksum
    assert gzip.decompress(content).startswith(b"Date\tApp Name\t")


class _Receiver(BaseHTTPRequestHandler):
    came: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.came.append((self.headers["x-apple-signature"], body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """A server that takes webhooks, and what came."""
    came: list[tuple[str, bytes]] = []
    handler = type("Handler", (_Receiver,), {"came": came})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", came
        server.shutdown()
        thread.join()


def test_webhooks_are_delivered_and_signed(
    asc: Client, emulator: Emulator, receiver: tuple[str, list[tuple[str, bytes]]]
) -> None:
    url, came = receiver
    webhook = asc.run(
        lambda asc: asc.webhooks.create(
            app=APP,
            name="CI",
            url=url,
            secret="hush",
            enabled=True,
            event_types=["APP_STORE_VERSION_APP_VERSION_STATE_UPDATED"],
        )
    )
    assert "secret" not in webhook.to_dict()["attributes"]
    asc.run(lambda asc: asc.webhook_pings.create(webhook=webhook))
    version = _prepared(asc)
    submission = asc.run(lambda asc: asc.review_submissions.create(app=APP, platform="IOS"))
    asc.run(lambda asc: asc.review_submission_items.create(review_submission=submission, app_store_version=version))
    emulator.settle()
    for signature, body in came:
        assert signature == "hmacsha256=" + hmac.new(b"hush", body, hashlib.sha256).hexdigest()
    ping, event = (json.loads(body)["data"] for _, body in came)
    assert ping["type"] == "webhookPingCreated"
    assert event["type"] == "appStoreVersionAppVersionStateUpdated"
    assert event["attributes"]["newState"] == "READY_FOR_REVIEW"
    assert event["relationships"]["instance"]["data"] == {"type": "appStoreVersions", "id": version}

    deliveries = asc.items(lambda asc: asc.webhooks.list_deliveries(webhook.id))
    assert [one.delivery_state for one in deliveries] == ["SUCCEEDED", "SUCCEEDED"]
    asc.run(lambda asc: asc.webhook_deliveries.create(template=deliveries[1]))
    emulator.settle()
    assert [body for _, body in came][1] == came[2][1]


def test_a_webhook_that_nobody_takes_has_failed(asc: Client, emulator: Emulator) -> None:
    webhook = emulator.add("webhooks", app=APP, url="http://127.0.0.1:1/", enabled=True, name="dead")
    asc.run(lambda asc: asc.webhook_pings.create(webhook=webhook.id))
    emulator.settle()
    (delivery,) = asc.items(lambda asc: asc.webhooks.list_deliveries(webhook.id))
    assert delivery.delivery_state == "FAILED"
    assert delivery.error_message
