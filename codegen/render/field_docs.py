"""Docstrings of resources and of their fields: what an editor shows where the pointer rests on one."""

from __future__ import annotations

import textwrap
from collections import defaultdict

from ..sdk_model import Field, FieldType, Relationship, ResourceClass, Sdk
from .docs import kind_text
from .python import prose

_WIDTH = 112
_MEMBERS_WIDTH = 160
_PAGES = "https://developer.apple.com/documentation/appstoreconnectapi/"


def resource_doc(item: ResourceClass) -> str:
    """The docstring of a resource."""
    text = f"A resource of type `{prose(item.type)}`{', deprecated by Apple' if item.deprecated else ''}."
    return f"{text}\n\n    See {_PAGES}{item.name.lower()}\n    "


class FieldTexts:
    """The docstrings of fields; a type checker shows an open enumeration as a string, so these say its members.

    Args:
        sdk: What the fields are of: enumerations have their members there, and operations what they include.
    """

    def __init__(self, sdk: Sdk) -> None:
        self._members = {alias.name: alias.values for alias in sdk.literals}
        self._included: dict[str, set[str]] = defaultdict(set)
        for method in (method for client in sdk.clients for method in client.methods):
            for parameter in method.parameters:
                if parameter.name == "include":
                    self._included[method.answer.primary] |= set(self._members.get(parameter.type.name, ()))

    def field(self, field: Field) -> str:
        """An attribute of a resource, or a property of a nested object."""
        text = f"Apple's `{field.wire}`: {kind_text(field.type, sent=False)}{self._listed(field.type)}"
        return _filled(text, deprecated=field.deprecated)

    def relationship(self, owner: ResourceClass, item: Relationship) -> str:
        """A relationship: what it leads to, and how it comes."""
        what = " or ".join(f"`{kind}`" for kind in item.types)
        text = f"The related {what}" if item.many else f"The related resource of type {what}"
        if item.wire in self._included[owner.name]:
            text += f'; `include="{item.wire}"` brings {"them" if item.many else "it"}'
        if item.method:
            text += f", `{item.method}` {'lists all' if item.many else 'gets it alone'}"
        return _filled(text, deprecated=item.deprecated)

    def _listed(self, kind: FieldType) -> str:
        if kind.item is not None:
            return self._listed(kind.item)
        members = ", ".join(self._members.get(kind.name, ()))
        return f": {members}" if 0 < len(members) <= _MEMBERS_WIDTH else ""


def _filled(text: str, *, deprecated: bool) -> str:
    return textwrap.fill(
        f"{prose(text)}.{' Deprecated by Apple.' if deprecated else ''}",
        _WIDTH,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
