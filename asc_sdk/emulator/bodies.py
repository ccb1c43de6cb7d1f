"""Judges the document of a create or an update, and finds what its relationships lead to; all faults at once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from ..api._operations import INLINE_CREATES
from .errors import (
    Problem,
    RefusedError,
    attribute_type,
    entity,
    invalid_attribute,
    invalid_relationship,
    missing_attribute,
    missing_relationship,
    unknown_attribute,
    unknown_relationship,
    unprocessable,
)
from .formats import malformed
from .json_types import as_object, is_list, is_object
from .values import judge

if TYPE_CHECKING:
    from ..api._operations import Body, Relationship
    from .messages import Incoming
    from .store import Record, Store

_LOCAL_ID = re.compile(r"\$\{[^{}]+\}")


@dataclass(slots=True)
class Draft:
    """A resource as a request describes it: attributes, and for each relationship the targets."""

    type: str
    attributes: dict[str, Any] = field(default_factory=dict[str, Any])
    edges: dict[str, list[Record | Draft]] = field(default_factory=dict[str, "list[Record | Draft]"])
    kind: str = ""
    """The class of an inline create's resource."""


def parse(request: Incoming) -> dict[str, Any]:
    """The body as a JSON object.

    Raises:
        RefusedError: 415 for another content type, 422 for what is no JSON:API document.
    """
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type not in ("application/json", "application/vnd.api+json"):
        raise RefusedError(
            Problem(
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                "The request entity has an unsupported media type",
                f"The media type '{content_type}' is not supported; use 'application/json'",
            )
        )
    try:
        document = json.loads(request.body)
    except ValueError as error:
        raise RefusedError(unprocessable("The request body is not valid JSON")) from error
    if not is_object(document) or "data" not in document:
        raise RefusedError(unprocessable("Unexpected or invalid value at '': a document has a member 'data'"))
    return document


class Reader:
    """Reads one request's document against what its operation takes."""

    def __init__(self, store: Store, document: dict[str, Any]) -> None:
        self._store = store
        self._document = document
        self.problems: list[Problem] = []
        self._inline = self._included()
        self._drafts: dict[str, Draft] = {}

    def read(self, body: Body, *, id: str = "") -> Draft:
        """The resource that the document describes.

        Args:
            body: what the operation takes.
            id: of the resource that an update is about; empty for a create.

        Raises:
            RefusedError: with everything that is wrong.
        """
        data = self._document["data"]
        if not is_object(data):
            raise RefusedError(unprocessable("Unexpected or invalid value at 'data': an object is needed"))
        if data.get("type") != body.type:
            self.problems.append(
                entity(
                    "TYPE.INVALID",
                    "The provided entity has an invalid type",
                    f"The type must be '{body.type}', not '{data.get('type')}'",
                    "/data/type",
                )
            )
        if id and str(data.get("id", "")) != id:
            self.problems.append(
                entity("ID.INVALID", "The provided entity has an invalid id", f"The id must be '{id}'", "/data/id")
            )
        draft = self._draft(body, data, "/data", partial=bool(id))
        for local in self._inline.keys() - self._drafts.keys():
            index = self._inline[local][0]
            self.problems.append(
                entity(
                    "INCLUDED.UNUSED",
                    "The provided entity includes a resource that no relationship leads to",
                    f"No relationship has the id '{local}'",
                    f"/included/{index}",
                )
            )
        if self.problems:
            raise RefusedError(*self.problems)
        return draft

    def linkage(self, relationship: Relationship) -> list[Record]:
        """What the document of a change of linkage leads to.

        Raises:
            RefusedError: with everything that is wrong.
        """
        found = self._targets(relationship, self._document["data"], "/data")
        if self.problems:
            raise RefusedError(*self.problems)
        return [target for target in found if not isinstance(target, Draft)]

    def _included(self) -> dict[str, tuple[int, dict[str, Any]]]:
        """What is to be created along with the resource, by local id."""
        found: dict[str, tuple[int, dict[str, Any]]] = {}
        included: object = self._document.get("included")
        for index, item in enumerate(included if is_list(included) else []):
            given = as_object(item)
            id = str(given.get("id", ""))
            if _LOCAL_ID.fullmatch(id) and id not in found:
                found[id] = index, given
            else:
                self.problems.append(
                    entity(
                        "INCLUDED.INVALID_ID",
                        "The provided entity includes a resource with an invalid id",
                        f"'{id}' is not a valid id: for inline creation, the id must be local, like '${{id}}'",
                        f"/included/{index}/id",
                    )
                )
        return found

    def _draft(self, body: Body, data: dict[str, Any], pointer: str, *, partial: bool) -> Draft:
        draft = Draft(body.type)
        self._read_attributes(draft, body, _object(data, "attributes"), pointer, partial=partial)
        self._read_relationships(draft, body, _object(data, "relationships"), pointer, partial=partial)
        return draft

    def _read_attributes(self, draft: Draft, body: Body, sent: dict[str, Any], pointer: str, *, partial: bool) -> None:
        taken = {attribute.wire: attribute for attribute in body.attributes}
        for name, value in sent.items():
            place = f"{pointer}/attributes/{name}"
            attribute = taken.get(name)
            if attribute is None:
                self.problems.append(unknown_attribute(name, body.type, pointer))
            elif value is not None:
                self.problems += judge(name, value, attribute.type, place)
            elif not attribute.nullable:
                self.problems.append(invalid_attribute(f"The attribute '{name}' can not be null", place))
            draft.attributes[name] = value
        self.problems += malformed(body.type, sent, pointer)
        if not partial:
            self.problems += [
                missing_attribute(one.wire, pointer) for one in body.attributes if one.required and one.wire not in sent
            ]

    def _read_relationships(
        self, draft: Draft, body: Body, sent: dict[str, Any], pointer: str, *, partial: bool
    ) -> None:
        taken = {relationship.wire: relationship for relationship in body.relationships}
        for name, value in sent.items():
            place = f"{pointer}/relationships/{name}"
            if name not in taken:
                self.problems.append(unknown_relationship(name, body.type, pointer))
            elif not is_object(value) or "data" not in value:
                self.problems.append(attribute_type(name, "RELATIONSHIP", place))
            else:
                draft.edges[name] = self._targets(taken[name], value["data"], f"{place}/data")
        if not partial:
            self.problems += [
                missing_relationship(one.wire, pointer)
                for one in body.relationships
                if one.required and not draft.edges.get(one.wire) and one.wire not in sent
            ]

    def _targets(self, relationship: Relationship, data: Any, pointer: str) -> list[Record | Draft]:
        """What a relationship's data leads to."""
        if relationship.many != isinstance(data, list) and data is not None:
            wanted = "a list" if relationship.many else "one object or null"
            self.problems.append(
                invalid_relationship(f"The relationship '{relationship.wire}' takes {wanted}", pointer)
            )
            return []
        if data is None:
            if relationship.required or relationship.many:
                self.problems.append(
                    invalid_relationship(f"The relationship '{relationship.wire}' can not be null", pointer)
                )
            return []
        found: list[Record | Draft] = []
        for index, item in enumerate(cast("list[Any]", data if relationship.many else [data])):
            place = f"{pointer}/{index}" if relationship.many else pointer
            target = self._target(relationship.type, relationship.inline, item, place)
            if target is not None:
                found.append(target)
        return found

    def _target(self, type: str, inline: tuple[str, ...], item: Any, pointer: str) -> Record | Draft | None:
        given = as_object(item)
        id = given.get("id")
        if given.get("type") != type or not isinstance(id, str):
            self.problems.append(
                invalid_relationship(f"A resource identifier with the type '{type}' and an id is needed", pointer)
            )
            return None
        if _LOCAL_ID.fullmatch(id):
            return self._inline_target(type, inline, id, pointer)
        record = self._store.get(type, id)
        if record is None:
            self.problems.append(invalid_relationship(f"There is no resource of type '{type}' with id '{id}'", pointer))
        return record

    def _inline_target(self, type: str, inline: tuple[str, ...], id: str, pointer: str) -> Draft | None:
        if id in self._drafts:
            return self._drafts[id]
        name = next((name for name in inline if INLINE_CREATES[name].type == type), None)
        if id not in self._inline or name is None:
            self.problems.append(
                entity(
                    "INCLUDED.INVALID_ID",
                    "The provided entity includes a resource with an invalid id",
                    f"Nothing in 'included' can be created here with the id '{id}'",
                    pointer,
                )
            )
            return None
        index, data = self._inline[id]
        draft = self._drafts[id] = Draft(type, kind=name.removesuffix("InlineCreate"))
        # Filled after it is known: an inline create may lead back to the one that holds it.
        filled = self._draft(INLINE_CREATES[name], data, f"/included/{index}", partial=False)
        draft.attributes, draft.edges = filled.attributes, filled.edges
        return draft


def _object(data: dict[str, Any], name: str) -> dict[str, Any]:
    return as_object(data.get(name))
