"""How far Apple is with a file: the one state that counts, under whichever name the resource has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..errors import ErrorDetail

if TYPE_CHECKING:
    from collections.abc import Iterable

# A video's own state counts before that of the asset, which Apple marks as deprecated there.
_FIELDS = ("video_delivery_state", "asset_delivery_state", "state")
_UNDER_WAY = frozenset(("AWAITING_UPLOAD", "UPLOAD_COMPLETE", "PROCESSING"))


class State(NamedTuple):
    """The state of a file, and what Apple has against it."""

    name: str | None
    errors: tuple[ErrorDetail, ...] = ()

    @property
    def awaits_upload(self) -> bool:
        """Whether the file is not committed, as far as this says."""
        return self.name in (None, "AWAITING_UPLOAD")

    @property
    def failed(self) -> bool:
        """Whether Apple could not process it."""
        return self.name == "FAILED"

    @property
    def final(self) -> bool:
        """Whether Apple is done with it: a name that is not known is one of a later stage, such as a review."""
        return self.name is not None and self.name not in _UNDER_WAY


def state_of(resource: object) -> State:
    """Read the state of a resource; its name is None where Apple does not say."""
    found = [state for state in map(_read, (getattr(resource, field, None) for field in _FIELDS)) if state.name]
    failed = [state for state in found if state.failed]
    return (failed or found or [State(None)])[0]


def _read(value: Any) -> State:
    name = value if isinstance(value, str) else getattr(value, "state", None)
    if not isinstance(name, str):
        return State(None)
    errors = getattr(value, "errors", None)
    listed = cast("Iterable[Any]", errors) if isinstance(errors, list) else ()
    return State(name, tuple(_error(item) for item in listed))


def _error(item: Any) -> ErrorDetail:
    code, description = getattr(item, "code", None), getattr(item, "description", None)
    return ErrorDetail(_text(code), detail=_text(description))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
