"""Runs flows on the HTTP library's clients, sync and async: the only two places that block or await."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .connection import BaseConnection
from .flow import run
from .messages import Fault, Send

if TYPE_CHECKING:
    from .messages import Answer, Request, Response


class Connection(BaseConnection):
    """Sends requests from any number of threads."""

    def send(self, request: Request) -> Response:
        """Send a request, wait and send it again as its flow says.

        Args:
            request: what to ask.

        Returns:
            The response, of any 2xx status.

        Raises:
            AppStoreConnectError: as the tree in `errors` says.
        """
        url = self._url(request)
        steps = run(request, self._around)
        outcome: Answer | Fault | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as done:
                response: Response = done.value
                return response
            if isinstance(step, Send):
                outcome = self._exchange(step, url)
            else:
                outcome = None
                _sleep(step.seconds)

    def _exchange(self, step: Send, url: str) -> Answer | Fault:
        from .bodies import Sink
        from .http_module import chunks, decodes_itself, lower

        client, http = self._clients.sync_client(), self._clients.http
        request, limits = self._prepare(step, url, client)
        try:
            response = client.send(request, stream=True, auth=None, follow_redirects=False)
        except http.during_send as error:
            return self._fault(error, limits)
        except RuntimeError:
            self._clients.check_open()  # closed by another thread in this moment: say so
            raise
        sink = Sink(step.request, response.status_code, lower(response.headers), decode=not decodes_itself(response))
        try:
            for chunk in chunks(response):
                sink.write(chunk)
            return sink.answer()
        except http.during_body as error:
            return sink.cut(self._fault(error, limits))
        except BaseException:
            sink.close()
            raise
        finally:
            response.close()

    def close(self) -> None:
        """Close the connections, if they are the SDK's own; a client that was handed in stays open."""
        client = self._clients.take_sync()
        if client is not None:
            client.close()


class AsyncConnection(BaseConnection):
    """Sends requests from any number of tasks, and from one event loop after another."""

    asynchronous = True

    async def send(self, request: Request) -> Response:
        """Send a request, wait and send it again as its flow says.

        Args:
            request: what to ask.

        Returns:
            The response, of any 2xx status.

        Raises:
            AppStoreConnectError: as the tree in `errors` says.
        """
        url = self._url(request)
        steps = run(request, self._around)
        outcome: Answer | Fault | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as done:
                response: Response = done.value
                return response
            if isinstance(step, Send):
                async with self._clients.queue():
                    outcome = await self._exchange(step, url)
            else:
                outcome = None
                await _async_sleep(step.seconds)

    async def _exchange(self, step: Send, url: str) -> Answer | Fault:
        from .bodies import Sink
        from .http_module import async_chunks, decodes_itself, lower

        client, http = await self._clients.async_client(), self._clients.http
        request, limits = self._prepare(step, url, client)
        try:
            response = await client.send(request, stream=True, auth=None, follow_redirects=False)
        except http.during_send as error:
            return self._fault(error, limits)
        except RuntimeError as error:
            self._clients.check_open()
            if "loop" not in str(error):
                raise
            return Fault(
                "the http_client that was handed in has a connection of another event loop: "
                "close it with its loop, or let the SDK make its own client, which moves from loop to loop"
            )
        sink = Sink(step.request, response.status_code, lower(response.headers), decode=not decodes_itself(response))
        try:
            async for chunk in async_chunks(response):
                sink.write(chunk)
            return sink.answer()
        except http.during_body as error:
            return sink.cut(self._fault(error, limits))
        except BaseException:
            sink.close()
            raise
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close this event loop's connections, if they are the SDK's own; a client that was handed in stays open."""
        guard = self._clients.take_async()
        if guard is not None:
            await guard.aclose()


def _sleep(seconds: float) -> None:
    import time

    time.sleep(seconds)


async def _async_sleep(seconds: float) -> None:
    import sys

    trio = sys.modules.get("trio")
    if trio is not None and trio.lowlevel.in_trio_run():
        await trio.sleep(seconds)
        return
    import asyncio

    await asyncio.sleep(seconds)
