"""Two models of the SDK → what changed for its users."""

from __future__ import annotations

from ..sdk_model import Sdk
from .changes import Difference, Side
from .enumerations import compare_enumerations
from .groups import grouped
from .methods import compare_methods
from .models import compare_models
from .sides import side_by_side


def compare(old: Sdk, new: Sdk) -> Difference:
    """All changes from one model to another, breaking or not.

    A change breaks where code that was right no longer type-checks, or is refused by Apple: a name that is gone, an
    argument that is required now or takes less, a value of another type. A new member of an enumeration does not:
    answers are open, and an argument may take more.

    Args:
        old: What the SDK was generated from.
        new: What it would be generated from.
    """
    sides = side_by_side(old, new)
    found = [*compare_methods(sides), *compare_models(sides)]
    found += compare_enumerations(sides, found)
    return Difference(_side(old), _side(new), grouped(sides, found))


def _side(sdk: Sdk) -> Side:
    classes = len(sdk.resources) + len(sdk.objects) + len(sdk.inline_creates)
    return Side(sdk.version, sdk.sha256, sum(len(client.methods) for client in sdk.clients), classes)
