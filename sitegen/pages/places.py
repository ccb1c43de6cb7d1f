"""Where each page of the reference is, and the links between them."""

from __future__ import annotations

import posixpath

from attrs import frozen

from ..surface import Model, Surface

ROOT = "reference"
INDEX = f"{ROOT}/index.md"
FINDER = f"{ROOT}/find.md"
OBJECTS = f"{ROOT}/objects.md"
DATA = f"{ROOT}/data.md"
SDK = {
    "ResourceIdentifier": f"{ROOT}/sdk/resources.md#asc_sdk.ResourceIdentifier",
    "Page": f"{ROOT}/sdk/pages.md#asc_sdk.Page",
    "Report": f"{ROOT}/sdk/reports.md#asc_sdk.Report",
    "APIStatusError": f"{ROOT}/sdk/errors.md#asc_sdk.errors.APIStatusError",
    "APIConnectionError": f"{ROOT}/sdk/errors.md#asc_sdk.errors.APIConnectionError",
    "UploadError": f"{ROOT}/sdk/errors.md#asc_sdk.errors.UploadError",
}
"""The handwritten names that methods speak of."""


def client_page(attribute: str) -> str:
    """The page of a client attribute."""
    return f"{ROOT}/clients/{attribute}.md"


def method_place(client: str, method: str) -> str:
    """A method on the page of its client."""
    return f"{client_page(client)}#{method}"


def area_page(slug: str) -> str:
    """The page of an area."""
    return f"{ROOT}/areas/{slug}/index.md"


def enumerations_page(alias: str) -> str:
    """The page that has an enumeration: one for each first letter."""
    return f"{ROOT}/enumerations/{alias[0].lower()}.md"


@frozen
class Places:
    """Where the classes and enumerations are."""

    of: dict[str, str]

    def link(self, name: str, page: str) -> str:
        """The name in code, and a link from `page` where the reference has it."""
        place = self.of.get(name)
        return f"`{name}`" if place is None else f"[`{name}`]({relative(place, page)})"


def find_places(surface: Surface) -> Places:
    """Where everything is that a signature can name."""
    places = dict(SDK)
    homes = {model.name: resource_page(model, surface) for model in surface.models.values()}
    for name, page in homes.items():
        places[name] = page if surface.models[name].kind == "resource" else f"{page}#{name}"
    for alias in used_aliases(surface):
        places[alias] = f"{enumerations_page(alias)}#{alias}"
    return Places(places)


def resource_page(model: Model, surface: Surface) -> str:
    """The page that shows a class: a resource has its own, what stands beside one is shown with it."""
    if model.kind == "resource":
        return f"{ROOT}/models/{model.slug}.md"
    beside = [one for one in surface.models.values() if one.module == model.module and one.kind == "resource"]
    fitting = [one for one in beside if model.name.startswith(one.name)]
    owner = max(fitting, key=lambda one: len(one.name)) if fitting else next(iter(beside), None)
    return resource_page(owner, surface) if owner else OBJECTS


def used_aliases(surface: Surface) -> list[str]:
    """The enumerations that an argument or a field takes; the others are constants of one class."""
    texts = [argument.annotation for client in surface.clients for m in client.methods for argument in m.arguments]
    texts += [field.annotation for model in surface.models.values() for field in model.fields]
    words = {word for text in texts for word in text.replace("[", " ").replace("]", " ").replace(",", " ").split()}
    return sorted(words & surface.aliases.keys())


def relative(place: str, page: str) -> str:
    """The link from a page to a place, both below `docs`."""
    path, hash_, anchor = place.partition("#")
    if path == page and hash_:
        return f"#{anchor}"
    return f"{posixpath.relpath(path, posixpath.dirname(page))}{hash_}{anchor}"
