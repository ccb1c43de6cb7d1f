"""Turns Apple's OpenAPI document into the generated half of the SDK: `models/` and `api/`."""
