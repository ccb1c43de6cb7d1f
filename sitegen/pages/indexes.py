"""The pages that lead to the others: the reference's first, one an area, the enumerations, the finder."""

from __future__ import annotations

from ..areas import AREAS, Area, area_of
from ..surface import Client, Model, Surface
from .places import (
    DATA,
    FINDER,
    INDEX,
    OBJECTS,
    area_page,
    client_page,
    enumerations_page,
    relative,
    resource_page,
    used_aliases,
)
from .words import boosted


def index_text(surface: Surface) -> str:
    """The first page of the reference."""
    methods = [method for client in surface.clients for method in client.methods]
    operations = {method.operation.id for method in methods if method.operation}
    rows: list[str] = []
    for area in AREAS:
        clients, resources = clients_of(area, surface), resources_of(area, surface)
        count = sum(len(client.methods) for client in clients)
        place = relative(area_page(area.slug), INDEX)
        rows.append(
            f"| [{area.title}]({place}) | {area.text} | {len(clients)} | {count} | {len(resources)} |",
        )
    return "\n\n".join(
        [
            "# Reference",
            f"All of App Store Connect API {surface.version}: {len(operations):,} operations, {len(surface.clients)} "
            f"attributes of the client, {len(surface.resources)} resources. It is made from the package itself.",
            f"You know an operationId or a path of Apple's? [Find its method]({relative(FINDER, INDEX)}). A program "
            f"wants it? [The same as data]({relative(DATA, INDEX)}).",
            "\n".join(
                ["| area | | attributes | methods | resources |", "|---|---|---:|---:|---:|", *rows],
            ),
            "## How to read it",
            "Examples begin where `asc` is an open client:",
            "```python\nfrom asc_sdk import AppStoreConnect\n\nwith AppStoreConnect() as asc:\n    ...\n```",
            "- `AsyncAppStoreConnect` has the same methods with the same arguments: `await` them, and go through lists "
            "with `async for`.\n"
            "- On the [command line](../guides/command-line.md), `asc.beta_groups.add_builds` is "
            "`python -m asc_sdk beta-groups add-builds`.\n"
            '- "one or many": one value, or any iterable of values.\n'
            "- An argument that is not **required** is left out by default: `UNSET`, which is not `None` (null).\n"
            "- An enumeration is closed for the type checker and open at run time: a value that is not in it is sent, "
            "and kept when Apple sends it.\n"
            "- ~~Struck through~~: Apple marks it as deprecated.",
        ]
    )


def area_text(area: Area, surface: Surface) -> str:
    """The page of an area."""
    page = area_page(area.slug)
    clients = [
        f"| [`{client.attribute}`]({relative(client_page(client.attribute), page)}) | {_verbs(client)} |"
        for client in clients_of(area, surface)
    ]
    resources = [
        f"| [`{model.name}`]({relative(resource_page(model, surface), page)}) | `{model.type}` |"
        for model in resources_of(area, surface)
    ]
    return "\n\n".join(
        [
            f"# {area.title}",
            area.text,
            "## Methods",
            "\n".join(["| `asc.` | methods |", "|---|---|", *clients]),
            "## Resources",
            "\n".join(["| class | type |", "|---|---|", *resources]),
        ]
    )


def _verbs(client: Client) -> str:
    return ", ".join(f"<s>`{one.name}`</s>" if one.deprecated else f"`{one.name}`" for one in client.methods)


def clients_of(area: Area, surface: Surface) -> list[Client]:
    """The client attributes of an area."""
    return [client for client in surface.clients if area_of(client.attribute) is area]


def resources_of(area: Area, surface: Surface) -> list[Model]:
    """The resources of an area."""
    return [model for model in surface.resources if area_of(model.slug) is area]


def enumeration_texts(surface: Surface) -> dict[str, str]:
    """The pages of the enumerations, by place."""
    pages: dict[str, list[str]] = {}
    for alias in used_aliases(surface):
        parts = pages.setdefault(enumerations_page(alias), [boosted(0.5), f"# Enumerations: {alias[0]}"])
        members = ", ".join(f"`{member}`" for member in surface.aliases[alias])
        parts += [f"## {alias} {{ #{alias} }}", members]
    return {page: "\n\n".join(parts) + "\n" for page, parts in pages.items()}


def finder_text() -> str:
    """The page that finds a method for an operationId or a path; `finder.js` has the table and does it."""
    return "\n\n".join(
        [
            "# Find a method",
            "Type an operationId (`betaGroups_createInstance`), a path (`/v1/apps/{id}/builds`, or one with an id in "
            "it), or words of a method's name (`beta groups add`).",
            '<input id="asc-find" class="asc-find" type="search" placeholder="GET /v1/apps" autocomplete="off" '
            'aria-label="operationId, path or method" aria-controls="asc-found">',
            '<p id="asc-count" role="status"></p>',
            '<div id="asc-found" class="asc-found"></div>',
            "<noscript>This page needs JavaScript. Without it, the pages of the "
            '<a href="index.html">areas</a> list every method.</noscript>',
            '<script src="operations.js"></script>\n<script src="../assets/finder.js"></script>',
        ]
    )


def data_text() -> str:
    """The page about the reference as data."""
    return "\n\n".join(
        [
            "# The reference as data",
            "- [`operations.json`](../operations.json): every method, for programs.\n"
            "- [`llms.txt`](../llms.txt): what there is on this site, for language models, in the form of "
            "[llmstxt.org](https://llmstxt.org).\n"
            "- Every page is there as Markdown too: put `.md` in place of `.html`.",
            "## operations.json",
            "Keys are added, never renamed or taken away; `format` changes if one ever has to be.",
            "\n".join(
                [
                    "| key | |",
                    "|---|---|",
                    "| `format` | 1 |",
                    "| `document` | the version of Apple's document |",
                    "| `operations` | one object a method; an operation that answers JSON and CSV has two |",
                ]
            ),
            "An operation:",
            "\n".join(
                [
                    "| key | |",
                    "|---|---|",
                    "| `operationId` | Apple's |",
                    "| `http`, `path` | `GET`, `/v1/apps/{id}/builds` |",
                    "| `call` | the sync call: `asc.apps.list_builds(id, limit=...)`; required arguments first |",
                    "| `parameters` | `name`, `type` (the annotation), `required`; for query parameters `wire` "
                    "(Apple's name) and, where Apple has one, `maximum` |",
                    "| `returns` | the annotation of what the call gives; `null` for nothing |",
                    "| `deprecated` | whether Apple marks it so |",
                    "| `page` | where it is on this site |",
                ]
            ),
            "Enumerations, which the annotations name, are in `asc_sdk.models.literals` and on "
            f"[their pages]({relative(enumerations_page('AppField'), DATA)}).",
        ]
    )


def navigation(surface: Surface) -> list[object]:
    """The navigation of the reference, as mkdocs takes it."""
    nav: list[object] = [INDEX, {"Find a method": FINDER}, {"As data": DATA}]
    for area in AREAS:
        pages: list[object] = [area_page(area.slug)]
        pages += [{one.attribute: client_page(one.attribute)} for one in clients_of(area, surface)]
        pages += [{one.name: resource_page(one, surface)} for one in resources_of(area, surface)]
        nav.append({area.title: pages})
    letters = sorted({enumerations_page(alias) for alias in used_aliases(surface)})
    nav.append({"Objects and enumerations": [{"Objects": OBJECTS}, *({_letter(page): page} for page in letters)]})
    return nav


def _letter(page: str) -> str:
    return f"Enumerations: {page.rsplit('/', 1)[1][0].upper()}"
