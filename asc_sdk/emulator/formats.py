"""Text that must have a form: bundle ids, e-mail addresses, device ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .errors import invalid_attribute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .errors import Problem

_BUNDLE_ID = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(\.\*)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UDID = re.compile(r"[0-9A-Fa-f-]{1,64}")

# JSON:API type (any, where it is empty) and attribute → what its text looks like.
_FORMS = {
    ("apps", "bundleId"): _BUNDLE_ID,
    ("bundleIds", "identifier"): _BUNDLE_ID,
    ("devices", "udid"): _UDID,
    ("", "email"): _EMAIL,
    ("", "locale"): _LOCALE,
}


def malformed(type: str, attributes: Mapping[str, Any], pointer: str) -> list[Problem]:
    """Errors for texts that do not look as they must."""
    problems: list[Problem] = []
    for name, value in attributes.items():
        form = _FORMS.get((type, name)) or _FORMS.get(("", name))
        if form is not None and isinstance(value, str) and not form.fullmatch(value):
            detail = f"'{value}' is not a valid value for the attribute '{name}'"
            problems.append(invalid_attribute(detail, f"{pointer}/attributes/{name}"))
    return problems
