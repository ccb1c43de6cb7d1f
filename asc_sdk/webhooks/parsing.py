"""From a delivery's bytes to its event: first the signature, then the JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .._json_bytes import loads
from ..errors import UnexpectedResponseError, WebhookSignatureError
from .event import WebhookEvent, event_type_of
from .events import EVENTS
from .signature import problem

if TYPE_CHECKING:
    from .signature import Secret

_EXCERPT = 200


def parse(body: bytes, signature: str | bytes | None, secret: Secret) -> WebhookEvent:
    """Check a delivery's signature and read its event.

    Args:
        body: The request's body, byte for byte as it came; not text, and not what JSON was read from it.
        signature: The request's `x-apple-signature` header; None where it has none.
        secret: The webhook's secret, or several of which one must fit: the old and the new one, while you change it.

    Returns:
        The event, of its own class where the SDK knows it.

    Raises:
        WebhookSignatureError: The delivery is not Apple's, or the body is not bytes. Answer 401.
        UnexpectedResponseError: It is Apple's, and not the JSON of an event.
        ConfigurationError: There is no secret, or one that is no text.
    """
    if (wrong := problem(body, signature, secret)) is not None:
        raise WebhookSignatureError(wrong)
    return from_payload(bytes(body))


def from_payload(payload: str | bytes | dict[str, Any]) -> WebhookEvent:
    """Read an event whose signature needs no check: the `payload` of a `webhookEvents` resource, say.

    This checks nothing: use `parse` for what comes in from outside.

    Args:
        payload: The delivery's JSON, or what was read from it.

    Raises:
        UnexpectedResponseError: It is not the JSON of an event.
    """
    excerpt: str | None = None
    value: object = payload
    if isinstance(payload, str | bytes):
        raw = payload.encode("utf-8", "replace") if isinstance(payload, str) else payload
        excerpt = raw[:_EXCERPT].decode("utf-8", "replace")
        try:
            value = loads(raw)
        except ValueError as error:
            raise UnexpectedResponseError(f"a delivery that is not JSON ({error})", excerpt=excerpt) from None
    if (wrong := _misshapen(value)) is not None:
        raise UnexpectedResponseError(f"a delivery that is no event: {wrong}", excerpt=excerpt)
    members = cast("dict[str, Any]", value)
    return EVENTS.get(event_type_of(members["data"]["type"]), WebhookEvent)(members)


def _misshapen(value: object) -> str | None:
    """What is wrong with the outside of a payload; None where it can be read."""
    data: object = cast("dict[str, object]", value).get("data") if isinstance(value, dict) else None
    if not isinstance(data, dict):
        return "it has no object `data`"
    members = cast("dict[str, object]", data)
    for name in ("type", "id"):
        text = members.get(name)
        if not isinstance(text, str) or not text:
            return f"its `data` has no text `{name}`"
    return None
