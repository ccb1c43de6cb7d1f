"""Pages of 200 items as Apple answers them, made from Apple's schemas: every attribute, links on every relationship."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.apple_document import MISSING, find_apple_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from asc_sdk import Page
    from asc_sdk.api import Clients

ORIGIN = "https://api.appstoreconnect.apple.com"
SIZE = 200


def list_apps(asc: Clients) -> Page[Any]:
    return asc.apps.list(limit=SIZE)


def list_builds(asc: Clients) -> Page[Any]:
    return asc.builds.list(limit=SIZE)


def list_nominations(asc: Clients) -> Page[Any]:
    return asc.nominations.list(filter_state="DRAFT", limit=SIZE)


def list_feedback(asc: Clients) -> Page[Any]:
    return asc.apps.list_beta_feedback_screenshot_submissions("1", limit=SIZE)


class Kind(NamedTuple):
    """A kind of page: where its list is, what it holds, and the call that lists it."""

    path: str
    schema: str
    call: Callable[[Clients], Page[Any]]


# One with many links, one with fewer, one with many dates, one with nested objects.
KINDS = {
    "apps": Kind("/v1/apps", "App", list_apps),
    "builds": Kind("/v1/builds", "Build", list_builds),
    "nominations": Kind("/v1/nominations", "Nomination", list_nominations),
    "feedback": Kind("/v1/apps/1/betaFeedbackScreenshotSubmissions", "BetaFeedbackScreenshotSubmission", list_feedback),
}


def load_schemas() -> dict[str, Any]:
    document = find_apple_document()
    if document is None:
        raise SystemExit(MISSING)
    schemas: dict[str, Any] = json.loads(document.read_bytes())["components"]["schemas"]
    return schemas


def page(schemas: dict[str, Any], kind: str, size: int = SIZE, *, next_link: str | None = None) -> bytes:
    """A document with items of a kind, as bytes without spaces."""
    path, schema, _ = KINDS[kind]
    document: dict[str, Any] = {
        "data": [item(schemas, schema, path, number) for number in range(size)],
        "links": {"self": f"{ORIGIN}{path}?limit={size}"},
        "meta": {"paging": {"total": size * 50, "limit": size}},
    }
    if next_link:
        document["links"]["next"] = next_link
    return json.dumps(document, separators=(",", ":")).encode()


def item(schemas: dict[str, Any], schema: str, path: str, number: int) -> dict[str, Any]:
    """One resource object."""
    properties = schemas[schema]["properties"]
    own = f"{ORIGIN}{path}/{1_234_567_000 + number}"
    made: dict[str, Any] = {
        "type": properties["type"]["enum"][0],
        "id": str(1_234_567_000 + number),
        "attributes": value(schemas, properties["attributes"], "attributes", number),
        "links": {"self": own},
    }
    made["relationships"] = {
        name: {"links": {"self": f"{own}/relationships/{name}", "related": f"{own}/{name}"}}
        for name in properties["relationships"]["properties"]
    }
    return made


def value(schemas: dict[str, Any], schema: dict[str, Any], name: str, number: int) -> Any:
    """A plausible value of a schema; the same for the same number."""
    if "$ref" in schema:
        return value(schemas, schemas[schema["$ref"].rpartition("/")[2]], name, number)
    if "enum" in schema:
        return schema["enum"][number % len(schema["enum"])]
    match schema.get("type"):
        case "object":
            return {key: value(schemas, inner, key, number) for key, inner in schema.get("properties", {}).items()}
        case "array":
            return [value(schemas, schema["items"], name, number + offset) for offset in range(2)]
        case "integer" | "number":
            return 1000 + number
        case "boolean":
            return number % 2 == 0
        case _:
            return text(schema.get("format"), name, number)


def text(format: str | None, name: str, number: int) -> str:
    match format:
        case "date-time":
            return f"2026-0{number % 9 + 1}-{number % 28 + 1:02}T0{number % 9}:30:15-07:00"
        case "date":
            return f"2026-0{number % 9 + 1}-{number % 28 + 1:02}"
        case "uri":
            return f"https://example.com/{name}/{number}"
        case _:
            return f"{name} of number {number}"
