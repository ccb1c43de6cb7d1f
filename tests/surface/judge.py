"""Judges a request by Apple's document: its path, query, body, headers and token."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from tests.surface.apple import Apple, Operation, Parameter
from tests.surface.strict import Strict

# What RFC 3986 lets stand bare in a path segment or a value; a bare plus reads as a space on many servers.
_BARE = re.compile(r"(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*")
_NAME = re.compile(r"[A-Za-z0-9._\[\]]+")


class Seen(NamedTuple):
    """A request as it came over the line."""

    method: str
    target: str
    headers: Sequence[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> list[str]:
        """All values of a header."""
        return [value for each, value in self.headers if each.lower() == name]


class Judgement(NamedTuple):
    """The operation that a request is for, what it says, and what is wrong with it."""

    operation: Operation | None
    own_id: str | None
    query: dict[str, list[str]]
    body: Any
    violations: list[str]


class Judge:
    """Knows the document, and the key that signs.

    Args:
        apple: The document.
        key_id: What `kid` must be.
        issuer_id: What `iss` must be.
        public_key: What tokens verify with.
    """

    def __init__(self, apple: Apple, key_id: str, issuer_id: str, public_key: ec.EllipticCurvePublicKey) -> None:
        self.apple = apple
        self._strict = Strict(apple.schemas)
        self._key_id = key_id
        self._issuer_id = issuer_id
        self._public_key = public_key
        self._good_until: dict[str, float] = {}

    def judge(self, seen: Seen) -> Judgement:
        """What the request is and what is wrong with it."""
        path, question, query = seen.target.partition("?")
        found = self.apple.find(seen.method, path)
        if found is None:
            return Judgement(None, None, {}, None, [f"the document has no {seen.method} {path}"])
        operation, own_id = found
        violations: list[str] = []
        if own_id is not None and not (own_id and _BARE.fullmatch(own_id) and unquote(own_id) not in (".", "..")):
            violations.append(f"path: {own_id!r} is no escaped id")
        if (question and not query) or "#" in seen.target:
            violations.append(f"target: {seen.target!r}")
        values, wrong = _read_query(operation, query)
        violations += [*wrong, *self._headers(seen, operation)]
        body, wrong = self._body(seen, operation)
        violations += wrong
        return Judgement(operation, None if own_id is None else unquote(own_id), values, body, violations)

    def _headers(self, seen: Seen, operation: Operation) -> list[str]:
        violations: list[str] = []
        media_types = [answer.media_type for answer in operation.answers if answer.media_type]
        accept = seen.header("accept")
        if len(accept) != 1 or accept[0] not in (media_types or ["application/json"]):
            violations.append(f"accept: {accept} where the document declares {media_types}")
        if len(seen.header("host")) != 1 or seen.header("cookie"):
            violations.append("headers: one host and no cookie")
        bearer = seen.header("authorization")
        if len(bearer) != 1 or not bearer[0].startswith("Bearer "):
            return [*violations, "authorization: no bearer token"]
        token = bearer[0].removeprefix("Bearer ")
        if self._good_until.get(token, 0) > time.time():
            return violations
        return [*violations, *self._token(token)]

    def _token(self, token: str) -> list[str]:
        try:
            header = jwt.get_unverified_header(token)
            claims = jwt.decode(token, self._public_key, algorithms=["ES256"], audience="appstoreconnect-v1")
        except jwt.InvalidTokenError as error:
            return [f"token: {error}"]
        if header != {"alg": "ES256", "kid": self._key_id, "typ": "JWT"}:
            return [f"token: header {header}"]
        if set(claims) != {"iss", "aud", "iat", "exp"} or claims["iss"] != self._issuer_id:
            return [f"token: claims {claims}"]
        if not (isinstance(claims["iat"], int) and isinstance(claims["exp"], int)):
            return [f"token: claims {claims}"]
        if not (claims["iat"] <= time.time() < claims["exp"] <= claims["iat"] + 1200):
            return [f"token: lives from {claims['iat']} to {claims['exp']}"]
        self._good_until[token] = claims["exp"]
        return []

    def _body(self, seen: Seen, operation: Operation) -> tuple[Any, list[str]]:
        content_type = seen.header("content-type")
        if operation.body is None:
            return None, [f"body: {seen.body[:80]!r} {content_type}, where none is declared"] if (
                seen.body or content_type
            ) else []
        if content_type != ["application/json"]:
            return None, [f"content-type: {content_type}"]
        try:
            body = json.loads(seen.body, object_pairs_hook=_unique, parse_constant=_refuse)
        except ValueError as error:
            return None, [f"body: {error}"]
        return body, [f"body{wrong[1:]}" for wrong in self._strict.violations(operation.body, body)]


def _read_query(operation: Operation, query: str) -> tuple[dict[str, list[str]], list[str]]:
    values: dict[str, list[str]] = {}
    violations: list[str] = []
    for pair in query.split("&") if query else []:
        name, equals, value = pair.partition("=")
        parameter = operation.parameters.get(name)
        if parameter is None or not _NAME.fullmatch(name):
            violations.append(f"query: the operation has no parameter {name!r}")
        elif name in values:
            violations.append(f"query: {name} is repeated")
        else:
            values[name], wrong = _read_value(parameter, value)
            violations += wrong if equals else [f"query: {name} without ="]
    missing = [name for name, parameter in operation.parameters.items() if parameter.required and name not in values]
    return values, [*violations, *(f"query: {name} is required" for name in missing)]


def _read_value(parameter: Parameter, text: str) -> tuple[list[str], list[str]]:
    # A bare comma parts values; one inside a value is escaped.
    parts = text.split(",") if parameter.kind == "array" else [text]
    values = [unquote(part, errors="strict") for part in parts]
    violations = [f"query: {parameter.name}={part}" for part in parts if not (part and _BARE.fullmatch(part))]
    if parameter.kind == "boolean" and text not in ("true", "false"):
        violations.append(f"query: {parameter.name}={text} is no boolean")
    if parameter.kind == "integer":
        if not re.fullmatch(r"[1-9]\d*", text):
            violations.append(f"query: {parameter.name}={text} is no whole number")
        elif parameter.maximum is not None and int(text) > parameter.maximum:
            violations.append(f"query: {parameter.name}={text} is more than {parameter.maximum}")
    if parameter.members is not None:
        unknown = set(values).difference(parameter.members)
        violations += [f"query: {parameter.name} has no member {value!r}" for value in sorted(unknown)]
    if len(set(values)) < len(values):
        violations.append(f"query: {parameter.name} names a value twice")
    return values, violations


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a member stands twice")
    return made


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
