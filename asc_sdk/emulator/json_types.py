"""Tells objects and lists of JSON apart, for the type checkers as well."""

from __future__ import annotations

from typing import Any, TypeGuard


def is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """JSON's objects have strings for keys."""
    return isinstance(value, dict)


def as_object(value: object) -> dict[str, Any]:
    """The object itself; an empty one in place of anything else."""
    return value if is_object(value) else {}
