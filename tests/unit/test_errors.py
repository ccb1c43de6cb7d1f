"""The tree of errors: classes, codes, and errors that survive pickling and copying."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any

import pytest

from asc_sdk import errors
from asc_sdk.errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AppStoreConnectError,
    ErrorDetail,
    class_for_status,
)


def pickled(error: Any) -> Any:
    return pickle.loads(pickle.dumps(error))


CLONES: list[Any] = [copy.copy, copy.deepcopy, pickled]

PLAIN = [
    "ConfigurationError",
    "RelationshipNotLoadedError",
    "PaginationError",
    "UploadError",
    "WebhookSignatureError",
    "UnexpectedResponseError",
    "APIConnectionError",
    "APITimeoutError",
]

STATUS = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    410: "NotFoundError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
    500: "ServerError",
    503: "ServerError",
    599: "ServerError",
    302: "APIStatusError",
    406: "APIStatusError",
    418: "APIStatusError",
}


def full(status: int) -> APIStatusError:
    inner = ErrorDetail("STATE_ERROR.X", "T", None, path="/v1/apps/1")
    return class_for_status(status)(
        "409 STATE_ERROR: no",
        status=status,
        method="POST",
        path="/v1/apps",
        request_id="r1",
        errors=[ErrorDetail("STATE_ERROR", "T", "D", pointer="/data", associated=[inner], raw={"code": "STATE_ERROR"})],
        retry_after=3.5,
        excerpt="x",
        tries=2,
        may_have_happened=True,
    )


@pytest.mark.parametrize(("status", "name"), STATUS.items())
def test_each_status_has_its_class(status: int, name: str) -> None:
    assert class_for_status(status) is getattr(errors, name)
    assert issubclass(class_for_status(status), APIStatusError)


def test_the_tree_is_drawn_as_it_is() -> None:
    drawn = errors.__doc__ or ""
    classes = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    for kind in classes:
        assert kind.__name__ in drawn
        assert kind.__name__ in errors.__all__
        assert issubclass(kind, AppStoreConnectError)
        assert kind.may_have_happened is False
    assert issubclass(APITimeoutError, APIConnectionError)
    assert {kind.__name__ for kind in classes} == set(re.findall(r"\w+Error\b", drawn))


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("clone", CLONES)
def test_plain_errors_survive(name: str, clone: Any) -> None:
    error = getattr(errors, name)("what happened")
    error.add_note("a note")
    twin = clone(error)
    assert type(twin) is type(error)
    assert str(twin) == "what happened"
    assert twin.__dict__ == error.__dict__


@pytest.mark.parametrize("status", STATUS)
@pytest.mark.parametrize("clone", CLONES)
def test_status_errors_survive_with_all_they_hold(status: int, clone: Any) -> None:
    error = full(status)
    twin = clone(error)
    assert type(twin) is type(error)
    assert twin.args == error.args
    assert twin.__dict__ == error.__dict__
    assert twin.errors[0].associated[0].path == "/v1/apps/1"
    assert twin.codes == ["STATE_ERROR", "STATE_ERROR.X"]


def test_an_error_of_the_users_own_survives() -> None:
    twin = pickle.loads(pickle.dumps(OwnError("what", 5)))
    assert (twin.args, twin.extra) == (("what",), 5)


class OwnError(AppStoreConnectError):
    def __init__(self, message: str, extra: int) -> None:
        super().__init__(message)
        self.extra = extra


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("ENTITY_ERROR", True),
        ("ENTITY_ERROR.ATTRIBUTE", True),
        ("ENTITY_ERROR.ATTRIBUTE.INVALID", True),
        ("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", True),
        ("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE.MORE", False),
        ("ENTITY_ERROR.ATTR", False),
        ("ATTRIBUTE", False),
        ("entity_error", False),
        ("STATE_ERROR.INNER", True),
        ("", False),
        (".", False),
    ],
)
def test_a_code_matches_whole_parts_in_associated_errors_too(code: str, found: bool) -> None:
    inner = ErrorDetail("STATE_ERROR.INNER.DEEP")
    error = APIStatusError(
        "x",
        status=409,
        errors=[ErrorDetail("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE"), ErrorDetail(associated=[inner])],
    )
    assert error.has_code(code) is found


def test_an_error_without_apples_errors() -> None:
    error = APIStatusError("x", status=502)
    assert (error.errors, error.codes, error.code, error.has_code("X")) == ([], [], None, False)
    assert error.code is None
    assert full(409).code == "STATE_ERROR.X"
