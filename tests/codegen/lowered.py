"""From a document to the intermediate model, for tests that look at the model itself."""

from __future__ import annotations

from typing import Any

from codegen.lower import lower
from codegen.read import read
from codegen.sdk_model import Client, Method, ResourceClass, Sdk


def lowered(document: dict[str, Any]) -> Sdk:
    return lower(read(document), version=document["info"]["version"], sha256="0" * 64)


def resource_class(sdk: Sdk, name: str) -> ResourceClass:
    return next(item for item in sdk.resources if item.name == name)


def client(sdk: Sdk, attribute: str) -> Client:
    return next(item for item in sdk.clients if item.attribute == attribute)


def method(sdk: Sdk, name: str) -> Method:
    """A method by its path, such as `apps.list_builds`."""
    attribute, _, own = name.partition(".")
    return next(item for item in client(sdk, attribute).methods if item.name == own)


def aliases(sdk: Sdk) -> dict[str, tuple[str, ...]]:
    return {alias.name: alias.values for alias in sdk.literals}
