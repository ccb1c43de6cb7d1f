"""The page for people."""

from __future__ import annotations

from html.parser import HTMLParser

from asc_sdk.emulator import Emulator, Exchange, page
from asc_sdk.emulator.messages import Incoming
from asc_sdk.emulator.store import Store

VOID = {"meta", "link"}


class Balance(HTMLParser):
    """Every element that is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _show(store: Store, path: str, *exchanges: Exchange) -> str:
    answer = page.answer(Incoming("GET", path), store, exchanges)
    assert (answer.status, answer.media_type) == (200, "text/html;charset=UTF-8")
    balance = Balance()
    balance.feed(answer.body.decode())
    assert balance.open == []
    return balance.text


def _exchange(target: str, status: int, answer: bytes) -> Exchange:
    return Exchange("GET", target, b"", status, answer, "", "id", 0.001)


def test_what_a_page_is_wanted_for() -> None:
    assert page.wanted(Incoming("GET", "/"))
    assert page.wanted(Incoming("GET", "/_/apps"))
    assert not page.wanted(Incoming("GET", "/v1/apps"))
    assert not page.wanted(Incoming("POST", "/"))


def test_counts_and_requests_the_last_one_first() -> None:
    store = Emulator().app.service.store
    text = _show(store, "/", _exchange("/v1/a", 200, b'{"data": []}'), _exchange("/v1/b", 404, b"<h1>"))
    assert "apps5" in text
    assert text.index("/v1/b") < text.index("/v1/a")


def test_every_type_has_a_page() -> None:
    store = Emulator().app.service.store
    for type in store.types():
        assert next(iter(store.of_type(type))) in _show(store, f"/_/{type}")


def test_what_people_wrote_is_text(emulator: Emulator) -> None:
    emulator.add("apps", "<i>", name="</pre><script>alert(1)</script>")
    text = _show(emulator.app.service.store, "/_/apps")
    assert "</pre><script>alert(1)</script>" in text


def test_a_type_with_nothing(emulator: Emulator) -> None:
    assert page.answer(Incoming("GET", "/_/apps"), emulator.app.service.store, []).status == 404
    assert emulator.app.service.store.types() == {}
