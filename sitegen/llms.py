"""`llms.txt`: what there is on the site, in the form of llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from .areas import AREAS
from .pages.indexes import clients_of, resources_of
from .pages.places import client_page, resource_page
from .surface import Surface

_SUMMARY = """# asc_sdk

> A typed Python SDK for Apple's App Store Connect API: every operation of Apple's document as a method with named
> arguments, sync (`AppStoreConnect`) and async (`AsyncAppStoreConnect`).

- `from asc_sdk import AppStoreConnect`; `with AppStoreConnect() as asc:` takes the key from the environment.
- Apple's endpoint is an attribute, its operation a method: `asc.apps.list(filter_bundle_id=..., include=["builds"])`.
- Answers are flat objects (`app.name`, `app.builds`); a relationship is there when `include=` asked for it.
- `create` and `update` take fields by name. `None` is sent as null, what is left out is left out.
- To find the method for an operationId or a path, look into [operations.json](operations.json)."""


@frozen
class Link:
    """A page of the site."""

    title: str
    place: str
    text: str = ""


def llms_txt(surface: Surface, guides: Iterable[Link]) -> str:
    """The file. Guides and areas come first; one line a page of the reference is in the optional part."""
    parts = [_SUMMARY, _section("Guides", guides), _section("Data", [_DATA])]
    for area in AREAS:
        clients = [
            Link(f"asc.{one.attribute}", client_page(one.attribute), ", ".join(method.name for method in one.methods))
            for one in clients_of(area, surface)
        ]
        parts.append(_section(area.title, clients))
    resources = [
        Link(one.name, resource_page(one, surface), f"fields of type {one.type}")
        for area in AREAS
        for one in resources_of(area, surface)
    ]
    parts.append(_section("Optional", resources))
    return "\n\n".join(parts) + "\n"


_DATA = Link("operations.json", "operations.json", "every operation: operationId, HTTP method, path, call, parameters")


def _section(title: str, links: Iterable[Link]) -> str:
    lines = [f"- [{link.title}]({link.place})" + (f": {link.text}" if link.text else "") for link in links]
    return "\n".join([f"## {title}", "", *lines])
