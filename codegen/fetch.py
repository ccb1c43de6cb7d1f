"""Gets Apple's document, from a zip, a JSON file or a URL of either, and records which one it was.

The document itself is not committed: `spec/document.json` is ignored by git, `spec/lock.json` is not. Apple
publishes other content under the same number, so a document is known by its hash.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .errors import CodegenError
from .grammar import METHODS, check_document

if TYPE_CHECKING:
    from collections.abc import Callable

    Progress = Callable[[int, int | None], None]

APPLE = "https://developer.apple.com/sample-code/app-store-connect/app-store-connect-openapi-specification.zip"
DOCUMENT = "spec/document.json"
LOCK = "spec/lock.json"


class Source(NamedTuple):
    """A document and what names it."""

    version: str
    sha256: str  # of the JSON file, byte for byte
    document: dict[str, Any]
    content: bytes


class Lock(NamedTuple):
    """What `spec/lock.json` says of the document that the SDK was generated from."""

    version: str
    sha256: str
    canonical_sha256: str
    operations: int
    schemas: int
    date: str


def load(source: str | Path, *, on_progress: Progress | None = None) -> Source:
    """Reads a document from a file or URL, zipped or not.

    Args:
        source: A path or an http(s) URL.
        on_progress: Called with the bytes that came and their total, while downloading.

    Raises:
        CodegenError: It cannot be read, or holds no OpenAPI document.
    """
    name = str(source)
    content = _download(name, on_progress) if name.startswith(("https://", "http://")) else _read_file(Path(name))
    if content.startswith(b"PK"):
        content, member = _unzip(content, name)
        name = f"{name}: {member}"
    return parse(content, name)


def parse(content: bytes, name: str) -> Source:
    """The document in the bytes of a JSON file.

    Args:
        content: The file.
        name: What to call it in an error.

    Raises:
        CodegenError: It is not JSON, repeats a member, or is no OpenAPI 3.0 with a version.
    """
    try:
        document = json.loads(content, object_pairs_hook=_unique)
    except UnicodeDecodeError:
        raise CodegenError(f"{name}: this is not JSON in UTF-8") from None
    except json.JSONDecodeError as error:
        raise CodegenError(f"{name}: this is not JSON: {error}") from None
    except ValueError as error:
        raise CodegenError(f"{name}: {error}") from None
    if not isinstance(document, dict) or "openapi" not in document:
        raise CodegenError(f"{name}: this is JSON, but no OpenAPI document (it has no member openapi)")
    document = cast("dict[str, Any]", document)
    grammar = document["openapi"]
    if not isinstance(grammar, str) or not grammar.startswith("3.0."):
        raise CodegenError(f"{name}: this is OpenAPI {grammar!s:.40}; the generator reads OpenAPI 3.0")
    info = document.get("info")
    version = cast("dict[str, Any]", info).get("version") if isinstance(info, dict) else None
    if not isinstance(version, str):
        raise CodegenError(f"{name}: the document has no info.version")
    if not re.fullmatch(r"\w[\w.+-]*", version, re.ASCII):
        raise CodegenError(f"{name}: info.version is {version!r:.60}, not a version such as 4.4.1")
    if not isinstance(document.get("paths"), dict):
        raise CodegenError(f"{name}: the document has no paths")
    return Source(version, hashlib.sha256(content).hexdigest(), document, content)


def lock_of(source: Source, date: str) -> Lock:
    """What is recorded of a document.

    Args:
        source: The document.
        date: The day it was fetched, as YYYY-MM-DD.
    """
    document = source.document
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Lock(
        version=source.version,
        sha256=source.sha256,
        canonical_sha256=hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest(),
        operations=sum(method in item for item in document.get("paths", {}).values() for method in METHODS),
        schemas=len(document.get("components", {}).get("schemas", {})),
        date=date,
    )


def read_lock(path: Path) -> Lock:
    """The committed lock.

    Raises:
        CodegenError: It is missing, or not what `fetch` writes.
    """
    try:
        return Lock(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        raise CodegenError(f"{path} is missing: run `python -m codegen fetch`") from None
    except (OSError, ValueError, TypeError) as error:
        raise CodegenError(f"{path} cannot be read ({error}): run `python -m codegen fetch`") from None


def fetch(
    source: str | Path,
    root: Path,
    *,
    on_progress: Progress | None = None,
    today: str | None = None,
) -> tuple[Lock, Lock | None]:
    """Gets a document and writes it and its lock below a folder; on an error both stay as they were.

    Args:
        source: A path or URL.
        root: The repository's folder.
        on_progress: As in `load`.
        today: The date to record, as YYYY-MM-DD; the day in UTC unless given.

    Returns:
        The new lock and the one before. They are equal where the document is the same: its date stays.

    Raises:
        CodegenError: The document cannot be read, holds what the generator has no rule for, or cannot be written.
    """
    loaded = load(source, on_progress=on_progress)
    check_document(loaded.document)
    path = root / LOCK
    before = read_lock(path) if path.exists() else None
    lock = lock_of(loaded, today or datetime.now(UTC).date().isoformat())
    if before is not None and before.sha256 == lock.sha256:
        lock = lock._replace(date=before.date)
    _put(loaded, lock, root)
    return lock, before


def record(source: Source, root: Path, date: str) -> None:
    """Writes a document that was read before, and its lock, below a folder.

    Args:
        source: The document.
        root: The repository's folder.
        date: The date to record, as YYYY-MM-DD.

    Raises:
        CodegenError: It cannot be written.
    """
    _put(source, lock_of(source, date), root)


def _put(source: Source, lock: Lock, root: Path) -> None:
    _replace(root / DOCUMENT, source.content)
    _replace(root / LOCK, (json.dumps(lock._asdict(), indent=2) + "\n").encode())


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CodegenError(f"{path}: {error.strerror or error}") from None


def _download(url: str, on_progress: Progress | None) -> bytes:
    import httpx  # only a download needs it, and it takes longer to import than a file to read

    content = bytearray()
    try:
        with httpx.stream("GET", url, follow_redirects=True, timeout=30) as response:
            response.raise_for_status()
            total = int(response.headers.get("content-length", 0)) or None
            for chunk in response.iter_bytes():
                content += chunk
                if on_progress is not None:
                    on_progress(response.num_bytes_downloaded, total)
    except httpx.HTTPStatusError as error:
        raise CodegenError(f"{url}: the server answered {error.response.status_code}") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise CodegenError(f"{url}: {error or type(error).__name__}") from None
    return bytes(content)


def _unzip(content: bytes, name: str) -> tuple[bytes, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [
                member
                for member in archive.namelist()
                if member.endswith(".json") and not member.startswith("__MACOSX/") and "/." not in f"/{member}"
            ]
            if len(members) != 1:
                found = "no JSON file" if not members else f"{len(members)} JSON files ({', '.join(sorted(members))})"
                raise CodegenError(f"{name}: the zip holds {found}; one is needed")
            return archive.read(members[0]), members[0]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise CodegenError(f"{name}: the zip cannot be read: {error}") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON readers keep the last of two equal names and drop the first without a word."""
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"an object has the member {twice!r} twice")
    return members


def _replace(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            # mkstemp makes it for its owner alone.
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CodegenError(f"cannot write {path}: {error.strerror}") from None
