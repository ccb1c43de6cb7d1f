"""What the upload of a file needs to know of a client attribute: its operations, its checksum, where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    from .finder import Finder
    from .operation import Call, Operation

T = TypeVar("T")


class _Reserved(Generic[T]):
    """What both kinds of upload have."""

    __slots__ = ("create", "delete", "finders", "read")

    def __init__(
        self,
        create: Operation[T],
        read: Operation[T],
        delete: Operation[None] | None,
        finders: Mapping[str, Finder] | None,
    ) -> None:
        self.create = create
        self.read = read
        self.delete = delete
        self.finders = finders or {}

    def find(self, argument: str, other_id: str) -> Call[Any]:
        """Looks for what was created, from the other end of a relationship: a page's contents, or one or None."""
        return self.finders[argument].call(self.create, other_id)


class Upload(_Reserved[T]):
    """A resource that takes a file: it is reserved, gets its parts and is committed.

    Args:
        create: Reserves it.
        read: Gets it by its id.
        commit: Updates it, with `uploaded=True`.
        delete: Deletes it; None where Apple has no such operation.
        checksum: The argument of `commit` for the MD5 of the bytes sent; "" where Apple refuses one.
        finders: By the argument of `create`, where to look for it.
    """

    __slots__ = ("checksum", "commit")

    def __init__(
        self,
        create: Operation[T],
        read: Operation[T],
        commit: Operation[T],
        delete: Operation[None] | None = None,
        *,
        checksum: str = "",
        finders: Mapping[str, Finder] | None = None,
    ) -> None:
        super().__init__(create, read, delete, finders)
        self.commit = commit
        self.checksum = checksum


class ArchiveUpload(_Reserved[T]):
    """A resource that is made from an app's archive and gathers files: what it is called is read from the archive.

    Args:
        create: Makes it, with the versions in the archive.
        read: Gets it by its id.
        delete: Deletes it with its files; None where Apple has no such operation.
        files: How the file itself is uploaded.
        link: The argument of the file's create that leads to this resource.
        finders: By the argument of `create`, where to look for it.
    """

    __slots__ = ("files", "link")

    def __init__(
        self,
        create: Operation[T],
        read: Operation[T],
        delete: Operation[None] | None = None,
        *,
        files: Upload[Any],
        link: str,
        finders: Mapping[str, Finder] | None = None,
    ) -> None:
        super().__init__(create, read, delete, finders)
        self.files = files
        self.link = link


class UploadTerms:
    """What a caller says of an upload besides the file and the fields.

    Args:
        on_progress: Is told how many bytes were sent, of how many.
        wait: Come back when Apple has processed the file, not before.
        timeout: Seconds to wait for that.
        parallel: How many parts are sent side by side.
        keep: Leave what was reserved in place when the upload fails.
    """

    __slots__ = ("keep", "on_progress", "parallel", "timeout", "wait")

    def __init__(
        self, on_progress: Callable[[int, int], object] | None, wait: bool, timeout: float, parallel: int, keep: bool
    ) -> None:
        if isinstance(parallel, bool) or not isinstance(parallel, int) or parallel < 1:  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
            raise ValueError(f"parallel takes a whole number of at least 1, not {parallel!r}")
        if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not timeout >= 0:  # pyright: ignore[reportUnnecessaryIsInstance] - likewise
            raise ValueError(f"timeout takes seconds of at least 0, not {timeout!r}")
        self.on_progress = on_progress
        self.wait = wait
        self.timeout = float(timeout)
        self.parallel = parallel
        self.keep = keep


class Uploader(Protocol):
    """Uploads files; the client puts one behind each connection."""

    def upload(
        self,
        upload: Upload[T] | ArchiveUpload[T],
        file: str | PathLike[str],
        terms: UploadTerms,
        fields: Mapping[str, Any],
    ) -> T:
        """Reserve, send the parts, commit, wait."""
        ...

    def resume(self, upload: Upload[T] | ArchiveUpload[T], id: str, file: str | PathLike[str], terms: UploadTerms) -> T:
        """Take up an upload that was reserved before."""
        ...


class AsyncUploader(Protocol):
    """The same, async."""

    async def upload(
        self,
        upload: Upload[T] | ArchiveUpload[T],
        file: str | PathLike[str],
        terms: UploadTerms,
        fields: Mapping[str, Any],
    ) -> T:
        """Reserve, send the parts, commit, wait."""
        ...

    async def resume(
        self, upload: Upload[T] | ArchiveUpload[T], id: str, file: str | PathLike[str], terms: UploadTerms
    ) -> T:
        """Take up an upload that was reserved before."""
        ...
