"""One try to send one part: to the storage host, with the part's own headers, its length, and nothing else."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from .._endpoint.steps import in_thread
from .._transport.http_module import async_chunks, chunks, lower
from .._transport.messages import Fault
from .checksums import PIECE
from .sending import Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from .._transport.foreign import Foreign
    from .parts import Part
    from .progress import Progress
    from .source import Source

_ANSWER = 64 * 1024
"""Bytes of an answer that are looked at."""
# The rest of such an answer may repeat what was signed, and the signature.
_CODE = re.compile(rb"<Code>\s*([A-Za-z]{1,60})\s*</Code>")


class HaltError(Exception):
    """Ends the sending of a body from within; the reason is in `Body.error`."""


class BaseBody:
    """The bytes of one part, read piece by piece as they go out. One for each try.

    Attributes:
        sent: how many bytes have been given out.
        error: what went wrong on this side: not to be taken for a fault of the network.
    """

    def __init__(self, source: Source, part: Part, progress: Progress) -> None:
        self._source = source
        self._part = part
        self._progress = progress
        self.sent = 0
        self.stopped = False
        self.error: BaseException | None = None

    def _next(self, size: int) -> bytes:
        try:
            if self.stopped:
                raise HaltError
            if not self.sent:
                self._source.check()
            data = self._source.read(self._part.offset + self.sent, min(size, self._part.length - self.sent))
            self.sent += len(data)
        except Exception as error:
            self.error = error
        else:
            return data
        raise HaltError

    def reason(self) -> BaseException:
        """Give what went wrong on this side, and keep it no longer: its frames lead here."""
        error, self.error = self.error, None
        try:
            return error or HaltError()
        finally:
            del error

    def _note(self) -> None:
        try:
            self._progress.note(self._part.offset, self.sent)
        except Exception as error:
            self.error = error
        if self.error is not None:
            raise HaltError

    def outcome(self, answer: Outcome) -> Outcome:
        """Judge an answer by what was sent before it came."""
        if 200 <= answer.status < 300 and self.sent < self._part.length:
            return Outcome(fault=Fault(f"{self._part.host} answered before it had the whole part"))
        return answer


class Body(BaseBody):
    """For threads."""

    def __iter__(self) -> Iterator[bytes]:
        while self.sent < self._part.length:
            yield self._next(PIECE)
            self._note()


class AsyncBody(BaseBody):
    """For an event loop, which the reading does not hold up."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.sent < self._part.length:
            yield await in_thread(partial(self._next, PIECE))
            self._note()


def put(foreign: Foreign, part: Part, body: Body) -> Outcome:
    """Send a part once."""
    request = foreign.request(part.method, part.url(), part.headers(), content=body, length=part.length)
    if request is None:
        return _unusable(part)
    try:
        response = foreign.client(part.url()).send(request, stream=True, auth=None, follow_redirects=False)
    except foreign.http.during_send as error:
        return Outcome(fault=foreign.fault(error, part.url()))
    except HaltError:
        response = None
    if response is None:
        raise body.reason()
    text = b""
    try:
        for chunk in chunks(response):
            text += chunk
            if len(text) > _ANSWER:
                break
    except foreign.http.during_body:
        pass  # the status says enough
    finally:
        response.close()
    return body.outcome(_outcome(response, text))


async def async_put(foreign: Foreign, part: Part, body: AsyncBody) -> Outcome:
    """Send a part once, async."""
    request = foreign.request(part.method, part.url(), part.headers(), content=body, length=part.length)
    if request is None:
        return _unusable(part)
    try:
        response = await foreign.client(part.url()).send(request, stream=True, auth=None, follow_redirects=False)
    except foreign.http.during_send as error:
        return Outcome(fault=foreign.fault(error, part.url()))
    except HaltError:
        response = None
    if response is None:
        raise body.reason()
    text = b""
    try:
        async for chunk in async_chunks(response):
            text += chunk
            if len(text) > _ANSWER:
                break
    except foreign.http.during_body:
        pass  # the status says enough
    finally:
        await response.aclose()
    return body.outcome(_outcome(response, text))


def _unusable(part: Part) -> Outcome:
    return Outcome(fault=Fault(f"the URL or a header that Apple gave for {part.title} cannot be used", hopeless=True))


def _outcome(response: Any, text: bytes) -> Outcome:
    code = _CODE.search(text)
    return Outcome(response.status_code, lower(response.headers), code=code[1].decode() if code else "")
