"""What tests/browser.py tells of a page."""

from __future__ import annotations

import struct
from pathlib import Path

from tests.browser import Browser

HTML = """<!doctype html><meta name="viewport" content="width=device-width"><body>
<p id="late"></p><div style="width: 900px">wide</div>
<img src="https://elsewhere.invalid/x.png"><script>document.getElementById("late").textContent = "made"</script>"""


def test_a_page(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(HTML)
    assert '<p id="late">made</p>' in browser.dom(file)
    width, height = struct.unpack(">II", browser.screenshot(file, 390, 700)[16:24])
    assert (width, height) == (390, 700)


def test_what_sticks_out_and_what_was_fetched(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(HTML)
    wide, narrow = browser.open(file, 1200), browser.open(file, 390)
    assert (wide.overflow(), narrow.overflow()) == ([], ["div: wide"])
    assert wide.requested == [file.as_uri(), "https://elsewhere.invalid/x.png"]
