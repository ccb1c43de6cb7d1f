"""The upload of an app's archive: read what it is, see that it fits the app, make the build upload, send its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .._endpoint import Classes, Operation, QuerySpec
from .._endpoint.steps import Ask, Work
from .._unset import UNSET
from ..errors import UploadError
from . import flow
from .archives import Archive, read_archive
from .states import state_of

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from .._endpoint.steps import Steps
    from .._endpoint.uploading import ArchiveUpload, UploadTerms
    from .._options import Retry
    from .._transport.flow import Clock
    from .source import Source

T = TypeVar("T")

# The arguments of the create, and what the archive calls them.
_SAID = {"cf_bundle_short_version_string": "version", "cf_bundle_version": "build", "platform": "platform"}
_GET_APP: Operation[Any] = Operation(
    "GET", "/v1/apps/{id}", Classes({"apps": "App"}), query=QuerySpec(many={"fields_apps": "fields[apps]"})
)


def upload(
    what: ArchiveUpload[T],
    source: Source,
    terms: UploadTerms,
    fields: Mapping[str, Any],
    *,
    retry: Retry,
    clock: Clock,
) -> Steps[T]:
    """Make the build upload, deliver its file, wait for Apple's processing."""
    archive: Archive = yield Work(lambda: read_archive(source.path, source.name))
    own = {name: _said(source, archive, name, fields.get(name, UNSET)) for name in _SAID}
    yield from _check_app(source, archive, fields["app"])
    resource = yield from flow.reserve(what, {**fields, **own}, own, retry)
    id = _id(resource)
    try:
        yield from _deliver(what, source, terms, id, archive, retry, clock)
    except BaseException as error:
        raise (yield from flow.given_up(what, id, error, keep=terms.keep)) from None
    return (yield from _processed(what, id, terms, clock))


def resume(
    what: ArchiveUpload[T], id: str, source: Source, terms: UploadTerms, *, retry: Retry, clock: Clock
) -> Steps[T]:
    """Go on with a build upload that was made before."""
    archive: Archive = yield Work(lambda: read_archive(source.path, source.name))
    resource = yield Ask(what.read.resource(id))
    for name, said in _SAID.items():
        given, found = getattr(resource, name, None), getattr(archive, said)
        if given is not None and found is not None and given != found:
            raise UploadError(f"{id} is for {name} {given}, and {source.name} has {found}", id=id)
    if state_of(resource).awaits_upload:
        try:
            yield from _take_up(what, source, terms, id, archive, retry, clock)
        except BaseException as error:
            raise (yield from flow.given_up(what, id, error, keep=terms.keep)) from None
    return (yield from _processed(what, id, terms, clock))


def _said(source: Source, archive: Archive, name: str, given: Any) -> str:
    """What an argument is to be: the archive says it, and one that is given as well must not contradict."""
    found: str | None = getattr(archive, _SAID[name])
    if given is UNSET:
        if found is None:
            raise UploadError(f"{source.name} does not say its {_SAID[name]}: pass {name}=…")
        return found
    if found is not None and given != found:
        raise UploadError(f"{name} is given as {given!r}, and {source.name} says {found!r}")
    text: str = given
    return text


def _check_app(source: Source, archive: Archive, app: Any) -> Generator[object, Any, None]:
    """See that the archive is one of this app, before anything is made."""
    bundle_id = getattr(app, "bundle_id", None)
    if not bundle_id:
        id = app if isinstance(app, str) else _id(app)
        found = yield Ask(_GET_APP.resource(id, fields_apps="bundleId"))
        bundle_id = found.bundle_id
    if bundle_id and archive.bundle_id and bundle_id != archive.bundle_id:
        raise UploadError(f"{source.name} is {archive.bundle_id}, and the app is {bundle_id}: they do not fit")


def _deliver(
    what: ArchiveUpload[Any],
    source: Source,
    terms: UploadTerms,
    id: str,
    archive: Archive,
    retry: Retry,
    clock: Clock,
) -> Generator[object, Any, None]:
    """Reserve the file of the build upload, send and commit it."""
    job = _job(what, source, terms, retry, clock)
    own = {"file_name": source.name, "file_size": source.size}
    fields = {**own, "asset_type": "ASSET", "uti": archive.uti, what.link: id}
    file = yield from flow.reserve(what.files, fields, own, retry)
    yield from flow.deliver(job, file)


def _take_up(
    what: ArchiveUpload[Any],
    source: Source,
    terms: UploadTerms,
    id: str,
    archive: Archive,
    retry: Retry,
    clock: Clock,
) -> Generator[object, Any, None]:
    """Deliver the file that was reserved for the build upload, or reserve one where there is none."""
    files = yield Ask(what.files.find(what.link, id), all_pages=True)
    for file in files:
        if getattr(file, "asset_type", None) not in (None, "ASSET"):
            continue
        if file.file_size is not None and file.file_size != source.size:
            raise UploadError(f"{id} is for a file of {file.file_size} bytes, and {source.name} has {source.size}")
        if state_of(file).awaits_upload:
            yield from flow.deliver(_job(what, source, terms, retry, clock), file)
        return
    yield from _deliver(what, source, terms, id, archive, retry, clock)


def _job(what: ArchiveUpload[Any], source: Source, terms: UploadTerms, retry: Retry, clock: Clock) -> flow.Job[Any]:
    return flow.Job(what.files, source, terms, retry=retry, clock=clock)


def _processed(what: ArchiveUpload[T], id: str, terms: UploadTerms, clock: Clock) -> Steps[T]:
    resource: T = yield Ask(what.read.resource(id))
    return (yield from flow.processed(what, resource, terms, clock))


def _id(resource: Any) -> str:
    id: str = resource.id
    return id
