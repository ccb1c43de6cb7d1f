"""Whether what is committed is what the document gives: the files, the patches, the lock. It changes nothing.

A patch is needed, mended (Apple's document already is as the patch wants it), or harmful: Apple changed what it is
about, so it no longer fits, or the document can be generated without it only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import CodegenError
from .fetch import lock_of
from .write import compare, format_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from .fetch import Lock, Source
    from .generate import Generated
    from .patch import Patch, Result

_SHOWN = 10


def check(source: Source, generated: Generated, package: Path, lock: Lock) -> list[str]:
    """What is wrong, one line each, with the command or the step that mends it; empty where all is well.

    Args:
        source: The document.
        generated: What `generate` made of it.
        package: The committed package.
        lock: The committed lock.

    Raises:
        CodegenError: A template made text that is no Python, or a stray file lies in a generated folder.
    """
    patches = patch_problems(source, generated.results)
    if any(result.problem for result in generated.results):
        # Without all patches the files are others: each would be named, and none of them is what is wrong.
        return [*patches, "mend the patches, then run `python -m codegen check` again: no file was compared so far"]
    changes = compare(format_files(generated.files), package)
    return [
        *_drift(changes.written, package, "is not what the document gives", source),
        *_drift(changes.deleted, package, "is not generated any more", source),
        *patches,
        *_lock(source, lock),
    ]


def patch_problems(source: Source, results: Iterable[Result]) -> list[str]:
    """The patches that are mended or harmful, one line each with what to do about it.

    Args:
        source: The document.
        results: What each patch did to it.
    """
    lines: list[str] = []
    for result in results:
        end = f'end its versions with "<{source.version}"'
        if result.problem:
            lines.append(
                f"spec/patches/{result.patch} is harmful in {source.version}: {result.problem}: change it to what "
                f"Apple has today, or {end}"
            )
        elif result.mended:
            lines.append(
                f"spec/patches/{result.patch}: {result.at} is mended by Apple in {source.version}: {end}, or delete it"
            )
    return lines


def blamed(
    source: Source, patches: Sequence[Patch], error: CodegenError, works: Callable[[Sequence[Patch]], object]
) -> CodegenError:
    """The error of a document that was refused; where one patch is to blame, it says which.

    Args:
        source: The document.
        patches: All patches.
        error: Why the document was refused with them.
        works: Raises a `CodegenError` where the document is refused with some of them.
    """
    used = [patch for patch in patches if patch.applies_to(source.version)]
    if not _accepted(works, []):
        return error
    for patch in used:
        if _accepted(works, [other for other in used if other is not patch]):
            text = f"spec/patches/{patch.name} is harmful in {source.version}: this document is refused with it"
            return CodegenError(f"{text}, and taken without it: {error}")
    return error


def _accepted(works: Callable[[Sequence[Patch]], object], patches: Sequence[Patch]) -> bool:
    try:
        works(patches)
    except CodegenError:
        return False
    return True


def _drift(names: Sequence[str], package: Path, what: str, source: Source) -> list[str]:
    lines = [f"{package.name}/{name} {what}" for name in names[:_SHOWN]]
    if len(names) > _SHOWN:
        lines.append(f"... and {len(names) - _SHOWN} more files like these")
    if lines:
        lines.append(f"run `python -m codegen generate` with this document ({source.version}) and commit the result")
    return lines


def _lock(source: Source, lock: Lock) -> list[str]:
    now = lock_of(source, lock.date)
    if now == lock:
        return []
    names = [name for name in lock._fields if getattr(lock, name) != getattr(now, name)]
    return [
        f"spec/lock.json records {lock.version} ({lock.sha256[:12]}), the document is {now.version} "
        f"({now.sha256[:12]}); {', '.join(names)} differ: run `python -m codegen fetch --from` with this document"
    ]
