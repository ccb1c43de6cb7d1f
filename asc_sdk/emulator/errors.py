"""Apple's errors: what is wrong with a request, in Apple's words and form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4


@dataclass(slots=True)
class Problem:
    """One of the errors of an answer."""

    status: int
    code: str
    title: str
    detail: str = ""
    pointer: str = ""
    parameter: str = ""
    meta: dict[str, Any] | None = None
    has_id: bool = True

    def document(self) -> dict[str, Any]:
        """The error object as Apple writes it."""
        found: dict[str, Any] = {"id": str(uuid4())} if self.has_id else {}
        found |= {"status": str(self.status), "code": self.code, "title": self.title}
        if self.detail:
            found["detail"] = self.detail
        if self.pointer:
            found["source"] = {"pointer": self.pointer}
        elif self.parameter:
            found["source"] = {"parameter": self.parameter}
        if self.meta is not None:
            found["meta"] = self.meta
        return found


class RefusedError(Exception):
    """The request is refused, for one reason or for several at once."""

    def __init__(self, *problems: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems
        self.headers = headers or {}


class NotAcceptableError(Exception):
    """The Accept header fits nothing that the operation gives; Apple says so in plain text."""


def not_authorized() -> Problem:
    """Apple never says what exactly is wrong with a token."""
    return Problem(
        401,
        "NOT_AUTHORIZED",
        "Authentication credentials are missing or invalid.",
        "Provide a properly configured and signed bearer token, and make sure that it has not expired. Learn more "
        "about Generating Tokens for API Requests https://developer.apple.com/go/?id=api-generating-tokens",
        has_id=False,
    )


def forbidden(detail: str) -> Problem:
    return Problem(403, "FORBIDDEN_ERROR", "This request is forbidden for security reasons", detail)


def no_such_path(path: str) -> Problem:
    return Problem(
        404,
        "PATH_ERROR",
        "The URL path is not valid",
        f"The resource '{path.strip('/')}' does not exist",
    )


def not_found(type: str, id: str) -> Problem:
    return Problem(
        404,
        "NOT_FOUND",
        "The specified resource does not exist",
        f"There is no resource of type '{type}' with id '{id}'",
    )


def illegal_parameter(name: str, detail: str = "") -> Problem:
    return Problem(
        400,
        "PARAMETER_ERROR.ILLEGAL",
        "A parameter is not allowed",
        detail or f"The parameter '{name}' can not be used with this request",
        parameter=name,
    )


def invalid_parameter(name: str, detail: str) -> Problem:
    return Problem(400, "PARAMETER_ERROR.INVALID", "A parameter has an invalid value", detail, parameter=name)


def missing_parameter(name: str) -> Problem:
    return Problem(
        400,
        "PARAMETER_ERROR.REQUIRED",
        "A required parameter is missing",
        f"The parameter '{name}' is required but was not provided",
        parameter=name,
    )


def unprocessable(detail: str) -> Problem:
    return Problem(
        422, "ENTITY_UNPROCESSABLE", "The request entity is not a valid request document object", detail, has_id=True
    )


def entity(code: str, title: str, detail: str, pointer: str) -> Problem:
    """A 409 about a part of the request's document; `code` goes on after `ENTITY_ERROR.`."""
    return Problem(409, f"ENTITY_ERROR.{code}", title, detail, pointer=pointer)


def missing_attribute(name: str, pointer: str) -> Problem:
    return entity(
        "ATTRIBUTE.REQUIRED",
        "The provided entity is missing a required attribute",
        f"You must provide a value for the attribute '{name}' with this request",
        f"{pointer}/attributes/{name}",
    )


def unknown_attribute(name: str, type: str, pointer: str) -> Problem:
    return entity(
        "ATTRIBUTE.UNKNOWN",
        "The provided entity includes an unknown attribute",
        f"'{name}' is not an attribute on the resource '{type}'",
        f"{pointer}/attributes/{name}",
    )


def invalid_attribute(detail: str, pointer: str) -> Problem:
    return entity(
        "ATTRIBUTE.INVALID", "The provided entity includes an attribute with an invalid value", detail, pointer
    )


def attribute_type(name: str, wanted: str, pointer: str) -> Problem:
    return entity(
        "ATTRIBUTE.TYPE",
        "The provided entity includes an attribute with an invalid type",
        f"The attribute '{name}' must be of type {wanted}",
        pointer,
    )


def duplicate(name: str, value: object, pointer: str) -> Problem:
    return entity(
        "ATTRIBUTE.INVALID.DUPLICATE",
        "The provided entity includes an attribute with a value that has already been used",
        f"The attribute '{name}' with the value '{value}' has already been used on another resource",
        f"{pointer}/attributes/{name}",
    )


def missing_relationship(name: str, pointer: str) -> Problem:
    return entity(
        "RELATIONSHIP.REQUIRED",
        "The provided entity is missing a required relationship",
        f"You must provide a value for the relationship '{name}' with this request",
        f"{pointer}/relationships/{name}",
    )


def unknown_relationship(name: str, type: str, pointer: str) -> Problem:
    return entity(
        "RELATIONSHIP.UNKNOWN",
        "The provided entity includes an unknown relationship",
        f"'{name}' is not a relationship on the resource '{type}'",
        f"{pointer}/relationships/{name}",
    )


def invalid_relationship(detail: str, pointer: str) -> Problem:
    return entity(
        "RELATIONSHIP.INVALID", "The provided entity includes a relationship with an invalid value", detail, pointer
    )


def state_error(detail: str, *associated: Problem, path: str = "") -> Problem:
    """A 409 for the wrong moment; what is missing is told in associated errors."""
    meta = {"associatedErrors": {path: [one.document() for one in associated]}} if associated else None
    return Problem(
        409,
        "STATE_ERROR",
        "The request cannot be fulfilled because of the state of another resource.",
        detail,
        meta=meta,
    )
