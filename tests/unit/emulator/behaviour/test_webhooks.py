"""Who hears of what."""

from __future__ import annotations

import pytest

from asc_sdk.emulator import Emulator

EVENT = "BUILD_UPLOAD_STATE_UPDATED"


@pytest.mark.parametrize(
    ("enabled", "types", "heard"), [(True, [EVENT], 1), (False, [EVENT], 0), (True, [], 0), (True, None, 0)]
)
def test_only_those_that_want_to_know(emulator: Emulator, enabled: bool, types: list[str] | None, heard: int) -> None:
    app = emulator.add("apps", "1")
    emulator.add("webhooks", app=app, url="http://127.0.0.1:1/", enabled=enabled, event_types=types)
    upload = emulator.add("buildUploads", app=app)
    webhooks = emulator.app.service.machines.webhooks
    webhooks.publish(EVENT, upload, app, "PROCESSING", "COMPLETE")
    webhooks.publish(EVENT, upload, None, "PROCESSING", "COMPLETE")
    emulator.settle()
    emulator.stop()
    assert len(emulator.app.service.store.of_type("webhookDeliveries")) == heard


def test_an_address_that_is_none(emulator: Emulator) -> None:
    app = emulator.add("apps", "1")
    emulator.add("webhooks", app=app, url="nowhere", enabled=True, event_types=[EVENT])
    emulator.app.service.machines.webhooks.publish(EVENT, emulator.add("buildUploads", app=app), app, "A", "B")
    emulator.settle()
    emulator.stop()
    (delivery,) = emulator.app.service.store.of_type("webhookDeliveries").values()
    assert delivery.attributes["deliveryState"] == "FAILED"
