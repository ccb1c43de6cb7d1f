"""The requests that one operation allows, as the document says: what each must look like on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from tests.surface.apple import Apple, Operation, Parameter, Schema, is_list, is_object, type_of
from tests.surface.samples import Samples, nullable_places

LOCAL = "${"
OWN_IDS = ("1", "a/b c", "eyJzIjoiMSJ9==", "größe", "1#x?y=z&%2F", "7+7")


class Case(NamedTuple):
    """One request: its name, and what the wire must show."""

    name: str
    own_id: str | None
    query: dict[str, list[str]]
    body: Any


class Cases:
    """Makes the requests of every operation.

    Args:
        apple: The document.
    """

    def __init__(self, apple: Apple) -> None:
        self._apple = apple
        self._samples = Samples(apple)

    def of(self, operation: Operation) -> Iterator[Case]:
        """With the least, with all, with each null, with all inline creates."""
        own_id = OWN_IDS[len(operation.id) % len(OWN_IDS)] if "{id}" in operation.path else None
        least = self._query(operation, required_only=True)
        if operation.body is None:
            yield Case("least", own_id, least, None)
            if operation.parameters:
                yield Case("all", own_id, self._query(operation, required_only=False), None)
                yield Case("one of each", own_id, self._one_of_each(operation), None)
            return
        body = operation.body
        yield Case("least", own_id, least, self._body(body, own_id, full=False))
        everything = self._body(body, own_id, full=True)
        if everything["data"]:
            yield Case("all", own_id, least, everything)
        data = self._apple.resolve(body)["properties"]["data"]
        for place in nullable_places(self._apple, data):
            yield Case(f"null {'.'.join(place)}", own_id, least, self._with_null(body, own_id, place))
        if "included" in self._apple.resolve(body)["properties"]:
            yield Case("inline", own_id, least, self.inline(body, own_id, nulls=False))
            yield Case("inline nulls", own_id, least, self.inline(body, own_id, nulls=True))

    def _query(self, operation: Operation, *, required_only: bool) -> dict[str, list[str]]:
        wanted = [one for one in operation.parameters.values() if one.required or not required_only]
        return {one.name: self._values(one, 1 if required_only else 1000) for one in wanted}

    def _one_of_each(self, operation: Operation) -> dict[str, list[str]]:
        values = {one.name: self._values(one, 1) for one in operation.parameters.values()}
        own = f"fields[{self._primary_type(operation)}]"
        if "include" in values and own in values:
            # The SDK adds what `include` asks for: without it Apple leaves the linkage out.
            values[own] += [value for value in values["include"] if value not in values[own]]
        return values

    def _values(self, parameter: Parameter, most: int) -> list[str]:
        if parameter.kind == "boolean":
            return ["true" if self._samples.plain({"type": "boolean"}) else "false"]
        if parameter.kind == "integer":
            return [str(parameter.maximum or 7)]
        if parameter.members is not None and parameter.kind == "array":
            return list(parameter.members)[-most:]
        schema: Schema = {"type": "string"}
        if parameter.members is not None:
            schema["enum"] = list(parameter.members)
        return [self._samples.plain(schema) for _ in range(min(most, 2) if parameter.kind == "array" else 1)]

    def _primary_type(self, operation: Operation) -> str:
        schema = next(answer.schema for answer in operation.answers if answer.schema)
        data = self._apple.resolve(schema).get("properties", {}).get("data", {})
        item = self._apple.resolve(data.get("items", data))
        return type_of(item) if "type" in item.get("properties", {}) else ""

    def _body(self, schema: Schema, own_id: str | None, *, full: bool) -> Any:
        """A body without inline creates."""
        data = self._apple.resolve(schema)["properties"]["data"]
        made = self._samples.full(data) if full else self._samples.least(data)
        if is_list(made):
            # An empty list is allowed, and so is what `least` gives; all means two of them.
            return {"data": made}
        if "relationships" in data["properties"] or "attributes" in data["properties"]:
            return {"data": _trimmed(made, own_id)}
        return {"data": made}

    def _with_null(self, schema: Schema, own_id: str | None, place: tuple[str, ...]) -> Any:
        body = self._body(schema, own_id, full=False)
        at, schema = body["data"], self._apple.resolve(schema)["properties"]["data"]
        for name in place[:-1]:
            schema = self._apple.resolve(schema["properties"][name])
            at = at.setdefault(name, self._samples.least(schema))
        at[place[-1]] = None
        return body

    def inline(self, schema: Schema, own_id: str | None, *, nulls: bool) -> Any:
        """A body with an inline create, or two of them, wherever the document has a class for one."""
        properties = self._apple.resolve(schema)["properties"]
        items = properties["included"]["items"]
        by_type = self._apple.alternatives(items)
        body = self._body(schema, own_id, full=False)
        self._link(body["data"], properties["data"], by_type, body.setdefault("included", []), nulls=nulls)
        assert body["included"], "the document has inline creates that no relationship leads to"
        return body

    def _link(
        self, item: dict[str, Any], schema: Schema, by_type: dict[str, str], included: list[Any], *, nulls: bool
    ) -> None:
        for name, relationship in schema["properties"].get("relationships", {}).get("properties", {}).items():
            data = relationship["properties"]["data"]
            kind = type_of(data.get("items", data))
            if kind not in by_type:
                continue
            made = [self._create(kind, by_type, included, nulls=nulls) for _ in range(2 if "items" in data else 1)]
            item.setdefault("relationships", {})[name] = {"data": made if "items" in data else made[0]}

    def _create(self, kind: str, by_type: dict[str, str], included: list[Any], *, nulls: bool) -> dict[str, str]:
        schema = self._apple.schemas[by_type[kind]]
        item: dict[str, Any] = self._samples.full(schema)
        identifier = {"type": kind, "id": f"{LOCAL}local-{len(included)}}}"}
        item.update(identifier)
        if nulls:
            for place in nullable_places(self._apple, schema):
                _set_null(item, place)
        included.append(item)
        # A way back to what leads here stays an id: a circle is a test of its own.
        others = {other: name for other, name in by_type.items() if other != kind}
        self._link(item, schema, others, included, nulls=nulls)
        return identifier


def _set_null(item: dict[str, Any], place: tuple[str, ...]) -> None:
    at: Any = item
    for name in place[:-1]:
        at = at.get(name)
        if not is_object(at):
            return
    at[place[-1]] = None


def _trimmed(data: dict[str, Any], own_id: str | None) -> dict[str, Any]:
    """Without empty `attributes` and `relationships`, and with the id that the path has."""
    made = {name: value for name, value in data.items() if value != {}}
    if "id" in made:
        made["id"] = own_id
    return made


def canonical(body: Any) -> Any:
    """A body with its local ids numbered in the order in which relationships lead to them.

    Raises:
        AssertionError: where an inline create is there twice, is reached by nothing, or has no local id.
    """
    if not is_object(body) or "included" not in body:
        return body
    body = deepcopy(body)
    items: dict[str, dict[str, Any]] = {item["id"]: item for item in body["included"]}
    assert len(items) == len(body["included"]), "two inline creates have one id"
    assert all(own.startswith(LOCAL) and own.endswith("}") for own in items), f"no local ids: {list(items)}"
    names: dict[str, str] = {}
    ordered: list[dict[str, Any]] = []
    _number(body["data"], items, names, ordered)
    assert len(ordered) == len(items), "included has what no relationship leads to"
    return {"data": body["data"], "included": ordered}


def _number(
    item: dict[str, Any], items: dict[str, dict[str, Any]], names: dict[str, str], ordered: list[dict[str, Any]]
) -> None:
    for _, relationship in sorted(item.get("relationships", {}).items()):
        data = relationship["data"]
        for identifier in data if is_list(data) else [data]:
            if identifier is None or not str(identifier["id"]).startswith(LOCAL):
                continue
            own = identifier["id"]
            if own not in names:
                names[own] = f"${{{len(names)}}}"
                reached = items[own]
                assert reached["type"] == identifier["type"], "an identifier has another type than its resource"
                ordered.append({**reached, "id": names[own]})
                _number(ordered[-1], items, names, ordered)
            identifier["id"] = names[own]
