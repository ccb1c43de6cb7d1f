"""Receive Apple's webhooks with Starlette (FastAPI has the same names); run, it sends itself a ping, signed and not."""

import asyncio
import hashlib
import hmac
import os
import secrets

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from asc_sdk import WebhookSignatureError, webhooks

SECRET = os.environ.get("ASC_WEBHOOK_SECRET") or secrets.token_hex()


async def receive(request: Request) -> Response:
    body = await request.body()  # not request.json(): only the raw bytes can be checked
    try:
        event = webhooks.parse(body, request.headers.get("x-apple-signature"), SECRET)
    except WebhookSignatureError as error:
        print("refused:", error)
        return Response(status_code=401)
    print(event)
    return Response(status_code=204)


app = Starlette(routes=[Route("/apple", receive, methods=["POST"])])


async def main() -> None:
    body = b'{"data": {"type": "webhookPingCreated", "id": "7", "version": 1}}'
    signature = f"hmacsha256={hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        for headers in ({"x-apple-signature": signature}, {}):
            print((await client.post("/apple", content=body, headers=headers)).status_code)


if __name__ == "__main__":
    asyncio.run(main())
