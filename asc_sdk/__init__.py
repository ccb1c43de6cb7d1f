"""A typed SDK for Apple's App Store Connect API: every operation, sync and async.

from asc_sdk import AppStoreConnect

with AppStoreConnect() as asc:  # key from the environment
    for app in asc.apps.list():
        print(app.name, app.bundle_id)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import errors, models, signing, webhooks
    from ._jsonapi.relationships import ResourceIdentifier
    from ._jsonapi.resource import Resource
    from ._options import Pacing, Retry
    from ._unset import UNSET, Unset
    from ._version import __version__
    from .auth.key import ApiKey
    from .client import AppStoreConnect, AsyncAppStoreConnect
    from .errors import (
        APIConnectionError,
        APIStatusError,
        APITimeoutError,
        AppStoreConnectError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        ErrorDetail,
        NotFoundError,
        PaginationError,
        PermissionDeniedError,
        RateLimitError,
        RelationshipNotLoadedError,
        ServerError,
        UnexpectedResponseError,
        UnprocessableEntityError,
        UploadError,
        WebhookSignatureError,
    )
    from .paging import AsyncPage, Page
    from .reports import Report

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "ApiKey",
    "AppStoreConnect",
    "AppStoreConnectError",
    "AsyncAppStoreConnect",
    "AsyncPage",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "ErrorDetail",
    "NotFoundError",
    "Pacing",
    "Page",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "RelationshipNotLoadedError",
    "Report",
    "Resource",
    "ResourceIdentifier",
    "Retry",
    "ServerError",
    "UnexpectedResponseError",
    "UnprocessableEntityError",
    "Unset",
    "UploadError",
    "WebhookSignatureError",
    "__version__",
    "errors",
    "models",
    "signing",
    "webhooks",
]

_HOMES = {
    "AppStoreConnect": "client",
    "AsyncAppStoreConnect": "client",
    "ApiKey": "auth.key",
    "UNSET": "_unset",
    "Unset": "_unset",
    "Retry": "_options",
    "Pacing": "_options",
    "ResourceIdentifier": "_jsonapi.relationships",
    "Resource": "_jsonapi.resource",
    "Page": "paging",
    "AsyncPage": "paging",
    "Report": "reports",
    "errors": "errors",
    "models": "models",
    "signing": "signing",
    "webhooks": "webhooks",
    "__version__": "_version",
}
"""Where each public name lives, a module at itself; those that are not here are classes of `errors`."""


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, and keep it."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f".{_HOMES.get(name, 'errors')}", __name__)
    value: object = home if _HOMES.get(name) == name else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
