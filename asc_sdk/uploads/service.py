"""What the client puts behind a connection: runs the steps of an upload, sync or async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .._endpoint.steps import async_run_steps, run_steps
from .._endpoint.uploading import ArchiveUpload, Upload
from . import builds, flow
from .source import Source
from .transfer import AsyncTransfer, SyncTransfer, Transfer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from .._endpoint.steps import Steps
    from .._endpoint.uploading import UploadTerms
    from .._transport.drivers import AsyncConnection, Connection

T = TypeVar("T")


class Uploads:
    """Uploads files through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def upload(
        self,
        upload: Upload[T] | ArchiveUpload[T],
        file: str | PathLike[str],
        terms: UploadTerms,
        fields: Mapping[str, Any],
    ) -> T:
        """Reserve, send the parts, commit, wait."""
        with Source(file) as source:
            return self._run(_upload(upload, source, terms, fields, self._connection))

    def resume(self, upload: Upload[T] | ArchiveUpload[T], id: str, file: str | PathLike[str], terms: UploadTerms) -> T:
        """Take up an upload that was reserved before."""
        with Source(file) as source:
            return self._run(_resume(upload, id, source, terms, self._connection))

    def _run(self, steps: Steps[T]) -> T:
        return run_steps(self._connection, steps, lambda step: SyncTransfer(self._connection, _transfer(step)).run())


class AsyncUploads:
    """Uploads files through one async connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def upload(
        self,
        upload: Upload[T] | ArchiveUpload[T],
        file: str | PathLike[str],
        terms: UploadTerms,
        fields: Mapping[str, Any],
    ) -> T:
        """Reserve, send the parts, commit, wait."""
        with Source(file) as source:
            return await self._run(_upload(upload, source, terms, fields, self._connection))

    async def resume(
        self, upload: Upload[T] | ArchiveUpload[T], id: str, file: str | PathLike[str], terms: UploadTerms
    ) -> T:
        """Take up an upload that was reserved before."""
        with Source(file) as source:
            return await self._run(_resume(upload, id, source, terms, self._connection))

    async def _run(self, steps: Steps[T]) -> T:
        async def transfer(step: object) -> str | None:
            return await AsyncTransfer(self._connection, _transfer(step)).run()

        return await async_run_steps(self._connection, steps, transfer)


def _upload(
    upload: Upload[T] | ArchiveUpload[T],
    source: Source,
    terms: UploadTerms,
    fields: Mapping[str, Any],
    connection: Connection | AsyncConnection,
) -> Steps[T]:
    if isinstance(upload, ArchiveUpload):
        return builds.upload(upload, source, terms, fields, retry=connection.retry, clock=connection.clock)
    return flow.upload(flow.Job(upload, source, terms, retry=connection.retry, clock=connection.clock), fields)


def _resume(
    upload: Upload[T] | ArchiveUpload[T],
    id: str,
    source: Source,
    terms: UploadTerms,
    connection: Connection | AsyncConnection,
) -> Steps[T]:
    if isinstance(upload, ArchiveUpload):
        return builds.resume(upload, id, source, terms, retry=connection.retry, clock=connection.clock)
    return flow.resume(flow.Job(upload, source, terms, retry=connection.retry, clock=connection.clock), id)


def _transfer(step: object) -> Transfer:
    assert isinstance(step, Transfer)
    return step
