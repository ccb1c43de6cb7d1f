"""Sends all parts of a file side by side, in threads or in tasks, and reckons the file's MD5 beside them."""

from __future__ import annotations

import queue
import threading
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any

from .._endpoint.steps import FirstError, in_thread
from .checksums import Digest
from .parts import Book, Part, read_parts
from .progress import Progress
from .sending import Outcome, Put, Renew, send_part
from .storage import AsyncBody, Body, HaltError, async_put, put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .._endpoint.operation import Call
    from .._endpoint.uploading import UploadTerms
    from .._transport.drivers import AsyncConnection, Connection
    from .source import Source

_PATIENCE = 5.0
"""Seconds that threads have to end after a failure, before it is told without them."""


class Transfer:
    """A step: send these parts of the file. It gives the MD5 of what was sent, or None.

    Args:
        source: the file.
        parts: all of it.
        terms: how many at once, and whom to tell.
        read: asks for the resource again, where a URL has expired.
        reckon: whether the MD5 is wanted: it costs more than the sending.
    """

    __slots__ = ("parts", "read", "reckon", "source", "terms")

    def __init__(
        self, source: Source, parts: Sequence[Part], terms: UploadTerms, read: Call[Any], *, reckon: bool
    ) -> None:
        self.reckon = reckon
        self.source = source
        self.parts = parts
        self.terms = terms
        self.read = read

    def renewed(self, resource: object) -> list[Part]:
        """Read the parts of the resource as it is now."""
        return read_parts(resource, self.source.size)


class _Run:
    """What both ways of sending share."""

    def __init__(self, step: Transfer) -> None:
        self.step = step
        self.book = Book(step.parts)
        self.waiting = deque(step.parts)
        self.progress = Progress(step.source.size, step.terms.on_progress)
        self.digest = Digest(step.source) if step.reckon else None
        self.bodies: dict[int, Body] = {}
        self.pieces: Iterator[Callable[[], None]] = self.digest.pieces() if self.digest is not None else iter(())
        # Before the first part goes out: a change of a small file would else be in the MD5, and not in what was sent.
        for piece in islice(self.pieces, 1):
            piece()

    def result(self) -> str | None:
        return self.digest.result() if self.digest is not None else None

    def proof(self) -> Iterator[Callable[[], None]]:
        """The work that proves that the file did not change: mostly none."""
        source = self.step.source
        source.check()
        if not source.was_touched():
            return
        if self.digest is None:
            raise source.changed()
        again = Digest(source)
        yield from again.pieces()
        if again.result() != self.digest.result():
            raise source.changed()


class SyncTransfer(_Run):
    """In threads."""

    def __init__(self, connection: Connection, step: Transfer) -> None:
        super().__init__(step)
        connection.check_writable("the file")
        self._connection = connection
        self._foreign = connection.foreign()
        self._stop = threading.Event()
        self._asking = threading.Lock()
        self._first = FirstError()

    def run(self) -> str | None:
        """Send everything.

        Raises:
            UploadError: a part did not get through, or the file changed.
        """
        ended: queue.SimpleQueue[None] = queue.SimpleQueue()
        senders = min(self.step.terms.parallel, len(self.step.parts))
        threads = [self._thread(self._send_parts, ended) for _ in range(senders)]
        threads.append(self._thread(self._reckon, ended))
        try:
            for _ in threads:
                ended.get()
                self._first.hand_on()
        except BaseException:
            self._stop.set()
            self._first.end()
            for body in list(self.bodies.values()):
                body.stopped = True
            for thread in threads:
                thread.join(_PATIENCE / len(threads))
            raise
        finally:
            self._foreign.close()
        for piece in self.proof():
            piece()
        return self.result()

    def _thread(self, work: Callable[[], None], ended: queue.SimpleQueue[None]) -> threading.Thread:
        def report() -> None:
            try:
                work()
            except BaseException as error:
                self._first.note(error)
            ended.put(None)

        # Daemons: after an interrupt nobody waits for a host that does not answer.
        thread = threading.Thread(target=report, name="asc_sdk upload", daemon=True)
        thread.start()
        return thread

    def _reckon(self) -> None:
        for piece in self.pieces:
            if self._stop.is_set():
                raise HaltError
            piece()

    def _send_parts(self) -> None:
        while not self._stop.is_set():
            try:
                part = self.waiting.popleft()
            except IndexError:
                return
            self._send(part)

    def _send(self, part: Part) -> None:
        steps = send_part(self.book.current(part), self._connection.retry, self._connection.clock)
        outcome: Outcome | Part | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration:
                return
            if isinstance(step, Put):
                body = self.bodies[part.offset] = Body(self.step.source, step.part, self.progress)
                body.stopped = self._stop.is_set()
                outcome = put(self._foreign, step.part, body)
            elif isinstance(step, Renew):
                outcome = self._renew(step.part)
            else:
                outcome = None
                if self._stop.wait(step.seconds):
                    raise HaltError

    def _renew(self, part: Part) -> Part:
        with self._asking:
            current = self.book.current(part)
            if current.url() == part.url():
                response = self._connection.send(self.step.read.request)
                self.book.replace(self.step.renewed(self.step.read.read(response)))
            return self.book.current(part)


class AsyncTransfer(_Run):
    """In tasks."""

    def __init__(self, connection: AsyncConnection, step: Transfer) -> None:
        import anyio

        super().__init__(step)
        connection.check_writable("the file")
        self._connection = connection
        self._foreign = connection.foreign()
        self._asking = anyio.Lock()
        self._first = FirstError()

    async def run(self) -> str | None:
        """Send everything.

        Raises:
            UploadError: a part did not get through, or the file changed.
        """
        import anyio

        senders = min(self.step.terms.parallel, len(self.step.parts))
        try:
            async with anyio.create_task_group() as group:
                for work in (*[self._send_parts] * senders, self._reckon):
                    group.start_soon(self._guarded, work, group.cancel_scope)
        finally:
            with anyio.CancelScope(shield=True):
                await self._foreign.aclose()
        self._first.hand_on()
        for piece in self.proof():
            await in_thread(piece)
        return self.result()

    async def _guarded(self, work: Callable[[], Any], scope: Any) -> None:
        # A task group would wrap the error in a group: one is enough, the first.
        try:
            await work()
        except Exception as error:
            self._first.note(error)
            scope.cancel()

    async def _reckon(self) -> None:
        for piece in self.pieces:
            await in_thread(piece)

    async def _send_parts(self) -> None:
        while self.waiting:
            part = self.waiting.popleft()
            await self._send(part)

    async def _send(self, part: Part) -> None:
        import anyio

        steps = send_part(self.book.current(part), self._connection.retry, self._connection.clock)
        outcome: Outcome | Part | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration:
                return
            if isinstance(step, Put):
                body = AsyncBody(self.step.source, step.part, self.progress)
                outcome = await async_put(self._foreign, step.part, body)
            elif isinstance(step, Renew):
                outcome = await self._renew(step.part)
            else:
                outcome = None
                await anyio.sleep(step.seconds)

    async def _renew(self, part: Part) -> Part:
        async with self._asking:
            current = self.book.current(part)
            if current.url() == part.url():
                response = await self._connection.send(self.step.read.request)
                self.book.replace(self.step.renewed(self.step.read.read(response)))
            return self.book.current(part)
