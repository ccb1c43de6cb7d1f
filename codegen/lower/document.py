"""The parsed document as lowering reads it: plain strings, references by name, one shape for every schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from ..errors import CodegenError, NoRuleError
from ..read import OpenAPI, OperationModel, ParameterModel, Reference, SchemaModel, UntrustedString

_PREFIX = "#/components/schemas/"
_METHODS = ("get", "post", "patch", "delete")
_LIVES = "codegen/lower/document.py"
_OPERATIONS = "codegen/lower/operations.py"
_QUERIES = "codegen/lower/queries.py"
_PATH = re.compile(r"/v\d+(/[A-Za-z0-9_.-]+|/\{\w+\})+")


@frozen
class Schema:
    """A schema, or a reference to one (`ref`) with the siblings that Apple gives it."""

    place: str
    ref: str = ""
    type: str = ""
    format: str = ""
    enum: tuple[str, ...] = ()
    properties: Mapping[str, Schema] = field(factory=dict[str, "Schema"])
    required: frozenset[str] = frozenset()
    items: Schema | None = None
    values: Schema | None = None
    one_of: tuple[Schema, ...] = ()
    mapping: Mapping[str, str] = field(factory=dict[str, str])
    nullable: bool = False
    deprecated: bool = False
    maximum: int | None = None


@frozen
class QueryParameter:
    """A query parameter as Apple declares it."""

    place: str
    name: str
    schema: Schema
    required: bool
    deprecated: bool
    description: str


@frozen
class MediaAnswer:
    """One media type of one successful status; an empty `media_type` for an answer without a body."""

    status: str
    media_type: str
    schema: Schema | None


@frozen
class ParsedOperation:
    """One operation with the parameters of its path."""

    place: str
    id: str
    method: str
    path: str
    parameters: tuple[QueryParameter, ...]
    path_parameters: tuple[str, ...]
    body: Schema | None
    answers: tuple[MediaAnswer, ...]
    deprecated: bool


@frozen
class Document:
    """All schemas by name and all operations, in the document's order."""

    schemas: Mapping[str, Schema]
    operations: tuple[ParsedOperation, ...]

    def resolve(self, schema: Schema) -> Schema:
        """The schema that a reference names, through others where it has to; the schema itself where it is none."""
        found, seen = schema, [schema.ref]
        while found.ref:
            if found.ref not in self.schemas:
                raise NoRuleError(schema.place, f"the schema {found.ref!r} that it refers to", _LIVES)
            found = self.schemas[found.ref]
            if found.ref in seen:
                raise CodegenError(f"{schema.place}: the references go round in a circle: {', '.join(seen)}")
            seen.append(found.ref)
        return found


def parse_document(api: OpenAPI) -> Document:
    """The plain form of what `read` gave."""
    components = api.components.schemas if api.components and api.components.schemas else {}
    schemas = {
        _text(name): parse_schema(schema, f"components.schemas.{_text(name)}") for name, schema in components.items()
    }
    return Document(schemas, tuple(_operations(api)))


def parse_schema(model: Reference | SchemaModel, place: str) -> Schema:
    """One schema, with what stands beside a `$ref`."""
    if isinstance(model, Reference):
        # OpenAPI 3.0 tells readers to ignore what stands beside a `$ref`; Apple means it.
        siblings = model.model_extra or {}
        return Schema(
            place,
            ref=model.ref.get_untrusted_value().removeprefix(_PREFIX),
            nullable=bool(siblings.get("nullable")),
            deprecated=bool(siblings.get("deprecated")),
        )
    listed = model.type if isinstance(model.type, list) else [model.type]
    kinds = [kind.value for kind in listed if kind is not None and kind.value != "null"]
    if len(kinds) > 1:
        raise NoRuleError(place, f"a rule for several types: {', '.join(kinds)}", _LIVES)
    properties = {_text(name): inner for name, inner in (model.properties or {}).items()}
    return Schema(
        place,
        type=kinds[0] if kinds else "",
        format=_text(model.schema_format),
        enum=_enum(model, place),
        properties={name: parse_schema(inner, f"{place}.{name}") for name, inner in properties.items()},
        required=frozenset(_text(name) for name in model.required or ()),
        items=parse_schema(model.items, f"{place}[]") if model.items else None,
        values=_values(model, place),
        one_of=tuple(parse_schema(inner, f"{place}.oneOf[{index}]") for index, inner in enumerate(model.oneOf)),
        mapping=_mapping(model, place),
        nullable=model.nullable or None in (model.enum or ()),
        deprecated=bool(model.deprecated),
        maximum=None if model.maximum is None else int(model.maximum),
    )


def _enum(model: SchemaModel, place: str) -> tuple[str, ...]:
    values = [value for value in model.enum or () if value is not None]
    for value in values:
        if not isinstance(value, str):
            raise NoRuleError(place, f"a rule for the enum member {value!r}, which is no string", _LIVES)
    return tuple(dict.fromkeys(str(value) for value in values))


def _values(model: SchemaModel, place: str) -> Schema | None:
    extra = model.additionalProperties
    if extra is None or extra is False:
        return None
    return Schema(f"{place}.*") if extra is True else parse_schema(extra, f"{place}.*")


def _mapping(model: SchemaModel, place: str) -> dict[str, str]:
    if model.discriminator and _text(model.discriminator.propertyName) != "type":
        named = _text(model.discriminator.propertyName)
        raise NoRuleError(place, f"a rule for a discriminator by {named!r}, which is not 'type'", _LIVES)
    mapping = model.discriminator.mapping if model.discriminator else None
    return {_text(name): _text(schema).removeprefix(_PREFIX) for name, schema in (mapping or {}).items()}


def _operations(api: OpenAPI) -> Iterator[ParsedOperation]:
    for path, item in api.paths.items():
        for method in _METHODS:
            operation = getattr(item, method, None)
            if operation is None:
                continue
            place = f"{method.upper()} {_text(path)}"
            if not _PATH.fullmatch(_text(path)):
                raise NoRuleError(place, "a rule for a path that is not /v1/ and words", _OPERATIONS)
            if not operation.operationId:
                raise NoRuleError(place, "a rule for an operation without an operationId", _OPERATIONS)
            names: list[str] = []
            queries: list[QueryParameter] = []
            for parameter in [*(item.parameters or ()), *(operation.parameters or ())]:
                if isinstance(parameter, Reference):
                    raise NoRuleError(place, "a rule for a parameter that is a reference", _LIVES)
                name = _text(parameter.name)
                if parameter.param_in.value == "path":
                    names.append(_path_parameter(parameter, f"{place}, parameter {name}"))
                    continue
                queries.append(_parameter(parameter, f"{place}, parameter {name}"))
            yield ParsedOperation(
                place,
                id=_text(operation.operationId),
                method=method.upper(),
                path=_text(path),
                parameters=tuple(queries),
                path_parameters=tuple(dict.fromkeys(names)),
                body=_body(operation, place),
                answers=tuple(_answers(operation, place)),
                deprecated=operation.deprecated,
            )


def _path_parameter(parameter: ParameterModel, place: str) -> str:
    """The name of a path's parameter: one string, written as it is."""
    parsed = _parameter_schema(parameter, place, "simple")
    if parsed.type != "string" or parsed.enum or parsed.one_of:
        raise NoRuleError(place, "a rule for a part of the path that is not any string", _OPERATIONS)
    return _text(parameter.name)


def _parameter_schema(parameter: ParameterModel, place: str, only_style: str) -> Schema:
    if parameter.param_schema is None:
        raise NoRuleError(place, "a rule for a parameter without a schema", _QUERIES)
    style = _text(parameter.style) or only_style
    if style != only_style:
        raise NoRuleError(place, f"a rule for the parameter style {style!r}", _QUERIES)
    return parse_schema(parameter.param_schema, place)


def _parameter(parameter: ParameterModel, place: str) -> QueryParameter:
    if parameter.param_in.value != "query":
        raise NoRuleError(place, f"a rule for a parameter in: {parameter.param_in.value}", _QUERIES)
    parsed = _parameter_schema(parameter, place, "form")
    # OpenAPI's default for `form` is explode: true, which for an array means repeated parameters.
    if parsed.type == "array" and ("explode" not in parameter.model_fields_set or parameter.explode):
        raise NoRuleError(place, "a rule for an array with explode: true", _QUERIES)
    return QueryParameter(
        place,
        name=_text(parameter.name),
        schema=parsed,
        required=parameter.required,
        deprecated=parameter.deprecated,
        description=_text(parameter.description),
    )


def _body(operation: OperationModel, place: str) -> Schema | None:
    body = operation.request_body
    if body is None:
        return None
    if isinstance(body, Reference):
        raise NoRuleError(place, "a rule for a request body that is a reference", _LIVES)
    types = [_text(name) for name in body.content]
    if types != ["application/json"]:
        raise NoRuleError(place, f"a rule for a request body of {', '.join(types) or 'nothing'}", _LIVES)
    (media,) = body.content.values()
    if media.media_type_schema is None:
        raise NoRuleError(place, "a rule for a request body without a schema", _LIVES)
    return parse_schema(media.media_type_schema, f"{place}, request body")


def _answers(operation: OperationModel, place: str) -> Iterator[MediaAnswer]:
    for status, response in operation.responses.items():
        code = _text(status)
        if not code.startswith("2"):
            continue
        if not re.fullmatch(r"\d{3}", code):
            raise NoRuleError(place, f"a rule for a response to {code!r}, which is no one status", _OPERATIONS)
        if isinstance(response, Reference):
            raise NoRuleError(f"{place}, {code}", "a rule for a response that is a reference", _LIVES)
        if not response.content:
            yield MediaAnswer(code, "", None)
        for name, media in (response.content or {}).items():
            schema = media.media_type_schema
            where = f"{place}, {code} {_text(name)}"
            yield MediaAnswer(code, _text(name), parse_schema(schema, where) if schema else None)


def _text(value: UntrustedString | None) -> str:
    return "" if value is None else value.get_untrusted_value()
