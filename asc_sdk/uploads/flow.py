"""An upload from the reservation to the end of Apple's processing, as a generator: no I/O, and so for both clients.

Nothing is repeated before Apple was asked what became of it; what fails leaves nothing half-made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .._endpoint.steps import Ask, Pause
from ..errors import APIConnectionError, APIStatusError, AppStoreConnectError, ServerError, UploadError
from .parts import read_parts
from .states import state_of
from .transfer import Transfer

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from .._endpoint.steps import Steps
    from .._endpoint.uploading import ArchiveUpload, Upload, UploadTerms
    from .._options import Retry
    from .._transport.flow import Clock
    from .parts import Part
    from .source import Source

T = TypeVar("T")

_LOOKS = (0.0, 1.0, 3.0)
"""Seconds before each look for a reservation of unknown fate: what was made may take a moment to show."""
_POLLS = (0.5, 15.0, 1.5)
"""Seconds between two looks at the processing: the first time, at most, and the factor between."""


class Job(Generic[T]):
    """One upload: the file, what is called for, and the circumstances."""

    __slots__ = ("clock", "retry", "source", "terms", "what")

    def __init__(self, what: Upload[T], source: Source, terms: UploadTerms, *, retry: Retry, clock: Clock) -> None:
        self.what = what
        self.source = source
        self.terms = terms
        self.retry = retry
        self.clock = clock


def upload(job: Job[T], fields: Mapping[str, Any]) -> Steps[T]:
    """Reserve, send, commit and wait."""
    own = {"file_name": job.source.name, "file_size": job.source.size}
    resource = yield from reserve(job.what, {**fields, **own}, own, job.retry)
    try:
        resource = yield from deliver(job, resource)
    except BaseException as error:
        raise (yield from given_up(job.what, _id(resource), error, keep=job.terms.keep)) from None
    return (yield from processed(job.what, resource, job.terms, job.clock))


def resume(job: Job[T], id: str) -> Steps[T]:
    """Go on with what was reserved: Apple does not say which parts it has, so all are sent."""
    resource = yield Ask(job.what.read.resource(id))
    size = getattr(resource, "file_size", None)
    if size is not None and size != job.source.size:
        raise UploadError(
            f"{id} is reserved for a file of {size} bytes, and {job.source.name} has {job.source.size}", id=id
        )
    if state_of(resource).awaits_upload:
        try:
            resource = yield from deliver(job, resource)
        except BaseException as error:
            raise (yield from given_up(job.what, id, error, keep=job.terms.keep)) from None
    done: T = yield from processed(job.what, resource, job.terms, job.clock)
    return done


def reserve(
    what: Upload[T] | ArchiveUpload[T], fields: Mapping[str, Any], own: Mapping[str, Any], retry: Retry
) -> Steps[T]:
    """Create the resource; where that may have happened though it failed, look for it before it is tried again.

    Args:
        what: its operations.
        fields: the arguments of its create.
        own: the fields that tell it from others.
        retry: how often.
    """
    for left in reversed(range(retry.attempts)):
        try:
            created: T = yield Ask(what.create.create(**fields))
            return created
        except AppStoreConnectError as error:
            if not error.may_have_happened:
                raise
            found, looked = yield from _look(what, fields, own)
            if found is not None:
                return found
            if not looked or not left:
                raise
    raise AssertionError("a Retry has at least one attempt")


def _look(
    what: Upload[T] | ArchiveUpload[T], fields: Mapping[str, Any], own: Mapping[str, Any]
) -> Generator[object, Any, tuple[T | None, bool]]:
    """Look for a reservation from the other end of its relationships; False where there is no way to look."""
    ends = [(name, _id_of(fields[name])) for name in what.finders if fields.get(name)]
    if not ends:
        return None, False
    try:
        for pause in _LOOKS:
            if pause:
                yield Pause(pause)
            for name, other in ends:
                many = what.finders[name].many
                answer = yield Ask(what.find(name, other), all_pages=many)
                for item in answer if many else [answer]:
                    if state_of(item).awaits_upload and _is(item, own):
                        return item, True
    except AppStoreConnectError:
        return None, False
    return None, True


def _is(item: object, own: Mapping[str, Any]) -> bool:
    return item is not None and all(getattr(item, name, None) == value for name, value in own.items())


def deliver(job: Job[T], resource: T) -> Steps[T]:
    """Send the parts and commit."""
    parts, read = yield from _parts(job, resource)
    md5 = yield Transfer(
        job.source, parts, job.terms, job.what.read.resource(_id(read)), reckon=bool(job.what.checksum)
    )
    return (yield from _commit(job, _id(read), md5))


def _parts(job: Job[T], resource: T) -> Generator[object, Any, tuple[list[Part], T]]:
    """Read the parts; Apple has been seen to give them a moment after the reservation."""
    for pause in (0.0, *_LOOKS):
        parts = read_parts(resource, job.source.size)
        if parts:
            return parts, resource
        if pause:
            yield Pause(pause)
        resource = yield Ask(job.what.read.resource(_id(resource)))
    parts = read_parts(resource, job.source.size)
    if not parts:
        raise UploadError("Apple reserved the file and gave no upload operations")
    return parts, resource


def _commit(job: Job[T], id: str, md5: str | None) -> Steps[T]:
    fields: dict[str, Any] = {"uploaded": True}
    checksum = job.what.checksum
    if checksum:
        fields[checksum] = {"file": {"hash": md5, "algorithm": "MD5"}} if checksum.endswith("s") else md5
    doubt = False
    for left in reversed(range(job.retry.attempts)):
        try:
            committed: T = yield Ask(job.what.commit.update(id, **fields))
            return committed
        except AppStoreConnectError as error:
            doubt = doubt or error.may_have_happened
            # After a doubtful one a refusal may mean just that it is done already.
            if not doubt:
                raise
            try:
                current: T = yield Ask(job.what.read.resource(id))
            except AppStoreConnectError:
                error.may_have_happened = True
                raise error from None
            if not state_of(current).awaits_upload:
                return current
            if not left or not error.may_have_happened:
                error.may_have_happened = False
                raise
    raise AssertionError("a Retry has at least one attempt")


def processed(what: Upload[T] | ArchiveUpload[T], resource: T, terms: UploadTerms, clock: Clock) -> Steps[T]:
    """Wait until Apple is done with the file."""
    end = clock.steady() + terms.timeout
    pause, most, factor = _POLLS
    while terms.wait:
        state, left = state_of(resource), end - clock.steady()
        if state.failed:
            told = "; ".join(f"{item.code}: {item.detail}" if item.detail else f"{item.code}" for item in state.errors)
            error = UploadError(
                f"Apple could not process the file: {told or 'it does not say why'}", errors=state.errors
            )
            raise (yield from given_up(what, _id(resource), error, keep=terms.keep))
        if state.final:
            break
        if left <= 0:
            name = state.name or "of unknown state"
            raise UploadError(
                f"the file is uploaded, and after {terms.timeout:g} s Apple is not done with it: "
                f"{_id(resource)} is {name}; "
                f"resume({_id(resource)!r}, file) goes on waiting",
                id=_id(resource),
            )
        yield Pause(min(pause, left))
        pause = min(pause * factor, most)
        try:
            resource = yield Ask(what.read.resource(_id(resource)))
        except (APIConnectionError, ServerError):
            if clock.steady() >= end:
                raise
    return resource


def given_up(
    what: Upload[T] | ArchiveUpload[T], id: str, error: BaseException, *, keep: bool
) -> Generator[object, Any, BaseException]:
    """Delete what was reserved, unless it is to be kept or may be complete; give the error that says so."""
    if isinstance(error, GeneratorExit):
        return error  # nobody takes further steps
    if getattr(error, "may_have_happened", False):
        fate = f"{id} may be complete: look at its state before you upload it again; resume({id!r}, file) does that"
    elif keep:
        fate = f"{id} is kept: resume({id!r}, file) takes it up"
    elif what.delete is None:
        fate = f"Apple has no operation to delete {id}: resume({id!r}, file) takes it up"
    else:
        try:
            yield Ask(what.delete.delete(id), shielded=True)
            fate = f"{id}, which was reserved for it, is deleted"
        except Exception as problem:
            if isinstance(problem, APIStatusError) and problem.status in (404, 410):
                fate = f"{id}, which was reserved for it, is deleted"
            else:
                kind = type(problem).__name__
                fate = f"{id}, reserved for it, could not be deleted ({kind}): delete({id!r}), or resume({id!r}, file)"
    if type(error) is UploadError:
        return UploadError(f"{error}; {fate}", id=id, errors=error.errors)
    error.add_note(fate)
    return error


def _id(resource: Any) -> str:
    id: str = resource.id
    return id


def _id_of(value: Any) -> str:
    return value if isinstance(value, str) else _id(value)
