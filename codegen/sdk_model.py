"""The intermediate model of the SDK: what Apple's document says in JSON:API's words, as data only.

`lower` makes it, `render` prints it; `diff`, the registry, the emulator's table and the docs read it as well.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

TypeKind = Literal[
    "string", "integer", "number", "boolean", "date-time", "date", "literal", "object", "array", "map", "any"
]
OperationKind = Literal[
    "getCollection",
    "getInstance",
    "createInstance",
    "updateInstance",
    "deleteInstance",
    "getToManyRelated",
    "getToOneRelated",
    "getToManyRelationship",
    "getToOneRelationship",
    "createToManyRelationship",
    "deleteToManyRelationship",
    "replaceToManyRelationship",
    "updateToOneRelationship",
    "getMetrics",
]
ParameterKind = Literal["many", "text", "integer", "boolean"]
AnswerKind = Literal[
    "resource", "optional_resource", "page", "linkage", "linkages", "metrics", "object", "nothing", "report"
]
BodyKind = Literal["resource", "linkage", "linkages"]


@frozen
class FieldType:
    """The type of a value.

    `name` is a literal alias or a class, `item` what an array or a map holds, `format` what a string is (`uri`).
    """

    kind: TypeKind
    name: str = ""
    item: FieldType | None = None
    format: str = ""


@frozen
class LiteralAlias:
    """One enumeration, written once, however often the document repeats it."""

    name: str
    values: tuple[str, ...]


@frozen
class Field:
    """An attribute of a resource, or a property of a nested object."""

    wire: str
    name: str
    type: FieldType
    required: bool = False
    nullable: bool = False
    deprecated: bool = False


@frozen
class Relationship:
    """A relationship of a resource; `links_only` where Apple gives its links and never its linkage."""

    wire: str
    name: str
    many: bool
    types: tuple[str, ...]
    classes: tuple[str, ...]
    method: str
    links_only: bool = False
    deprecated: bool = False


@frozen
class ObjectClass:
    """A nested object: attributes hold it, it has no identity of its own."""

    name: str
    module: str
    fields: tuple[Field, ...]
    deprecated: bool = False


@frozen
class ResourceClass:
    """One resource schema; a JSON:API type may have two of them."""

    name: str
    module: str
    type: str
    fields: tuple[Field, ...]
    relationships: tuple[Relationship, ...]
    deprecated: bool = False


@frozen
class BodyRelationship:
    """A relationship of a request; `inline_classes` may be created along with it."""

    wire: str
    name: str
    many: bool
    type: str
    classes: tuple[str, ...]
    inline_classes: tuple[str, ...] = ()
    required: bool = False
    nullable: bool = False


@frozen
class InlineCreate:
    """A resource that is created inside another one's request, from its `included`."""

    name: str
    module: str
    type: str
    fields: tuple[Field, ...]
    relationships: tuple[BodyRelationship, ...]


@frozen
class Parameter:
    """A query parameter; `type` is that of one value."""

    wire: str
    name: str
    kind: ParameterKind
    type: FieldType
    required: bool = False
    deprecated: bool = False
    maximum: int | None = None
    description: str = ""


@frozen
class Body:
    """A request's document."""

    kind: BodyKind
    type: str
    fields: tuple[Field, ...] = ()
    relationships: tuple[BodyRelationship, ...] = ()
    classes: tuple[str, ...] = ()


@frozen
class Answer:
    """What one media type of a successful answer holds; `classes` are those that `included` may bring."""

    kind: AnswerKind
    status: str
    media_type: str
    primary: str = ""
    classes: tuple[str, ...] = ()


@frozen
class Method:
    """One method of a client attribute: an operation, or one of the two answers of an operation."""

    name: str
    operation_id: str
    kind: OperationKind
    http_method: str
    path: str
    relationship: str
    answer: Answer
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    deprecated: bool = False
    accepted: bool = False
    summary: str = ""
    page_url: str = ""


@frozen
class Finder:
    """Where a resource is found from the other end of a relationship of its create: the argument and the path."""

    argument: str
    path: str
    many: bool


@frozen
class Upload:
    """A resource that takes a file: `checksum` is the argument of its update, "" where Apple takes none.

    `files` is the client whose resource has the file, where this one only gathers such files (build uploads), and
    `files_link` the argument of its create that leads here.
    """

    resource: str
    checksum: str
    finders: tuple[Finder, ...] = ()
    files: str = ""
    files_link: str = ""


@frozen
class Ensure:
    """How what a client creates is found again: `match` are the arguments that tell one from another.

    `filters` has, for some of them, the parameter of the client's list; `listed` says whether it has one.
    """

    match: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    finders: tuple[Finder, ...]
    listed: bool = False


@frozen
class Client:
    """One attribute of the client, such as `apps`, and its methods."""

    attribute: str
    class_name: str
    module: str
    methods: tuple[Method, ...]
    upload: Upload | None = None
    ensure: Ensure | None = None


@frozen
class Sdk:
    """All of it."""

    version: str
    sha256: str
    literals: tuple[LiteralAlias, ...]
    objects: tuple[ObjectClass, ...]
    resources: tuple[ResourceClass, ...]
    inline_creates: tuple[InlineCreate, ...]
    clients: tuple[Client, ...]
