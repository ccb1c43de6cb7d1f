"""An upload that is interrupted, or cancelled, ends soon and takes back what it reserved."""

from __future__ import annotations

import asyncio
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from asc_sdk import ApiKey, AppStoreConnect, AsyncAppStoreConnect, Retry
from tests.unit.uploads.apple import Apple, running


@pytest.fixture
def apple() -> Iterator[Apple]:
    with running(Apple()) as made:
        yield made


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "home.png"
    path.write_bytes(b"0123456789")
    return path


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as a terminal has it: a shell's background jobs ignore it, and so would Python in one."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_while_parts_go_out(api_key: ApiKey, apple: Apple, image: Path) -> None:
    apple.script["PUT 2"].extend([503] * 3)

    def interrupt(number: int) -> None:
        if apple.log.count("PUT 2") == 1 and number == 2:
            # A signal, as Ctrl-C is one: it wakes a thread that waits, which `_thread.interrupt_main` does not.
            signal.pthread_kill(main, signal.SIGINT)

    main = threading.get_ident()
    apple.on_part = interrupt
    with AppStoreConnect(api_key, base_url=apple.url, retry=Retry(backoff=30)) as asc:
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt) as caught:
            asc.app_screenshots.upload(image, app_screenshot_set="S1")
    assert time.monotonic() - began < 10
    assert "is deleted" in " ".join(caught.value.__notes__)
    assert apple.rows == {}


def test_ctrl_c_with_keep_says_how_to_go_on(api_key: ApiKey, apple: Apple, image: Path) -> None:
    def interrupt(sent: int, total: int) -> None:
        raise KeyboardInterrupt

    with AppStoreConnect(api_key, base_url=apple.url) as asc, pytest.raises(KeyboardInterrupt) as caught:
        asc.app_screenshots.upload(image, app_screenshot_set="S1", keep=True, on_progress=interrupt)
    assert "resume('appScreenshots-1', file)" in " ".join(caught.value.__notes__)
    assert list(apple.rows) == ["appScreenshots-1"]


@pytest.mark.parametrize("library", ["asyncio", "trio"])
def test_a_cancelled_task_takes_back_what_it_reserved(api_key: ApiKey, apple: Apple, image: Path, library: str) -> None:
    if library == "trio":
        pytest.importorskip("trio")
    apple.script["PUT 2"].extend([503] * 3)

    async def scenario() -> None:
        async with AsyncAppStoreConnect(api_key, base_url=apple.url, retry=Retry(backoff=30)) as asc:
            with anyio.move_on_after(0.5) as scope:
                await asc.app_screenshots.upload(image, app_screenshot_set="S1")
            assert scope.cancelled_caught

    began = time.monotonic()
    anyio.run(scenario, backend=library)
    assert time.monotonic() - began < 10
    assert apple.rows == {}


def test_a_task_that_asyncio_cancels(api_key: ApiKey, apple: Apple, image: Path) -> None:
    arrived = threading.Event()
    apple.on_part = lambda number: arrived.set()
    apple.script["PUT 2"].extend([503] * 3)

    async def scenario() -> None:
        async with AsyncAppStoreConnect(api_key, base_url=apple.url, retry=Retry(backoff=30)) as asc:
            task = asyncio.create_task(asc.app_screenshots.upload(image, app_screenshot_set="S1"))
            await asyncio.to_thread(arrived.wait, 10)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(scenario())
    assert apple.rows == {}


def test_cancelling_the_wait_for_processing_deletes_nothing(api_key: ApiKey, apple: Apple, image: Path) -> None:
    apple.states = ["UPLOAD_COMPLETE"]

    async def scenario() -> None:
        async with AsyncAppStoreConnect(api_key, base_url=apple.url) as asc:
            async with asyncio.timeout(0.7):
                await asc.app_screenshots.upload(image, app_screenshot_set="S1")

    with pytest.raises(TimeoutError):
        asyncio.run(scenario())
    assert list(apple.rows) == ["appScreenshots-1"]
