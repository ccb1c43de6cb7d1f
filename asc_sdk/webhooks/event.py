"""A delivery's event: what every kind of them has in common, read from whichever of Apple's spellings it came in."""

from __future__ import annotations

import copy
import datetime as dt
import re
from typing import TYPE_CHECKING, Any, cast

from .._jsonapi.decode import read_date_time
from .._jsonapi.relationships import ResourceIdentifier, read_identifier
from .._jsonapi.show import show

if TYPE_CHECKING:
    from collections.abc import Mapping
# What follows `old` and `new`: in most events, in those of app versions, in those of TestFlight builds.
_STATES = ("State", "Value", "ExternalBuildState")
_WORD_BEGINS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class WebhookEvent:
    """What a delivery tells. An event that this version of the SDK does not know is just this; each other has a class.

    Attributes:
        type: The event as deliveries spell it: `"buildUploadStateUpdated"`; see `event_type`.
        id: The event's id, which stays the same when Apple delivers it again: work through each id once.
        version: The version of the delivery's format, where it says so.
        instance: The resource that the event is about; get it for all the rest. None for a ping, for instance.
        old_state: The state it was in, where the event is about a state and says so.
        new_state: The state it is in now.
        timestamp: When it happened, where the delivery says so.
        redelivery: True where the delivery says that it was sent before; Apple need not say so.
        ping: True for a test that somebody asked for with `asc.webhook_pings.create`.
        related: Every resource that the delivery names, by Apple's name of the relationship, `instance` included.
        extra: The attributes that no field holds, by Apple's names.
    """

    __slots__ = (
        "__payload__",
        "extra",
        "id",
        "instance",
        "new_state",
        "old_state",
        "ping",
        "redelivery",
        "related",
        "timestamp",
        "type",
        "version",
    )

    def __init__(self, payload: Mapping[str, Any]) -> None:
        """Read a delivery's JSON; `parse` and `from_payload` find the class that an event belongs to.

        Args:
            payload: The whole of it: an object whose `data` has `type` and `id`.
        """
        self.__payload__ = payload
        data = payload["data"]
        rest = dict(_object(data.get("attributes")))
        self.type: str = data["type"]
        self.id: str = data["id"]
        version = data.get("version")
        self.version: int | None = version if isinstance(version, int) and not isinstance(version, bool) else None
        self.related: dict[str, ResourceIdentifier] = {
            name: identifier
            for name, value in _object(data.get("relationships")).items()
            if (identifier := _related(value)) is not None
        }
        self.instance = self.related.get("instance")
        self.old_state: str | None = _take_state(rest, "old")
        self.new_state: str | None = _take_state(rest, "new")
        self.timestamp = _take_time(rest)
        again = [_take_flag(rest, "redelivery"), data.get("redelivery"), _object(data.get("meta")).get("redelivery")]
        self.redelivery = True in again
        # Pings come as events of their own; a flag on another is a ping as well.
        self.ping = bool(_take_flag(rest, "ping")) or self.event_type.startswith("WEBHOOK_PING")
        self.__take__(rest)
        self.extra: dict[str, Any] = rest

    def __take__(self, rest: dict[str, Any]) -> None:
        """Take out of the attributes what a class has fields for."""

    @property
    def event_type(self) -> str:
        """The event as the rest of the API spells it: `"BUILD_UPLOAD_STATE_UPDATED"`, one of `WebhookEventType`."""
        return event_type_of(self.type)

    def to_dict(self) -> dict[str, Any]:
        """The delivery's JSON as Apple sent it, unknown members included."""
        return copy.deepcopy(dict(self.__payload__))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WebhookEvent) or type(other) is not type(self):
            return NotImplemented
        return self.__payload__ == other.__payload__

    def __hash__(self) -> int:
        return hash((self.type, self.id))

    def __repr__(self) -> str:
        kind = [("type", self.type)] if type(self) is WebhookEvent else []
        names = ("id", "instance", "old_state", "new_state", "timestamp")
        fields = [(name, cast("object", getattr(self, name))) for name in names]
        again = [("redelivery", True)] if self.redelivery else []
        return show(type(self).__name__, [*kind, *fields, *again, *self.extra.items()])

    def __reduce__(self) -> tuple[type[WebhookEvent], tuple[Mapping[str, Any]]]:
        return type(self), (self.__payload__,)


def event_type_of(delivered: str) -> str:
    """`buildUploadStateUpdated` → `BUILD_UPLOAD_STATE_UPDATED`; what is written like that already stays."""
    return delivered if delivered == delivered.upper() else _WORD_BEGINS.sub("_", delivered).upper()


def _object(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _related(value: object) -> ResourceIdentifier | None:
    members = _object(value)
    # Apple's examples for background assets have type and id beside `links`, without a `data` around them.
    return read_identifier(members["data"]) if "data" in members else read_identifier(members)


def _take_state(rest: dict[str, Any], when: str) -> str | None:
    for name in [*(when + ending for ending in _STATES), *rest]:
        # An event of next year may call its state something else: newReviewState.
        if name.startswith(when) and name[len(when) : len(when) + 1].isupper() and isinstance(rest.get(name), str):
            return cast("str", rest.pop(name))
    return None


def _take_time(rest: dict[str, Any]) -> dt.datetime | None:
    moment: object = read_date_time(rest.get("timestamp"))
    if not isinstance(moment, dt.datetime):
        return None
    del rest["timestamp"]
    return moment


def _take_flag(rest: dict[str, Any], name: str) -> object:
    return rest.pop(name) if isinstance(rest.get(name), bool) else None
