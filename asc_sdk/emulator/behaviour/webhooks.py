"""Webhooks: events are posted, signed, to where a webhook says, and each delivery is kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from ..schema import kind_named

if TYPE_CHECKING:
    from threading import RLock

    from ..clock import Clock
    from ..store import Record, Store

_TIMEOUT = 5.0
# A webhook's address is on this machine or in the user's own network: no proxy.
_OPENER = build_opener(ProxyHandler({}))


class Webhooks:
    """Delivers events from a thread of its own, in their order."""

    def __init__(self, store: Store, clock: Clock, lock: RLock) -> None:
        self._store = store
        self._clock = clock
        self._lock = lock
        self._thread: ThreadPoolExecutor | None = None

    def publish(self, event: str, instance: Record, app: Record | None, old: str, new: str) -> None:
        """Tell the app's webhooks that want to know."""
        for webhook in list(app.incoming.get(("webhooks", "app"), ())) if app is not None else []:
            if webhook.attributes.get("enabled") and event in (webhook.attributes.get("eventTypes") or ()):
                document = _document(event, instance, {"oldState": old, "newState": new}, self._clock.text())
                self._deliver(webhook, event, document, ping=False)

    def ping(self, ping: Record) -> None:
        """A ping was asked for."""
        webhook = ping.one("webhook")
        if webhook is not None:
            document = _document("WEBHOOK_PING_CREATED", ping, {}, self._clock.text())
            self._deliver(webhook, None, document, ping=True)

    def redeliver(self, delivery: Record) -> None:
        """A delivery was asked for again."""
        template = delivery.one("template")
        event = template.one("event") if template is not None else None
        webhook = next(iter(template.incoming.get(("webhooks", "deliveries"), ())), None) if template else None
        if event is None or webhook is None:
            return
        self._store.link(delivery, delivery.kind.edges["event"], event)
        self._store.change(delivery, {"redelivery": True})
        self._send(webhook, delivery, str(event.attributes["payload"]))

    def settle(self) -> None:
        """Wait until everything that was published has been delivered."""
        if self._thread is not None:
            self._thread.submit(lambda: None).result()

    def stop(self) -> None:
        """End the thread."""
        if self._thread is not None:
            self._thread.shutdown()
            self._thread = None

    def _deliver(self, webhook: Record, event: str | None, document: dict[str, Any], *, ping: bool) -> None:
        payload = json.dumps(document)
        attributes = {"payload": payload, "ping": ping, "createdDate": self._clock.text()}
        kept = self._store.add(kind_named("webhookEvents"), attributes | ({"eventType": event} if event else {}))
        delivery = self._store.add(kind_named("webhookDeliveries"), {"redelivery": False})
        self._store.link(delivery, delivery.kind.edges["event"], kept)
        self._send(webhook, delivery, payload)

    def _send(self, webhook: Record, delivery: Record, payload: str) -> None:
        url = str(webhook.attributes.get("url", ""))
        now = self._clock.text()
        state = {"deliveryState": "PENDING", "createdDate": now, "sentDate": now, "request": {"url": url}}
        self._store.change(delivery, state)
        self._store.link(webhook, webhook.kind.edges["deliveries"], delivery)
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "asc_sdk.emulator.webhooks")
        self._thread.submit(self._post, url, str(webhook.private.get("secret", "")), delivery, payload.encode())

    def _post(self, url: str, secret: str, delivery: Record, body: bytes) -> None:
        signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"content-type": "application/json", "x-apple-signature": f"hmacsha256={signature}"}
        try:
            with _OPENER.open(Request(url, body, headers, method="POST"), timeout=_TIMEOUT) as answer:
                status, text = answer.status, answer.read(1000).decode("utf-8", "replace")
        except HTTPError as error:
            with error:
                status, text = error.code, error.read(1000).decode("utf-8", "replace")
        except (OSError, ValueError) as error:
            self._keep(delivery, {"deliveryState": "FAILED", "errorMessage": str(error)})
            return
        state = "SUCCEEDED" if 200 <= status < 300 else "FAILED"
        self._keep(delivery, {"deliveryState": state, "response": {"httpStatusCode": status, "body": text}})

    def _keep(self, delivery: Record, attributes: dict[str, Any]) -> None:
        with self._lock:
            self._store.change(delivery, attributes)


def _document(event: str, instance: Record, states: dict[str, str], now: str) -> dict[str, Any]:
    """The body of a delivery: its type is the event's in camel case."""
    type = re.sub(r"_(.)", lambda match: match[1].upper(), event.lower())
    return {
        "data": {
            "type": type,
            "id": f"{instance.id}-{states.get('newState', 'ping')}",
            "version": 1,
            "attributes": {**states, "timestamp": now},
            "relationships": {
                "instance": {
                    "data": {"type": instance.type, "id": instance.id},
                    "links": {"self": f"{instance.kind.path}/{instance.id}"},
                }
            },
        }
    }
