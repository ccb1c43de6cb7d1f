"""The stages in their order: patch → read → lower → render, so that `generate` and `check` run the same ones.

`fetch` comes before and `write` after; `lower` and `render` are handed in, so a test can put its own in their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from .collector import paused
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


class Modelled(NamedTuple, Generic[Sdk]):
    """What a document says in the SDK's words, and what each patch did."""

    sdk: Sdk
    results: tuple[Result, ...]

    @property
    def misfits(self) -> tuple[Result, ...]:
        """The changes that were left out, since they do not fit the document."""
        return tuple(result for result in self.results if result.problem)


class Generated(NamedTuple):
    """What a document gives: the files, unformatted, and what each patch did."""

    files: dict[str, str]
    results: tuple[Result, ...]


def model(source: Source, patches: Sequence[Patch], *, lower: Lower[Sdk], leave_misfits: bool = False) -> Modelled[Sdk]:
    """The intermediate model of a document: patch, read, lower.

    Args:
        source: What `fetch.load` gave.
        patches: What `patch.load_patches` gave.
        lower: `codegen.lower.lower`.
        leave_misfits: Whether a change that does not fit is left out. Patches are kept true to the document that the
            SDK is made from; an older one may never have had what they are about.

    Raises:
        CodegenError: A patch does not fit, or the document holds something without a rule.
    """
    with paused():
        patched = apply(source.document, patches, source.version)
        if patched.problems and not leave_misfits:
            first, *others = patched.problems
            names = ", ".join(dict.fromkeys(other.patch for other in others))
            more = f" (and {len(others)} more, in {names})" if others else ""
            raise CodegenError(f"spec/patches/{first.patch} does not fit {source.version}: {first.problem}{more}")
        sdk = lower(read(patched.document), version=source.version, sha256=source.sha256)
    return Modelled(sdk, patched.results)


def generate(
    source: Source,
    patches: Sequence[Patch],
    *,
    lower: Lower[Sdk],
    render: Callable[[Sdk], dict[str, str]],
    leave_misfits: bool = False,
) -> Generated:
    """The generated files for a document; nothing is written.

    Args:
        source: As for `model`.
        patches: Likewise.
        lower: Likewise.
        render: `codegen.render.render`.
        leave_misfits: As for `model`.

    Raises:
        CodegenError: A patch does not fit, or the document holds something without a rule.
    """
    made = model(source, patches, lower=lower, leave_misfits=leave_misfits)
    with paused():
        return Generated(render(made.sdk), made.results)
