"""All files that the reference adds to the site, by place: pure, so that tests need no mkdocs."""

from __future__ import annotations

from .areas import AREAS
from .data import finder_script, operations_json
from .pages.client import client_text
from .pages.indexes import area_text, data_text, enumeration_texts, finder_text, index_text
from .pages.model import model_text, objects_text
from .pages.places import DATA, FINDER, INDEX, OBJECTS, area_page, client_page, find_places, resource_page
from .pages.sdk import sdk_texts
from .surface import Surface


def reference_files(surface: Surface) -> dict[str, str]:
    """Every page and data file of the reference."""
    places = find_places(surface)
    return {
        INDEX: index_text(surface),
        FINDER: finder_text(),
        DATA: data_text(),
        OBJECTS: objects_text(surface, places),
        **{area_page(area.slug): area_text(area, surface) for area in AREAS},
        **{client_page(one.attribute): client_text(one, surface, places) for one in surface.clients},
        **{resource_page(one, surface): model_text(one, surface, places) for one in surface.resources},
        **enumeration_texts(surface),
        **sdk_texts(),
        "reference/operations.js": finder_script(surface),
        "operations.json": operations_json(surface),
    }
