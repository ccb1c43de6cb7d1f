"""What may be there once: the keys that Apple refuses to see twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import duplicate, invalid_relationship

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from .errors import Problem
    from .schema import Kind
    from .store import Record, Store

# JSON:API type → attributes and to-one relationships that together are taken by one resource. The attribute that Apple
# names in its error comes last.
KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "appCustomProductPages": (("app", "name"),),
    "appEvents": (("app", "referenceName"),),
    "appPreviewSets": (("appStoreVersionLocalization", "previewType"),),
    "appScreenshotSets": (("appStoreVersionLocalization", "screenshotDisplayType"),),
    "appStoreVersions": (("app", "platform", "versionString"),),
    "apps": (("bundleId",), ("sku",)),
    "betaGroups": (("app", "name"),),
    "bundleIds": (("identifier",),),
    "devices": (("udid",),),
    "gameCenterAchievements": (("gameCenterDetail", "vendorIdentifier"),),
    "gameCenterLeaderboards": (("gameCenterDetail", "vendorIdentifier"),),
    "inAppPurchases": (("app", "productId"),),
    "merchantIds": (("identifier",),),
    "passTypeIds": (("identifier",),),
    "sandboxTesters": (("acAccountName",),),
    "subscriptionGroups": (("app", "referenceName"),),
    "subscriptions": (("productId",),),
    "userInvitations": (("email",),),
    "users": (("username",),),
}


def keys_of(kind: Kind) -> tuple[tuple[str, ...], ...]:
    """The keys of a kind: those declared, and for whatever has a locale, its owner and the locale."""
    declared = KEYS.get(kind.type, ())
    if "locale" in kind.attributes and kind.owners:
        return (*declared, (kind.owners[0], "locale"))
    return declared


def clashes(
    store: Store,
    kind: Kind,
    attributes: Mapping[str, Any],
    edges: Mapping[str, list[Record]],
    *,
    own: Record | None = None,
    changed: Container[str] | None = None,
) -> list[Problem]:
    """Errors for values that another resource has already.

    Args:
        store: the resources.
        kind: of the one to be made or changed.
        attributes: what it will have.
        edges: what its relationships will lead to.
        own: the resource itself, when it is there already.
        changed: the names that a request sets, where that is not all of them: other keys are not looked at.
    """
    problems: list[Problem] = []
    for key in keys_of(kind):
        told = key[-1]
        value = attributes.get(told)
        if value is None or (changed is not None and not any(name in changed for name in key)):
            continue
        others = (
            other
            for other in store.having(kind.type, told, str(value))
            if other is not own and all(_same(kind, other, name, attributes, edges) for name in key)
        )
        if next(others, None) is not None:
            if kind.type == "appStoreVersions":
                # Apple tells this in two errors, and the second is the telling one.
                problems.append(
                    invalid_relationship(
                        "You cannot create a new version of the App in the current state.", "/data/relationships/app"
                    )
                )
            problems.append(duplicate(told, value, "/data"))
    return problems


def _same(
    kind: Kind, other: Record, name: str, attributes: Mapping[str, Any], edges: Mapping[str, list[Record]]
) -> bool:
    if name in kind.edges:
        # A screenshot set is in a localization of one of three types: without this one the key says nothing.
        return bool(edges.get(name)) and list(other.all(name)) == edges[name]
    return other.attributes.get(name) == attributes.get(name)
