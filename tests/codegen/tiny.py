"""A document of a few lines in Apple's style, and the ways in which the tests hand it over."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any


def tiny(version: str = "4.4.1", **schemas: Any) -> dict[str, Any]:
    """One operation and one resource; further schemas by name."""
    return {
        "openapi": "3.0.1",
        "info": {"title": "App Store Connect API", "version": version},
        "paths": {
            "/v1/apps": {
                "get": {
                    "tags": ["Apps"],
                    "operationId": "apps_getCollection",
                    "parameters": [
                        {
                            "name": "fields[apps]",
                            "in": "query",
                            "schema": {"type": "array", "items": {"type": "string", "enum": ["name", "sku"]}},
                            "style": "form",
                            "explode": False,
                        }
                    ],
                    "responses": {
                        "200": {
                            "description": "List of Apps",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/App"}}},
                        }
                    },
                }
            }
        },
        "components": {
            "schemas": {
                "App": {
                    "type": "object",
                    "properties": {
                        "type": {"type": "string", "enum": ["apps"]},
                        "id": {"type": "string"},
                        "attributes": {"type": "object", "properties": {"name": {"type": "string"}}},
                    },
                    "required": ["id", "type"],
                },
                **schemas,
            }
        },
    }


def as_json(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


def as_zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()
