"""Whether what is committed is what the document gives: the files, the patches, the lock. It changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fetch import lock_of
from .write import compare, format_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .fetch import Lock, Source
    from .generate import Generated

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
    changes = compare(format_files(generated.files), package)
    return [
        *_drift(changes.written, package, "is not what the document gives", source),
        *_drift(changes.deleted, package, "is not generated any more", source),
        *_mended(source, generated),
        *_lock(source, lock),
    ]


def _drift(names: Sequence[str], package: Path, what: str, source: Source) -> list[str]:
    lines = [f"{package.name}/{name} {what}" for name in names[:_SHOWN]]
    if len(names) > _SHOWN:
        lines.append(f"... and {len(names) - _SHOWN} more files like these")
    if lines:
        lines.append(f"run `python -m codegen generate` with this document ({source.version}) and commit the result")
    return lines


def _mended(source: Source, generated: Generated) -> list[str]:
    return [
        f"spec/patches/{result.patch}: {result.at} is mended by Apple in {source.version}: "
        f'end its versions with "<{source.version}", or delete it'
        for result in generated.results
        if result.mended
    ]


def _lock(source: Source, lock: Lock) -> list[str]:
    now = lock_of(source, lock.date)
    if now == lock:
        return []
    names = [name for name in lock._fields if getattr(lock, name) != getattr(now, name)]
    return [
        f"spec/lock.json records {lock.version} ({lock.sha256[:12]}), the document is {now.version} "
        f"({now.sha256[:12]}); {', '.join(names)} differ: run `python -m codegen fetch --from` with this document"
    ]
