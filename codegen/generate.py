"""The stages in their order: patch → read → lower → render, so that `generate` and `check` run the same ones.

`fetch` comes before and `write` after; `lower` and `render` are handed in, so a test can put its own in their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from .errors import CodegenError
from .patch import Patch, Result, apply
from .read import OpenAPI, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .fetch import Source

Sdk = TypeVar("Sdk")
LoweredSdk = TypeVar("LoweredSdk", covariant=True)


class Lower(Protocol[LoweredSdk]):
    """The stage from the models of the document to the model of the SDK."""

    def __call__(self, api: OpenAPI, *, version: str, sha256: str) -> LoweredSdk: ...


class Generated(NamedTuple):
    """What a document gives: the files, unformatted, and what each patch did."""

    files: dict[str, str]
    results: tuple[Result, ...]


def generate(
    source: Source,
    patches: Sequence[Patch],
    *,
    lower: Lower[Sdk],
    render: Callable[[Sdk], dict[str, str]],
) -> Generated:
    """The generated files for a document; nothing is written.

    Args:
        source: What `fetch.load` gave.
        patches: What `patch.load_patches` gave.
        lower: `codegen.lower.lower`.
        render: `codegen.render.render`.

    Raises:
        CodegenError: A patch does not fit, or the document holds something without a rule.
    """
    patched = apply(source.document, patches, source.version)
    if patched.problems:
        first, *others = patched.problems
        more = f" (and {len(others)} more, in {', '.join(dict.fromkeys(o.patch for o in others))})" if others else ""
        raise CodegenError(f"spec/patches/{first.patch} does not fit {source.version}: {first.problem}{more}")
    api = read(patched.document)
    return Generated(render(lower(api, version=source.version, sha256=source.sha256)), patched.results)
