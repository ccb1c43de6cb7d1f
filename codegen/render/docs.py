"""Docstrings of methods: one sentence, the arguments, what comes back, what is raised, Apple's page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ..names import singular
from ..sdk_model import BodyRelationship, Client, Field, FieldType, Method, Parameter
from .python import prose

_WIDTH = 108
_KINDS = {
    "date-time": "a datetime with a zone",
    "date": "a date",
    "boolean": "True or False",
    "integer": "a whole number",
    "number": "a number",
    "map": "a mapping",
    "any": "any JSON value",
}
_FORMATS = {
    "uri": "a URL",
    "uri-reference": "a URL",
    "email": "an email address",
    "duration": "a duration such as `P1D`",
    "number": "a number, written as a string",
}


def module_doc(clients: Iterable[Client]) -> str:
    """The docstring of the module of a client attribute and its later versions."""
    first, *later = clients
    return f"{attribute_doc(first)[:-1]}{''.join(f', `asc.{client.attribute}`' for client in later)}."


def attribute_doc(client: Client) -> str:
    """The docstring of a client attribute."""
    words = _words(client.attribute)
    return f"{words[0].upper()}{words[1:]}: `asc.{client.attribute}`."


def method_doc(client: Client, method: Method) -> str:
    """The docstring of a method, without its quotes."""
    parts = [_summary(client, method), f"{method.http_method} {method.path}"]
    arguments = list(_arguments(method))
    if arguments:
        parts.append("Args:\n" + "\n".join(arguments))
    returns = _returns(client, method)
    if returns:
        parts.append(f"Returns:\n    {returns}")
    parts.append(f"Raises:\n    {_raises(method)}")
    parts.append(f"See {method.page_url}")
    return "\n\n".join(parts) + "\n"


def one_of(client: Client) -> str:
    """`an app screenshot`."""
    return _article(_one(_words(client.attribute)))


def field_doc(item: Field | BodyRelationship) -> str:
    """The line of an argument of a create or an update."""
    return _argument(item.name, argument_text(item))


def argument_text(item: Field | BodyRelationship) -> str:
    """What an argument of a create or an update takes, in a sentence."""
    return prose(_field_text(item) if isinstance(item, Field) else _relationship_text(item))


def _summary(client: Client, method: Method) -> str:
    many = _words(client.attribute)
    one = _article(_one(many))
    related = _words(method.relationship) if method.relationship else ""
    if method.answer.kind == "report":
        return f"Downloads the {related} of {one} as a file." if related else f"Downloads {many} as a file."
    match method.kind:
        case "getCollection":
            return f"Lists {many}."
        case "getInstance":
            return f"Gets {one} by its id."
        case "createInstance":
            return f"Creates {one}."
        case "updateInstance":
            return f"Updates {one}: what is left out stays as it is, None is sent as null."
        case "deleteInstance":
            return f"Deletes {one}."
        case "getToManyRelated":
            return f"Lists the {related} of {one}."
        case "getToOneRelated":
            return f"Gets the {related} of {one}."
        case "getToManyRelationship":
            return f"Lists the identifiers of the {related} of {one}."
        case "getToOneRelationship":
            return f"Gets the identifier of the {related} of {one}."
        case "createToManyRelationship":
            return f"Adds to the {related} of {one}."
        case "deleteToManyRelationship":
            return f"Removes from the {related} of {one}."
        case "replaceToManyRelationship":
            return f"Replaces the {related} of {one}; an empty list unlinks all."
        case "updateToOneRelationship":
            return f"Sets the {related} of {one}; None unlinks it."
        case "getMetrics":
            return f"Gets the {related} metrics of {one}."


def _arguments(method: Method) -> Iterator[str]:
    if "{id}" in method.path:
        yield "    id: The id of the resource."
    for parameter in method.parameters:
        yield _argument(parameter.name, _parameter_text(parameter))
    body = method.body
    if body is None:
        return
    if body.kind == "linkages":
        yield _argument("items", f"Resources of type `{body.type}`, their identifiers or ids.")
    elif body.kind == "linkage":
        yield _argument("item", f"A resource of type `{body.type}`, its identifier or id; None for none.")
    for item in sorted((*body.fields, *body.relationships), key=lambda item: not item.required):
        yield field_doc(item)


def _argument(name: str, text: str) -> str:
    line = f"{name}: {text}"
    return textwrap.fill(
        line, _WIDTH, initial_indent="    ", subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False
    )


def _parameter_text(parameter: Parameter) -> str:
    # On the wire they are separated by commas; an argument takes a list.
    text = prose(parameter.description).removeprefix("comma-separated list of ") or f"Apple's `{parameter.wire}`"
    text = f"{text[0].upper()}{text[1:]}".rstrip(".")
    if parameter.maximum is not None:
        text += f"; at most {parameter.maximum}"
    return f"{text}.{' Deprecated by Apple.' if parameter.deprecated else ''}"


def _field_text(field: Field) -> str:
    text = f"Apple's `{field.wire}`: {kind_text(field.type, sent=True)}"
    text += "; None for null" if field.nullable else ""
    return f"{text}.{' Deprecated by Apple.' if field.deprecated else ''}"


def kind_text(kind: FieldType, *, sent: bool) -> str:
    """What a value is, such as `a list of URLs`.

    Args:
        kind: Its type.
        sent: Whether it is an argument, which may be more than what an answer holds.
    """
    if kind.kind == "array" and kind.item is not None:
        return f"a list; each {kind_text(kind.item, sent=sent)}"
    if kind.kind == "literal":
        return f"one of `{kind.name}`"
    if kind.kind == "object":
        text = f"{'an' if kind.name[0] in 'AEIO' else 'a'} `{kind.name}`"
        return f"{text} or a mapping in Apple's names" if sent else text
    text = _FORMATS.get(kind.format) or _KINDS.get(kind.kind, "a string")
    return f"{text}, sent with at most milliseconds" if sent and kind.kind == "date-time" else text


def _relationship_text(item: BodyRelationship) -> str:
    if item.many:
        text = f"Resources of type `{item.type}`, their identifiers or ids"
    else:
        text = f"A resource of type `{item.type}`, its identifier or its id"
    text += ", or what is created along with it" if item.inline_classes else ""
    return f"{text}{'; None for none' if item.nullable else ''}."


def _returns(client: Client, method: Method) -> str:
    match method.answer.kind:
        case "page":
            return "The first page; iterating goes on to the others."
        case "linkages":
            return "The first page of identifiers; iterating goes on to the others."
        case "metrics":
            return "The first page of data points; iterating goes on to the others."
        case "resource":
            return f"The {_one(_words(client.attribute))}."
        case "optional_resource" | "linkage":
            return "It, or None where there is none."
        case "object":
            return "Apple's JSON as typed objects."
        case "report":
            return "The file, with its rows."
        case "nothing":
            return ""


def _raises(method: Method) -> str:
    text = "APIStatusError: Apple refuses it"
    if method.accepted:
        return f"{text}. Apple may answer 202: accepted, and not done yet when this returns."
    return f"{text}; APIConnectionError: no answer came."


def _words(name: str) -> str:
    """`betaTesters` or `beta_testers` → `beta testers`."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return " ".join(spaced.replace("_", " ").split())


def _one(many: str) -> str:
    head, space, last = many.rpartition(" ")
    version = last[:1] == "v" and last[1:].isdigit()
    if version and head:
        return f"{_one(head)} {last}"
    return f"{head}{space}{singular(last)}"


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"
