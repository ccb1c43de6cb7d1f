"""Successful answers → what a method returns, and the classes that come in one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..errors import NoRuleError
from ..names import pascal
from ..sdk_model import Answer, OperationKind
from .document import Document, MediaAnswer, ParsedOperation, Schema
from .resources import resource_type
from .types import Owner, Types

_LIVES = "codegen/lower/answers.py"
_FILES = frozenset({"application/a-gzip", "text/csv", "gzip", "application/gzip"})
_ENVELOPE = frozenset({"data", "included", "links", "meta"})


class Answers:
    """Lowers answers."""

    def __init__(self, document: Document, types: Types) -> None:
        self._document = document
        self._types = types
        self._kinds = {pascal(name, schema.place): resource_type(schema) for name, schema in document.schemas.items()}

    def of(self, operation: ParsedOperation, kind: OperationKind) -> tuple[tuple[Answer, ...], bool]:
        """The answers of an operation, one for each method that it becomes, and whether it may say 202.

        A GET that answers JSON and CSV has two. Statuses without a body are one answer: nothing.
        """
        with_body = [self._answer(media, operation, kind) for media in operation.answers if media.media_type]
        accepted = any(media.status == "202" for media in operation.answers)
        if with_body:
            if len(with_body) < len(operation.answers):
                raise NoRuleError(operation.place, "a rule for an answer with a body or without one", _LIVES)
            kinds = [answer.kind == "report" for answer in with_body]
            if len(kinds) != len(set(kinds)):
                raise NoRuleError(operation.place, "a rule for several answers of one kind", _LIVES)
            return tuple(with_body), accepted
        if not operation.answers:
            raise NoRuleError(operation.place, "a rule for an operation without a successful answer", _LIVES)
        return (Answer("nothing", operation.answers[-1].status, ""),), accepted

    def neighbours(self, answers: Iterable[Answer]) -> dict[str, dict[str, frozenset[str]]]:
        """For each class, by JSON:API type, the classes that come with it in some answer."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for classes in {answer.classes for answer in answers}:
            for name in classes:
                for other in classes:
                    found[name][self._kinds[other]].add(other)
        return {name: {kind: frozenset(names) for kind, names in by.items()} for name, by in found.items()}

    def classes_by_type(self, answer: Answer, place: str) -> dict[str, str]:
        """By JSON:API type, the class that this answer gives; the answer's own class first."""
        by_type: dict[str, str] = {}
        for name in answer.classes:
            kind = self._type_of(name)
            if kind in by_type:
                raise NoRuleError(place, f"a rule for two classes of type {kind!r} in one answer", _LIVES)
            by_type[kind] = name
        return by_type

    def _type_of(self, class_name: str) -> str:
        return self._kinds[class_name]

    def _answer(self, media: MediaAnswer, operation: ParsedOperation, kind: OperationKind) -> Answer:
        place = f"{operation.place}, {media.status} {media.media_type}"
        if media.media_type in _FILES:
            return Answer("report", media.status, media.media_type)
        vendor = media.media_type.startswith("application/vnd.apple.") and media.media_type.endswith("+json")
        if media.schema is None or (media.media_type != "application/json" and not vendor):
            raise NoRuleError(place, "a rule for this media type", _LIVES)
        schema = self._document.resolve(media.schema)
        if "data" not in schema.properties:
            value = self._types.value(media.schema, Owner(pascal(media.schema.ref or "Answer", place)), "value")
            if value.kind not in ("object", "map"):
                raise NoRuleError(place, "a rule for JSON that is no object", _LIVES)
            return Answer("object", media.status, media.media_type, value.name)
        return self._document_answer(schema, media, kind, place)

    def _document_answer(self, schema: Schema, media: MediaAnswer, kind: OperationKind, place: str) -> Answer:
        unknown = sorted(set(schema.properties) - _ENVELOPE)
        if unknown:
            raise NoRuleError(place, f"a rule for the member {unknown[0]!r} of a document", _LIVES)
        data = schema.properties["data"]
        item = data.items if data.type == "array" else data
        if item is None:
            raise NoRuleError(place, "a rule for a `data` without items", _LIVES)
        included = self._included(schema, place)
        if not item.ref and not item.one_of and set(item.properties) == {"type", "id"}:
            return Answer("linkages" if data.type == "array" else "linkage", media.status, media.media_type)
        if not item.ref and not item.one_of and "dataPoints" in item.properties:
            if media.schema is None or not media.schema.ref:
                raise NoRuleError(place, "a rule for metrics whose schema has no name", _LIVES)
            name = pascal(media.schema.ref, place).removesuffix("Response")
            metric = self._types.named_object(name, item).name
            return Answer("metrics", media.status, media.media_type, metric, included)
        references = item.one_of or (item,)
        names: list[str] = []
        for reference in references:
            if not reference.ref or not resource_type(self._document.resolve(reference)):
                raise NoRuleError(place, "a rule for a `data` that holds no resource", _LIVES)
            names.append(pascal(reference.ref, place))
        if len(names) > 1:
            raise NoRuleError(place, "a rule for a `data` of several resources", _LIVES)
        classes = (*names, *(name for name in included if name not in names))
        one = "optional_resource" if kind == "getToOneRelated" else "resource"
        answer = Answer("page" if data.type == "array" else one, media.status, media.media_type, names[0], classes)
        self.classes_by_type(answer, place)
        return answer

    def _included(self, schema: Schema, place: str) -> tuple[str, ...]:
        included = schema.properties.get("included")
        if included is None:
            return ()
        items = included.items
        if included.type != "array" or items is None:
            raise NoRuleError(place, "a rule for an `included` that is no list", _LIVES)
        references = items.one_of or (items,)
        names: dict[str, str] = {}
        for reference in references:
            kind = resource_type(self._document.resolve(reference))
            if not kind or not reference.ref:
                raise NoRuleError(place, "a rule for something in `included` that is no resource", _LIVES)
            # 3.7.0 lists two schemas of one type and has no discriminator; when Apple's came, most chose the first.
            if kind not in names or items.mapping.get(kind) == reference.ref:
                names[kind] = pascal(reference.ref, place)
        _check_mapping(items.mapping, references, self._document, place)
        return tuple(dict.fromkeys(names.values()))


def _check_mapping(mapping: Mapping[str, str], references: Iterable[Schema], document: Document, place: str) -> None:
    """A discriminator must say what the schemas' own types say: the SDK goes by the latter."""
    own = {(resource_type(document.resolve(reference)), reference.ref) for reference in references}
    for kind, name in mapping.items():
        if (kind, name) not in own:
            raise NoRuleError(place, f"a rule for a discriminator that maps {kind!r} to {name}", _LIVES)
