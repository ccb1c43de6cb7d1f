"""The base of `api/`: what an operation takes, what its answer holds, and who sends it."""

from __future__ import annotations

from .._jsonapi.body import Body, Linkage
from .._jsonapi.encode import Array, Coder, Date, DateTime, Nested
from .._jsonapi.linkage import ToMany, ToOne
from .answers import Classes
from .endpoint import (
    AsyncEndpoint,
    Endpoint,
    async_ensure,
    async_pages,
    async_resume,
    async_run,
    async_upload,
    ensure,
    pages,
    resume,
    run,
    upload,
)
from .ensuring import Ensure
from .finder import Finder
from .operation import Operation
from .query import QuerySpec
from .uploading import ArchiveUpload, Upload, UploadTerms

__all__ = [
    "ArchiveUpload",
    "Array",
    "AsyncEndpoint",
    "Body",
    "Classes",
    "Coder",
    "Date",
    "DateTime",
    "Endpoint",
    "Ensure",
    "Finder",
    "Linkage",
    "Nested",
    "Operation",
    "QuerySpec",
    "ToMany",
    "ToOne",
    "Upload",
    "UploadTerms",
    "async_ensure",
    "async_pages",
    "async_resume",
    "async_run",
    "async_upload",
    "ensure",
    "pages",
    "resume",
    "run",
    "upload",
]
