"""Lowers the parsed document to the intermediate model: pure functions, document → `sdk_model`."""

from __future__ import annotations

from ..names import OWN_NAMES, pascal
from ..read import OpenAPI
from ..sdk_model import Sdk
from .answers import Answers
from .clashes import class_names, refuse_clashes
from .document import Document, Schema, parse_document
from .ensures import with_ensures
from .literals import Enumerations, Uses
from .operations import all_answers, lower_operations
from .places import beside, gathered, paired, placed, with_modules
from .requests import Requests
from .resources import classes_by_type, lower_resources, resource_type, with_methods
from .types import Owner, Types
from .uploads import with_uploads

# Parts of JSON:API's documents that the SDK reads itself; they are no models.
_ENVELOPES = frozenset(
    {
        "DocumentLinks",
        "ErrorLinks",
        "ErrorResponse",
        "ErrorSourceParameter",
        "ErrorSourcePointer",
        "PagedDocumentLinks",
        "PagingInformation",
        "RelationshipLinks",
        "ResourceLinks",
    }
)


def lower(api: OpenAPI, *, version: str, sha256: str) -> Sdk:
    """The intermediate model of a document.

    Args:
        api: What `read` gave.
        version: The document's version, for the first line of each file.
        sha256: The hash of the document's file, likewise.

    Raises:
        NoRuleError: The document holds something that no rule covers.
        NoRuleError: Two names come out the same.
    """
    document = parse_document(api)
    uses = Uses()
    draft = _lower(document, uses, version, sha256)
    aliases = uses.named({*class_names(draft), *OWN_NAMES})
    sdk = _lower(document, aliases, version, sha256)
    return Sdk(version, sha256, aliases.all(), sdk.objects, sdk.resources, sdk.inline_creates, sdk.clients)


def _lower(document: Document, enumerations: Enumerations, version: str, sha256: str) -> Sdk:
    types = Types(document, enumerations)
    by_type = classes_by_type(document)
    answers = Answers(document, types)
    requests = Requests(document, types, by_type)
    # What stands in answers is lowered first: it has the better claim to a nested object's name.
    resources = lower_resources(document, types, {})
    for name, schema in document.schemas.items():
        _lower_named(name, schema, types)
    clients = lower_operations(document, types, answers, requests)
    resources = paired(lower_resources(document, types, answers.neighbours(all_answers(clients))))
    clients = with_ensures(with_uploads(with_modules(clients), resources), resources)
    inline_creates = beside(requests.inline_creates(), resources)
    resources = gathered(resources, inline_creates)
    objects = placed(types.objects(), resources, inline_creates, clients)
    sdk = Sdk(version, sha256, (), objects, with_methods(resources, clients), inline_creates, clients)
    refuse_clashes(sdk)
    return sdk


def _lower_named(name: str, schema: Schema, types: Types) -> None:
    """A schema that the document names and that may be used nowhere: it becomes a class or an alias all the same."""
    document_or_resource = name.endswith(("Request", "Response")) or resource_type(schema)
    file = schema.type == "string" and not schema.enum
    if name in _ENVELOPES or document_or_resource or file:
        return
    reference = Schema(schema.place, ref=name)
    types.value(reference, Owner(pascal(name, schema.place)), "value")
