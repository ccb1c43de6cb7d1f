"""Every exception of the SDK.

AppStoreConnectError                  the root: `except AppStoreConnectError` catches all of them
├── ConfigurationError                the key, the environment, an option: nothing was sent
├── APIConnectionError                no answer came: DNS, TLS, proxy, a cut connection
│   └── APITimeoutError               ... in time
├── APIStatusError                    Apple (or a proxy) answered, and not with success
│   ├── BadRequestError               400
│   ├── AuthenticationError           401
│   ├── PermissionDeniedError         403
│   ├── NotFoundError                 404, 410
│   ├── ConflictError                 409
│   ├── UnprocessableEntityError      422
│   ├── RateLimitError                429
│   └── ServerError                   5xx
├── UnexpectedResponseError           success, but not JSON or not the shape that the document gives
├── RelationshipNotLoadedError        the answer does not hold this relationship
├── PaginationError                   links.next leaves the host, or goes in a circle
├── UploadError                       a file did not get through
└── WebhookSignatureError             a delivery that the secret does not vouch for

All of them can be pickled and copied. None holds a key, a token or a connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._error_body import ErrorDetail, deciding, flatten

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AppStoreConnectError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "ErrorDetail",
    "NotFoundError",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "RelationshipNotLoadedError",
    "ServerError",
    "UnexpectedResponseError",
    "UnprocessableEntityError",
    "UploadError",
    "WebhookSignatureError",
]


class AppStoreConnectError(Exception):
    """The root of all errors that this SDK raises on purpose."""

    may_have_happened: bool = False
    """True for a write whose fate is unknown: Apple may have carried it out. Look before you send it again."""

    def __reduce__(self) -> tuple[Any, ...]:
        # The default would call the class with `args` alone and lose the keyword-only ones.
        return _rebuild, (type(self), self.args, dict(self.__dict__))


def _rebuild(kind: type[AppStoreConnectError], args: tuple[Any, ...], state: dict[str, Any]) -> AppStoreConnectError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ConfigurationError(AppStoreConnectError):
    """The key, the environment or an option is wrong. Nothing was sent."""


class APIConnectionError(AppStoreConnectError):
    """No answer came.

    Attributes:
        method: the HTTP method of the request.
        path: its path, without the query.
        tries: how often it was sent or tried to be.
        may_have_happened: True for a write that may have reached Apple.
    """

    def __init__(
        self,
        message: str,
        *,
        method: str | None = None,
        path: str | None = None,
        tries: int = 1,
        may_have_happened: bool = False,
    ) -> None:
        super().__init__(message)
        self.method = method
        self.path = path
        self.tries = tries
        self.may_have_happened = may_have_happened


class APITimeoutError(APIConnectionError):
    """No answer came in time."""


class APIStatusError(AppStoreConnectError):
    """An answer that is not a success.

    Attributes:
        status: the HTTP status.
        method: the HTTP method of the request.
        path: its path, without the query.
        request_id: Apple's id of the request, which its support asks for; None where no header gave it.
        errors: Apple's errors in its own order, each an `ErrorDetail`; empty where the body is not Apple's.
        retry_after: how many seconds Apple asked to wait; None where it did not say.
        excerpt: the beginning of a body that is not Apple's JSON (a proxy's page); None otherwise.
        tries: how often the request was sent.
        may_have_happened: True for a write whose fate is unknown (after a 503, for instance).
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        method: str | None = None,
        path: str | None = None,
        request_id: str | None = None,
        errors: Iterable[ErrorDetail] = (),
        retry_after: float | None = None,
        excerpt: str | None = None,
        tries: int = 1,
        may_have_happened: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.method = method
        self.path = path
        self.request_id = request_id
        self.errors: list[ErrorDetail] = list(errors)
        self.retry_after = retry_after
        self.excerpt = excerpt
        self.tries = tries
        self.may_have_happened = may_have_happened

    @property
    def codes(self) -> list[str]:
        """The codes of all errors, of associated errors too, in Apple's order."""
        return [error.code for error in flatten(self.errors) if error.code]

    @property
    def code(self) -> str | None:
        """The code that decides: the most particular one, which need not be the first."""
        detail = deciding(self.errors)
        return detail.code if detail is not None else None

    def has_code(self, code: str) -> bool:
        """Tell whether Apple gave this code, or a more particular one, in any error or associated error.

        Args:
            code: whole dotted parts: "ENTITY_ERROR.ATTRIBUTE" matches "ENTITY_ERROR.ATTRIBUTE.INVALID", but
                not "ENTITY_ERROR.ATTRIBUTES".
        """
        return bool(code) and any(given == code or given.startswith(code + ".") for given in self.codes)


class BadRequestError(APIStatusError):
    """400: a parameter or the body is not what Apple takes."""


class AuthenticationError(APIStatusError):
    """401: Apple does not accept the token."""


class PermissionDeniedError(APIStatusError):
    """403: the key's role does not allow this, or an agreement is missing."""


class NotFoundError(APIStatusError):
    """404 or 410: there is no such thing, or the key may not see it."""


class ConflictError(APIStatusError):
    """409: what exists, or the state it is in, does not allow this."""


class UnprocessableEntityError(APIStatusError):
    """422: Apple understood the body and cannot do what it says."""


class RateLimitError(APIStatusError):
    """429: the key has used up what Apple allows in an hour or in a minute."""


class ServerError(APIStatusError):
    """5xx: Apple's servers, or a proxy before them, failed."""


class UnexpectedResponseError(AppStoreConnectError):
    """A success whose body is not JSON, or not of the shape that Apple's document gives.

    Attributes:
        status: the HTTP status.
        method: the HTTP method of the request.
        path: its path, without the query.
        request_id: Apple's id of the request, None where no header gave it.
        excerpt: the beginning of the body.
        may_have_happened: True for a write.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        method: str | None = None,
        path: str | None = None,
        request_id: str | None = None,
        excerpt: str | None = None,
        may_have_happened: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.method = method
        self.path = path
        self.request_id = request_id
        self.excerpt = excerpt
        self.may_have_happened = may_have_happened


class RelationshipNotLoadedError(AppStoreConnectError, AttributeError):
    """The answer does not hold this relationship; the text says which argument to pass.

    An AttributeError as well, as Python has it for what is not there: `hasattr` says False, and debuggers, mocks and
    `inspect` look at a resource without falling over what it does not hold.
    """


class PaginationError(AppStoreConnectError):
    """`links.next` leaves the client's host, repeats, or cannot be followed."""


class UploadError(AppStoreConnectError):
    """A file could not be uploaded, or Apple could not process it.

    Attributes:
        id: the id of what was reserved for the file, which `resume` takes; None where nothing was.
        errors: what Apple has against the file, in its order.
    """

    def __init__(self, message: str, *, id: str | None = None, errors: Iterable[ErrorDetail] = ()) -> None:
        super().__init__(message)
        self.id = id
        self.errors: list[ErrorDetail] = list(errors)


class WebhookSignatureError(AppStoreConnectError):
    """A webhook delivery whose signature none of the given secrets makes."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    410: NotFoundError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def class_for_status(status: int) -> type[APIStatusError]:
    """Give the class of error that belongs to an HTTP status."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else APIStatusError)
