"""The pages of what is written by hand: its docstrings, read by mkdocstrings."""

from __future__ import annotations

from .places import ROOT

_PAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "client": ("Clients and their options", ("AppStoreConnect", "AsyncAppStoreConnect", "Retry", "Pacing")),
    "keys": ("Keys", ("ApiKey",)),
    "pages": ("Pages", ("Page", "AsyncPage")),
    "resources": ("Resources", ("Resource", "ResourceIdentifier")),
    "reports": ("Reports", ("Report",)),
    "analytics": ("Analytics", ("analytics.Analytics",)),
    "pricing": ("Prices", ("pricing.Pricing",)),
    "webhooks": ("Webhooks", ("webhooks",)),
    "signing": ("Signing", ("signing",)),
    "emulator": ("The emulator", ("emulator.Emulator", "emulator.faults.Faults")),
    "errors": ("Errors", ("errors",)),
}
_SHARED = ("rate_limit", "base_url", "with_options")
_INHERITED = {"AppStoreConnect": _SHARED, "AsyncAppStoreConnect": _SHARED}
"""What users call and a private base class has; the attributes of the API have pages of their own."""


def sdk_texts() -> dict[str, str]:
    """The pages in Markdown, by place."""
    return {
        f"{ROOT}/sdk/{slug}.md": "\n\n".join([f"# {title}", *map(_block, names)]) + "\n"
        for slug, (title, names) in _PAGES.items()
    }


def sdk_navigation() -> list[object]:
    """Their part of the navigation."""
    return [{title: f"{ROOT}/sdk/{slug}.md"} for slug, (title, _) in _PAGES.items()]


def _block(name: str) -> str:
    block = f"::: asc_sdk.{name}"
    if name in _INHERITED:
        block += f"\n    options:\n      inherited_members: [{', '.join(_INHERITED[name])}]"
    return block
