"""A headless Chromium for tests of pages: what one looks like, what is in it, and what it fetched.

It is steered over the DevTools protocol on a pair of pipes, so it needs no port and no driver, and it reaches nothing
but this machine.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

MISSING = "these tests need a Chromium or Chrome: on Debian, apt-get install chromium; elsewhere, name it in $CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
_OPTIONS = (
    "--headless",
    "--no-sandbox",  # root in a container has no sandbox
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--hide-scrollbars",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--remote-debugging-pipe",
    "about:blank",
)
# The protocol's pipes are 3 and 4 in the browser; here they have any numbers.
_LAUNCH = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)


def find_browser() -> Path | None:
    """The Chromium of this machine: what $CHROMIUM names, else what is on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named)
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None and Path(_MAC).exists():
        return Path(_MAC)
    return Path(found) if found else None


class Page:
    """A page that has loaded."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser = browser
        self._session = session
        self._target = target
        self.requested: list[str] = []
        """Addresses that the page fetched, itself first."""

    def evaluate(self, script: str) -> Any:
        """What an expression of JavaScript gives, as JSON has it.

        Raises:
            AssertionError: the script threw.
        """
        arguments = {"expression": script, "returnByValue": True, "awaitPromise": True}
        answer = self.call("Runtime.evaluate", **arguments)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def dom(self) -> str:
        """The document as it is now, scripts having run."""
        return str(self.evaluate("document.documentElement.outerHTML"))

    def overflow(self) -> list[str]:
        """What sticks out to the right of the window, as tag and text; nothing on a page that fits."""
        # Not innerWidth: a phone zooms out until everything is in the window.
        script = """(root => root.scrollWidth <= root.clientWidth ? [] : [...document.querySelectorAll("body *")]
            .filter(one => one.getBoundingClientRect().right > root.clientWidth + 1)
            .map(one => one.tagName.toLowerCase() + ": " + one.textContent.trim().slice(0, 60))
        )(document.documentElement)"""
        wide: list[str] = self.evaluate(script)
        return wide

    def screenshot(self, *, whole: bool = False) -> bytes:
        """A PNG of the window, or of the whole page."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"])

    def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """A command of the DevTools protocol."""
        return self._browser.call(method, self._session, **arguments)

    def close(self) -> None:
        """Close the page."""
        self._browser.call("Target.closeTarget", targetId=self._target)


class Browser:
    """A running Chromium. Made once for many pages: it takes a second to start."""

    def __init__(self, path: Path) -> None:
        """Start it.

        Args:
            path: the program, as `find_browser` gives it.
        """
        self._home = tempfile.TemporaryDirectory(prefix="asc-browser-", ignore_cleanup_errors=True)
        (read_here, write_there), (read_there, write_here) = _pipe(), _pipe()
        launched = [sys.executable, "-c", _LAUNCH, str(read_there), str(write_there), str(path)]
        self._process = subprocess.Popen(
            [*launched, f"--user-data-dir={self._home.name}", *_OPTIONS],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(read_there, write_there),
            env={**os.environ, "HOME": self._home.name},
        )
        os.close(read_there)
        os.close(write_there)
        self._read, self._write = os.fdopen(read_here, "rb"), os.fdopen(write_here, "wb")
        self._rest = b""
        self._number = 0
        self._events: list[dict[str, Any]] = []

    def open(self, address: str | Path, width: int = 1280, height: int = 800) -> Page:
        """A page in a window of its own, loaded.

        Args:
            address: a URL, or a file of this machine.
            width: of the window, in CSS pixels; under 600 the page is shown as a phone shows it.
            height: of the window.

        Returns:
            The page; close it, or leave that to the browser.
        """
        url = address.resolve().as_uri() if isinstance(address, Path) else address
        target = str(self.call("Target.createTarget", url="about:blank")["targetId"])
        session = str(self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        page = Page(self, session, target)
        page.call("Page.enable")
        page.call("Network.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        page.call("Emulation.setDeviceMetricsOverride", **size)
        self._events.clear()
        answer = page.call("Page.navigate", url=url)
        assert "errorText" not in answer, f"{url}: {answer['errorText']}"
        self._until("Page.loadEventFired", session)
        page.requested = [
            event["params"]["request"]["url"]
            for event in self._events
            if (event["method"], event.get("sessionId")) == ("Network.requestWillBeSent", session)
        ]
        return page

    def screenshot(self, address: str | Path, width: int = 1280, height: int = 800) -> bytes:
        """A PNG of a page."""
        page = self.open(address, width, height)
        try:
            return page.screenshot()
        finally:
            page.close()

    def dom(self, address: str | Path) -> str:
        """The document of a page, scripts having run."""
        page = self.open(address)
        try:
            return page.dom()
        finally:
            page.close()

    def call(self, method: str, session: str | None = None, **arguments: Any) -> dict[str, Any]:
        """A command of the DevTools protocol.

        Raises:
            AssertionError: the browser refused it, or is gone.
        """
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": arguments}
        if session is not None:
            message["sessionId"] = session
        self._write.write(json.dumps(message).encode() + b"\0")
        self._write.flush()
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                result: dict[str, Any] = answer["result"]
                return result
            if "method" in answer:
                self._events.append(answer)

    def close(self) -> None:
        """End it."""
        with suppress(OSError):
            self._write.close()
        self._read.close()
        try:
            # It ends by itself when its pipe does.
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._home.cleanup()

    def _until(self, method: str, session: str) -> None:
        while not any((event["method"], event.get("sessionId")) == (method, session) for event in self._events):
            answer = self._next()
            if "method" in answer:
                self._events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._read.fileno(), 1 << 20)
            assert chunk, "the browser is gone"
            self._rest += chunk
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


def _pipe() -> tuple[int, int]:
    """A pipe whose ends do not have the numbers that they get in the browser."""
    ends = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return moved[0], moved[1]
