"""Receive Apple's webhooks in a WSGI application, here without a framework; run, it sends itself two deliveries."""

import hashlib
import hmac
import io
import json
import os
import secrets
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from asc_sdk import WebhookSignatureError, webhooks

SECRET = os.environ.get("ASC_WEBHOOK_SECRET") or secrets.token_hex()
done: set[str] = set()  # yours is a table with the event's id as its key


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))  # the bytes, before any JSON is read
    try:
        event = webhooks.parse(body, environ.get("HTTP_X_APPLE_SIGNATURE"), SECRET)
    except WebhookSignatureError:
        start_response("401 Unauthorized", [])
        return []
    if event.id not in done:  # the same event may come again
        handle(event)
        done.add(event.id)
    start_response("204 No Content", [])
    return []


def handle(event: webhooks.WebhookEvent) -> None:
    match event:
        case webhooks.BuildUploadStateUpdated(new_state="COMPLETE", instance=upload):
            print("a build is ready:", upload)
        case webhooks.AppStoreVersionAppVersionStateUpdated(old_state=old, new_state=new):
            print(f"the version's state: {old} → {new}")
        case _:
            print("not for us:", event)


if __name__ == "__main__":
    upload = {"type": "buildUploads", "id": "1"}
    attributes = {"oldState": "PROCESSING", "newState": "COMPLETE"}
    data = {"type": "buildUploadStateUpdated", "id": "7", "version": 1, "attributes": attributes}
    sent = json.dumps({"data": {**data, "relationships": {"instance": {"data": upload}}}}).encode()
    signature = f"hmacsha256={hmac.new(SECRET.encode(), sent, hashlib.sha256).hexdigest()}"

    def answer(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> Callable[[bytes], object]:
        print("answered", status)
        return print

    for header in (signature, "hmacsha256=somebody else's"):
        given = {"wsgi.input": io.BytesIO(sent), "CONTENT_LENGTH": str(len(sent)), "HTTP_X_APPLE_SIGNATURE": header}
        application(given, answer)
