"""What the reference knows of the package: data only."""

from __future__ import annotations

import re

from attrs import field, frozen

from asc_sdk.api._operations import Operation


@frozen
class Argument:
    """An argument of a method, or a field of a class: its annotation and default as they stand in the source."""

    name: str
    annotation: str
    default: str | None
    text: str = ""
    keyword: bool = True

    @property
    def required(self) -> bool:
        """Whether a call has to give it."""
        return self.default is None


@frozen
class Method:
    """A method of a client attribute; `operation` is None for those that are no single operation (`upload`)."""

    name: str
    signature: str
    summary: str
    arguments: tuple[Argument, ...]
    returns: str
    returns_text: str
    raises: tuple[tuple[str, str], ...]
    deprecated: bool
    apple_page: str = ""
    operation: Operation | None = None


@frozen
class Client:
    """A client attribute."""

    attribute: str
    class_name: str
    methods: tuple[Method, ...]


@frozen
class Field:
    """A field of a class of `asc_sdk.models`; `wire` is Apple's name."""

    name: str
    wire: str
    annotation: str
    default: str | None
    deprecated: bool = False


@frozen
class Relationship:
    """A relationship of a resource, and the method that gets what it leads to."""

    name: str
    wire: str
    annotation: str
    many: bool
    method: str
    links_only: bool
    deprecated: bool = False


@frozen
class Model:
    """A class of `asc_sdk.models`: a `resource`, an `object` nested in others, or an `inline` create."""

    name: str
    module: str
    kind: str
    type: str
    deprecated: bool
    fields: tuple[Field, ...]
    relationships: tuple[Relationship, ...] = ()
    apple_page: str = ""

    @property
    def slug(self) -> str:
        """Its name in snake_case, which names its page: a module may hold several."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", self.name).lower()


@frozen
class Surface:
    """All of it."""

    version: str
    clients: tuple[Client, ...]
    models: dict[str, Model]
    aliases: dict[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])

    @property
    def resources(self) -> list[Model]:
        """The resources, by name."""
        return [model for model in self.models.values() if model.kind == "resource"]
